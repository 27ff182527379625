"""The rules: from two inputs to a verdict, case by case."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, product

from proposals.domain.cases import WHOLE, Case, CaseRelation
from proposals.domain.errors import Incomparable, Inconsistent
from proposals.domain.relations import Contested, Gap, Inverted, Relation, ValueRelation, compare
from proposals.domain.terms import AbsenceKind, Alternative, Answer
from proposals.domain.verdicts import Qualifier, Rule, ScopeDifference, Side, Verdict
from proposals.domain.vocabulary import Holding


def judge(left: Side, right: Side, holds: Holding = Holding.THROUGHOUT) -> Verdict:
    """Return the verdict on two inputs; any two sides have one.

    Order of the rules: a rejected point (R9); what cannot be compared (R8) and what only one side
    says (R7); then, in each case of which both speak, apart gives R2 to R4, a difference of
    condition or bearer R6, forces that do not meet R5, else R0 for the same set and R1 for sets
    that meet. The worst case stands; if it is no conflict and one side speaks of further cases, R6.
    """
    if left.rejections or right.rejections:
        rejected = _rejection(left, right)
        if rejected is not None:
            return rejected
    if left.problem or right.problem:
        return Verdict(rule=Rule.NOT_COMPARED, left=left, right=right)
    if left.alternative is None or right.alternative is None:
        return Verdict(rule=_rule_for_absence(left, right), left=left, right=right)
    return _by_case(left, right, left.alternative, other=right.alternative, holds=holds)


def _rejection(left: Side, right: Side) -> Verdict | None:
    """Return the verdict that a side has rejected the very point of the other, if one has."""
    of_left, of_right = right.rejected_terms(left), left.rejected_terms(right)
    if not of_left and not of_right:
        return None
    left = replace(left, answer=_answer_with(left, of_left))
    right = replace(right, answer=_answer_with(right, of_right))
    cases = [side.answer.case for side in (left, right) if side.answer]
    return Verdict(
        rule=Rule.REJECTION,
        left=left,
        right=right,
        case=min(cases, key=lambda case: case.sort_key),
        rejecting=(*([left] if of_right else []), *([right] if of_left else [])),
    )


def _answer_with(side: Side, terms: frozenset[object]) -> Answer | None:
    """Return the first answer of a side, in the order of cases, that rests on one of some terms."""
    answers = side.alternative.answers if side.alternative else ()
    resting = [answer for answer in answers if not terms.isdisjoint(answer.terms)]
    return min(resting, key=lambda answer: answer.case.sort_key, default=None)


def _rule_for_absence(left: Side, right: Side) -> Rule:
    absences = [side.absence for side in (left, right) if side.alternative is None]
    unknown = any(a is None or a.kind is AbsenceKind.NOT_CODED for a in absences)
    return Rule.NOT_COMPARED if unknown or len(absences) == 2 else Rule.ONE_SIDE


@dataclass(frozen=True)
class _Cases:
    """The cases of two alternatives: those of which both speak, and those of which one does."""

    common: tuple[Case, ...]
    left_only: tuple[Case, ...]
    right_only: tuple[Case, ...]


def _cases_of(left: Alternative, right: Alternative, holds: Holding) -> _Cases:
    """Return the cases in which two alternatives have to be compared, in their order."""
    cases = cases_of((left, right), holds)
    left_speaks = {case for case in cases if left.answers_for(case, holds)}
    right_speaks = {case for case in cases if right.answers_for(case, holds)}
    return _Cases(
        common=tuple(case for case in cases if case in left_speaks & right_speaks),
        left_only=tuple(case for case in cases if case not in right_speaks),
        right_only=tuple(case for case in cases if case not in left_speaks),
    )


def cases_of(alternatives: Collection[Alternative], holds: Holding) -> list[Case]:
    """Return the cases of which any of some alternatives speaks, in their order.

    A case of which every part of a complete partition is spoken of is compared part by part. Where
    cases may overlap, the entries in which other answers meet than in themselves are cases, too.
    """
    by_identity = {a.case.identity: a.case for one in alternatives for a in one.answers}
    cases = sorted(by_identity.values(), key=lambda case: case.sort_key)
    if holds is Holding.THROUGHOUT:
        cases = sorted(
            (*cases, *_further_entries(cases, alternatives)), key=lambda case: case.sort_key
        )
        cases = [case for case in cases if not case.is_covered_by(cases)]
    return cases


def _further_entries(
    cases: Collection[Case], alternatives: Collection[Alternative]
) -> Iterator[Case]:
    """Yield the widest entries below cases that may overlap in which other answers meet."""
    below = {entry.key: entry for case in cases for entry in case.below}
    if not below or not _may_overlap(cases):
        return

    def answers_in(case: Case) -> tuple[tuple[Answer, ...], ...]:
        return tuple(side.answers_for(case, Holding.THROUGHOUT) for side in alternatives)

    known = [answers_in(case) for case in cases]
    for entry in sorted(below.values(), key=lambda entry: (len(entry.above), entry.sort_key)):
        answers = answers_in(entry)
        if all(answers) and answers not in known:
            known.append(answers)
            yield entry


def _may_overlap(cases: Iterable[Case]) -> bool:
    """Tell whether the relation of any two cases is unclear."""
    return any(a.relation(b) is CaseRelation.UNCLEAR for a, b in combinations(cases, 2))


def _by_case(
    left: Side, right: Side, alternative: Alternative, *, other: Alternative, holds: Holding
) -> Verdict:
    """Return the worst verdict of the cases of which both speak."""
    alone = _on_only_answers(left, right, alternative.answers, other.answers)
    if alone is not None:
        return alone
    cases = _cases_of(alternative, other, holds)
    verdicts = [_in_case(left, right, case, holds) for case in cases.common]
    computed = [verdict for verdict in verdicts if verdict.compared]
    worst = min(computed, key=_order_of_answers, default=None)
    if len(computed) < len(verdicts) and (worst is None or worst.relation is not Relation.APART):
        faulty = (verdict for verdict in verdicts if verdict.left.problem or verdict.right.problem)
        return next(faulty, Verdict(rule=Rule.NOT_COMPARED, left=left, right=right))
    if worst is None:
        return _without_common_case(left, right, holds)
    if worst.relation is Relation.APART:
        return worst
    everywhere = not (cases.left_only or cases.right_only)
    if worst.rule is Rule.AGREEMENT:
        answers = (*alternative.answers, *other.answers)
        of_whole = len(computed) > 1 and any(answer.case.is_whole for answer in answers)
        if everywhere and of_whole and len({verdict.common for verdict in computed}) == 1:
            return replace(worst, case=WHOLE, everywhere=True)
        worst = replace(worst, also=tuple(case for case in cases.common if case != worst.case))
    if everywhere:
        return worst
    return replace(
        worst,
        rule=Rule.QUALIFIER,
        differences=worst.differences | {Qualifier.SCOPE},
        scope_difference=ScopeDifference.REST,
        left_only=cases.left_only,
        right_only=cases.right_only,
    )


def _in_case(left: Side, right: Side, case: Case, holds: Holding) -> Verdict:
    """Return the verdict on two sides in a case of which both speak; R8 if none is computed."""
    one, other = answering(left, case, holds), answering(right, case, holds)
    return judge_answers(one, other, case=case) or Verdict(
        rule=Rule.NOT_COMPARED,
        left=replace(left, problem=one.problem),
        right=replace(right, problem=other.problem),
        case=case,
    )


def answering(side: Side, case: Case, holds: Holding) -> Side:
    """Return a side with its answer for a case; with the problem if its answers contradict."""
    if side.alternative is None:
        return side
    try:
        return _resting_on(side, side.alternative.answer_for(case, holds))
    except (Inconsistent, Incomparable) as error:
        return replace(side, problem=error.problem)


def _on_only_answers(
    left: Side, right: Side, answers: tuple[Answer, ...], others: tuple[Answer, ...]
) -> Verdict | None:
    """Return the verdict on one answer of each side for the same case; None for any others."""
    if len(answers) != 1 or len(others) != 1 or not answers[0].case.is_same(others[0].case):
        return None
    sides = _resting_on(left, answers[0]), _resting_on(right, others[0])
    verdict = judge_answers(*sides, case=answers[0].case)
    return verdict or Verdict(rule=Rule.NOT_COMPARED, left=left, right=right)


def _resting_on(side: Side, answer: Answer) -> Side:
    """Return a side with the answer on which a verdict rests; quicker than `replace`."""
    return Side(side.column, side.alternative, answer=answer, rejections=side.rejections)


def judge_answers(left: Side, right: Side, case: Case) -> Verdict | None:
    """Return the verdict on two answers for one case; None if they cannot be computed."""
    if left.answer is None or right.answer is None:
        return None
    try:
        comparison = compare(left.answer.value, right.answer.value)
    except Incomparable:
        return None
    differences = _differences(left.answer, right.answer)
    return Verdict(
        rule=_rule_for(comparison, differences),
        left=left,
        right=right,
        relation=comparison.relation,
        common=comparison.common,
        clash=comparison.clash,
        differences=differences,
        case=case,
    )


def _rule_for(comparison: ValueRelation, differences: frozenset[Qualifier]) -> Rule:
    if comparison.relation is Relation.APART:
        match comparison.clash:
            case Gap():
                return Rule.GAP
            case Inverted():
                return Rule.ORDER
            case Contested() | None:
                return Rule.CONTRADICTION
    if differences - {Qualifier.FORCE}:
        return Rule.QUALIFIER
    if differences:
        return Rule.FORCE
    return Rule.AGREEMENT if comparison.relation is Relation.SAME else Rule.COMMON_PART


def _differences(left: Answer, right: Answer) -> frozenset[Qualifier]:
    """Return the respects in which two answers for one case differ beside their outcomes.

    Who acts differs only where both say it and name others; forces do not meet where exactly one
    side only expects what the other puts forward.
    """
    differs = {
        Qualifier.CONDITION: left.conditions != right.conditions,
        Qualifier.BEARER: bool(left.bearers and right.bearers) and left.bearers != right.bearers,
        Qualifier.FORCE: left.expects_only != right.expects_only,
    }
    return frozenset([qualifier for qualifier in differs if differs[qualifier]])


def _without_common_case(left: Side, right: Side, holds: Holding) -> Verdict:
    """Return the verdict on two alternatives that speak of no case together."""
    pairs = [pair for pair in _pairs_of_answers(left, right) if judge_answers(*pair, case=WHOLE)]
    if not pairs:
        return Verdict(rule=Rule.NOT_COMPARED, left=left, right=right)
    relations = {_lies(*pair) for pair in pairs}
    verdict = Verdict(
        rule=Rule.QUALIFIER,
        left=left,
        right=right,
        differences=frozenset({Qualifier.SCOPE}),
        scope_difference=ScopeDifference.APART,
    )
    if CaseRelation.UNCLEAR in relations:
        return _read_as_same(verdict, [p for p in pairs if _lies(*p) is CaseRelation.UNCLEAR])
    if not relations.isdisjoint({CaseRelation.WITHIN, CaseRelation.CONTAINS}):
        verdict = replace(verdict, scope_difference=ScopeDifference.TOTAL)
    return _with_answers(verdict, *pairs[0]) if len(pairs) == 1 else verdict


def _with_answers(verdict: Verdict, left: Side, right: Side) -> Verdict:
    """Return a verdict on these answers, with the respects in which they differ as well."""
    further = _differences(left.answer, right.answer) if left.answer and right.answer else ()
    differences = verdict.differences.union(further)
    return replace(verdict, left=left, right=right, differences=differences)


def _read_as_same(verdict: Verdict, pairs: Iterable[tuple[Side, Side]]) -> Verdict:
    """Return a verdict with what would follow, at the worst, if unclear cases were the same."""
    as_same = [
        judged for one, another in pairs if (judged := judge_answers(one, another, case=WHOLE))
    ]
    worst = min(as_same, key=_order_of_answers)
    if worst.relation is not None:
        if_same = ValueRelation(worst.relation, worst.common, worst.clash)
        verdict = replace(verdict, scope_difference=ScopeDifference.UNCLEAR, if_same=if_same)
    return _with_answers(verdict, worst.left, worst.right)


def _order_of_answers(verdict: Verdict) -> tuple[object, ...]:
    """Return the sort key of verdicts on two answers from the worst, symmetric in their sides."""
    rule, *gap, case, names = verdict.order
    cases = sorted(side.answer.case.sort_key for side in verdict.sides if side.answer)
    by_side = sorted((s.column.key, s.answer.case.sort_key) for s in verdict.sides if s.answer)
    return rule, *gap, case, cases, names, by_side


def _pairs_of_answers(left: Side, right: Side) -> Iterator[tuple[Side, Side]]:
    for one, another in product(left.answers, right.answers):
        yield _resting_on(left, one), _resting_on(right, another)


def _lies(left: Side, right: Side) -> CaseRelation:
    if left.answer is None or right.answer is None:
        return CaseRelation.UNCLEAR
    return left.answer.case.relation(right.answer.case)
