"""Quotation marks as the language of a quotation has them: around it, and inside it.

The style sheet `letters.css` has the same for pages; a test holds the two together.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple


class QuotationMarks(NamedTuple):
    """The marks around a quotation, and those around one that already holds such marks."""

    outer: tuple[str, str]
    inner: tuple[str, str]


_ENGLISH = QuotationMarks(("“", "”"), ("‘", "’"))
_ANGLES = QuotationMarks(("«", "»"), ("“", "”"))
_CYRILLIC = QuotationMarks(("«", "»"), ("„", "“"))
_PERSIAN = QuotationMarks(("«", "»"), ("‹", "›"))
_FRENCH = QuotationMarks(("«\u202f", "\u202f»"), ("“", "”"))
_GERMAN = QuotationMarks(("„", "“"), ("‚", "‘"))
_GEORGIAN = QuotationMarks(("„", "“"), ("«", "»"))
_POLISH = QuotationMarks(("„", "”"), ("«", "»"))
_HEBREW = QuotationMarks(("”", "”"), ("’", "’"))
_JAPANESE = QuotationMarks(("「", "」"), ("『", "』"))

MARKS_OF_LANGUAGES: dict[str, QuotationMarks] = {
    **dict.fromkeys(("ar", "el", "es", "it", "pt"), _ANGLES),
    **dict.fromkeys(("be", "ru", "uk"), _CYRILLIC),
    **dict.fromkeys(("cs", "de"), _GERMAN),
    **dict.fromkeys(("bg", "ka"), _GEORGIAN),
    **dict.fromkeys(("pl", "ro"), _POLISH),
    **dict.fromkeys(("fi", "he", "sv"), _HEBREW),
    "fa": _PERSIAN,
    "fr": _FRENCH,
    "ja": _JAPANESE,
}
"""The marks of a language, by the first part of its tag; of any other language the English ones."""

_MARKS_OF_SCRIPTS = {
    "ARABIC": _ANGLES,
    "CYRILLIC": _CYRILLIC,
    "GEORGIAN": _GEORGIAN,
    "GREEK": _ANGLES,
    "HEBREW": _HEBREW,
    "HIRAGANA": _JAPANESE,
    "KATAKANA": _JAPANESE,
}


def marks_of(language: str, text: str = "") -> QuotationMarks:
    """Return the marks of a language; if it is not known, those that the script has mostly."""
    if language:
        return MARKS_OF_LANGUAGES.get(language.lower().partition("-")[0], _ENGLISH)
    scripts = (unicodedata.name(letter, "").partition(" ")[0] for letter in text)
    return next((_MARKS_OF_SCRIPTS[one] for one in scripts if one in _MARKS_OF_SCRIPTS), _ENGLISH)


def holds_quotes(text: str, language: str) -> bool:
    """Tell whether a quotation holds marks of its language: then the inner ones go around it."""
    return any(mark.strip() in text for mark in marks_of(language, text).outer)


def quoted(text: str, language: str) -> str:
    """Return a quotation in the marks of its language; its own words and marks stay as they are."""
    marks = marks_of(language, text)
    begin, end = marks.inner if holds_quotes(text, language) else marks.outer
    return f"{begin}{text}{end}"


_LEANING = frozenset(".,;:!?…%،؛؟۔、。！，：；？")


def leans_back(text: str) -> bool:
    """Tell whether a text begins with a mark that stands at the word before it, without a space."""
    first = text[:1]
    return first in _LEANING or (bool(first) and unicodedata.category(first) in ("Pe", "Pf"))
