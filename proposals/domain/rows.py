"""Pairs of columns, and rows of two or more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, reduce
from itertools import combinations, product

from proposals.domain.errors import Incomparable, Inconsistent
from proposals.domain.relations import meet
from proposals.domain.rules import judge
from proposals.domain.terms import Position, Term
from proposals.domain.values import Items, Text, Value
from proposals.domain.verdicts import Mark, Rule, Side, Verdict
from proposals.domain.vocabulary import Holding


@dataclass(frozen=True)
class Pair:
    """Every alternative of one column against every alternative of another."""

    left: Position
    right: Position
    verdicts: tuple[Verdict, ...]

    @cached_property
    def worst(self) -> Verdict:
        """The verdict that stands for the pair."""
        if len(self.verdicts) == 1:
            return self.verdicts[0]
        return min(self._deciding, key=lambda verdict: verdict.order)

    @cached_property
    def best(self) -> Verdict:
        """The verdict on the most favourable alternatives."""
        if len(self.verdicts) == 1:
            return self.verdicts[0]
        return max(self._deciding, key=lambda verdict: verdict.order)

    @cached_property
    def _deciding(self) -> tuple[Verdict, ...]:
        """The verdicts on alternatives that were compared; all of them if none was."""
        return tuple(verdict for verdict in self.verdicts if verdict.compared) or self.verdicts

    @property
    def same_party(self) -> bool:
        """Whether a party put both documents forward."""
        return self.left.column.shares_party(self.right.column)

    @property
    def compared(self) -> bool:
        """Whether the answers of both were compared, or one was rejected."""
        return self.worst.compared

    @property
    def varies(self) -> bool:
        """Whether the verdict depends on the alternative."""
        return self.best.mark is not self.worst.mark

    @property
    def order(self) -> tuple[object, ...]:
        """The sort key of pairs from worst to best, whatever the order of columns."""
        return self.worst.order


def compare_positions(
    left: Position, right: Position, *, holds: Holding = Holding.THROUGHOUT
) -> Pair:
    """Compare two cells of a row, alternative by alternative."""
    verdicts = tuple(judge(a, b, holds) for a, b in product(sides_of(left), sides_of(right)))
    return Pair(left, right, verdicts)


def sides_of(position: Position) -> tuple[Side, ...]:
    """Return a side for each alternative of a cell; one side if it has a problem or no answer."""
    column, rejections = position.column, position.rejections
    try:
        alternatives = position.alternatives
    except (Inconsistent, Incomparable) as error:
        return (Side(column, problem=error.problem, rejections=rejections),)
    if not alternatives:
        return (Side(column, absence=position.absence, rejections=rejections),)
    return tuple([Side(column, alternative=one, rejections=rejections) for one in alternatives])


class WithinParty(StrEnum):
    """How two documents that share a party answer one question."""

    SAME = "same"
    CHANGED = "changed"


@dataclass(frozen=True)
class RowVerdict:
    """One question across all columns: every pair, the worst, and what all have in common."""

    positions: tuple[Position, ...]
    pairs: tuple[Pair, ...]

    # Who answers

    @cached_property
    def answering(self) -> tuple[Position, ...]:
        """The columns that answer."""
        return tuple(position for position in self.positions if position.speaks)

    @cached_property
    def compared(self) -> tuple[Position, ...]:
        """The columns whose answers were compared with that of another."""
        return tuple(
            position
            for position in self.positions
            if any(p.compared and (position is p.left or position is p.right) for p in self.pairs)
        )

    # The mark

    @cached_property
    def rivals(self) -> tuple[Pair, ...]:
        """The pairs of different parties; all pairs if every two columns share a party."""
        return tuple(pair for pair in self.pairs if not pair.same_party) or self.pairs

    @cached_property
    def deciding_pairs(self) -> tuple[Pair, ...]:
        """The pairs of different parties of which both answers were compared."""
        return tuple(pair for pair in self.rivals if pair.compared)

    @cached_property
    def worst(self) -> Pair | None:
        """The pair that stands for the row; None if no answers of different parties were compared.

        Two documents of one party are layers of one position: their pair stands for the row only if
        all columns are such.
        """
        return min(self.deciding_pairs, key=lambda pair: pair.order, default=None)

    @cached_property
    def rule(self) -> Rule:
        """The rule behind the mark of the row."""
        if self.worst is not None:
            return self.worst.worst.rule
        return Rule.ONE_SIDE if self.one_sided is not None else Rule.NOT_COMPARED

    @property
    def mark(self) -> Mark:
        """The class that readers see for the row."""
        return self.rule.mark

    @cached_property
    def one_sided(self) -> Pair | None:
        """The pair of an answer and a checked absence of another party, if only one party answers.

        None if answers of different parties stand beside each other, also uncomputed ones.
        """
        if any(pair.left.speaks and pair.right.speaks for pair in self.rivals):
            return None
        pairs = [
            pair
            for pair in self.rivals
            for one, other in ((pair.left, pair.right), (pair.right, pair.left))
            if one.speaks and other.checked
        ]
        return min(pairs, key=lambda pair: pair.order, default=None)

    @cached_property
    def standing(self) -> Pair | None:
        """The pair whose sentence stands for the row; None with fewer than two columns.

        It is the one that gives the row its mark; where none does, one that shows why.
        """
        if self.worst is not None or self.one_sided is not None:
            return self.worst or self.one_sided

        def silence(pair: Pair) -> tuple[object, ...]:
            return -(pair.left.speaks + pair.right.speaks), pair.order

        return min(self.rivals, key=silence, default=None)

    # Documents of one party

    @cached_property
    def within_party(self) -> Pair | None:
        """The worst pair of answers that share a party, where rivals decide the row."""
        if all(pair.same_party for pair in self.pairs):
            return None
        layers = (pair for pair in self.pairs if pair.same_party and pair.compared)
        return min(layers, key=lambda pair: pair.order, default=None)

    @property
    def within_party_kind(self) -> WithinParty | None:
        """Whether documents that share a party answer the same; None without two such answers."""
        if self.within_party is None:
            return None
        same = self.within_party.worst.mark is Mark.AGREE
        return WithinParty.SAME if same else WithinParty.CHANGED

    # What all have in common

    @cached_property
    def nothing_satisfies_all(self) -> bool:
        """Whether every two answers meet, but all of them do not: a third leaves no outcome."""
        pairs_meet = all(pair.worst.mark.meets for pair in self._pairs)
        several = len(self.answering) > 2 and len(self._values) == len(self.answering)
        return several and pairs_meet and self.could_be_met_together is None

    @cached_property
    def common_ground(self) -> bool:
        """Whether every answer was compared, every two of them meet, and so do all of them."""
        if self.nothing_satisfies_all:
            return False
        compared = bool(self.deciding_pairs) and all(pair.compared for pair in self._pairs)
        return compared and all(pair.worst.mark.meets for pair in self._pairs)

    def meets_all(self, principals: frozenset[str]) -> bool:
        """Tell whether it is common ground on which all of some parties answer.

        Parties of which no column has a document are left out.
        """
        present = principals & _parties(self.positions)
        return self.common_ground and present <= _parties(self.answering)

    @cached_property
    def required_by_all(self) -> Value | None:
        """What each answer requires: the items that all require, else the one answer of all."""
        values = self._values
        if len(values) < 2:
            return None
        items = [value for value in values if isinstance(value, Items)]
        if items:
            required = frozenset.intersection(*(value.required for value in items))
            excluded = frozenset.intersection(*(value.excluded for value in items))
            return Items(required, excluded) if required or excluded else None
        return values[0] if all(pair.worst.mark is Mark.AGREE for pair in self._pairs) else None

    @cached_property
    def could_be_met_together(self) -> Value | None:
        """What would satisfy every answer at once, of the first alternatives that meet.

        None where a point of another was rejected.
        """
        rejected = any(pair.worst.rule is Rule.REJECTION for pair in self.pairs)
        return None if rejected or len(self.answering) < 2 else _common_value(self.answering)

    @cached_property
    def _pairs(self) -> list[Pair]:
        """The pairs of columns that both answer."""
        return [pair for pair in self.pairs if pair.left.speaks and pair.right.speaks]

    @cached_property
    def _values(self) -> list[Value]:
        """The values of all answers if each document gives one alone, for the same case."""
        answers = [
            answer
            for position in self.answering
            if not position.problem
            for alternative in position.alternatives
            for answer in alternative.answers
        ]
        alone = len(answers) == len(self.answering)
        one_case = len({answer.case.identity for answer in answers}) == 1
        return [answer.value for answer in answers] if alone and one_case else []


def _parties(positions: Iterable[Position]) -> frozenset[str]:
    return frozenset(party for position in positions for party in position.column.parties)


def compare_row(
    positions: Iterable[Position], *, holds: Holding = Holding.THROUGHOUT
) -> RowVerdict:
    """Compare every pair of the columns of one row.

    A rejection counts only where the rejected point stands in another of these columns.
    """
    cells = tuple(positions)
    terms = {cell.column.key: frozenset(cell.standing_terms) for cell in cells}
    cells = tuple(cell if not cell.rejections else _with_rejections(cell, terms) for cell in cells)
    pairs = (compare_positions(a, b, holds=holds) for a, b in combinations(cells, 2))
    return RowVerdict(cells, tuple(pairs))


def _with_rejections(position: Position, terms: Mapping[str, frozenset[Term]]) -> Position:
    """Return a position with its rejections of terms that stand in other columns, by their keys."""
    standing = tuple(
        rejection
        for rejection in position.rejections
        if rejection.document != position.column.key
        and not rejection.terms.isdisjoint(terms.get(rejection.document, frozenset()))
    )
    return replace(position, rejections=standing)


def _common_value(positions: tuple[Position, ...]) -> Value | None:
    """Return what one answer of each position has in common, all for one case; None if nothing.

    None, too, if a position is coded inconsistently, has no answer, or answers by case.
    """
    if any(position.problem or not position.alternatives for position in positions):
        return None
    # By their keys, so that the order of columns does not choose among alternatives that meet.
    positions = tuple(sorted(positions, key=lambda position: position.column.key))
    for alternatives in product(*(position.alternatives for position in positions)):
        answers = [answer for alternative in alternatives for answer in alternative.answers]
        cases = {answer.case.identity for answer in answers}
        if len(answers) > len(positions) or len(cases) > 1:
            continue
        if any(isinstance(answer.value, Text) for answer in answers):
            return None
        try:
            return reduce(meet, (answer.value for answer in answers))
        except (Inconsistent, Incomparable):
            continue
    return None
