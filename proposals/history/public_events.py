"""The past of clauses and responses for readers: published, corrected or withdrawn, and why.

No names of editors, no drafts, no steps between; the reason of a correction is written for readers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q, QuerySet

from proposals.history.content import Content
from proposals.history.content_diff import ContentDiff, diff_contents
from proposals.history.entries import HistoryEntry, list_entries_by_row
from proposals.history.names import NameLookup, look_up_names
from proposals.models import Clause, Negotiation, Response, ReviewState, Transition

PUBLISHED = ReviewState.PUBLISHED
PUBLIC_STEPS = Q(to_state=PUBLISHED) | Q(from_state=PUBLISHED)
"""The steps of review that change what readers see."""
Subject = Clause | Response
"""The row that took a step."""
RELATED = ("clause__version__proposal", "response__version__proposal", "response__to__proposal")
"""What the name of a subject is made of."""


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
    """One correction of a negotiation; `is_public` if readers can open its subject now."""

    event: PublicEvent
    subject: Subject
    is_public: bool


def list_public_events(subject: Subject, *, with_changes: bool) -> list[PublicEvent]:
    """Return what readers saw happen to a clause or a response, newest first.

    One query; `with_changes` a fixed number: for one that readers can see now. The first
    publication changed nothing that they knew.
    """
    steps = subject.transitions.filter(PUBLIC_STEPS).order_by("-at", "-pk")
    changes = public_changes([subject]) if with_changes else {}
    return [public_event(step, changes.get(step.pk)) for step in steps]


def public_changes(subjects: Collection[Subject]) -> dict[int, ContentDiff]:
    """Return what steps that readers see changed, by the step's primary key.

    Steps of which no change is recorded are left out. The subjects are of one negotiation, and
    readers can see them now. A fixed number of queries, for clauses and for responses.
    """
    changes: dict[int, ContentDiff] = {}
    for model in (Clause, Response):
        rows = [subject for subject in subjects if isinstance(subject, model)]
        changes |= _changes_of(rows, model) if rows else {}
    return changes


def _changes_of(
    rows: Sequence[Subject], model: type[Clause] | type[Response]
) -> dict[int, ContentDiff]:
    name = str(model._meta.model_name)
    steps: dict[int, list[Transition]] = {row.pk: [] for row in rows}
    own = Transition.objects.filter(PUBLIC_STEPS, **{f"{name}__in": steps})
    for step in own.order_by("at", "pk"):
        steps[getattr(step, f"{name}_id")].append(step)
    entries = list_entries_by_row(steps, model)
    states = {pk: _published_states(own, entries.get(pk, [])) for pk, own in steps.items()}
    contents = [state for own in states.values() for state in own if state]
    if not contents:
        return {}
    names = look_up_names(rows[0], contents, for_readers=True)
    changes = (pair for pk, own in steps.items() for pair in _changes(own, states[pk], names))
    return {step.pk: change for step, change in changes if change is not None}


def correction_steps(negotiation: Negotiation) -> QuerySet[Transition]:
    """Return the steps that corrected what readers could see, newest first.

    `list_corrections` makes them readable.
    """
    steps = Transition.objects.filter(steps_within(negotiation), correction=True)
    return steps.select_related(*RELATED).order_by("-at", "-pk")


def steps_within(negotiation: Negotiation) -> Q:
    """Return the condition that a step is that of a clause or a response of a negotiation."""
    return Q(clause__version__proposal__negotiation=negotiation) | Q(
        response__version__proposal__negotiation=negotiation
    )


def public_subjects(steps: Iterable[Transition]) -> set[tuple[int | None, int | None]]:
    """Return the clauses and responses of steps that readers can open, by both references.

    One query, two if a step is that of a response.
    """
    rows = list(steps)
    clauses = Clause.objects.published().filter(
        pk__in={step.clause_id for step in rows if step.clause_id}
    )
    public: set[tuple[int | None, int | None]] = {
        (pk, None) for pk in clauses.values_list("pk", flat=True)
    }
    answering = {step.response_id for step in rows if step.response_id}
    if not answering:
        return public
    responses = Response.objects.for_readers().filter(pk__in=answering)
    return public | {(None, pk) for pk in responses.values_list("pk", flat=True)}


def list_corrections(steps: Iterable[Transition]) -> list[Correction]:
    """Return steps of correction as readers may know them; two queries at most."""
    rows = list(steps)
    public = public_subjects(rows)
    return [
        Correction(public_event(step), step.subject, (step.clause_id, step.response_id) in public)
        for step in rows
    ]


def public_event(step: Transition, change: ContentDiff | None = None) -> PublicEvent:
    """Return a step as readers may know it: its reason only if that was written for them."""
    kind = event_kind(step.to_state, is_correction=step.correction)
    reason = step.reason if step.correction else ""
    return PublicEvent(kind, step.at, reason=reason, change=change)


def event_kind(to_state: str, *, is_correction: bool) -> PublicEventKind:
    """Return what a step of review that readers see is to them."""
    if to_state != PUBLISHED:
        return PublicEventKind.WITHDRAWN
    return PublicEventKind.CORRECTED if is_correction else PublicEventKind.PUBLISHED


def _published_states(steps: list[Transition], entries: list[HistoryEntry]) -> list[Content | None]:
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
    steps: list[Transition], states: list[Content | None], names: NameLookup
) -> Iterable[tuple[Transition, ContentDiff | None]]:
    """Yield each step with the difference from what readers saw last."""
    last = states[0]
    for step, state in zip(steps, states[1:], strict=True):
        if step.to_state != PUBLISHED or state is None:
            yield step, None
            continue
        yield step, diff_contents(last, state, names) if last is not None else None
        last = state
