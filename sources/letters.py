"""Letters as they are written: a sign with the marks that belong to it, and where each stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from unicodedata import category

Span = tuple[int, int]


def is_mark(sign: str) -> bool:
    """Tell whether a sign is an accent or vowel sign, part of the letter before it."""
    return category(sign).startswith("M")


def is_joined(sign: str) -> bool:
    """Tell whether a sign is part of the letter before it, which may be written as one with it."""
    return is_mark(sign) or "\u1160" <= sign <= "\u11ff"  # the rest of a Korean syllable


def letter_spans(text: str, is_joined: Callable[[str], bool] = is_joined) -> Iterator[Span]:
    """Yield the place of each letter of a text, with the signs that are joined to it."""
    start = 0
    for place, sign in enumerate(text):
        if place and not is_joined(sign):
            yield start, place
            start = place
    if text:
        yield start, len(text)
