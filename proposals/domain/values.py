"""The kinds of value, as frozen objects: each denotes the set of outcomes that it admits."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise, product

from proposals.domain.errors import ErrorCode, InvalidValue
from proposals.domain.precedence import Chain, chains, closure
from proposals.domain.vocabulary import Kind, Unit

LARGEST = Decimal(10) ** 15
"""Amounts beyond this are refused: every sum and difference stays exact."""

DECIMALS = 9
"""The most digits after the point that an amount may have."""

EXACT = Context(prec=40)
"""Room for every amount that is let in, whatever the caller's own context is."""

_LEAST_STEP = Decimal(1).scaleb(-DECIMALS)


def exact_decimal(number: Fraction) -> Decimal:
    """Return an amount or a difference of amounts as a decimal; exact, for amounts are bounded."""
    return EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))


@dataclass(frozen=True)
class Choice:
    """An outcome is one option of a closed list; the term admits `options`.

    `scale` holds all options from the lowest step, if the question is ordered.
    """

    options: frozenset[str]
    scale: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "options", frozenset(self.options))
        if not self.options:
            raise InvalidValue(ErrorCode.NO_OPTION, key="admits")

    @cached_property
    def steps(self) -> tuple[int, ...]:
        """The places of the options on the scale, ascending; none without a scale."""
        return tuple(place for place, key in enumerate(self.scale) if key in self.options)

    @property
    def ends(self) -> tuple[str | None, str | None]:
        """The lowest and the highest step if all steps between are admitted; None is the scale's.

        Both are None if the options are no stretch of the scale, or all of it.
        """
        steps = self.steps
        if not steps or steps[-1] - steps[0] >= len(steps):
            return None, None
        low = None if steps[0] == 0 else self.scale[steps[0]]
        high = None if steps[-1] == len(self.scale) - 1 else self.scale[steps[-1]]
        return low, high


@dataclass(frozen=True)
class Items:
    """An outcome is any subset of a closed list: all of `required`, none of `excluded`."""

    required: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "required", frozenset(self.required))
        object.__setattr__(self, "excluded", frozenset(self.excluded))
        both = self.required & self.excluded
        if both:
            raise InvalidValue(
                ErrorCode.REQUIRED_AND_EXCLUDED, key="requires", found=sorted(both)[0]
            )


@dataclass(frozen=True)
class Range:
    """An outcome is an amount in `unit`, or the question's top outcome; `None` is an open end.

    An open upper end admits the top outcome, if the question has one; `only_top` admits nothing
    else.
    Two ranges of one unit that admit the same amounts are equal: whole units have closed ends only
    ("more than 29 days" is "at least 30 days"), and an end at or below the unit's minimum is that
    minimum. Multiples of a whole unit keep the ends as stated: "more than 1 week" has no other end
    in weeks; compare those by `bounds`.
    """

    low: Decimal | None
    high: Decimal | None
    unit: Unit
    low_open: bool = False
    high_open: bool = False
    only_top: bool = False

    def __post_init__(self) -> None:
        if self.only_top:
            if self.low is not None or self.high is not None:
                raise InvalidValue(ErrorCode.STANDS_ALONE, key="top", found=self.low or self.high)
            object.__setattr__(self, "low_open", False)
            object.__setattr__(self, "high_open", False)
            return
        for key in ("low", "high"):
            object.__setattr__(self, key, _amount(getattr(self, key), key))
        self._apply_minimum()
        if self.unit.whole and self.unit.factor == 1:
            self._close_ends()
        for key in ("low", "high"):
            if getattr(self, key) is None:
                object.__setattr__(self, f"{key}_open", False)
        self._refuse_empty()

    def _close_ends(self) -> None:
        if self.low is not None:
            step = math.floor(self.low) + 1 if self.low_open else math.ceil(self.low)
            object.__setattr__(self, "low", Decimal(step))
        if self.high is not None:
            step = math.ceil(self.high) - 1 if self.high_open else math.floor(self.high)
            object.__setattr__(self, "high", Decimal(step))
        object.__setattr__(self, "low_open", False)
        object.__setattr__(self, "high_open", False)

    def _apply_minimum(self) -> None:
        least = self.unit.minimum
        if least is not None and (self.low is None or self.low < least):
            object.__setattr__(self, "low", _amount(least, "minimum"))
            object.__setattr__(self, "low_open", False)

    def _refuse_empty(self) -> None:
        low, high = self.bounds
        for end in (low, high):
            if end is not None and abs(end) > LARGEST:
                raise _out_of_bounds("range", str(end))
        if low is not None and high is not None:
            touching = low == high and any(self.edges_open)
            if low > high or touching:
                raise InvalidValue(
                    ErrorCode.EMPTY_RANGE,
                    key="range",
                    low=self.low,
                    high=self.high,
                    unit=self.unit,
                )

    @property
    def reaches_top(self) -> bool:
        """Whether the top outcome is admitted, if the question has one."""
        return self.high is None

    @property
    def stated_low(self) -> Decimal | None:
        """The lower end if it says more than the unit's own minimum."""
        return None if self.low == self.unit.minimum and not self.low_open else self.low

    @cached_property
    def bounds(self) -> tuple[Fraction | None, Fraction | None]:
        """The ends in the unit's base, exact; whole bases are rounded inwards to integers."""
        low = None if self.low is None else Fraction(self.low) * self.unit.factor
        high = None if self.high is None else Fraction(self.high) * self.unit.factor
        if not self.unit.whole:
            return low, high
        if low is not None:
            low = Fraction(math.floor(low) + 1 if self.low_open else math.ceil(low))
        if high is not None:
            high = Fraction(math.ceil(high) - 1 if self.high_open else math.floor(high))
        return low, high

    @property
    def edges_open(self) -> tuple[bool, bool]:
        """Whether the ends themselves are left out; never so for whole units (see `bounds`)."""
        return (False, False) if self.unit.whole else (self.low_open, self.high_open)


@dataclass(frozen=True)
class DateSpan:
    """An outcome is a day; both ends are admitted, `None` is an open end."""

    first: date | None
    last: date | None

    def __post_init__(self) -> None:
        if self.first == date.min:
            object.__setattr__(self, "first", None)
        if self.last == date.max:
            object.__setattr__(self, "last", None)
        if self.first is not None and self.last is not None and self.first > self.last:
            raise InvalidValue(
                ErrorCode.EMPTY_SPAN,
                key="to",
                found=self.last.isoformat(),
                first=self.first.isoformat(),
            )


@dataclass(frozen=True)
class Sequence:
    """An outcome is an order of all steps of a closed list, ties allowed.

    `before` holds pairs (earlier, later); `together` holds groups that happen at once. Stored
    closed under what follows from them, so that equal orders are equal objects.
    """

    before: frozenset[tuple[str, str]]
    together: frozenset[frozenset[str]] = frozenset()

    def __post_init__(self) -> None:
        closed = closure(self.before, self.together)
        if closed.cycle:
            raise InvalidValue(
                ErrorCode.STEPS_IN_A_CIRCLE, key="chains", found=" → ".join(closed.cycle)
            )
        if not closed.before and not closed.together:
            raise InvalidValue(ErrorCode.TOO_FEW_STEPS, key="chains")
        object.__setattr__(self, "before", closed.before)
        object.__setattr__(self, "together", closed.together)

    @classmethod
    def from_chains(cls, chains: Iterable[list[frozenset[str]]]) -> Sequence:
        """Return the order that chains of groups state.

        Raise InvalidValue for fewer than two steps, and for steps that run in a circle.
        """
        links = [list(chain) for chain in chains]
        together = frozenset(group for chain in links for group in chain if len(group) > 1)
        before = frozenset(
            pair for chain in links for a, b in pairwise(chain) for pair in product(a, b)
        )
        return cls(before, together)

    def chains(self, sort: Callable[[frozenset[str]], list[str]]) -> list[Chain]:
        """Return the order as chains of groups, sorted by `sort`; see `precedence.chains`."""
        return chains(self.before, self.together, sort(self.steps))

    @property
    def steps(self) -> frozenset[str]:
        """The steps that the order names."""
        tied = frozenset(step for group in self.together for step in group)
        return tied | frozenset(step for pair in self.before for step in pair)


@dataclass(frozen=True)
class Text:
    """An answer in prose, from which nothing is computed."""

    prose: str

    def __post_init__(self) -> None:
        if not self.prose.strip():
            raise InvalidValue(ErrorCode.EMPTY_TEXT, key="text")


Value = Choice | Items | Range | DateSpan | Sequence | Text

KIND_OF: dict[type[Value], Kind] = {
    Choice: Kind.CHOICE,
    Items: Kind.ITEMS,
    Range: Kind.RANGE,
    DateSpan: Kind.DATE,
    Sequence: Kind.SEQUENCE,
    Text: Kind.TEXT,
}


def kind_of(value: Value) -> Kind:
    """Return the kind that a value belongs to."""
    return KIND_OF[type(value)]


def _amount(value: object, key: str) -> Decimal | None:
    """Return a finite Decimal in plain form, or None; raise InvalidValue for what is not exact."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise InvalidValue(ErrorCode.INEXACT_AMOUNT, key=key, found=value)
    number = Decimal(value)
    if not number.is_finite() or not -LARGEST <= number <= LARGEST:
        raise _out_of_bounds(key, value)
    if number != number.quantize(_LEAST_STEP, context=EXACT):
        raise InvalidValue(ErrorCode.TOO_MANY_DECIMALS, key=key, found=str(value), limit=DECIMALS)
    whole = number == number.to_integral_value()
    plain = number.quantize(Decimal(1), context=EXACT) if whole else number.normalize(EXACT)
    return plain.copy_abs() if plain == 0 else plain


def _out_of_bounds(key: str, amount: object) -> InvalidValue:
    return InvalidValue(ErrorCode.AMOUNT_OUT_OF_BOUNDS, key=key, found=amount, limit=LARGEST)
