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

from django.utils.translation import get_language_bidi

FSI, PDI = "\u2068", "\u2069"
"""The beginning of an isolate that takes its direction from its first letter, and the end."""

LRM, RLM = "\u200e", "\u200f"
"""A letter from the left, and one from the right, that nobody sees."""

_SIGNS = str.maketrans("", "", "\u2066\u2067\u2068\u2069\u200e\u200f\u202a\u202b\u202c\u202d\u202e")
_OVERRIDES = re.compile("[\u202a-\u202e]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BEGINNINGS = frozenset("\u2066\u2067\u2068")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U0001efff]")
"""What holds every letter that is written from the right: a first look, for most texts enough."""

_LANGUAGES = frozenset(
    ("ar", "arz", "ckb", "dv", "fa", "he", "iw", "khw", "ks", "ps", "sd", "syr", "ug", "ur", "yi")
)
_SCRIPTS = frozenset(("adlm", "arab", "hebr", "nkoo", "rohg", "samr", "syrc", "thaa"))
_OTHER_SCRIPT = re.compile(r"-(?P<script>[a-z]{4})(?:-|$)")


_LANGUAGE_OF_SCRIPT = {"ARABIC": "ar", "HEBREW": "he", "SYRIAC": "syr", "THAANA": "dv"}


class TextDirection(StrEnum):
    """Which way a text runs, as `dir` names it."""

    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


def direction_of_language(tag: str) -> TextDirection:
    """Return the direction of a language by its tag; the script that a tag names goes before."""
    tag = tag.lower().replace("_", "-")
    script = _OTHER_SCRIPT.search(tag)
    to_left = script["script"] in _SCRIPTS if script else tag.partition("-")[0] in _LANGUAGES
    return TextDirection.RIGHT_TO_LEFT if to_left else TextDirection.LEFT_TO_RIGHT


def active_direction() -> TextDirection:
    """Return the direction of the language that is spoken just now."""
    return TextDirection.RIGHT_TO_LEFT if get_language_bidi() else TextDirection.LEFT_TO_RIGHT


def arrow_on() -> str:
    """Return the arrow from one thing to the next, as lines run in the language spoken just now."""
    return "→" if active_direction() is TextDirection.LEFT_TO_RIGHT else "←"


def arrow_back() -> str:
    """Return the arrow from one thing to the one before it."""
    return "←" if active_direction() is TextDirection.LEFT_TO_RIGHT else "→"


def direction_of_text(text: str, default: TextDirection) -> TextDirection:
    """Return the direction of the first letter that has one, outside isolates; else `default`."""
    return next(_directions(text), default)


def runs(text: str, direction: TextDirection) -> bool:
    """Tell whether a text has a letter that runs in a direction."""
    return direction in _directions(text, inside=True)


def language_by_script(text: str) -> str:
    """Return the language for which a script written from the right mostly stands; else empty."""
    names = (unicodedata.name(letter, "") for letter in text)
    scripts = (_LANGUAGE_OF_SCRIPT.get(name.partition(" ")[0], "") for name in names)
    return next(filter(None, scripts), "")


def tamed(text: str) -> str:
    """Return a text that turns nothing round behind it: no override, and every isolate ends."""
    return balanced(_OVERRIDES.sub("", text)) if _TURNING.search(text) else text


def isolated(text: str, around: TextDirection) -> str:
    """Return a text to be put into a line that runs `around`: in an isolate if it needs one.

    It needs one if a letter of it runs the other way and is in no isolate yet; so a text that is
    isolated stays as it is, and so does every text without a letter of the other direction.
    """
    text = tamed(text)
    text = text.lstrip(LRM) if around is TextDirection.LEFT_TO_RIGHT else text.lstrip(RLM)
    if around is TextDirection.LEFT_TO_RIGHT and not _RIGHT_TO_LEFT.search(text):
        return text
    if all(direction is around for direction in _directions(text)):
        return text
    return f"{FSI}{text}{PDI}"


def opened(line: str, direction: TextDirection) -> str:
    """Return a line so that it runs in its `direction` wherever a reader takes that from the text.

    Many do, and some of them look into isolates for the first letter, `dir="auto"` in Chromium for
    one. So a line whose first letter runs the other way begins with a letter that nobody sees.
    """
    if direction is TextDirection.LEFT_TO_RIGHT and not _RIGHT_TO_LEFT.search(line):
        return line
    if next(_directions(line, inside=True), direction) is direction:
        return line
    return f"{LRM if direction is TextDirection.LEFT_TO_RIGHT else RLM}{line}"


def joined(texts: Iterable[str], mark: str, direction: TextDirection) -> str:
    """Return texts as one line with a mark between them, each isolated if it needs to be.

    A single text stays as it is: nothing of ours stands beside it.
    """
    texts = [text for text in texts if text]
    if len(texts) < 2:
        return tamed("".join(texts))
    return opened(mark.join(isolated(text, direction) for text in texts), direction)


def put_in(pattern: str, direction: TextDirection, **slots: str) -> str:
    """Return a pattern such as "Remove %(name)s" filled with texts, each isolated if needed."""
    filled = pattern % {name: isolated(text, direction) for name, text in slots.items()}
    return opened(filled, direction)


def balanced(text: str) -> str:
    """Return a text in which every isolate ends, as after a cut, and nothing else is ended."""
    if text.isascii():
        return text
    depth, kept = 0, []
    for letter in text:
        if letter != PDI or depth:
            kept.append(letter)
        depth += (letter in _BEGINNINGS) - (letter == PDI and depth > 0)
    return "".join(kept) + PDI * depth


def cut(text: str, length: int) -> str:
    """Return the beginning of a text, of at most `length` letters, in which every isolate ends."""
    beginnings = (balanced(text[:end]) for end in range(length, -1, -1))
    return next(kept for kept in beginnings if len(kept) <= length)


def pieces(text: str) -> list[str]:
    """Return a balanced text cut before and behind each of its outermost isolates."""
    depth, parts = 0, [""]
    for letter in text:
        begins = letter in _BEGINNINGS
        if begins and not depth:
            parts.append("")
        depth += begins
        parts[-1] += letter
        if letter == PDI:
            depth -= 1
            if not depth:
                parts.append("")
    return [piece for piece in parts if piece]


def without_isolates(text: str) -> str:
    """Return a text without any of these signs: for what is searched, or read by programs."""
    return text if text.isascii() else text.translate(_SIGNS)


def seen_length(text: str) -> int:
    """Return the number of signs of a text that one sees."""
    return len(without_isolates(text))


def _directions(text: str, *, inside: bool = False) -> Iterator[TextDirection]:
    """Yield the direction of each letter that has one; of those in isolates only if `inside`."""
    depth = 0
    for letter in text:
        if letter in _BEGINNINGS:
            depth += 1
        elif letter == PDI:
            depth = max(0, depth - 1)
        elif inside or not depth:
            kind = unicodedata.bidirectional(letter)
            if kind == "L":
                yield TextDirection.LEFT_TO_RIGHT
            elif kind in ("R", "AL"):
                yield TextDirection.RIGHT_TO_LEFT
