"""Letters that a person cannot tell from the letters of keys: named, where a word is not known."""

from __future__ import annotations

import re
import unicodedata

_LATIN = dict(
    zip(
        "абвеикмнорстухѕіјһԁԛԝАВЕЅІЈКМНОРСТУХԌԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχ",
        "a6BeuKMHopcTyxsijhdqwABESIJKMHOPCTYXGQWABEZHIKMNOPTYXaiKvopux",
        strict=True,
    )
)
"""Cyrillic and Greek letters with the Latin ones (or the figure) that they look like."""

LONGEST = 100
"""Characters of a word that is looked at; what is longer is no key."""


def name_letters(word: object) -> str:
    """Return a hint at the letters of a word that no key can hold, or an empty text.

    Only a word that could be meant as a key is looked at: one of Latin letters, but for a few. Of
    several words those are looked at that have letters of both kinds.
    """
    if not isinstance(word, str) or len(word) > LONGEST:
        return ""
    if " " in word.strip():
        return _name_mixed(word)
    strange = [(place, letter) for place, letter in enumerate(word, 1) if not letter.isascii()]
    others = [letter for _place, letter in strange if not _could_be_latin(letter)]
    if not strange or others:
        return ""
    return "".join(f" {_name(place, letter)}" for place, letter in strange[:3])


def as_latin(words: str) -> str:
    """Return words with the Latin letters that theirs look like."""
    return "".join(_LATIN.get(letter, letter) for letter in words)


def _name_mixed(words: str) -> str:
    """Return a hint at the letters that look like those of the words around them, and are not."""
    strange = [
        (match.start() + place, letter)
        for match in re.finditer(r"\S+", words)
        for place, letter in enumerate(match[0], 1)
        if letter in _LATIN and re.search("[A-Za-z]", match[0])
    ]
    return "".join(f" {_name(place, letter)}" for place, letter in strange[:3])


def describe_letter(letter: str) -> str:
    """Return the name that Unicode gives a letter, with its number."""
    return f"{unicodedata.name(letter, 'a character without a name')} (U+{ord(letter):04X})"


def _could_be_latin(letter: str) -> bool:
    """Tell whether a letter looks like one that keys have, or like nothing at all."""
    return letter in _LATIN or unicodedata.category(letter) in ("Cf", "Mn", "Pd", "Zs")


def _name(place: int, letter: str) -> str:
    shown = f" “{letter}”" if letter in _LATIN else ""
    latin = f", which is not the Latin “{_LATIN[letter]}”" if letter in _LATIN else ""
    return f"Character {place}{shown} is {describe_letter(letter)}{latin}."
