"""Towards whom a changed answer moved: its distance to the answer of another, before and after.

A distance is that of two sets in one case, in one unit; where nothing measures it, only whether
the two meet is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from proposals.domain.cases import Case
from proposals.domain.reasons import InCase
from proposals.domain.relations import (
    Clash,
    Contested,
    Gap,
    Inverted,
    Relation,
    ValueRelation,
    in_one_unit,
)
from proposals.domain.rows import sides_of
from proposals.domain.rules import answering, cases_of, judge_answers
from proposals.domain.terms import Alternative, Column, Position
from proposals.domain.values import Range
from proposals.domain.verdicts import Qualifier, Side, Verdict
from proposals.domain.vocabulary import Holding


class Direction(StrEnum):
    """How the distance to the position of another changed."""

    TOWARDS = "towards"
    AWAY = "away"
    SAME_DISTANCE = "same-distance"
    MEETS_NOW = "meets-now"
    NO_LONGER_MEETS = "no-longer-meets"
    STILL_MEETS = "still-meets"
    STILL_APART = "still-apart"
    """Apart before and after, and nothing measures how far."""


@dataclass(frozen=True)
class Approach:
    """How a changed answer lies to that of another document, before and after, in one case.

    Gaps are in one unit. `differences` are those of condition, actor or force between the later
    answer and the other document, whatever the outcomes.
    """

    other: Column
    direction: Direction
    before: ValueRelation
    after: ValueRelation
    in_case: InCase
    differences: frozenset[Qualifier] = frozenset()

    @property
    def difference(self) -> Gap | None:
        """How much nearer or further the answer is; None unless both distances are numbers."""
        one, other = self.before.clash, self.after.clash
        if not isinstance(one, Gap) or not isinstance(other, Gap):
            return None
        if one.size is None or other.size is None:
            return None
        return replace(other, size=abs(one.size - other.size))


def approaches(
    old: Position, new: Position, others: Iterable[Position], holds: Holding
) -> Iterator[Approach]:
    """Yield the approaches to others, in each case in which the answer changed and all speak.

    Where a text offers alternatives it is not said which of them is nearer; and the distance to a
    point that was rejected says nothing.
    """
    texts = *sides_of(old), *sides_of(new)
    for other in others:
        sides = sides_of(other)
        rejected = any(
            text.rejected_terms(side) or side.rejected_terms(text)
            for text in texts
            for side in sides
        )
        if len(texts) == 2 and len(sides) == 1 and not rejected:
            yield from _approaches_to(*texts, sides[0], holds=holds)


def _approaches_to(old: Side, new: Side, other: Side, *, holds: Holding) -> Iterator[Approach]:
    if old.alternative is None or new.alternative is None or other.alternative is None:
        return
    alternatives = (old.alternative, new.alternative, other.alternative)
    narrower = narrower_cases(alternatives)
    for case in cases_of(alternatives, holds):
        if not all(one.answers_for(case, holds) for one in alternatives):
            continue
        earlier, later, fixed = (answering(side, case, holds) for side in (old, new, other))
        in_case = InCase(case, narrower if case.is_whole else ())
        found = _approach(earlier, later, fixed, in_case=in_case)
        if found is not None:
            yield found


def _approach(old: Side, new: Side, other: Side, *, in_case: InCase) -> Approach | None:
    """Return the approach in one case; None if nothing changed in it or nothing is comparable."""
    verdicts = [
        judge_answers(*pair, case=in_case.case) for pair in ((old, new), (old, other), (new, other))
    ]
    change, before, after = verdicts
    if change is None or before is None or after is None or change.relation is Relation.SAME:
        return None
    relations = _in_one_unit(*map(_value_relation, (before, after)))
    return Approach(
        other.column,
        _direction(*relations, old=old, new=new),
        *relations,
        in_case,
        after.differences,
    )


def _value_relation(verdict: Verdict) -> ValueRelation:
    return ValueRelation(verdict.relation or Relation.APART, verdict.common, verdict.clash)


def _in_one_unit(
    before: ValueRelation, after: ValueRelation
) -> tuple[ValueRelation, ValueRelation]:
    if not isinstance(before.clash, Gap) or not isinstance(after.clash, Gap):
        return before, after
    one, other = in_one_unit(before.clash, after.clash)
    return replace(before, clash=one), replace(after, clash=other)


def _direction(before: ValueRelation, after: ValueRelation, *, old: Side, new: Side) -> Direction:
    met, meets = (one.relation is not Relation.APART for one in (before, after))
    if met or meets:
        if met and meets:
            return Direction.STILL_MEETS
        return Direction.MEETS_NOW if meets else Direction.NO_LONGER_MEETS
    one, other = _size(before.clash), _size(after.clash)
    if one is None or other is None:
        return Direction.STILL_APART
    if one == other:
        return _direction_to_top(before.clash, old, new)
    return Direction.TOWARDS if one > other else Direction.AWAY


def _size(clash: Clash) -> tuple[bool, Fraction] | None:
    """Return how far two answers lie apart, for comparison on one question; None if unmeasured."""
    if isinstance(clash, Gap):
        return clash.rank
    count = contradictions(clash)
    return (False, Fraction(count)) if count else None


def contradictions(clash: Clash) -> int:
    """Return the number of items or of pairs of steps on which two answers contradict."""
    match clash:
        case Contested(left, right):
            return len(left | right)
        case Inverted(pairs):
            return len(pairs)
    return 0


def _direction_to_top(clash: Clash, old: Side, new: Side) -> Direction:
    """Return the direction between equal distances: no number reaches the top, but it may rise."""
    highs = [
        side.answer.value.bounds[1]
        for side in (old, new)
        if side.answer and isinstance(side.answer.value, Range)
    ]
    reaches_top = isinstance(clash, Gap) and clash.size is None
    if not reaches_top or len(highs) < 2 or highs[0] is None or highs[1] is None:
        return Direction.SAME_DISTANCE
    if highs[0] == highs[1]:
        return Direction.SAME_DISTANCE
    return Direction.TOWARDS if highs[0] < highs[1] else Direction.AWAY


def narrower_cases(alternatives: Iterable[Alternative]) -> tuple[Case, ...]:
    """Return the cases other than the whole of which some alternatives speak, in their order."""
    cases = {answer.case for one in alternatives for answer in one.answers}
    narrower = (case for case in cases if not case.is_whole)
    return tuple(sorted(narrower, key=lambda case: case.sort_key))
