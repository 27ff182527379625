"""The words of a text as a difference compares them, and what of two alike nobody takes for a word.

A text is first made plain: spaces of any kind, apostrophes, quotation marks and hyphens of one
look, and the two ways to store an accented letter become one; signs without a width go. Words are
cut from the plain text, so that two texts that look alike always have the same words. Letters of
two scripts that look alike stay apart: there it is another word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from unicodedata import normalize

from sources.letters import is_joined, letter_spans
from sources.quote_forms import DOUBLE_QUOTES, SINGLE_QUOTES
from sources.search_fold import INVISIBLE

# Signs of scripts that put no space between words are compared one by one; their figures are not.
_UNSPACED = (
    "\u0e00-\u0e4f\u0e5a-\u0ecf\u0eda-\u0eff\u1000-\u103f\u104a-\u108f\u109a-\u109f"
    "\u1780-\u17df\u17ea-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_POINTS = (
    r"!-/:-@\[-`{-~¡-©«-±´¶-¸»¿\u055a-\u055f\u0589\u05be\u05c0\u05c3،؛؟٪-٭۔।॥‐-⁞"
    r"\u3001-\u3003\u3008-\u3011\u3014-\u301b！-／：-＠"
)
_SIGN = rf"[^ {_UNSPACED}{_POINTS}]"
_PER_CENT = r"(?: *[%٪‰％])?"
# An apostrophe belongs to the word around it (don't, об'єкт), a point or colon to its number. A
# hyphen parts words: of a 30-day truce that becomes one of 60 days only the number has changed.
_INNER = r"(?:(?<=\d)[.,:/·٫٬](?=\d)|'|(?<=[א-ת])\"(?=[א-ת]))"
_WORDS = re.compile(
    rf"\d{{4}}-\d\d-\d\d(?!\d)"
    rf"|\d{{1,3}}(?: +\d{{3}}(?!\d)){{1,4}}(?:[.,·٫]\d+)?{_PER_CENT}"
    rf"|{_SIGN}+(?:{_INNER}{_SIGN}+)*(?:(?<=\d){_PER_CENT})?"
    r"|[^ ]"
)
_SPACES_IN_NUMBER = re.compile(r" +([%٪‰％]?)")
_LETTER = "x"
"""Stands for a space with an accent on it: a sign of its own, at which no word ends."""

_APOSTROPHES = f"'{SINGLE_QUOTES}ʹʻʽ`´′՚׳ꞌ＇"
_QUOTES = f'"{DOUBLE_QUOTES}″〝〞〟＂״'
_SPACES = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_ALIKE = str.maketrans(
    {
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_QUOTES, '"'),
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys("‐‑", "-"),
    }
)
_ALIKE_MARKS = frozenset(_APOSTROPHES + _QUOTES)

# The tatweel is seen. Joiners are, too, but only between letters that they shape or in an emoji.
_JOINERS = "\u200c\u200d"
_SHAPED = "\u0600-\u0dff\u0f00-\u1cff\u2190-\u2bff\ufe0f\U00010000-\U0001faff\U000e0020-\U000e007f"
_IDLE_JOINER = re.compile(rf"[{_JOINERS}](?:(?<![{_SHAPED}].)|(?![{_SHAPED}]))")
_UNSEEN = INVISIBLE - {"\u0640"}
_WITHOUT_UNSEEN = dict.fromkeys(map(ord, _UNSEEN.difference(_JOINERS)), "")

_MOST_MARKS = 30
"""Signs of one letter that are put in order, as Unicode's stream-safe form has it: of thousands of
accents, the time to do so grows with their square."""


class Unseen(StrEnum):
    """What differs between two texts where all words are the same."""

    PARAGRAPHS = "paragraphs"
    SPACES = "spaces"
    QUOTES = "quotes"
    SIGNS = "signs"


@dataclass(frozen=True)
class WordList:
    """A text with its words: where each begins and ends, and the plain form that is compared."""

    text: str
    keys: list[str]
    starts: list[int]
    ends: list[int]

    def between(self, first: int, last: int) -> str:
        """Return the text from one word up to before another, without the spaces around it."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""

    def gap(self, place: int) -> str:
        """Return what stands before a word: spaces or nothing; after the last one, the rest."""
        start = self.ends[place - 1] if place else 0
        return self.text[start : self.starts[place] if place < len(self.keys) else None]


def list_words(text: str) -> WordList:
    """Return the words of a text.

    A number is one word, with the decimal sign, the groups, the colon or the hyphens of a date and
    the sign for per cent. A mark stays with its letter, a sign without a width with what it
    follows. Every sign of punctuation is a word.
    """
    letters, places = _plain_letters(text)
    line = "".join(_LETTER if one[0] == " " != one else one[0] for one in letters)
    words = WordList(text, [], [], [])
    for match in _WORDS.finditer(line):
        start, end = match.span()
        words.keys.append(_key("".join(letters[start:end]), line[start - 1 : start]))
        words.starts.append(places[start])
        words.ends.append(places[end])
    return words


def _plain_letters(text: str) -> tuple[list[str], list[int]]:
    """Return the plain letters of a text and where each begins; at last, where the text ends."""
    if text.isascii():
        return list(text.translate(_ALIKE)), list(range(len(text) + 1))
    letters: list[str] = []
    places: list[int] = []
    seen = _IDLE_JOINER.sub("\u200b", text)
    for start, end in letter_spans(seen, _stays_with_letter):
        if letter := _plain_letter(seen[start:end]):
            # What comes before the first letter, and is not seen, is taken as part of it.
            places.append(start if letters else 0)
            letters.append(letter)
    return letters, [*places, len(text)]


@cache
def _stays_with_letter(sign: str) -> bool:
    return is_joined(sign) or sign in _UNSEEN


@lru_cache(maxsize=4096)
def _plain_letter(letter: str) -> str:
    """Return a letter with its marks in the form that is compared; empty if nothing is seen."""
    seen = letter.translate(_WITHOUT_UNSEEN)
    ordered = seen if len(seen) > _MOST_MARKS else normalize("NFC", seen)
    return ordered.translate(_ALIKE)


def _key(word: str, before: str) -> str:
    """Return what two words that are the same have in common; `before` is the sign before it."""
    # A mark of quotation in any style; after a figure, one stroke or two are minutes or seconds.
    if word == "'" and not before.isdigit():
        return '"'
    return _SPACES_IN_NUMBER.sub(lambda gap: gap[1] or " ", word) if " " in word else word


def unseen_in_word(old: str, new: str) -> frozenset[Unseen]:
    """Return what differs between two forms of one word."""
    if old == new:
        return frozenset()
    differing = {
        kind
        for kind in (Unseen.SPACES, Unseen.QUOTES, Unseen.SIGNS)
        if [sign for sign in old if _kind_of(sign) is kind]
        != [sign for sign in new if _kind_of(sign) is kind]
    }
    # The same signs may stand in another order: a sign without a width before a space, or after.
    return frozenset(differing or {Unseen.SIGNS})


def unseen_in_gap(old: str, new: str, *, inside: bool) -> frozenset[Unseen]:
    """Return what differs between two gaps; a paragraph can begin in one inside a text only."""
    if inside and _parts_paragraphs(old) != _parts_paragraphs(new):
        return frozenset({Unseen.PARAGRAPHS})
    return unseen_in_word(old, new)


def _kind_of(sign: str) -> Unseen:
    if sign in _ALIKE_MARKS:
        return Unseen.QUOTES
    return Unseen.SPACES if sign.isspace() else Unseen.SIGNS


def _parts_paragraphs(gap: str) -> bool:
    """Tell whether an empty line stands in a gap."""
    return len(f"{gap}.".splitlines()) > 2
