"""The words of a text in any script, folded so that spelling and signs do not hide a likeness."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import category, normalize

# Dashes and slashes part words; hyphens join them, so that cease-fire is ceasefire.
PIECE = re.compile(r"[^\s\u2012-\u2015/\u2026]+")
# Chinese, Japanese, Thai, Lao, Tibetan, Burmese and Khmer put no spaces between words.
UNSPACED = re.compile(
    r"[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\U00020000-\U0003ffff]"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word: what is compared, where it stands, and its weight in half words."""

    folded: str
    start: int
    end: int
    weight: int


def words_of(text: str) -> list[Word]:
    """Return the words of a text in order.

    Case, punctuation, hyphens and the form of characters are folded away, accents stay. In a
    script without spaces each letter is a word of weight 1; every other word has weight 2.
    """
    words: list[Word] = []
    for match in PIECE.finditer(text):
        piece = match.group()
        if UNSPACED.search(piece):
            words += _letters(piece, match.start())
        elif folded := _fold(piece):
            words.append(Word(folded, match.start(), match.end(), weight=2))
    return words


def _letters(piece: str, offset: int) -> list[Word]:
    """Return a piece of an unspaced script letter by letter, words of other scripts whole."""
    words: list[Word] = []
    rest = 0
    for match in UNSPACED.finditer(piece):
        words += _spaced(piece, rest, match.start(), offset)
        rest = match.end()
        if folded := _fold(match.group()):
            words.append(Word(folded, offset + match.start(), offset + rest, weight=1))
    return words + _spaced(piece, rest, len(piece), offset)


def _spaced(piece: str, start: int, end: int, offset: int) -> list[Word]:
    """Return what stands between unspaced letters as one word, if it is one."""
    folded = _fold(piece[start:end])
    return [Word(folded, offset + start, offset + end, weight=2)] if folded else []


def _fold(piece: str) -> str:
    """Return letters, digits and their marks only, small, in one form; empty if none."""
    if piece.isascii() and piece.isalnum():
        return piece.lower()
    plain = normalize("NFKC", piece).casefold()
    return "".join(sign for sign in plain if sign.isalnum() or category(sign).startswith("M"))
