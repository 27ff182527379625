"""What readers may know of a clause's past: what was published, corrected or withdrawn, and why.

No names of editors, no drafts, no steps between; the reason of a correction is written for readers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q, QuerySet

from proposals.history.content_diff import ContentDiff, diff_contents
from proposals.history.entries import ClauseContent, HistoryEntry, entries_of
from proposals.history.names import NameLookup, look_up_names
from proposals.models import Clause, Negotiation, ReviewState, Transition

PUBLISHED = ReviewState.PUBLISHED
SEEN = Q(to_state=PUBLISHED) | Q(from_state=PUBLISHED)
"""Steps that changed what readers see."""


class PublicEventKind(StrEnum):
    """What happened before the eyes of readers."""

    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class PublicEvent:
    """One step that readers could see, with what it changed where that is for them."""

    kind: PublicEventKind
    at: datetime
    reason: str
    change: ContentDiff | None = None


@dataclass(frozen=True)
class Correction:
    """One correction in the list of a negotiation; `shown` if readers can open the clause now."""

    event: PublicEvent
    clause: Clause
    shown: bool


def steps_seen(clause: Clause) -> list[PublicEvent]:
    """What happened to a clause before readers' eyes, newest first; one query."""
    steps = Transition.objects.filter(SEEN, clause=clause).order_by("-at", "-pk")
    return [event_of(step) for step in steps]


def public_history(clause: Clause, *, shown: bool) -> list[PublicEvent]:
    """The same, each with what it changed; a fixed number of queries.

    The first publication changed nothing that readers knew. Of a clause that is not `shown` to them
    now, no old texts are told either.
    """
    steps = Transition.objects.filter(SEEN, clause=clause).order_by("-at", "-pk")
    changes = changes_seen([clause]) if shown else {}
    return [event_of(step, changes.get(step.pk)) for step in steps]


def changes_seen(clauses: Collection[Clause]) -> dict[int, ContentDiff]:
    """What each step before readers' eyes changed, by the step's number; only where that is told.

    The clauses are of one negotiation, and readers can see them now. A fixed number of queries.
    """
    steps: dict[int, list[Transition]] = {clause.pk: [] for clause in clauses}
    for step in Transition.objects.filter(SEEN, clause__in=steps).order_by("at", "pk"):
        steps[step.clause_id].append(step)
    known = entries_of(steps)
    states = {pk: _published_states(own, known.get(pk, [])) for pk, own in steps.items()}
    remembered = [state for own in states.values() for state in own if state]
    if not remembered:
        return {}
    names = look_up_names(next(iter(clauses)), remembered, for_readers=True)
    told = (pair for pk, own in steps.items() for pair in _changes(own, states[pk], names))
    return {step.pk: change for step, change in told if change is not None}


def corrections(negotiation: Negotiation) -> QuerySet[Transition]:
    """Every correction of what readers could see, newest first; `told` makes it readable."""
    steps = Transition.objects.filter(
        correction=True, clause__version__proposal__negotiation=negotiation
    )
    return steps.select_related("clause__version__proposal").order_by("-at", "-pk")


def told(steps: Iterable[Transition]) -> list[Correction]:
    """Corrections as readers may know them; one query."""
    rows = list(steps)
    shown = Clause.objects.published().filter(pk__in={step.clause_id for step in rows})
    public = set(shown.values_list("pk", flat=True))
    return [Correction(event_of(step), step.clause, step.clause_id in public) for step in rows]


def event_of(step: Transition, change: ContentDiff | None = None) -> PublicEvent:
    """A step as readers may know it: its reason only if that was written for them."""
    kind = PublicEventKind.PUBLISHED
    if step.to_state != PUBLISHED:
        kind = PublicEventKind.WITHDRAWN
    elif step.correction:
        kind = PublicEventKind.CORRECTED
    return PublicEvent(kind, step.at, step.reason if step.correction else "", change)


def _published_states(
    steps: list[Transition], known: list[HistoryEntry]
) -> list[ClauseContent | None]:
    """What readers saw before the first step, then after each; None where nobody remembers.

    The step of a first load keeps no state: what it brought is remembered before the first change.
    """
    by_record = {one.revision_id: one.content for one in known}
    kept = [step for step in steps if step.revision_id]
    own = {step.revision_id for step in kept}
    before = [
        one.content
        for one in known
        if one.content.state == PUBLISHED and one.revision_id not in own
        if kept and one.at <= kept[0].at
    ]
    first = before[0] if before else None
    return [first, *(by_record.get(step.revision_id or 0) for step in steps)]


def _changes(
    steps: list[Transition], states: list[ClauseContent | None], names: NameLookup
) -> Iterable[tuple[Transition, ContentDiff | None]]:
    """Each step with the difference from what readers saw last."""
    last = states[0]
    for step, state in zip(steps, states[1:], strict=True):
        if step.to_state != PUBLISHED or state is None:
            yield step, None
            continue
        yield step, diff_contents(last, state, names) if last is not None else None
        last = state
