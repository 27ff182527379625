"""How the answer to one question changed between two texts, and towards whom.

Built on the relation of the sets that both answers admit, case by case: see `relations` for two
values and `rules` for the cases in which answers are compared. An answer for several cases is one
for each of them, so that it is wider only if it is nowhere narrower. A change is claimed only where
both texts are coded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from proposals.domain.approaches import Approach, approaches, narrower_cases
from proposals.domain.cases import Case
from proposals.domain.changes import (
    SEEN_IN_FULL,
    SET_CHANGES,
    Change,
    NotComputedBecause,
    Seen,
)
from proposals.domain.errors import Incomparable
from proposals.domain.reasons import InCase
from proposals.domain.relations import Relation, compare
from proposals.domain.rows import sides_of
from proposals.domain.rules import answering, cases_of, judge
from proposals.domain.terms import AbsenceKind, Answer, Position
from proposals.domain.values import Items, Sequence, Text, Value
from proposals.domain.verdicts import Qualifier, ScopeDifference, Side
from proposals.domain.vocabulary import Holding


@dataclass(frozen=True)
class Part:
    """The change of the answer for one case; `differences` are those beside the outcomes.

    `relation` says how the outcomes of the earlier answer lie to those of the later one; None if
    that is not computed.
    """

    change: Change
    left: Side
    right: Side
    in_case: InCase
    relation: Relation | None = None
    differences: frozenset[Qualifier] = frozenset()

    @property
    def bracketed(self) -> tuple[bool, bool]:
        """Whether the earlier and the later answer are in brackets, not firm."""
        before, after = (bool(s.answer and s.answer.bracketed) for s in (self.left, self.right))
        return before, after


@dataclass(frozen=True, kw_only=True)
class Movement:
    """What became of one question between two texts.

    `before` and `after` have a side for each alternative. `parts` are the cases of which both
    speak, and `dropped` and `added` those of which only the earlier or the later one does; where
    they speak of none together, `scope_difference` says why. `cause` says why nothing is computed.
    `approaches` leave out every other position to which the distance cannot be compared.
    """

    change: Change
    old: Position
    new: Position
    before: tuple[Side, ...]
    after: tuple[Side, ...]
    parts: tuple[Part, ...] = ()
    dropped: tuple[Case, ...] = ()
    added: tuple[Case, ...] = ()
    scope_difference: ScopeDifference | None = None
    cause: NotComputedBecause | None = None
    approaches: tuple[Approach, ...] = ()

    @property
    def differences(self) -> frozenset[Qualifier]:
        """Every respect beside the outcomes in which the texts differ in some case."""
        found = frozenset[Qualifier]().union(*(part.differences for part in self.parts))
        other_cases = self.dropped or self.added or self.scope_difference
        return found | {Qualifier.SCOPE} if other_cases else found

    @property
    def deciding(self) -> tuple[Part, ...]:
        """The parts that give the movement its name; none where nothing but cases differs."""
        if self.change in SET_CHANGES:
            return tuple(part for part in self.parts if part.change in SET_CHANGES)
        return tuple(part for part in self.parts if part.change is self.change)


def movement(
    old: Position,
    new: Position,
    *,
    others: Iterable[Position] = (),
    reworded: bool = False,
    holds: Holding = Holding.THROUGHOUT,
    seen: Seen = SEEN_IN_FULL,
) -> Movement:
    """Return how one question changed from a text to a later one; any two positions have one.

    `others` are the positions to which approaches are measured, and `reworded` says whether the
    words of the two texts differ: of that the engine sees nothing. `seen` says whether they are
    known in full.
    """
    found = _movement(old, new, reworded=reworded, holds=holds, seen=seen)
    if found.change not in SET_CHANGES:
        return found
    return replace(found, approaches=tuple(approaches(old, new, others, holds)))


def _movement(
    old: Position, new: Position, *, reworded: bool, holds: Holding, seen: Seen
) -> Movement:
    before, after = (_sides_of_text(position) for position in (old, new))
    stated = Movement(change=Change.UNKNOWN, old=old, new=new, before=before, after=after)
    absences = [position.absence.kind for position in (old, new) if not position.speaks]
    if AbsenceKind.NOT_CODED in absences:
        return stated
    if any(side.problem for side in (*before, *after)):
        return _not_computed(stated, NotComputedBecause.INCONSISTENT)
    change = _change_of_presence(old, new)
    if change is not None:
        return replace(stated, change=change)
    if not old.standing_terms or not new.standing_terms:
        return _not_computed(stated, NotComputedBecause.REJECTION)
    pairs = _paired(before, after)
    if not pairs:
        return _not_computed(stated, NotComputedBecause.OPTIONS)
    found = [_of_alternatives(stated, left, right, holds=holds, seen=seen) for left, right in pairs]
    decided = _decided(_joined(stated, found))
    if reworded and decided.change is Change.UNCHANGED:
        return replace(decided, change=Change.REWORDED)
    return decided


def _sides_of_text(position: Position) -> tuple[Side, ...]:
    """Return a side for each alternative of a text by itself, without what it rejects."""
    return tuple(replace(side, rejections=()) for side in sides_of(position))


def _change_of_presence(old: Position, new: Position) -> Change | None:
    """Return the change where one of two texts does not answer; None if both do, or reject."""
    if not old.speaks and not new.speaks:
        return Change.UNANSWERED
    if new.standing_terms and not old.speaks:
        return Change.NEW
    if old.standing_terms and not new.speaks:
        return _ABSENCES.get(new.absence.kind, Change.SILENT)
    return None


_ABSENCES = {
    AbsenceKind.STRUCK_OUT: Change.STRUCK_OUT,
    AbsenceKind.ELSEWHERE: Change.ELSEWHERE,
}


def _paired(before: tuple[Side, ...], after: tuple[Side, ...]) -> list[tuple[Side, Side]]:
    """Return the alternatives of two texts that are the same ones: the only ones, or by name."""
    if len(before) == len(after) == 1:
        return [(before[0], after[0])]
    by_name = {side.option: side for side in before}
    if by_name.keys() != {side.option for side in after}:
        return []
    return [(by_name[side.option], side) for side in after]


def _of_alternatives(
    stated: Movement, left: Side, right: Side, *, holds: Holding, seen: Seen
) -> Movement:
    """Return the movement from one alternative to another, case by case, not decided yet."""
    if left.alternative is None or right.alternative is None:
        return stated
    cases = cases_of((left.alternative, right.alternative), holds)
    spoken = [
        {case for case in cases if side.answers_for(case, holds)}
        for side in (left.alternative, right.alternative)
    ]
    common = [case for case in cases if case in spoken[0] & spoken[1]]
    if not common:
        return _without_common_case(stated, left, right, holds)
    narrower = narrower_cases((left.alternative, right.alternative))
    parts = tuple(
        _part(
            answering(left, case, holds),
            answering(right, case, holds),
            in_case=InCase(case, narrower if case.is_whole else ()),
            seen=seen,
        )
        for case in common
    )
    dropped = tuple(case for case in cases if case not in spoken[1] and seen.after)
    added = tuple(case for case in cases if case not in spoken[0] and seen.before)
    return replace(stated, parts=parts, dropped=dropped, added=added)


def _without_common_case(stated: Movement, left: Side, right: Side, holds: Holding) -> Movement:
    """Return the movement between alternatives that speak of no case together."""
    verdict = judge(left, right, holds)
    return replace(
        stated,
        cause=None if verdict.compared else _cause(left, right),
        dropped=tuple(answer.case for answer in left.answers),
        added=tuple(answer.case for answer in right.answers),
        scope_difference=verdict.scope_difference,
    )


def _part(left: Side, right: Side, *, in_case: InCase, seen: Seen) -> Part:
    """Return the change of the answer for one case of which both texts speak."""
    if left.answer is None or right.answer is None:
        return Part(Change.NOT_COMPUTED, left, right, in_case)
    relation = _relation(left.answer.value, right.answer.value)
    differences = _differences(left.answer, right.answer, seen)
    part = Part(Change.NOT_COMPUTED, left, right, in_case, relation, differences)
    is_list = isinstance(left.answer.value, Items | Sequence)
    return replace(part, change=_change(part, seen if is_list else SEEN_IN_FULL))


def _relation(old: Value, new: Value) -> Relation | None:
    """Return the relation of two values; of prose only that it is the same, word by word."""
    if isinstance(old, Text) and old == new:
        return Relation.SAME
    try:
        return compare(old, new).relation
    except Incomparable:
        return None


def _differences(old: Answer, new: Answer, seen: Seen) -> frozenset[Qualifier]:
    """Return the respects beside the outcomes in which a text differs from an earlier one.

    Between two texts in time, that one now says who acts is a change, although no difference of
    positions would follow from it; and so is every change of force.
    """
    differs = {
        Qualifier.CONDITION: _differ(old.conditions, new.conditions, seen),
        Qualifier.BEARER: _differ(old.bearers, new.bearers, seen),
        Qualifier.FORCE: old.forces != new.forces,
    }
    return frozenset(qualifier for qualifier in differs if differs[qualifier])


def _differ(old: frozenset[str], new: frozenset[str], seen: Seen) -> bool:
    """Tell whether two texts name others; none named in a text not known in full says nothing."""
    if (not old and not seen.before) or (not new and not seen.after):
        return False
    return old != new


def _change(part: Part, seen: Seen) -> Change:
    """Return the change for one case; `seen` bears on lists, which may go on unseen."""
    if part.relation is None:
        return Change.NOT_COMPUTED
    if part.relation is not Relation.SAME:
        return _change_of_set(part.relation, seen)
    if part.differences - {Qualifier.FORCE}:
        return Change.SCOPE_OR_CONDITION
    if part.differences:
        return Change.FORCE
    before, after = part.bracketed
    return Change.UNCHANGED if before == after else Change.BRACKETS


def _change_of_set(relation: Relation, seen: Seen) -> Change:
    """Return the change from one set of outcomes to another; apart they are whatever was seen."""
    match relation:
        case Relation.INSIDE:
            return Change.WIDENED if seen.after else Change.PARTLY_SEEN
        case Relation.CONTAINS:
            return Change.NARROWED if seen.before else Change.PARTLY_SEEN
        case Relation.OVERLAP if not (seen.before and seen.after):
            return Change.PARTLY_SEEN
    return Change.MOVED


def _decided(found: Movement) -> Movement:
    """Return a movement with the one change that its parts and cases make up together."""
    changes = {part.change for part in found.parts}
    sets = changes & SET_CHANGES
    if sets:  # a text that does not speak of a case admits everything there
        sets |= {Change.WIDENED} if found.dropped else set()
        sets |= {Change.NARROWED} if found.added else set()
    if Change.MOVED in sets or len(sets) > 1:
        return replace(found, change=Change.MOVED, cause=None)
    if found.cause is not None:
        return _not_computed(found, found.cause)
    if Change.NOT_COMPUTED in changes:
        faulty = next(part for part in found.parts if part.change is Change.NOT_COMPUTED)
        return _not_computed(found, _cause(faulty.left, faulty.right))
    if sets:
        return replace(found, change=sets.pop())
    if Change.PARTLY_SEEN in changes:
        return replace(found, change=Change.PARTLY_SEEN)
    if found.dropped or found.added or found.scope_difference:
        return replace(found, change=Change.SCOPE_OR_CONDITION)
    order = (Change.SCOPE_OR_CONDITION, Change.FORCE, Change.BRACKETS)
    change = next((change for change in order if change in changes), Change.UNCHANGED)
    return replace(found, change=change)


def _not_computed(found: Movement, cause: NotComputedBecause) -> Movement:
    return replace(found, change=Change.NOT_COMPUTED, cause=cause)


def _cause(left: Side, right: Side) -> NotComputedBecause:
    """Return why nothing is computed from the answers of two sides."""
    if left.problem or right.problem:
        return NotComputedBecause.INCONSISTENT
    values = [answer.value for side in (left, right) for answer in side.answers]
    if any(isinstance(value, Text) for value in values):
        return NotComputedBecause.PROSE
    return NotComputedBecause.UNLIKE


def _joined(stated: Movement, found: Collection[Movement]) -> Movement:
    """Return the movements of all alternatives as one."""
    return replace(
        stated,
        parts=tuple(part for one in found for part in one.parts),
        dropped=tuple(dict.fromkeys(case for one in found for case in one.dropped)),
        added=tuple(dict.fromkeys(case for one in found for case in one.added)),
        scope_difference=next((o.scope_difference for o in found if o.scope_difference), None),
        cause=next((one.cause for one in found if one.cause), None),
    )
