"""The past of clauses for readers: what was published, corrected or withdrawn, and why.

No names of editors, no drafts, no steps between; the reason of a correction is written for readers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q, QuerySet

from proposals.history.content import ClauseContent
from proposals.history.content_diff import ContentDiff, diff_contents
from proposals.history.entries import HistoryEntry, list_entries_by_clause
from proposals.history.names import NameLookup, look_up_names
from proposals.models import Clause, Negotiation, ReviewState, Transition

PUBLISHED = ReviewState.PUBLISHED
PUBLIC_STEPS = Q(to_state=PUBLISHED) | Q(from_state=PUBLISHED)
"""The steps of review that change what readers see."""


class PublicEventKind(StrEnum):
    """The kinds of steps that readers see."""

    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class PublicEvent:
    """A step of review that readers see, with what it changed where that is for them."""

    kind: PublicEventKind
    at: datetime
    reason: str
    change: ContentDiff | None = None


@dataclass(frozen=True)
class Correction:
    """One correction of a negotiation; `is_public` if readers can open the clause now."""

    event: PublicEvent
    clause: Clause
    is_public: bool


def list_public_events(clause: Clause, *, with_changes: bool) -> list[PublicEvent]:
    """Return what readers saw happen to a clause, newest first.

    One query; `with_changes` a fixed number: for a clause that readers can see now. The first
    publication changed nothing that they knew.
    """
    steps = Transition.objects.filter(PUBLIC_STEPS, clause=clause).order_by("-at", "-pk")
    changes = public_changes([clause]) if with_changes else {}
    return [public_event(step, changes.get(step.pk)) for step in steps]


def public_changes(clauses: Collection[Clause]) -> dict[int, ContentDiff]:
    """Return what steps that readers see changed, by the step's primary key.

    Steps of which no change is recorded are left out. The clauses are of one negotiation, and
    readers can see them now. A fixed number of queries.
    """
    steps: dict[int, list[Transition]] = {clause.pk: [] for clause in clauses}
    for step in Transition.objects.filter(PUBLIC_STEPS, clause__in=steps).order_by("at", "pk"):
        steps[step.clause_id].append(step)
    entries = list_entries_by_clause(steps)
    states = {pk: _published_states(own, entries.get(pk, [])) for pk, own in steps.items()}
    contents = [state for own in states.values() for state in own if state]
    if not contents:
        return {}
    names = look_up_names(next(iter(clauses)), contents, for_readers=True)
    changes = (pair for pk, own in steps.items() for pair in _changes(own, states[pk], names))
    return {step.pk: change for step, change in changes if change is not None}


def correction_steps(negotiation: Negotiation) -> QuerySet[Transition]:
    """Return the steps that corrected what readers could see, newest first.

    `list_corrections` makes them readable.
    """
    steps = Transition.objects.filter(
        correction=True, clause__version__proposal__negotiation=negotiation
    )
    return steps.select_related("clause__version__proposal").order_by("-at", "-pk")


def list_corrections(steps: Iterable[Transition]) -> list[Correction]:
    """Return steps of correction as readers may know them; one query."""
    rows = list(steps)
    published = Clause.objects.published().filter(pk__in={step.clause_id for step in rows})
    public = set(published.values_list("pk", flat=True))
    return [Correction(public_event(step), step.clause, step.clause_id in public) for step in rows]


def public_event(step: Transition, change: ContentDiff | None = None) -> PublicEvent:
    """Return a step as readers may know it: its reason only if that was written for them."""
    kind = PublicEventKind.PUBLISHED
    if step.to_state != PUBLISHED:
        kind = PublicEventKind.WITHDRAWN
    elif step.correction:
        kind = PublicEventKind.CORRECTED
    reason = step.reason if step.correction else ""
    return PublicEvent(kind, step.at, reason=reason, change=change)


def _published_states(
    steps: list[Transition], entries: list[HistoryEntry]
) -> list[ClauseContent | None]:
    """Return what readers saw before the first step, then after each; None where not recorded.

    The step of a first load has no entry: what it brought is recorded before the first change.
    """
    by_number = {entry.number: entry.content for entry in entries}
    recorded = [step for step in steps if step.revision_id]
    own = {step.revision_id for step in recorded}
    before = [
        entry.content
        for entry in entries
        if entry.content.state == PUBLISHED and entry.number not in own
        if recorded and entry.at <= recorded[0].at
    ]
    first = before[0] if before else None
    return [first, *(by_number.get(step.revision_id or 0) for step in steps)]


def _changes(
    steps: list[Transition], states: list[ClauseContent | None], names: NameLookup
) -> Iterable[tuple[Transition, ContentDiff | None]]:
    """Yield each step with the difference from what readers saw last."""
    last = states[0]
    for step, state in zip(steps, states[1:], strict=True):
        if step.to_state != PUBLISHED or state is None:
            yield step, None
            continue
        yield step, diff_contents(last, state, names) if last is not None else None
        last = state
