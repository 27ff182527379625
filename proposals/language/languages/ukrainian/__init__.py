"""Ukrainian, as in a newspaper of record: names and labels in the nominative, forces as nouns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from proposals.language.east_slavic import EastSlavic
from proposals.language.languages.ukrainian.labels import LABELS
from proposals.language.languages.ukrainian.messages import MESSAGES
from proposals.language.languages.ukrainian.movements import MOVEMENTS
from proposals.language.languages.ukrainian.plain_form import PLAIN_FORM, VARIANTS
from proposals.language.languages.ukrainian.sentences import SENTENCES
from proposals.language.languages.ukrainian.statements import STATEMENTS
from proposals.language.languages.ukrainian.units import UNITS
from proposals.language.patterns import Pattern


class Ukrainian(EastSlavic):
    """Ukrainian."""

    code = "uk"
    name = "Українська"
    locale = "uk_UA"
    reviewed = False
    months = (
        "січня",
        "лютого",
        "березня",
        "квітня",
        "травня",
        "червня",
        "липня",
        "серпня",
        "вересня",
        "жовтня",
        "листопада",
        "грудня",
    )
    short_months = (
        "січ.",
        "лют.",
        "бер.",
        "квіт.",
        "трав.",
        "черв.",
        "лип.",
        "серп.",
        "верес.",
        "жовт.",
        "листоп.",
        "груд.",
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
    reserved_labels = frozenset({"інші", "жоден", "не", "лише", "тільки", "будь-який"})
    units = UNITS
    option_word = "варіант"


LANGUAGE = Ukrainian()
