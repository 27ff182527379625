"""How two sets of admitted outcomes lie to each other, and what they have in common.

The oracle of this module is brute force: on small outcome spaces, `compare` and `meet` must equal
what enumerating every outcome says (`tests/domain/test_oracle.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from proposals.domain.errors import ErrorCode, Incomparable, Inconsistent, InvalidValue
from proposals.domain.precedence import shortest_cycle
from proposals.domain.values import (
    Choice,
    DateSpan,
    Items,
    Range,
    Sequence,
    Text,
    Value,
    exact_decimal,
    kind_of,
)
from proposals.domain.vocabulary import Unit


class Relation(StrEnum):
    """The five ways in which two non-empty sets can lie to each other; exactly one holds."""

    SAME = "same"
    INSIDE = "inside"
    CONTAINS = "contains"
    OVERLAP = "overlap"
    APART = "apart"

    @property
    def mirrored(self) -> Relation:
        """The relation seen from the other side."""
        return {Relation.INSIDE: Relation.CONTAINS, Relation.CONTAINS: Relation.INSIDE}.get(
            self, self
        )


class Distance(StrEnum):
    """What the size of a gap counts."""

    AMOUNT = "amount"
    """Units of a range."""
    DAYS = "days"
    """Days of the calendar."""
    STEPS = "steps"
    """Steps of a scale."""
    TO_TOP = "to-top"
    """Nothing: one side is the top outcome, which lies above every number."""


@dataclass(frozen=True)
class Gap:
    """How far two sets lie apart: a `size` in what `distance` names, amounts in `unit`.

    A gap to the top outcome has no size.
    """

    size: Decimal | None
    unit: Unit | None
    left_below: bool
    distance: Distance = Distance.AMOUNT

    @property
    def rank(self) -> tuple[bool, Fraction]:
        """The sort key of gaps on one question, from the least: no number reaches the top."""
        if self.size is None:
            return True, Fraction(0)
        return False, Fraction(self.size) * (self.unit.factor if self.unit else 1)


@dataclass(frozen=True)
class Contested:
    """Items that one side requires and the other excludes."""

    left_requires: frozenset[str]
    right_requires: frozenset[str]


@dataclass(frozen=True)
class Inverted:
    """What keeps two orders from holding at once.

    `pairs` holds each (earlier, later) that the left side puts so (or at once) and the right side
    does not; without such a pair, `circle` names the fewest steps that run in a circle.
    """

    pairs: frozenset[tuple[str, str]]
    circle: tuple[str, ...]


Clash = Gap | Contested | Inverted | None


@dataclass(frozen=True)
class ValueRelation:
    """The relation of two values, with their common part (unless apart) or their clash."""

    relation: Relation
    common: Value | None = None
    clash: Clash = None


def compare(left: Value, right: Value) -> ValueRelation:
    """Return the relation of two values of one kind.

    Raise Incomparable for values of different kinds, for text, and for units that do not convert.
    """
    match left, right:
        case Choice(), Choice():
            return _choices(left, right)
        case Items(), Items():
            return _items(left, right)
        case Range(), Range():
            return _ranges(left, right)
        case DateSpan(), DateSpan():
            return _dates(left, right)
        case Sequence(), Sequence():
            return _sequences(left, right)
        case Text(), Text():
            raise Incomparable(ErrorCode.PROSE)
    raise Incomparable(ErrorCode.KINDS_APART, left=kind_of(left), right=kind_of(right))


def meet(left: Value, right: Value) -> Value:
    """Return the value that admits exactly the outcomes that both admit.

    Raise Inconsistent if there are none, Incomparable as `compare` does.
    """
    comparison = compare(left, right)
    if comparison.common is None:
        raise Inconsistent(ErrorCode.NOTHING_IN_COMMON)
    return comparison.common


def _judge(left_in_right: bool, right_in_left: bool) -> Relation:
    """Return the relation of two sets that are known to meet."""
    if left_in_right and right_in_left:
        return Relation.SAME
    if left_in_right:
        return Relation.INSIDE
    return Relation.CONTAINS if right_in_left else Relation.OVERLAP


def _meeting(left: Value, right: Value, common: Value) -> ValueRelation:
    """Return the relation of two values that meet: one that is all common lies in the other.

    Not for ranges, where equal sets may be unequal values.
    """
    return ValueRelation(_judge(common == left, common == right), common)


def _choices(left: Choice, right: Choice) -> ValueRelation:
    both = left.options & right.options
    scale = left.scale if left.scale == right.scale else ()
    if both:
        relation = _judge(both == left.options, both == right.options)
        return ValueRelation(relation, Choice(both, scale))
    return ValueRelation(Relation.APART, clash=_steps_apart(left, right) if scale else None)


def _steps_apart(left: Choice, right: Choice) -> Gap | None:
    """Return how many steps the nearest options lie apart; None if one is not on the scale."""
    if len(left.steps) < len(left.options) or len(right.steps) < len(right.options):
        return None
    size, one, other = min((abs(a - b), a, b) for a in left.steps for b in right.steps)
    return Gap(Decimal(size), None, left_below=one < other, distance=Distance.STEPS)


def _items(left: Items, right: Items) -> ValueRelation:
    clash = Contested(left.required & right.excluded, right.required & left.excluded)
    if clash.left_requires or clash.right_requires:
        return ValueRelation(Relation.APART, clash=clash)
    common = Items(left.required | right.required, left.excluded | right.excluded)
    return _meeting(left, right, common)


class _End(NamedTuple):
    """One end of an interval, as the inequality that it states; None is unbounded."""

    at: Fraction | None
    open: bool

    def implies_low(self, other: _End) -> bool:
        """Tell whether everything above this lower end lies above the other, too."""
        if other.at is None or self.at is None:
            return other.at is None
        return self.at > other.at or (self.at == other.at and (self.open or not other.open))

    def implies_high(self, other: _End) -> bool:
        """Tell whether everything below this upper end lies below the other, too."""
        if other.at is None or self.at is None:
            return other.at is None
        return self.at < other.at or (self.at == other.at and (self.open or not other.open))


_Ends = tuple[_End, _End]


def _ends(value: Range) -> _Ends:
    low, high = value.bounds
    low_open, high_open = value.edges_open
    return _End(low, low_open), _End(high, high_open)


def _distance(low: _End, high: _End) -> Fraction | None:
    """Return how far `low` lies above `high`; None if an amount lies above `low` and below `high`.

    Ends at one point of which one is open are 0 apart.
    """
    if low.at is None or high.at is None or low.at < high.at:
        return None
    distance = low.at - high.at
    return distance if distance or low.open or high.open else None


def _ranges(left: Range, right: Range) -> ValueRelation:
    if left.unit.dimension != right.unit.dimension or left.unit.whole != right.unit.whole:
        raise Incomparable(ErrorCode.UNITS_APART, left=left.unit, right=right.unit)
    if left.only_top or right.only_top:
        return _tops(left, right)
    ends = _ends(left), _ends(right)
    (low_a, high_a), (low_b, high_b) = ends
    for low, high, left_below in ((low_b, high_a, True), (low_a, high_b, False)):
        distance = _distance(low, high)
        if distance is not None:
            clash = _gap(distance, left.unit, right.unit, left_below=left_below)
            return ValueRelation(Relation.APART, clash=clash)
    relation = _judge(
        low_a.implies_low(low_b) and high_a.implies_high(high_b),
        low_b.implies_low(low_a) and high_b.implies_high(high_a),
    )
    return ValueRelation(relation, _common_range(left, right, ends))


def _tops(left: Range, right: Range) -> ValueRelation:
    """Return the relation of two ranges of which one or both are the top outcome alone."""
    if not (left.reaches_top and right.reaches_top):
        clash = Gap(None, None, left_below=right.only_top, distance=Distance.TO_TOP)
        return ValueRelation(Relation.APART, clash=clash)
    return ValueRelation(_judge(left.only_top, right.only_top), left if left.only_top else right)


def _gap(distance: Fraction, left: Unit, right: Unit, *, left_below: bool) -> Gap:
    """Return a gap in the unit of both sides, if they share one that measures it, else the base."""
    unit = left if left == right else _base_unit(left, right)
    if distance % unit.factor and unit.whole:
        unit = _base_unit(unit, unit)
    return Gap(exact_decimal(distance / unit.factor), unit, left_below)


def _base_unit(one: Unit, other: Unit) -> Unit:
    """Return the unit that both convert to: one of the two if it is the base itself.

    Else return a stand-in under the base's key; a question that has the unit knows its name.
    """
    for unit in (one, other):
        if unit.factor == 1:
            return unit
    least = None if one.minimum is None else one.minimum * one.factor
    key = one.dimension
    return Unit(key, one=key, many=key, whole=one.whole, minimum=least)


def in_one_unit(one: Gap, other: Gap) -> tuple[Gap, Gap]:
    """Return two gaps on one question in one unit: their own if they share it, else the base."""
    if one.unit is None or other.unit is None or one.unit == other.unit:
        return one, other
    base = _base_unit(one.unit, other.unit)
    return _in_base(one, base), _in_base(other, base)


def _in_base(gap: Gap, base: Unit) -> Gap:
    _to_top, size = gap.rank
    return replace(gap, size=exact_decimal(size), unit=base)


def _common_range(left: Range, right: Range, ends: tuple[_Ends, _Ends]) -> Range:
    (low_a, high_a), (low_b, high_b) = ends
    lower = left if low_a.implies_low(low_b) else right
    upper = left if high_a.implies_high(high_b) else right
    if left.unit == right.unit:
        return Range(
            lower.low,
            upper.high,
            unit=left.unit,
            low_open=lower.low_open,
            high_open=upper.high_open,
        )
    unit = _base_unit(left.unit, right.unit)
    low, high = lower.bounds[0], upper.bounds[1]
    return Range(
        None if low is None else exact_decimal(low),
        None if high is None else exact_decimal(high),
        unit=unit,
        low_open=lower.edges_open[0],
        high_open=upper.edges_open[1],
    )


def _dates(left: DateSpan, right: DateSpan) -> ValueRelation:
    first = max(left.first or date.min, right.first or date.min)
    last = min(left.last or date.max, right.last or date.max)
    if first > last:
        left_below = (left.last or date.max) < (right.first or date.min)
        days = Decimal((first - last) // timedelta(days=1))
        clash = Gap(days, None, left_below, distance=Distance.DAYS)
        return ValueRelation(Relation.APART, clash=clash)
    return _meeting(left, right, DateSpan(first, last))


def _sequences(left: Sequence, right: Sequence) -> ValueRelation:
    before, together = left.before | right.before, left.together | right.together
    try:
        common = Sequence(before, together)
    except InvalidValue:
        circle = shortest_cycle(before, together)
        return ValueRelation(Relation.APART, clash=Inverted(_inverted(left, right), circle))
    return _meeting(left, right, common)


def _inverted(left: Sequence, right: Sequence) -> frozenset[tuple[str, str]]:
    """Return the pairs (a, b) of steps that the two sides put in ways that cannot both hold.

    The left side puts a before b, the right side b first or both at once; or the left side puts
    both at once, the right side b first.
    """
    strict = {(a, b) for a, b in left.before if (b, a) in right.before or (a, b) in _ties(right)}
    return frozenset(strict | {(b, a) for a, b in right.before if (a, b) in _ties(left)})


def _ties(value: Sequence) -> frozenset[tuple[str, str]]:
    """Return every pair of steps that an order puts at once, in both directions."""
    return frozenset((a, b) for group in value.together for a in group for b in group if a != b)
