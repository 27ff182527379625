"""What a question allows as an answer: its kind, its closed list of entries, its units."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from proposals.domain.errors import InvalidValue, InvalidVocabulary

_KEY = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_BAD_IN_LABEL = re.compile(r"""[,;:"“”→\n\r\t]|^\s|\s$|\s\s""")
_UNPRINTABLE = {"Cc", "Cs", "Zl", "Zp"}
_RESERVED = {"all", "any", "any option", "anything", "nothing", "others", "none", "not", "only"}
_JOINERS = ("and", "or", "together with", "then")
_LARGEST_FACTOR = 10**9
_LIKE_AN_AMOUNT = re.compile(r"(?:^|.*\s)[\d.\-−–—]|(?:any|of|number of) |any$|of$")


def fold(text: str) -> str:
    """Text as it is matched: composed, case folded, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _usable(text: str) -> bool:
    """Whether a name can stand in a list and in a sentence, as written and as folded."""
    printable = not any(unicodedata.category(letter) in _UNPRINTABLE for letter in text)
    # Folding may bring marks in: the Greek question mark is composed to a semicolon.
    return bool(text) and printable and not any(map(_BAD_IN_LABEL.search, (text, fold(text))))


class Kind(StrEnum):
    """The six kinds of value (what an outcome is)."""

    CHOICE = "choice"
    ITEMS = "items"
    RANGE = "range"
    DATE = "date"
    SEQUENCE = "sequence"
    TEXT = "text"


LISTED = frozenset({Kind.CHOICE, Kind.ITEMS, Kind.SEQUENCE})
"""The kinds whose outcomes are built from a closed list of entries."""


@dataclass(frozen=True)
class Entry:
    """One entry of a closed list: a stable `key` for data, a `label` for people (a noun phrase)."""

    key: str
    label: str

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise InvalidVocabulary(
                f"The key {self.key!r} must be lower-case letters, digits and hyphens."
            )
        if not _usable(self.label):
            raise InvalidVocabulary(
                f"The label {self.label!r} must not be empty, and must not hold a comma, colon, "
                "semicolon, arrow, double quotation mark, line break or doubled space."
            )
        label = fold(self.label)
        if label in (*_RESERVED, *_JOINERS) or label.startswith(("not ", "only ")):
            raise InvalidVocabulary(f"The label {self.label!r} begins with a reserved word.")
        if any(label.startswith(f"{j} ") or label.endswith(f" {j}") for j in _JOINERS):
            raise InvalidVocabulary(f"The label {self.label!r} begins or ends with a joining word.")


@dataclass(frozen=True)
class Unit:
    """A unit of measure.

    `whole` units count in integers (days, bodies). `minimum` is the least amount that can exist
    (0 for a count). A unit with a `base` is `factor` of that base (a week is 7 days); units with
    the same base compare exactly, others never.
    """

    key: str
    one: str
    many: str
    whole: bool = True
    minimum: Decimal | None = None
    base: str = ""
    factor: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.factor <= _LARGEST_FACTOR:
            raise InvalidVocabulary(
                f"The unit {self.key!r} needs a factor from 1 to {_LARGEST_FACTOR:,}."
            )
        if self.factor > 1 and not self.base:
            raise InvalidVocabulary(f"The unit {self.key!r} has a factor but names no base.")
        for word in (self.one, self.many):
            if not _usable(word) or _LIKE_AN_AMOUNT.match(fold(word)):
                raise InvalidVocabulary(f"The unit {self.key!r} has no usable name: {word!r}.")
        self._check_minimum()

    def _check_minimum(self) -> None:
        least = self.minimum
        if least is None:
            return
        if not least.is_finite() or not -_LARGEST_FACTOR <= least <= _LARGEST_FACTOR:
            raise InvalidVocabulary(f"The unit {self.key!r} has no usable minimum: {least}.")
        if self.whole and least != least.to_integral_value():
            raise InvalidVocabulary(
                f"The unit {self.key!r} counts in whole numbers, so its minimum must be one."
            )

    @property
    def names(self) -> frozenset[str]:
        """Its key and its names, as they are matched."""
        return frozenset(map(fold, (self.key, self.one, self.many)))

    @property
    def dimension(self) -> str:
        """The key under which amounts can be compared exactly."""
        return self.base or self.key


@dataclass(frozen=True)
class Frame:
    """All that one question allows: `entries` for listed kinds, `unit` (and others) for a range."""

    kind: Kind
    entries: tuple[Entry, ...] = ()
    unit: Unit | None = None
    units: tuple[Unit, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        if self.kind in LISTED:
            self._check_entries()
        elif self.entries:
            raise InvalidVocabulary(f"A question of kind {self.kind} takes no list of entries.")
        if self.kind is Kind.RANGE and self.unit is None:
            raise InvalidVocabulary("A question of kind range needs a unit.")
        self._check_units()

    def _check_units(self) -> None:
        # "at most 1 week" and "at most 7 days" must begin at the same least amount.
        kinds = {
            (unit.whole, None if unit.minimum is None else unit.minimum * unit.factor)
            for unit in self.all_units
        }
        if len(kinds) > 1:
            raise InvalidVocabulary(
                "Units that convert to each other must share their minimum and their wholeness."
            )
        names = [name for unit in self.all_units for name in unit.names]
        if len(names) != len(set(names)):
            raise InvalidVocabulary("Two units have the same key or the same name.")

    def _check_entries(self) -> None:
        if len(self.entries) < (1 if self.kind is Kind.ITEMS else 2):
            raise InvalidVocabulary(f"A question of kind {self.kind} needs a list of entries.")
        if len(self.labels) != len(self.entries) or len(self.by_label) != len(self.entries):
            raise InvalidVocabulary("Two entries have the same key or the same label.")
        for entry in self.entries:
            self._check_unambiguous(entry)

    def _check_unambiguous(self, entry: Entry) -> None:
        # "language and church" next to "language" and "church" could be read in two ways.
        parts = re.split(r" (?:and|or|together with|then) ", fold(entry.label))
        joined = self.kind is Kind.SEQUENCE and re.search(
            " (then|together with) ", fold(entry.label)
        )
        # No label may be the beginning of another up to a joining word: so lists read in one way.
        begins = any(
            fold(entry.label).startswith(f"{label} {joiner} ")
            for label in self.by_label
            for joiner in _JOINERS
        )
        parted = len(parts) > 1 and any(part in self.by_label for part in parts)
        if joined or begins or parted:
            raise InvalidVocabulary(
                f"The label {entry.label!r} could be read as several entries: reword it."
            )

    @cached_property
    def labels(self) -> dict[str, str]:
        """Key → label, in the order of the list."""
        return {entry.key: entry.label for entry in self.entries}

    @cached_property
    def by_label(self) -> dict[str, str]:
        """Label (folded) → key."""
        return {fold(entry.label): entry.key for entry in self.entries}

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every key of the closed list."""
        return frozenset(self.labels)

    @cached_property
    def order(self) -> dict[str, int]:
        """Key → place in the list, for stable output."""
        return {entry.key: place for place, entry in enumerate(self.entries)}

    def label(self, key: str) -> str:
        """The label of an entry; the key itself if the list lacks it."""
        return self.labels.get(key, key)

    def sort(self, keys: frozenset[str] | set[str]) -> list[str]:
        """`keys` in the order of the list (unknown ones last, by name)."""
        return sorted(keys, key=lambda key: (self.order.get(key, len(self.order)), key))

    def require(self, keys: frozenset[str] | set[str], where: str) -> None:
        """Refuse keys that the closed list does not hold."""
        unknown = set(keys) - self.keys
        if unknown:
            raise InvalidValue(
                "not in the question's list.",
                key=where,
                found=sorted(unknown)[0] if len(unknown) == 1 else sorted(unknown),
                allowed=", ".join(self.labels) or "nothing",
            )

    def unit_named(self, name: str) -> Unit:
        """The unit with this key or name, of the question's own dimension."""
        found = [unit for unit in self.all_units if fold(name) in unit.names]
        if not found:
            allowed = ", ".join(unit.key for unit in self.all_units)
            raise InvalidValue("unknown unit.", key="unit", found=name, allowed=allowed)
        return found[0]

    @cached_property
    def all_units(self) -> tuple[Unit, ...]:
        """The question's unit first, then the others that convert to it exactly."""
        if self.unit is None:
            return ()
        mine = self.unit
        return (mine, *(u for u in self.units if u.dimension == mine.dimension and u != mine))
