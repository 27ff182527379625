"""English: the language in which the site was written first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from proposals.domain.terms import Column
from proposals.language.base import Language
from proposals.language.languages.english.labels import LABELS
from proposals.language.languages.english.messages import MESSAGES
from proposals.language.languages.english.movements import MOVEMENTS
from proposals.language.languages.english.plain_form import PLAIN_FORM, VARIANTS
from proposals.language.languages.english.sentences import SENTENCES
from proposals.language.languages.english.statements import stances, statements, verbs
from proposals.language.patterns import OTHER, Pattern

_AFTER_HEAD = re.compile(r" (?:at|about|by|for|from|in|of|on|to|under|with) .*", re.DOTALL)
_MANY = re.compile(r"(?<!['’sui])s$|(?:dices|theses|memoranda)$", re.IGNORECASE)


class English(Language):
    """English, as in a British newspaper."""

    code = "en"
    name = "English"
    locale = "en_GB"
    months = (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    )
    short_months = tuple(month[:3] for month in months)
    patterns: ClassVar[Mapping[str, Pattern]] = {
        **PLAIN_FORM,
        **SENTENCES,
        **LABELS,
        **MESSAGES,
        **MOVEMENTS,
        **statements(),
        **stances(),
        **verbs(),
    }
    variants = VARIANTS
    reserved_labels = frozenset({"others", "none", "not", "only", "any"})
    thousands_mark = ","

    def number_of(self, column: Column) -> str:
        """Return the grammatical number of a name's head noun: "the statements of X" are many."""
        if column.plural is not None:
            return OTHER if column.plural else "one"
        return OTHER if _MANY.search(_AFTER_HEAD.sub("", column.name)) else "one"

    def option_name(self, option: str) -> str:
        """Return "option 1" for a bare number or letter, a name as it is."""
        is_name = option.casefold().startswith("option") or " " in option
        return option if is_name else f"option {option}"


LANGUAGE = English()
