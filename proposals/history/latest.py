"""The latest changes of several documents in one line each, for the first pages.

The items are those of `news`, told by their numbers alone: a first page reads no clause of a load.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from proposals.history.news import LOADED, one_step_an_item
from proposals.history.public_events import (
    PUBLIC_STEPS,
    PublicEvent,
    PublicEventKind,
    Subject,
    event_kind,
    public_event,
    public_subjects,
)
from proposals.models import Transition, Version

EventCounts = tuple[tuple[PublicEventKind, int], ...]
"""How many clauses, or responses, each kind of step took; only kinds that occur."""

_LoadKey = tuple[int, datetime]


@dataclass(frozen=True, kw_only=True)
class LatestChange:
    """One change of a document: a step that a person took, or all that a load brought.

    `event` and `subject` are those of a person's step, and None for a load, which has counts
    instead; `is_public` tells whether readers can open the subject now.
    """

    at: datetime
    version: Version
    event: PublicEvent | None = None
    subject: Subject | None = None
    is_public: bool = True
    counts: EventCounts = ()
    response_counts: EventCounts = ()

    @property
    def language(self) -> str:
        """The language tag of the texts of its negotiation."""
        return str(self.version.proposal.negotiation.language)


def latest_changes(versions: Collection[Version], number: int) -> list[LatestChange]:
    """Return the newest changes of versions that readers can open, newest first.

    Four queries at most, however many versions there are and whatever a load brought.
    """
    by_key = {version.pk: version for version in versions}
    inside = Q(clause__version__in=by_key) | Q(response__version__in=by_key)
    steps = Transition.objects.filter(PUBLIC_STEPS, inside)
    chosen = list(one_step_an_item(steps)[:number])
    counts = _counts_of_loads(steps, [step for step in chosen if not step.by_name])
    signed = [step for step in chosen if step.by_name]
    public = public_subjects(signed) if signed else set()
    return [_change(step, by_key, counts, public) for step in chosen]


def _change(
    step: Transition,
    versions: Mapping[int, Version],
    counts: Mapping[_LoadKey, Mapping[bool, EventCounts]],
    public: Collection[tuple[int | None, int | None]],
) -> LatestChange:
    version = versions[step.subject.version_id]
    if not step.by_name:
        load = counts[version.pk, step.at]
        return LatestChange(
            at=step.at,
            version=version,
            counts=load.get(False, ()),
            response_counts=load.get(True, ()),
        )
    return LatestChange(
        at=step.at,
        version=version,
        event=public_event(step),
        subject=step.subject,
        is_public=(step.clause_id, step.response_id) in public,
    )


def _counts_of_loads(
    steps: QuerySet[Transition], loads: Iterable[Transition]
) -> dict[_LoadKey, dict[bool, EventCounts]]:
    """Return what each load brought, by whether it is of responses; one query, or none."""
    moments = {step.at for step in loads}
    if not moments:
        return {}
    rows = (
        steps.filter(LOADED, at__in=moments)
        .order_by()
        .values_list("clause__version", "response__version", "at", "to_state", "correction")
        .annotate(number=Count("pk"))
    )
    numbers: dict[_LoadKey, dict[bool, dict[PublicEventKind, int]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(int))
    )
    for clauses, responses, at, state, is_correction, number in rows:
        kind = event_kind(state, is_correction=is_correction)
        numbers[clauses or responses, at][clauses is None][kind] += number
    return {
        load: {of_response: _in_order(kinds) for of_response, kinds in by_subject.items()}
        for load, by_subject in numbers.items()
    }


def _in_order(numbers: Mapping[PublicEventKind, int]) -> EventCounts:
    return tuple((kind, numbers[kind]) for kind in PublicEventKind if kind in numbers)
