"""What a question allows as an answer: its kind, its closed list of entries, its units."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property, lru_cache

from proposals.domain.errors import ErrorCode, InvalidValue, InvalidVocabulary

_KEY = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LARGEST_FACTOR = 10**9


@lru_cache(maxsize=2048)
def fold(text: str) -> str:
    """Return text as it is matched: composed, case folded, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


class Kind(StrEnum):
    """The kinds of value (what an outcome is)."""

    CHOICE = "choice"
    ITEMS = "items"
    RANGE = "range"
    DATE = "date"
    SEQUENCE = "sequence"
    TEXT = "text"


class Measure(StrEnum):
    """What the number of a range is."""

    AMOUNT = "amount"
    """An amount: "at least 30 days" admits 30 days and every longer time."""
    LIMIT = "limit"
    """A ceiling itself: "at most 800 troops" is the ceiling 800, and no other."""


class Holding(StrEnum):
    """How the answer for a whole relates to the cases within it."""

    THROUGHOUT = "throughout"
    """What is true of the whole is true of each case within it: a length."""
    IN_TOTAL = "in-total"
    """A total says nothing of a part: prisoners, money."""


LISTED = frozenset({Kind.CHOICE, Kind.ITEMS, Kind.SEQUENCE})
"""The kinds whose outcomes are built from a closed list of entries."""


def first_repeated(names: Iterable[str]) -> str:
    """Return the first name that stands among some before; empty if each is there once."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return ""


@dataclass(frozen=True)
class Entry:
    """One entry of a closed list: a stable `key` for data, a `label` for people (a noun phrase).

    `short` says the same in fewer words, for one line below the question's subject; empty if the
    label is short enough. Whether a list of labels can be read in one way only is for each language
    to check.
    """

    key: str
    label: str
    short: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise InvalidVocabulary(ErrorCode.BAD_KEY, found=self.key)
        if not fold(self.label):
            raise InvalidVocabulary(ErrorCode.BAD_LABEL, found=self.label)


@dataclass(frozen=True)
class Unit:
    """A unit of measure.

    `whole` units count in integers (days, bodies). `minimum` is the least amount that can exist
    (0 for a count). A unit with a `base` is `factor` of that base (a week is 7 days), or of a part
    of it, of which `parts` make one base (an hour: 24 make a day); units with the same base compare
    exactly, others never.
    """

    key: str
    one: str
    many: str
    whole: bool = True
    minimum: Decimal | None = None
    base: str = ""
    factor: int = 1
    share: bool = False
    parts: int = 1

    def __post_init__(self) -> None:
        for count in (self.factor, self.parts):
            if not 1 <= count <= _LARGEST_FACTOR:
                raise InvalidVocabulary(ErrorCode.BAD_FACTOR, unit=self.key, limit=_LARGEST_FACTOR)
        if (self.factor, self.parts) != (1, 1) and not self.base:
            raise InvalidVocabulary(ErrorCode.FACTOR_WITHOUT_BASE, unit=self.key)
        if self.base and not _KEY.fullmatch(self.base):
            raise InvalidVocabulary(ErrorCode.BAD_KEY, found=self.base)
        for name in (self.one, self.many):
            if not fold(name):
                raise InvalidVocabulary(ErrorCode.BAD_UNIT_NAME, unit=self.key, found=name)
        self._check_minimum()

    def _check_minimum(self) -> None:
        least = self.minimum
        if least is None:
            return
        if not least.is_finite() or not -_LARGEST_FACTOR <= least <= _LARGEST_FACTOR:
            raise InvalidVocabulary(ErrorCode.BAD_MINIMUM, unit=self.key, found=least)
        if self.whole and least != least.to_integral_value():
            raise InvalidVocabulary(ErrorCode.BROKEN_MINIMUM, unit=self.key)

    @property
    def names(self) -> frozenset[str]:
        """The key and the names of the unit, folded."""
        return frozenset(map(fold, (self.key, self.one, self.many)))

    @property
    def size(self) -> Fraction:
        """How many of its base it is, exactly."""
        return Fraction(self.factor, self.parts)

    @property
    def dimension(self) -> str:
        """The key under which amounts can be compared exactly."""
        return self.base or self.key


def in_the_smallest(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return units of one dimension as multiples of the smallest of them, without parts.

    Whole units are counted in it then: “less than 2 days” admits 47 hours where hours are known.
    Raise InvalidVocabulary if one of them is no multiple of it.
    """
    if all(unit.parts == 1 for unit in units):
        return tuple(units)
    smallest = min(units, key=lambda unit: unit.size)
    counts = [unit.size / smallest.size for unit in units]
    if any(count.denominator > 1 for count in counts):
        raise InvalidVocabulary(ErrorCode.UNLIKE_UNITS)
    return tuple(
        replace(
            unit,
            base="" if unit == smallest else smallest.key,
            factor=count.numerator,
            parts=1,
        )
        for unit, count in zip(units, counts, strict=True)
    )


@dataclass(frozen=True)
class Frame:
    """All that one question allows: `entries` for listed kinds, `unit` (and others) for a range.

    The entries of an `ordered` choice are the steps of a scale, from the lowest. A range may have a
    `top`: an outcome above every number, such as "permanent"; `measures` and `holds` are of ranges,
    too.
    """

    kind: Kind
    entries: tuple[Entry, ...] = ()
    unit: Unit | None = None
    units: tuple[Unit, ...] = field(default=(), compare=False)
    ordered: bool = False
    top: Entry | None = None
    measures: Measure = Measure.AMOUNT
    holds: Holding = Holding.THROUGHOUT

    def __post_init__(self) -> None:
        if self.ordered and self.kind is not Kind.CHOICE:
            raise InvalidVocabulary(ErrorCode.NO_SCALE_ALLOWED, kind=self.kind)
        is_plain = self.measures is Measure.AMOUNT and self.holds is Holding.THROUGHOUT
        if self.kind is not Kind.RANGE and (self.top is not None or not is_plain):
            raise InvalidVocabulary(ErrorCode.NO_RANGE, kind=self.kind)
        if self.kind in LISTED:
            self._check_entries()
        elif self.entries:
            raise InvalidVocabulary(ErrorCode.NO_LIST_ALLOWED, kind=self.kind)
        if self.kind is Kind.RANGE and self.unit is None:
            raise InvalidVocabulary(ErrorCode.UNIT_NEEDED)
        self._count_in_smallest()
        self._check_units()

    def _count_in_smallest(self) -> None:
        """Count the question's unit, and those that convert to it, in the smallest of them."""
        if self.unit is None:
            return
        related = [one for one in self.units if one.dimension == self.unit.dimension]
        others = [one for one in related if one.key != self.unit.key]
        unit, *rest = in_the_smallest((self.unit, *others))
        if unit != self.unit or rest != others:
            object.__setattr__(self, "unit", unit)
            object.__setattr__(self, "units", tuple(rest))

    def _check_units(self) -> None:
        # One week at most and 7 days at most must begin at the same least amount.
        kinds = {
            (unit.whole, None if unit.minimum is None else unit.minimum * unit.factor)
            for unit in self.all_units
        }
        if len(kinds) > 1:
            raise InvalidVocabulary(ErrorCode.UNLIKE_UNITS)
        names = [name for unit in self.all_units for name in unit.names]
        if len(names) != len(set(names)):
            raise InvalidVocabulary(ErrorCode.EQUAL_UNITS, found=first_repeated(sorted(names)))

    def _check_entries(self) -> None:
        if len(self.entries) < (1 if self.kind is Kind.ITEMS else 2):
            raise InvalidVocabulary(ErrorCode.LIST_NEEDED, kind=self.kind)
        if len(self.labels) != len(self.entries) or len(self.by_label) != len(self.entries):
            keys = first_repeated(entry.key for entry in self.entries)
            found = keys or first_repeated(fold(entry.label) for entry in self.entries)
            raise InvalidVocabulary(ErrorCode.EQUAL_ENTRIES, found=found)

    @cached_property
    def labels(self) -> dict[str, str]:
        """The labels by key, in the order of the list."""
        return {entry.key: entry.label for entry in self.entries}

    @cached_property
    def by_label(self) -> dict[str, str]:
        """The keys by folded label."""
        return {fold(entry.label): entry.key for entry in self.entries}

    @cached_property
    def brief(self) -> Frame:
        """The same with the short labels; itself if no entry has one."""
        if not any(entry.short for entry in self.entries):
            return self
        entries = tuple(Entry(entry.key, entry.short or entry.label) for entry in self.entries)
        return replace(self, entries=entries)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every key of the closed list."""
        return frozenset(self.labels)

    @cached_property
    def scale(self) -> tuple[str, ...]:
        """The keys of an ordered choice from the lowest step; empty for every other question."""
        return tuple(self.labels) if self.ordered else ()

    @cached_property
    def order(self) -> dict[str, int]:
        """The places in the list by key, for stable output."""
        return {entry.key: place for place, entry in enumerate(self.entries)}

    def label(self, key: str) -> str:
        """Return the label of an entry; the key itself if the list lacks it."""
        return self.labels.get(key, key)

    def sort(self, keys: frozenset[str] | set[str]) -> list[str]:
        """Return `keys` in the order of the list (unknown ones last, by name)."""
        return sorted(keys, key=lambda key: (self.order.get(key, len(self.order)), key))

    def require(self, keys: frozenset[str] | set[str], where: str) -> None:
        """Raise InvalidValue for keys that the closed list does not hold."""
        unknown = sorted(set(keys) - self.keys)
        if unknown:
            raise InvalidValue(
                ErrorCode.NOT_IN_LIST,
                key=where,
                found=unknown[0] if len(unknown) == 1 else unknown,
                keys=tuple(self.labels),
            )

    def unit_named(self, name: str) -> Unit:
        """Return the unit with this key or name; raise InvalidValue if the question has none."""
        for unit in self.all_units:
            if fold(name) in unit.names:
                return unit
        keys = tuple(unit.key for unit in self.all_units)
        raise InvalidValue(ErrorCode.UNKNOWN_UNIT, key="unit", found=name, keys=keys)

    def known_unit(self, unit: Unit) -> Unit:
        """Return the question's unit of the same key; the unit itself if the question has none."""
        return next((known for known in self.all_units if known.key == unit.key), unit)

    @cached_property
    def all_units(self) -> tuple[Unit, ...]:
        """The question's unit, then the others that convert to it exactly."""
        if self.unit is None:
            return ()
        mine = self.unit
        return (mine, *(u for u in self.units if u.dimension == mine.dimension and u != mine))
