"""Which reasons a verdict has, in the order in which an explanation gives them.

The full form of an explanation gives every reason, the short form only those that add to the
answers beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from proposals.domain.reasons import (
    Apart,
    BothSay,
    BothState,
    CircularOrder,
    CommonPart,
    Contest,
    FurtherInversions,
    InBrackets,
    InconsistentCoding,
    Missing,
    NoSharedOption,
    NotCompared,
    NotComparedBecause,
    OppositeOrders,
    QualifierDiffers,
    Reason,
    Role,
    SameAnswer,
    SameAnswerOtherForce,
    SharedConditions,
    States,
    TiedTo,
)
from proposals.domain.relations import Contested, Gap, Inverted, Relation
from proposals.domain.terms import Condition, conditions_of
from proposals.domain.values import Choice, DateSpan, Items, Range, Sequence, Text, Value
from proposals.domain.verdicts import Qualifier, Rule, Side, Verdict
from proposals.domain.vocabulary import Frame


def reasons_of(verdict: Verdict, frame: Frame) -> tuple[Reason, ...]:
    """Return every reason of a verdict on a question with this frame, in the order of reading."""
    return tuple(_REASONS[verdict.rule](verdict, frame))


def without_answers(reasons: Iterable[Reason], *, items_drawn: bool = False) -> tuple[Reason, ...]:
    """Return the reasons that add something to the answers beside them.

    `items_drawn` says that the items of both sides are drawn in groups; these show the results,
    too, so that differences of a qualifier alone remain. Without a drawing, reasons of which none
    adds anything are all returned: an explanation cannot be empty.
    """
    reasons = tuple(reasons)
    if items_drawn:
        return tuple(reason for reason in reasons if reason.role is Role.QUALIFIER)
    adding = tuple(reason for reason in reasons if reason.role is not Role.ANSWER)
    return adding or reasons


def leaves_open(value: Value, frame: Frame) -> bool:
    """Tell whether a value admits every outcome of the question."""
    match value:
        case Choice(options):
            return options >= frame.keys and bool(frame.keys)
        case Items(required, excluded):
            return not required and not excluded
        case Range():
            return value.stated_low is None and value.high is None
        case DateSpan(first, last):
            return first is None and last is None
    return False


def _agreement(verdict: Verdict, frame: Frame) -> Iterator[Reason]:
    yield BothSay(verdict.left, verdict.right)
    if _conditions(verdict.left):
        yield SharedConditions(verdict.left)
    for side in verdict.sides:
        if side.alternative and side.alternative.bracketed:
            yield InBrackets(side)


def _meeting(verdict: Verdict, frame: Frame) -> Iterator[Reason]:
    yield BothState(verdict.left, verdict.right)
    if verdict.relation is not Relation.SAME:
        if verdict.common is not None:
            yield CommonPart(verdict.common)
    elif verdict.rule is Rule.FORCE:
        yield SameAnswerOtherForce(verdict.left, verdict.right)
    else:
        yield SameAnswer(_named_common(verdict.common, frame))
    yield from _qualifiers(verdict, frame)


def _named_common(common: Value | None, frame: Frame) -> Value | None:
    """Return the shared answer if its name says more than that it is the same, else None."""
    if common is None or isinstance(common, Items | Sequence) or leaves_open(common, frame):
        return None
    return common


def _gap(verdict: Verdict, frame: Frame) -> Iterator[Reason]:
    yield BothState(verdict.left, verdict.right)
    if isinstance(verdict.clash, Gap):
        yield Apart(verdict.clash)
    yield from _qualifiers(verdict, frame)


def _contradiction(verdict: Verdict, frame: Frame) -> Iterator[Reason]:
    clash = verdict.clash
    if not isinstance(clash, Contested):
        yield BothState(verdict.left, verdict.right)
        yield NoSharedOption()
        yield from _qualifiers(verdict, frame)
        return
    # Where every item is contested, naming them once says what both sides say.
    all_contested = _is_all_contested(verdict, clash)
    if not all_contested:
        yield BothState(verdict.left, verdict.right)
    if clash.left_requires:
        yield Contest(verdict.left, verdict.right, clash.left_requires)
    if clash.right_requires:
        yield Contest(verdict.right, verdict.left, clash.right_requires)
    yield from _qualifiers(verdict, frame, force_stated=not all_contested)


def _order(verdict: Verdict, frame: Frame) -> Iterator[Reason]:
    clash = verdict.clash
    if not isinstance(clash, Inverted) or not clash.pairs:
        yield BothState(verdict.left, verdict.right)
        if isinstance(clash, Inverted):
            yield CircularOrder(clash.circle)
        yield from _qualifiers(verdict, frame)
        return
    place = frame.sort({step for pair in clash.pairs for step in pair}).index
    first, *further = sorted(clash.pairs, key=lambda pair: (place(pair[0]), place(pair[1])))
    yield OppositeOrders(verdict.left, verdict.right, first)
    if further:
        yield FurtherInversions(tuple(further))
    yield from _qualifiers(verdict, frame, force_stated=False)


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
    if any(side.alternative and isinstance(side.alternative.value, Text) for side in answering):
        return NotComparedBecause.PROSE
    return NotComparedBecause.UNLIKE


def _qualifiers(
    verdict: Verdict, frame: Frame, *, force_stated: bool = True
) -> Iterator[QualifierDiffers]:
    """Yield the differences of condition, scope, bearer and force, even if a higher rule decided.

    Force is left out where the verbs of both statements (if there are any: `force_stated`) or the
    result of the verdict state it.
    """
    by_verbs = force_stated and all(_shows_force(side, frame) for side in verdict.sides)
    order = [Qualifier.CONDITION, Qualifier.SCOPE, Qualifier.BEARER]
    if not by_verbs and verdict.rule is not Rule.FORCE:
        order.append(Qualifier.FORCE)
    for qualifier in order:
        if qualifier in verdict.differences:
            yield QualifierDiffers(qualifier, verdict.left, verdict.right)


def _shows_force(side: Side, frame: Frame) -> bool:
    """Tell whether the statement of a side has a verb of its force."""
    if side.alternative is None:
        return True
    value = side.alternative.value
    return not isinstance(value, Text) and not leaves_open(value, frame)


def _conditions(side: Side) -> tuple[Condition, ...]:
    return conditions_of(side.alternative.terms) if side.alternative else ()


def _is_all_contested(verdict: Verdict, clash: Contested) -> bool:
    """Tell whether one side requires, and the other excludes, these items and no others."""
    if clash.left_requires and clash.right_requires:
        return False
    named: set[str] = set()
    for side in verdict.sides:
        if side.alternative and isinstance(side.alternative.value, Items):
            named |= side.alternative.value.required | side.alternative.value.excluded
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
}
