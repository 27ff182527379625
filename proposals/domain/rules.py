"""The rules: from two inputs to a verdict."""

from __future__ import annotations

from proposals.domain.errors import Incomparable
from proposals.domain.relations import Contested, Gap, Inverted, Relation, ValueRelation, compare
from proposals.domain.terms import AbsenceKind, Alternative
from proposals.domain.verdicts import Qualifier, Rule, Side, Verdict


def judge(left: Side, right: Side) -> Verdict:
    """Return the verdict on two inputs; any two sides have one.

    Order of the rules: what cannot be compared (R8) and what only one side says (R7) first; then
    apart gives R2 to R4; then a difference of scope, condition or bearer R6; then the same set with
    another force R5; then R0 for the same set, R1 for sets that meet.
    """
    if left.problem or right.problem:
        return Verdict(Rule.NOT_COMPARED, left, right)
    if left.alternative is None or right.alternative is None:
        return Verdict(_rule_for_absence(left, right), left, right)
    try:
        comparison = compare(left.alternative.value, right.alternative.value)
    except Incomparable:
        return Verdict(Rule.NOT_COMPARED, left, right)
    differences = _differences(left.alternative, right.alternative)
    return Verdict(
        _rule_for(comparison, differences),
        left,
        right,
        relation=comparison.relation,
        common=comparison.common,
        clash=comparison.clash,
        differences=differences,
    )


def _rule_for_absence(left: Side, right: Side) -> Rule:
    absences = [side.absence for side in (left, right) if side.alternative is None]
    unknown = any(a is None or a.kind is AbsenceKind.NOT_CODED for a in absences)
    return Rule.NOT_COMPARED if unknown or len(absences) == 2 else Rule.ONE_SIDE


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
    if comparison.relation is not Relation.SAME:
        return Rule.COMMON_PART
    return Rule.FORCE if differences else Rule.AGREEMENT


def _differences(left: Alternative, right: Alternative) -> frozenset[Qualifier]:
    pairs = {
        Qualifier.SCOPE: (left.scopes, right.scopes),
        Qualifier.CONDITION: (left.conditions, right.conditions),
        Qualifier.BEARER: (left.bearers, right.bearers),
        Qualifier.FORCE: (left.forces, right.forces),
    }
    return frozenset(name for name, (one, other) in pairs.items() if one != other)
