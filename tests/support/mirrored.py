"""A language for tests alone: English from right to left, so that every page can be looked at.

Nobody has to translate anything: each text of the interface, and each pattern of a sentence, is
made from the English one when it is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import ClassVar

from django.utils.translation import trans_real

from proposals.language.languages.english import English
from proposals.language.patterns import Pattern
from tests.support.languages import site_in

CODE = "qps"
"""A tag that stands for no language (BCP 47 leaves qaa to qtz to everybody)."""

_KEPT = re.compile(
    r"%\(\w+\)[\w.]*|%[sd%]|\{[^{}]*\}|<[^<>]*>|&[#\w]+;|https?://\S+|\b[A-Z]{2,}[\w-]*\b|\w+\.\w+"
)
"""What a text has to keep: slots, elements, signs by name, addresses, abbreviations, file names."""
_FROM_THE_LEFT = "abcdefghijklmnopqrstuvwxyz"
_FROM_THE_RIGHT = "אבצדאפגהיחכלמנוקרסתטעשזץחף"
_LETTERS = str.maketrans(_FROM_THE_LEFT + _FROM_THE_LEFT.upper(), _FROM_THE_RIGHT + _FROM_THE_RIGHT)
RLO, PDF = "\u202e", "\u202c"
"""Signs around letters that run from the right, whatever letters they are."""
CONTEXT = "\x04"
"""How Django parts the context of a text from the text."""


def in_hebrew_letters(text: str) -> str:
    """Return a text in letters that are written from the right."""
    return text.translate(_LETTERS)


def turned_round(text: str) -> str:
    """Return a text whose own letters run from the right: as wide as before in any typeface."""
    return (
        f"\N{RIGHT-TO-LEFT OVERRIDE}{text}\N{POP DIRECTIONAL FORMATTING}" if text.strip() else text
    )


def mirrored(text: str, letters: Callable[[str], str]) -> str:
    """Return a text of the interface with its words from the right, and all else as it is."""
    kept = [one[0] for one in _KEPT.finditer(text)]
    words = [letters(words) for words in _KEPT.split(text)]
    return "".join(word + slot for word, slot in zip(words, [*kept, ""], strict=True))


class Catalogue(trans_real.DjangoTranslation):
    """Messages that are made when they are asked for."""

    def __init__(self, letters: Callable[[str], str]) -> None:
        self.letters = letters
        self.domain = "django"

    def to_language(self) -> str:
        return CODE

    def language(self) -> str:
        return CODE

    def gettext(self, message: str) -> str:
        return mirrored(message.rpartition(CONTEXT)[2], self.letters)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


class Mirrored(English):
    """English from right to left."""

    code = CODE
    name = "Mirrored"
    locale = ""
    is_right_to_left = True
    letters: ClassVar[Callable[[str], str]] = staticmethod(turned_round)

    def __init__(self) -> None:
        letters = type(self).letters
        self.months = tuple(letters(month) for month in English.months)
        self.patterns: Mapping[str, Pattern] = {
            key: mirrored(text, letters)
            if isinstance(text, str)
            else {number: mirrored(one, letters) for number, one in text.items()}
            for key, text in English.patterns.items()
        }


class InHebrewLetters(Mirrored):
    """The same in letters that are written from the right, for those who look at it."""

    name = "מירוץ"
    letters = staticmethod(in_hebrew_letters)


@contextmanager
def site_from_the_right(language: Mirrored | None = None) -> Iterator[None]:
    """Let the site have this language beside English."""
    spoken = language or Mirrored()
    with site_in(spoken):
        trans_real._translations[CODE] = Catalogue(type(spoken).letters)
        yield
