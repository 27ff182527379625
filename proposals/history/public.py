"""What readers may know of a clause's past: what was published, corrected or withdrawn, and why.

No names of editors, no drafts, no steps between; the reason of a correction is written for readers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q, QuerySet

from proposals.editing.history import ClauseContent, Snapshot, snapshots
from proposals.history.changes import Difference, difference
from proposals.history.naming import Names, names_in
from proposals.models import Clause, Negotiation, ReviewState, Transition

PUBLISHED = ReviewState.PUBLISHED
SEEN = Q(to_state=PUBLISHED) | Q(from_state=PUBLISHED)
"""Steps that changed what readers see."""


class Kind(StrEnum):
    """What happened before the eyes of readers."""

    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class PublicEvent:
    """One step that readers could see, with what it changed where that is for them."""

    kind: Kind
    at: datetime
    reason: str
    change: Difference | None = None


@dataclass(frozen=True)
class Correction:
    """One correction in the list of a negotiation; `shown` if readers can open the clause now."""

    event: PublicEvent
    clause: Clause
    shown: bool


def steps_seen(clause: Clause) -> list[PublicEvent]:
    """What happened to a clause before readers' eyes, newest first; one query."""
    steps = Transition.objects.filter(SEEN, clause=clause).order_by("-at", "-pk")
    return [_event(step) for step in steps]


def public_history(clause: Clause, *, shown: bool) -> list[PublicEvent]:
    """The same, each with what it changed; a fixed number of queries.

    The first publication changed nothing that readers knew. Of a clause that is not `shown` to them
    now, no old texts are told either.
    """
    steps = list(Transition.objects.filter(SEEN, clause=clause).order_by("at", "pk"))
    if not shown:
        return [_event(step) for step in reversed(steps)]
    known = snapshots(clause)
    states = _published_states(steps, known)
    names = names_in(clause, [state for state in states if state], for_readers=True)
    told = [_event(step, change) for step, change in _changes(steps, states, names)]
    return list(reversed(told))


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
    return [Correction(_event(step), step.clause, step.clause_id in public) for step in rows]


def _event(step: Transition, change: Difference | None = None) -> PublicEvent:
    kind = Kind.PUBLISHED
    if step.to_state != PUBLISHED:
        kind = Kind.WITHDRAWN
    elif step.correction:
        kind = Kind.CORRECTED
    return PublicEvent(kind, step.at, step.reason if step.correction else "", change)


def _published_states(steps: list[Transition], known: list[Snapshot]) -> list[ClauseContent | None]:
    """What readers saw before the first step, then after each; None where nobody remembers."""
    by_record = {one.revision_id: one.content for one in known}
    own = {step.revision_id for step in steps}
    before = [
        one.content
        for one in known
        if one.content.state == PUBLISHED and one.revision_id not in own
        if steps and one.at <= steps[0].at
    ]
    first = before[0] if before else None
    return [first, *(by_record.get(step.revision_id or 0) for step in steps)]


def _changes(
    steps: list[Transition], states: list[ClauseContent | None], names: Names
) -> Iterable[tuple[Transition, Difference | None]]:
    """Each step with the difference from what readers saw last."""
    last = states[0]
    for step, state in zip(steps, states[1:], strict=True):
        if step.to_state != PUBLISHED or state is None:
            yield step, None
            continue
        yield step, difference(last, state, names) if last is not None else None
        last = state
