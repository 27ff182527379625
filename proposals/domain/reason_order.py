"""Which reasons a verdict has, in the order in which an explanation gives them.

The full form of an explanation gives every reason; `brief_reasons` has those of the short form.
"""

from __future__ import annotations

from collections.abc import Iterator

from proposals.domain.reasons import (
    AlsoAgree,
    Apart,
    BearerUnsaid,
    BothSay,
    BothState,
    CircularOrder,
    CodingFault,
    CommonPart,
    Contest,
    FurtherInversions,
    InBrackets,
    InCase,
    InconsistentCoding,
    Missing,
    NoSharedOption,
    NotCompared,
    NotComparedBecause,
    OnlyExpects,
    OnlySpeaker,
    OppositeOrders,
    OtherCases,
    QualifierDiffers,
    ReadAsSame,
    Reason,
    Rejects,
    SameAnswer,
    SharedConditions,
    States,
    TiedTo,
)
from proposals.domain.relations import Contested, Gap, Inverted, Relation
from proposals.domain.terms import Condition, Force, conditions_of
from proposals.domain.values import Choice, DateSpan, Items, Range, Sequence, Text, Value
from proposals.domain.verdicts import Qualifier, Rule, ScopeDifference, Side, Verdict
from proposals.domain.vocabulary import Frame


def reasons_of(verdict: Verdict, frame: Frame) -> tuple[Reason, ...]:
    """Return every reason of a verdict on a question with this frame, in the order of reading."""
    return tuple(_REASONS[verdict.rule](verdict, frame))


def leaves_open(value: Value, frame: Frame) -> bool:
    """Tell whether a value admits every outcome of the question."""
    match value:
        case Choice(options):
            return options >= frame.keys and bool(frame.keys)
        case Items(required, excluded):
            return not required and not excluded
        case Range():
            return not value.only_top and value.stated_low is None and value.high is None
        case DateSpan(first, last):
            return first is None and last is None
    return False


def _agreement(verdict: Verdict, frame: Frame) -> Iterator[Reason]:
    left, right = verdict.sides
    if _answer_forces(left) == _answer_forces(right):
        yield BothSay(left, right, _case(verdict))
    else:
        yield BothState(left, right)
        yield SameAnswer(_named_common(verdict.common, frame), _case(verdict))
    if verdict.also:
        yield AlsoAgree(verdict.also)
    if _conditions(left):
        yield SharedConditions(left)
    for side in verdict.sides:
        if side.answer and side.answer.bracketed:
            yield InBrackets(side)
    yield from _asides(verdict)


def _answer_forces(side: Side) -> frozenset[Force]:
    return side.answer.forces if side.answer else frozenset()


def _meeting(verdict: Verdict, frame: Frame) -> Iterator[Reason]:
    yield BothState(verdict.left, verdict.right)
    if verdict.relation is Relation.SAME:
        yield SameAnswer(_named_common(verdict.common, frame), _case(verdict))
    elif verdict.common is not None:
        yield CommonPart(verdict.common, _case(verdict))
    if Qualifier.FORCE in verdict.differences:
        yield from (OnlyExpects(s) for s in verdict.sides if s.answer and s.answer.expects_only)
    yield from _scopes(verdict)
    yield from _qualifiers(verdict)


def _named_common(common: Value | None, frame: Frame) -> Value | None:
    """Return the shared answer if its name says more than that it is the same, else None."""
    if common is None or isinstance(common, Items | Sequence) or leaves_open(common, frame):
        return None
    return common


def _case(verdict: Verdict) -> InCase | None:
    """Return the case that decides; None if both sides speak of nothing but the whole."""
    if verdict.everywhere:
        return None
    if not verdict.case.is_whole:
        return InCase(verdict.case)
    narrower = {
        answer.case: None
        for side in verdict.sides
        for answer in (side.alternative.answers if side.alternative else ())
        if not answer.case.is_whole
    }
    return (
        InCase(verdict.case, tuple(sorted(narrower, key=lambda case: case.sort_key)))
        if narrower
        else None
    )


def _scopes(verdict: Verdict) -> Iterator[Reason]:
    """Yield the cases of which only one side speaks, or why there is no common case."""
    if verdict.scope_difference is None:
        return
    if verdict.scope_difference is not ScopeDifference.REST:
        yield OtherCases(verdict.scope_difference)
    for side, cases in ((verdict.left, verdict.left_only), (verdict.right, verdict.right_only)):
        if cases:
            yield OnlySpeaker(side, cases, common=verdict.case)
    if verdict.if_same is not None:
        yield ReadAsSame(verdict.if_same)


def _gap(verdict: Verdict, frame: Frame) -> Iterator[Reason]:
    yield BothState(verdict.left, verdict.right)
    if isinstance(verdict.clash, Gap):
        yield Apart(verdict.clash, _case(verdict))
    yield from _qualifiers(verdict)


def _contradiction(verdict: Verdict, frame: Frame) -> Iterator[Reason]:
    clash = verdict.clash
    if not isinstance(clash, Contested):
        yield BothState(verdict.left, verdict.right)
        yield NoSharedOption(by_list=len(frame.entries) > 2, case=_case(verdict))
        yield from _qualifiers(verdict)
        return
    # Where every item is contested, naming them once says what both sides say.
    all_contested = _is_all_contested(verdict, clash)
    if not all_contested:
        yield BothState(verdict.left, verdict.right)
    for requiring, excluding, items in (
        (verdict.left, verdict.right, clash.left_requires),
        (verdict.right, verdict.left, clash.right_requires),
    ):
        if items:
            yield Contest(requiring, excluding, items, case=_case(verdict))
    yield from _qualifiers(verdict)


def _order(verdict: Verdict, frame: Frame) -> Iterator[Reason]:
    clash = verdict.clash
    if not isinstance(clash, Inverted) or not clash.pairs:
        yield BothState(verdict.left, verdict.right)
        if isinstance(clash, Inverted):
            yield CircularOrder(clash.circle, _case(verdict))
        yield from _qualifiers(verdict)
        return
    first, *further = _sorted_inversions(clash.pairs, frame)
    yield OppositeOrders(verdict.left, verdict.right, first, _case(verdict))
    if further:
        yield FurtherInversions(tuple(further))
    yield from _qualifiers(verdict)


def first_inversion(pairs: frozenset[tuple[str, str]], frame: Frame) -> tuple[str, str]:
    """Return the pair of steps that is named first where two orders are inverted."""
    return _sorted_inversions(pairs, frame)[0]


def _sorted_inversions(pairs: frozenset[tuple[str, str]], frame: Frame) -> list[tuple[str, str]]:
    """Return inverted pairs of steps in the order of the question's list."""
    place = frame.sort({step for pair in pairs for step in pair}).index
    return sorted(pairs, key=lambda pair: (place(pair[0]), place(pair[1])))


def _rejection(verdict: Verdict, frame: Frame) -> Iterator[Reason]:
    for rejecting in verdict.rejecting:
        rejected = verdict.right if rejecting is verdict.left else verdict.left
        yield States(rejected)
        yield Rejects(rejecting, rejected, _case_of_point(rejected))
        if rejecting.answers:
            yield States(rejecting)


def _case_of_point(rejected: Side) -> InCase | None:
    """Return the case of a rejected point where its document gives other answers, too."""
    if rejected.answer is None or rejected.alternative is None:
        return None
    others = [one.case for one in rejected.alternative.answers if one is not rejected.answer]
    return InCase(rejected.answer.case, tuple(others)) if others else None


def _one_side(verdict: Verdict, frame: Frame) -> Iterator[Reason]:
    answering, absent = verdict.sides if verdict.left.alternative else verdict.sides[::-1]
    yield States(answering)
    if _conditions(answering):
        yield TiedTo(answering)
    yield Missing(absent)


def _not_compared(verdict: Verdict, frame: Frame) -> Iterator[Reason]:
    for side in verdict.sides:
        if side.problem:
            yield InconsistentCoding(side)
            yield CodingFault(side)
    answering = [side for side in verdict.sides if side.alternative]
    if len(answering) == 2:
        yield BothState(*answering)
    else:
        yield from map(States, answering)
    for side in verdict.sides:
        if not side.alternative and not side.problem:
            yield Missing(side)
    yield NotCompared(_cause(answering))


def _cause(answering: list[Side]) -> NotComparedBecause:
    if len(answering) < 2:
        return NotComparedBecause.ANSWER_MISSING
    if any(isinstance(answer.value, Text) for side in answering for answer in side.answers):
        return NotComparedBecause.PROSE
    return NotComparedBecause.UNLIKE


def _qualifiers(verdict: Verdict) -> Iterator[QualifierDiffers | BearerUnsaid]:
    """Yield the differences of condition and bearer, even if a higher rule decided."""
    for qualifier in (Qualifier.CONDITION, Qualifier.BEARER):
        if qualifier in verdict.differences:
            yield QualifierDiffers(qualifier, verdict.left, verdict.right)
    yield from _asides(verdict)


def _asides(verdict: Verdict) -> Iterator[BearerUnsaid]:
    """Yield the note that only one of the sides says who must act."""
    naming = [side for side in verdict.sides if side.answer and side.answer.bearers]
    if len(naming) == 1 and all(side.answer for side in verdict.sides):
        silent = verdict.right if naming[0] is verdict.left else verdict.left
        yield BearerUnsaid(naming[0], silent)


def _conditions(side: Side) -> tuple[Condition, ...]:
    return conditions_of(term for answer in side.answers for term in answer.terms)


def _is_all_contested(verdict: Verdict, clash: Contested) -> bool:
    """Tell whether one side requires, and the other excludes, these items and no others."""
    if clash.left_requires and clash.right_requires:
        return False
    named: set[str] = set()
    for side in verdict.sides:
        if side.answer and isinstance(side.answer.value, Items):
            named |= side.answer.value.required | side.answer.value.excluded
    return named == clash.left_requires | clash.right_requires


_REASONS = {
    Rule.AGREEMENT: _agreement,
    Rule.COMMON_PART: _meeting,
    Rule.GAP: _gap,
    Rule.CONTRADICTION: _contradiction,
    Rule.ORDER: _order,
    Rule.FORCE: _meeting,
    Rule.QUALIFIER: _meeting,
    Rule.ONE_SIDE: _one_side,
    Rule.NOT_COMPARED: _not_compared,
    Rule.REJECTION: _rejection,
}
