"""Russian, as in a newspaper of record: names and labels in the nominative, forces as nouns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from proposals.language.east_slavic import EastSlavic
from proposals.language.languages.russian.labels import LABELS
from proposals.language.languages.russian.messages import MESSAGES
from proposals.language.languages.russian.movements import MOVEMENTS
from proposals.language.languages.russian.plain_form import PLAIN_FORM, VARIANTS
from proposals.language.languages.russian.sentences import SENTENCES
from proposals.language.languages.russian.statements import STATEMENTS
from proposals.language.languages.russian.units import UNITS
from proposals.language.patterns import Pattern


class Russian(EastSlavic):
    """Russian."""

    code = "ru"
    name = "Русский"
    locale = "ru_RU"
    reviewed = False
    months = (
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    )
    short_months = (
        "янв.",
        "февр.",
        "марта",
        "апр.",
        "мая",
        "июня",
        "июля",
        "авг.",
        "сент.",
        "окт.",
        "нояб.",
        "дек.",
    )
    patterns: ClassVar[Mapping[str, Pattern]] = {
        **PLAIN_FORM,
        **SENTENCES,
        **LABELS,
        **MESSAGES,
        **MOVEMENTS,
        **STATEMENTS,
    }
    variants = VARIANTS
    reserved_labels = frozenset({"другие", "ни один", "не", "только", "лишь", "любой"})
    units = UNITS
    option_word = "вариант"


LANGUAGE = Russian()
