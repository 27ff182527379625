"""Which reasons a verdict has, in the order in which an explanation gives them.

The full form of an explanation gives every reason, the short form only those that add to the
answers beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from proposals.domain.cases import CaseRelation
from proposals.domain.reasons import (
    Apart,
    BearerUnsaid,
    BothSay,
    BothState,
    CircularOrder,
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
    OnlySpeaker,
    OppositeOrders,
    OtherCases,
    QualifierDiffers,
    ReadAsSame,
    Reason,
    Rejects,
    Role,
    SameAnswer,
    SameAnswerOtherForce,
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


def without_answers(reasons: Iterable[Reason], *, items_drawn: bool = False) -> tuple[Reason, ...]:
    """Return the reasons that decide, without the answers that stand beside them.

    `items_drawn` says that the items of both sides are drawn in groups; these show the results,
    too, so that what they cannot show remains: cases, and differences of a qualifier. Without a
    drawing, reasons of which none adds anything are all returned: an explanation cannot be empty.
    """
    reasons = tuple(reason for reason in reasons if reason.role is not Role.ASIDE)
    if items_drawn:
        return tuple(one for one in reasons if one.role is Role.QUALIFIER or _is_of_cases(one))
    adding = tuple(reason for reason in reasons if reason.role is not Role.ANSWER)
    return adding or reasons


def _is_of_cases(reason: Reason) -> bool:
    return isinstance(reason, InCase | OnlySpeaker | OtherCases | ReadAsSame | Rejects)


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
        yield BothSay(left, right, verdict.case)
    else:
        yield BothState(left, right)
        yield from _case(verdict)
        yield SameAnswer(_named_common(verdict.common, frame))
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
    yield from _case(verdict)
    if verdict.relation is Relation.SAME:
        if verdict.rule is Rule.FORCE:
            yield SameAnswerOtherForce(verdict.left, verdict.right)
        else:
            yield SameAnswer(_named_common(verdict.common, frame))
    elif verdict.common is not None:
        yield CommonPart(verdict.common)
    yield from _scopes(verdict)
    yield from _qualifiers(verdict, frame)


def _named_common(common: Value | None, frame: Frame) -> Value | None:
    """Return the shared answer if its name says more than that it is the same, else None."""
    if common is None or isinstance(common, Items | Sequence) or leaves_open(common, frame):
        return None
    return common


def _case(verdict: Verdict) -> Iterator[Reason]:
    """Yield the case that decides, where the statements of both do not name it already."""
    cases = [side.answer.case for side in verdict.sides if side.answer]
    named = all(case.relation(verdict.case) is CaseRelation.SAME for case in cases)
    if not verdict.case.is_whole and not named:
        yield InCase(verdict.case)


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
    yield from _case(verdict)
    if isinstance(verdict.clash, Gap):
        yield Apart(verdict.clash)
    yield from _qualifiers(verdict, frame)


def _contradiction(verdict: Verdict, frame: Frame) -> Iterator[Reason]:
    clash = verdict.clash
    if not isinstance(clash, Contested):
        yield BothState(verdict.left, verdict.right)
        yield from _case(verdict)
        yield NoSharedOption(by_list=len(frame.entries) > 2)
        yield from _qualifiers(verdict, frame)
        return
    # Where every item is contested, naming them once says what both sides say.
    all_contested = _is_all_contested(verdict, clash)
    if not all_contested:
        yield BothState(verdict.left, verdict.right)
    yield from _case(verdict)
    if clash.left_requires:
        yield Contest(verdict.left, verdict.right, clash.left_requires)
    if clash.right_requires:
        yield Contest(verdict.right, verdict.left, clash.right_requires)
    yield from _qualifiers(verdict, frame, force_stated=not all_contested)


def _order(verdict: Verdict, frame: Frame) -> Iterator[Reason]:
    clash = verdict.clash
    if not isinstance(clash, Inverted) or not clash.pairs:
        yield BothState(verdict.left, verdict.right)
        yield from _case(verdict)
        if isinstance(clash, Inverted):
            yield CircularOrder(clash.circle)
        yield from _qualifiers(verdict, frame)
        return
    place = frame.sort({step for pair in clash.pairs for step in pair}).index
    first, *further = sorted(clash.pairs, key=lambda pair: (place(pair[0]), place(pair[1])))
    yield from _case(verdict)
    yield OppositeOrders(verdict.left, verdict.right, first)
    if further:
        yield FurtherInversions(tuple(further))
    yield from _qualifiers(verdict, frame, force_stated=False)


def _rejection(verdict: Verdict, frame: Frame) -> Iterator[Reason]:
    for rejecting in verdict.rejecting:
        rejected = verdict.right if rejecting is verdict.left else verdict.left
        yield States(rejected)
        yield Rejects(rejecting, rejected)
        if rejecting.answers:
            yield States(rejecting)


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


def _qualifiers(
    verdict: Verdict, frame: Frame, *, force_stated: bool = True
) -> Iterator[QualifierDiffers | BearerUnsaid]:
    """Yield the differences of condition, bearer and force, even if a higher rule decided.

    Force is left out where the verbs of both statements (if there are any: `force_stated`) or the
    result of the verdict state it.
    """
    by_verbs = force_stated and all(_shows_force(side, frame) for side in verdict.sides)
    order = [Qualifier.CONDITION, Qualifier.BEARER]
    if not by_verbs and not (verdict.rule is Rule.FORCE and verdict.relation is Relation.SAME):
        order.append(Qualifier.FORCE)
    for qualifier in order:
        if qualifier in verdict.differences:
            yield QualifierDiffers(qualifier, verdict.left, verdict.right)
    yield from _asides(verdict)


def _asides(verdict: Verdict) -> Iterator[BearerUnsaid]:
    """Yield the note that only one of the sides says who must act."""
    naming = [side for side in verdict.sides if side.answer and side.answer.bearers]
    if len(naming) == 1 and all(side.answer for side in verdict.sides):
        silent = verdict.right if naming[0] is verdict.left else verdict.left
        yield BearerUnsaid(naming[0], silent)


def _shows_force(side: Side, frame: Frame) -> bool:
    """Tell whether the statement of a side has a verb of its force."""
    return all(
        not isinstance(answer.value, Text) and not leaves_open(answer.value, frame)
        for answer in side.answers
    )


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
