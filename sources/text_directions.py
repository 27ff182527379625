"""Texts of two directions in one line: which way a text runs, and isolates around what is put in.

A name that runs against its sentence takes marks and figures beside it along, and names that
stand next to each other change places. An isolate keeps a name to itself: the sentence sees one
thing without a direction, and the name has its own inside (Unicode Standard Annex 9).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum

FSI, PDI = "\u2068", "\u2069"
"""The beginning of an isolate that takes its direction from its first letter, and the end."""

_MARKS = str.maketrans("", "", "\u2066\u2067\u2068\u2069")
_BEGINNINGS = frozenset("\u2066\u2067\u2068")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U0001efff]")
"""What holds every letter that is written from the right: a first look, for most texts enough."""

_LANGUAGES = frozenset(
    "ar arc arz ckb dv fa he iw ji khw ks ku-arab nqo pa-arab ps sd syr ug ur yi".split()
)
_SCRIPTS = frozenset("adlm arab hebr mand nkoo rohg samr syrc thaa".split())
_OTHER_SCRIPT = re.compile(r"-(?P<script>[a-z]{4})(?:-|$)")


class TextDirection(StrEnum):
    """Which way a text runs, as `dir` names it."""

    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


def direction_of_language(tag: str) -> TextDirection:
    """Return the direction of a language by its tag; the script that a tag names goes before."""
    tag = tag.lower().replace("_", "-")
    script = _OTHER_SCRIPT.search(tag)
    if script:
        to_left = script["script"] in _SCRIPTS
    else:
        to_left = tag.partition("-")[0] in _LANGUAGES
    return TextDirection.RIGHT_TO_LEFT if to_left else TextDirection.LEFT_TO_RIGHT


def direction_of_text(text: str, default: TextDirection = TextDirection.LEFT_TO_RIGHT) -> TextDirection:
    """Return the direction of the first letter that has one, outside isolates; else `default`."""
    if text.isascii() and default is TextDirection.LEFT_TO_RIGHT:
        return default
    return next(_directions(text), default)


def isolated(text: str, around: TextDirection) -> str:
    """Return a text to be put into a line that runs `around`: in an isolate if it needs one.

    It needs one if a letter of it runs the other way and is in no isolate yet; so a text that is
    isolated stays as it is, and so does every text without a letter of the other direction.
    """
    if around is TextDirection.LEFT_TO_RIGHT and not _RIGHT_TO_LEFT.search(text):
        return text
    if all(direction is around for direction in _directions(text)):
        return text
    return f"{FSI}{text}{PDI}"


def joined(texts: Iterable[str], mark: str, around: TextDirection) -> str:
    """Return texts in one line with a mark between them, each isolated if it needs to be."""
    return mark.join(isolated(text, around) for text in texts)


def without_isolates(text: str) -> str:
    """Return a text without isolates: for what is searched, read by programs, or hashed."""
    return text if text.isascii() else text.translate(_MARKS)


def _directions(text: str) -> Iterator[TextDirection]:
    """Yield the direction of each letter that has one and is in no isolate."""
    depth = 0
    for letter in text:
        if letter in _BEGINNINGS:
            depth += 1
        elif letter == PDI:
            depth = max(0, depth - 1)
        elif not depth:
            kind = unicodedata.bidirectional(letter)
            if kind == "L":
                yield TextDirection.LEFT_TO_RIGHT
            elif kind in ("R", "AL"):
                yield TextDirection.RIGHT_TO_LEFT
