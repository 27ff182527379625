"""Pairs and rows of columns, roll-ups of rows, and duties of some parties only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import combinations, product

from proposals.domain.errors import Incomparable, Inconsistent
from proposals.domain.relations import meet
from proposals.domain.rules import judge
from proposals.domain.terms import Force, Position
from proposals.domain.values import Text, Value
from proposals.domain.verdicts import Mark, Side, Verdict


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
        """The verdict on the most favourable alternatives."""
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
    """Return a side for each alternative of a cell; one side if it has a problem or no answer."""
    if position.problem:
        return (Side(position.column, problem=position.problem),)
    if not position.alternatives:
        return (Side(position.column, absence=position.absence),)
    return tuple(Side(position.column, alternative) for alternative in position.alternatives)


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
        """The value that every column admits, if all answer; of the first options that meet."""
        return _common_value(self.positions)


def compare_row(positions: Iterable[Position]) -> RowVerdict:
    """Compare every pair of the columns of one row, in their order."""
    cells = tuple(positions)
    return RowVerdict(cells, tuple(compare_positions(a, b) for a, b in combinations(cells, 2)))


def _common_value(positions: tuple[Position, ...]) -> Value | None:
    if len(positions) < 2 or any(p.problem or not p.alternatives for p in positions):
        return None
    for alternatives in product(*(position.alternatives for position in positions)):
        values = [alternative.value for alternative in alternatives]
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
        """The number of rows that are counted."""
        return sum(count for _, count in self.counts)


def roll_up(marks: Iterable[Mark]) -> RollUp:
    """Return the counts of marks, worst first."""
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
    """Return the duty that this cell asks of some of the `principals` only, else None.

    The principals are the parties to the conflict, by their keys.
    """
    duties = [term for term in position.terms if term.bearers]
    bearers = principals & frozenset(bearer for term in duties for bearer in term.bearers)
    if not bearers or bearers == principals:
        return None
    own = bearers <= position.column.parties
    undertaken = all(term.force in (Force.OFFERS, Force.ACCEPTS) for term in duties)
    return Asymmetry(bearers, own and undertaken)
