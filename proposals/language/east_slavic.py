"""What Ukrainian and Russian share: three plural forms and a fourth for fractions, and units.

A name that an editor typed stands in the nominative, and no verb has to agree with it: patterns put
it before a colon or in quotation marks behind a noun of their own. Units of measure are inflected
where the language knows the word; of any other unit the name stands in brackets behind the number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import ClassVar, NamedTuple

from proposals.domain.vocabulary import Unit, fold
from proposals.language.alphabets import CYRILLIC
from proposals.language.base import Language
from proposals.language.patterns import OTHER

GENITIVE = "genitive"
"""The case of an amount behind a preposition, as in "from 2 to 3 days"."""

NO_BREAK_SPACE = "\u00a0"
_SPACES = re.compile(r"[ \u202f]")
_AMOUNT = re.compile(r"(?P<number>[-−]?\d(?:[\d.,\s]*\d)?) (?P<unit>\D.*)", re.DOTALL)
_LETTER = re.compile(r"[^\W\d_]")
_OPTION = re.compile(r"option (\S+)", re.IGNORECASE)


class Forms(NamedTuple):
    """The forms of a counted noun: 1, 2 to 4, 5 and more, a fraction; and the name of the unit."""

    one: str
    few: str
    many: str
    fraction: str
    label: str

    def of(self, number: str) -> str:
        """Return the form for a grammatical number."""
        return {"one": self.one, "few": self.few, "many": self.many}.get(number, self.fraction)


def counted(one: str, few: str, many: str) -> Mapping[str, str]:
    """Return a pattern for counts, which are never fractions."""
    return {"one": one, "few": few, "many": many, OTHER: many}


class EastSlavic(Language):
    """A language that counts and inflects as Ukrainian and Russian do."""

    alphabet = CYRILLIC
    numbers = ("one", "few", "many", OTHER)
    decimal_mark = ","
    thousands_mark = NO_BREAK_SPACE
    units: ClassVar[Mapping[str, Forms]]
    """The forms of known units by the name of one in the data, folded."""
    option_word: ClassVar[str]
    """The word before the number or letter of an alternative."""

    @property
    def number_pattern(self) -> str:
        """A regular expression for a number: a space in it parts thousands."""
        return r"[-−]?\d+(?:(?:[.,]|[ \u00a0\u202f](?=\d{3}(?!\d)))\d+)*"

    def parsed_number(self, text: str) -> Decimal:
        """Return the number of a text, whichever space stands between thousands."""
        return super().parsed_number(_SPACES.sub(NO_BREAK_SPACE, text))

    def plural(self, amount: Decimal | int) -> str:
        """Return the plural form by the last two figures; a fraction has its own."""
        count = abs(Decimal(amount))
        if count != count.to_integral_value():
            return OTHER
        tens, last = count % 100, count % 10
        if last == 1 and tens != 11:
            return "one"
        return "few" if last in (2, 3, 4) and tens not in (12, 13, 14) else "many"

    # Units

    @cached_property
    def _known(self) -> Mapping[str, Forms]:
        """The forms of known units by each name that the data may have for one."""
        own = {fold(forms.one): forms for forms in self.units.values()}
        return {**own, **{fold(name): forms for name, forms in self.units.items()}}

    @cached_property
    def _by_form(self) -> Mapping[str, Forms]:
        """The forms of known units by each form as it is written."""
        return {form: forms for forms in self.units.values() for form in forms}

    def unit_name(self, unit: Unit, number: str) -> str:
        """Return the name of a unit as it stands behind a number.

        An unknown word is not inflected: it stands in brackets, unless it is a sign, or already the
        form for many of them in these letters.
        """
        forms = self._known.get(fold(unit.one))
        if forms is not None:
            return forms.of(number)
        if not _LETTER.search(unit.many):
            return unit.many
        if _is_cyrillic(unit.many) and number in ("one", "many"):
            return unit.one if number == "one" else unit.many
        return f"({unit.many})"

    def unit_label(self, unit: Unit) -> str:
        """Return the name of a unit by itself."""
        forms = self._known.get(fold(unit.one))
        return forms.label if forms else unit.many

    def language_within(self, name: str) -> str:
        """Return the name of a language as it stands within a line: it is no proper noun."""
        return name[:1].lower() + name[1:]

    def inflect(self, text: str, case: str) -> str:
        """Return an amount in the genitive; whatever else a text is, it stays."""
        amount = _AMOUNT.fullmatch(text) if case == GENITIVE else None
        if amount is None:
            return text
        number, name = amount["number"], amount["unit"]
        is_single = self.plural(self.parsed_number(number)) in ("one", OTHER)
        forms = self._by_form.get(name)
        if forms is not None:
            return f"{number} {forms.fraction if is_single else forms.many}"
        if is_single and _is_cyrillic(name):
            return f"{number} ({name})"
        return text

    # Names

    def option_name(self, option: str) -> str:
        """Return an alternative by its number behind the word for one; a name as it is."""
        bare = _OPTION.fullmatch(option)
        if bare:
            return f"{self.option_word} {bare[1]}"
        is_name = " " in option or option.casefold().startswith(self.option_word)
        return option if is_name else f"{self.option_word} {option}"


def _is_cyrillic(name: str) -> bool:
    """Tell whether a name of a unit is a word in Cyrillic letters, not yet in brackets."""
    return bool(re.match(r"[\u0400-\u052f]", name))
