"""Positions in, verdicts out: the rules R0 to R8, alternatives, rows of columns, roll-ups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import combinations, product

from proposals.domain.errors import Incomparable, Inconsistent
from proposals.domain.relations import (
    Contested,
    Gap,
    Inverted,
    Relation,
    ValueRelation,
    compare,
    meet,
)
from proposals.domain.terms import AbsenceKind, Force, Position, Stance
from proposals.domain.values import Text, Value
from proposals.domain.verdicts import Mark, Qualifier, Rule, Side, Verdict


def judge(left: Side, right: Side) -> Verdict:
    """The verdict on two inputs. Total: any two sides give a verdict.

    Order of the rules: what cannot be compared (R8) and what only one side says (R7) first; then
    apart gives R2 to R4; then a difference of scope, condition or bearer R6; then the same set with
    another force R5; then R0 for the same set, R1 for sets that meet.
    """
    if left.problem or right.problem:
        return Verdict(Rule.R8, left, right)
    if left.stance is None or right.stance is None:
        return Verdict(_rule_for_absence(left, right), left, right)
    try:
        comparison = compare(left.stance.value, right.stance.value)
    except Incomparable:
        return Verdict(Rule.R8, left, right)
    differences = _differences(left.stance, right.stance)
    return Verdict(
        _rule_for(comparison, differences),
        left,
        right,
        comparison.relation,
        comparison.common,
        comparison.clash,
        differences,
    )


def _rule_for_absence(left: Side, right: Side) -> Rule:
    absences = [side.absence for side in (left, right) if side.stance is None]
    unknown = any(a is None or a.kind is AbsenceKind.NOT_CODED for a in absences)
    return Rule.R8 if unknown or len(absences) == 2 else Rule.R7


def _rule_for(comparison: ValueRelation, differences: frozenset[Qualifier]) -> Rule:
    if comparison.relation is Relation.APART:
        match comparison.clash:
            case Gap():
                return Rule.R2
            case Inverted():
                return Rule.R4
            case Contested() | None:
                return Rule.R3
    if differences - {Qualifier.FORCE}:
        return Rule.R6
    if comparison.relation is not Relation.SAME:
        return Rule.R1
    return Rule.R5 if differences else Rule.R0


def _differences(left: Stance, right: Stance) -> frozenset[Qualifier]:
    pairs = {
        Qualifier.SCOPE: (left.scopes, right.scopes),
        Qualifier.CONDITION: (left.conditions, right.conditions),
        Qualifier.BEARER: (left.bearers, right.bearers),
        Qualifier.FORCE: (left.forces, right.forces),
    }
    return frozenset(name for name, (one, other) in pairs.items() if one != other)


@dataclass(frozen=True)
class Pair:
    """Every alternative of one column against every alternative of another."""

    left: Position
    right: Position
    verdicts: tuple[Verdict, ...]

    @cached_property
    def worst(self) -> Verdict:
        """The verdict that stands for the pair."""
        return max(self.verdicts, key=lambda verdict: verdict.rank)

    @cached_property
    def best(self) -> Verdict:
        """What the most favourable alternatives would give."""
        return min(self.verdicts, key=lambda verdict: verdict.rank)

    @property
    def same_parties(self) -> bool:
        """Whether the same parties put both documents forward; not so if either is unknown."""
        left, right = self.left.column.parties, self.right.column.parties
        return bool(left) and left == right

    @property
    def varies(self) -> bool:
        """Whether the verdict depends on the alternative."""
        return self.best.mark is not self.worst.mark


def compare_positions(left: Position, right: Position) -> Pair:
    """Compare two cells of a row, alternative by alternative."""
    verdicts = tuple(judge(a, b) for a, b in product(_sides(left), _sides(right)))
    return Pair(left, right, verdicts)


def _sides(position: Position) -> tuple[Side, ...]:
    if position.problem:
        return (Side(position.column, problem=position.problem),)
    stances = position.stances
    if not stances:
        return (Side(position.column, absence=position.absence),)
    return tuple(Side(position.column, stance) for stance in stances)


@dataclass(frozen=True)
class RowVerdict:
    """One question across all columns: every pair, the worst, and what all have in common."""

    positions: tuple[Position, ...]
    pairs: tuple[Pair, ...]

    @cached_property
    def worst(self) -> Pair | None:
        """The pair that stands for the row; None with fewer than two columns.

        Two documents of the same parties are layers of one position: their pair stands for the row
        only if there is no pair of different parties.
        """
        rivals = [pair for pair in self.pairs if not pair.same_parties]
        return max(rivals or self.pairs, key=lambda pair: pair.worst.rank, default=None)

    @cached_property
    def mark(self) -> Mark:
        """The class that readers see for the row."""
        return self.worst.worst.mark if self.worst else Mark.NOT_COMPARED

    @cached_property
    def common(self) -> Value | None:
        """What every column admits, if all speak; with options, by the first that meet."""
        return _common(self.positions)


def compare_row(positions: Iterable[Position]) -> RowVerdict:
    """Compare every pair of the columns of one row, in their order."""
    cells = tuple(positions)
    return RowVerdict(cells, tuple(compare_positions(a, b) for a, b in combinations(cells, 2)))


def _common(positions: tuple[Position, ...]) -> Value | None:
    if len(positions) < 2 or any(p.problem or not p.stances for p in positions):
        return None
    for stances in product(*(position.stances for position in positions)):
        values = [stance.value for stance in stances]
        if any(isinstance(value, Text) for value in values):
            return None
        try:
            return reduce(meet, values)
        except (Inconsistent, Incomparable):
            continue
    return None


@dataclass(frozen=True)
class RollUp:
    """Several rows as one mark: the worst, with the counts beside it. Never an average."""

    counts: tuple[tuple[Mark, int], ...]

    @property
    def worst(self) -> Mark | None:
        """The worst mark among the rows; None without rows."""
        return self.counts[0][0] if self.counts else None

    @property
    def total(self) -> int:
        """How many rows were counted."""
        return sum(count for _, count in self.counts)


def roll_up(marks: Iterable[Mark]) -> RollUp:
    """Count marks, worst first."""
    counted = Counter(marks)
    return RollUp(tuple(sorted(counted.items(), key=lambda item: -item[0].severity)))


@dataclass(frozen=True)
class Asymmetry:
    """A duty that falls on some of the principal parties only.

    `bearers` must act; `own` tells whether the document's own parties take it on themselves.
    """

    bearers: frozenset[str]
    own: bool


def asymmetry(position: Position, principals: frozenset[str]) -> Asymmetry | None:
    """Whether this cell asks a duty of some of the `principals` (the parties to the conflict)."""
    bearers = frozenset(b for term in position.terms for b in term.bearers)
    named = bearers & principals
    if not named or named == principals:
        return None
    own = named <= position.column.parties
    takes = all(t.force in (Force.OFFERS, Force.ACCEPTS) for t in position.terms if t.bearers)
    return Asymmetry(named, own and takes)
