"""What every language provides: a table of patterns, and how it counts, writes and inflects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import ClassVar

from proposals.domain.errors import ErrorCode, InvalidValue
from proposals.domain.scalars import exact_text, refuse_groups
from proposals.domain.terms import Column
from proposals.domain.vocabulary import Unit, fold
from proposals.language.alphabets import LATIN, sort_key
from proposals.language.patterns import OTHER, Pattern, Phrase, fill, in_number
from sources.text_directions import PDI, TextDirection, direction_of_language

ENDS_OF_SENTENCES = (".", "!", "?", "…", "。", "؟", "।")


class Language:
    """One language: a subclass has the table and overrides what its grammar does in another way.

    `patterns` has every key of `keys.KEYS`. `variants` are further ways of writing that are
    understood: for keys of the plain form, patterns like those of the table.
    """

    code: ClassVar[str]
    """The BCP 47 tag."""
    name: ClassVar[str]
    """The name of the language in the language itself."""
    locale: ClassVar[str] = ""
    """The language with a country, as previews of links want it; empty: the tag alone."""
    reviewed: ClassVar[bool] = True
    """Whether a native reader has reviewed it; while none has, its pages say so."""
    is_right_to_left: ClassVar[bool] = False
    """Whether its lines run from right to left."""
    patterns: ClassVar[Mapping[str, Pattern]]
    variants: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    alphabet: ClassVar[str] = LATIN
    """The letters in their order, as `alphabets` has them; other scripts follow."""
    months: ClassVar[tuple[str, ...]]
    """The names of the twelve months as they stand in a day."""
    short_months: ClassVar[tuple[str, ...]] = ()
    """The same, short, for where there is little room; empty: the language does not shorten."""
    numbers: ClassVar[tuple[str, ...]] = ("one", OTHER)
    """The grammatical numbers, by the names that patterns use."""
    reserved_labels: ClassVar[frozenset[str]] = frozenset()
    """Words that no entry of a list may be called, for they mean something else in an answer."""
    decimal_mark: ClassVar[str] = "."
    """The mark before decimals."""
    thousands_mark: ClassVar[str] = ""
    """The mark between thousands; empty where nothing stands there."""

    @cached_property
    def direction(self) -> TextDirection:
        """The direction in which it is written."""
        is_known = direction_of_language(self.code)
        return TextDirection.RIGHT_TO_LEFT if self.is_right_to_left else is_known

    # Order

    def sort_key(self, name: str) -> tuple[str, str]:
        """Return the key by which names are put in the order of the alphabet."""
        return sort_key(name, self.alphabet)

    # Numbers and units

    @property
    def number_pattern(self) -> str:
        """A regular expression for a number as people write it, be it clear or not."""
        return rf"[-−]?\d+(?:[{re.escape(f'.,{self.thousands_mark}')}]\d+)*"

    def number(self, amount: Decimal) -> str:
        """Return a number for reading that `parsed_number` reads back as the same."""
        text = f"{Decimal(exact_text(amount)):,f}"
        return text.translate({ord(","): self.thousands_mark, ord("."): self.decimal_mark})

    def parsed_number(self, text: str) -> Decimal:
        """Return the number that a text matching `number_pattern` states.

        Raise InvalidValue, with the possible readings, where the mark before decimals could part
        thousands; and where the marks are not those of the language.
        """
        plain = text.replace("−", "-")
        decimals = rf"(?:{re.escape(self.decimal_mark)}\d+)?"
        thousands = rf"-?\d{{1,3}}(?:{re.escape(self.thousands_mark)}\d{{3}})+{decimals}"
        if self.thousands_mark and re.fullmatch(thousands, plain):
            plain = plain.replace(self.thousands_mark, "")
        else:
            refuse_groups(plain, "value", self.decimal_mark)
        if not re.fullmatch(rf"-?\d+{decimals}", plain):
            raise InvalidValue(ErrorCode.UNCLEAR_NUMBER, key="value", found=text)
        return Decimal(plain.replace(self.decimal_mark, "."))

    def plural(self, amount: Decimal | int) -> str:
        """Return the grammatical number that goes with an amount."""
        return "one" if abs(amount) == 1 else OTHER

    def unit_name(self, unit: Unit, number: str) -> str:
        """Return the name of a unit in a grammatical number."""
        return unit.one if number == "one" else unit.many

    def unit_label(self, unit: Unit) -> str:
        """Return the name of a unit by itself, without a number."""
        return unit.many

    def unit_names(self, unit: Unit) -> frozenset[str]:
        """Return every name of a unit that is understood, folded."""
        return unit.names.union(fold(self.unit_name(unit, number)) for number in self.numbers)

    def language_within(self, name: str) -> str:
        """Return the name of a language as it stands within a line."""
        return name

    def amount(self, amount: Decimal, unit: Unit) -> str:
        """Return a number with its unit."""
        name = self.unit_name(unit, self.plural(amount))
        return self.text("amount", number=self.number(amount), unit=name)

    def days(self, count: Decimal) -> str:
        """Return a number of days of the calendar."""
        return self.text("days", self.plural(count), number=self.number(count))

    def steps(self, count: Decimal) -> str:
        """Return a number of steps of a scale."""
        return self.text("steps", self.plural(count), number=self.number(count))

    def points(self, count: Decimal) -> str:
        """Return a difference of two shares, in percentage points."""
        return self.text("points", self.plural(count), number=self.number(count))

    # Days

    def day(self, day: date) -> str:
        """Return a day for reading, the same in every place."""
        return self._day(day, self.months)

    def short_day(self, day: date) -> str:
        """Return a day for where there is little room."""
        return self._day(day, self.short_months or self.months)

    def moment(self, moment: datetime, *, with_zone: bool = False) -> str:
        """Return a day with its time of day, in the zone that the moment is told in."""
        time = f"{moment:%H:%M %Z}" if with_zone else f"{moment:%H:%M}"
        return f"{self.day(moment)}, {time}"

    def _day(self, day: date, months: tuple[str, ...]) -> str:
        month = months[day.month - 1]
        return self.text("day", day=str(day.day), month=month, year=str(day.year))

    # Names and lists

    def number_of(self, column: Column) -> str:
        """Return the grammatical number of a document's name."""
        return OTHER if column.plural else "one"

    def inflect(self, text: str, case: str) -> str:
        """Return a text in a case that a pattern names; what cannot be inflected stays."""
        return text

    def option_name(self, option: str) -> str:
        """Return the name of an alternative of a document inside a sentence."""
        return option

    def listed(self, texts: Iterable[str], joiner: str) -> str:
        """Return texts as a list; `joiner` is the key of the pattern before the last."""
        texts = list(texts)
        if len(texts) < 2:
            return "".join(texts)
        *first, last = texts
        return self.text(joiner, before=self.joined(first, "list.comma"), after=last)

    def joined(self, texts: Iterable[str], joiner: str) -> str:
        """Return texts joined by one pattern throughout."""
        line = ""
        for place, text in enumerate(texts):
            line = self.text(joiner, before=line, after=text) if place else text
        return line

    # Sentences

    def text(self, key: str, plural: str = OTHER, /, **slots: str) -> str:
        """Return a pattern filled in, in a grammatical number."""
        return str(self.phrase(key, plural, **slots))

    def phrase(self, key: str, plural: str = OTHER, /, **slots: str) -> Phrase:
        """Return a pattern filled in, in pieces."""
        pattern = in_number(self.patterns[key], plural)
        return fill(pattern, slots, self.inflect, direction=self.direction)

    def sentence(self, clause: str) -> str:
        """Return a clause as a sentence: a capital first, one full stop last.

        The capital is that of a title: Georgian has capitals for whole words only.
        """
        words = " ".join(clause.split())
        stop = "" if words.rstrip(PDI).endswith(ENDS_OF_SENTENCES) else "."
        return f"{words[:1].title()}{words[1:]}{stop}" if words else ""

    def texts_of(self, key: str) -> tuple[str, ...]:
        """Return every way of writing a key of the plain form, the usual one first."""
        usual = (in_number(self.patterns[key], OTHER),) if key in self.patterns else ()
        return (*usual, *self.variants.get(key, ()))
