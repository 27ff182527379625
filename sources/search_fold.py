"""What a search takes as the same: the one fold of texts and of the words looked for in them.

Every search of the site uses it, in Python and never in a database, whose kinds differ in what they
call the same letter. `docs/decisions/0023-what-search-takes-as-the-same.md` says what is folded,
what is not, and why. Quotations are checked by `sources.quotes`, which takes far less as the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from unicodedata import combining, decimal, normalize

from sources.letters import Span, is_joined, is_mark, letter_spans


def _letters(*ranges: tuple[int, int]) -> frozenset[str]:
    """Return the characters of ranges of code points, with both ends."""
    return frozenset(chr(code) for first, last in ranges for code in range(first, last + 1))


DIRECTIONS = _letters((0x61C, 0x61C), (0x200E, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069))
"""Signs that only say which way a text runs; they stand between words, so none is marked."""

# Soft hyphens, joiners, selectors of a glyph, and the Arabic tatweel, which only makes a word
# longer.
INVISIBLE = DIRECTIONS | _letters(
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x640, 0x640), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x206F), (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
)  # fmt: skip

# Accents of Latin, Greek and Cyrillic, points and accents of Hebrew, vowel signs of Arabic and
# Syriac: whoever types leaves them out. Signs of Indic scripts, tones of Thai and the voice mark of
# Japanese stay: without them it is another word.
MARKS = frozenset(
    mark
    for mark in _letters(
        (0x300, 0x36F), (0x483, 0x487), (0x591, 0x5C7), (0x610, 0x61A), (0x64B, 0x65F),
        (0x670, 0x670), (0x6D6, 0x6ED), (0x711, 0x711), (0x730, 0x74A), (0x897, 0x8FF),
        (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F),
    )
    if is_mark(mark)
)  # fmt: skip
NUKTA = 7
"""The class of the dot below letters of Indic scripts, which is often left out, too."""

SIGNS = {
    **dict.fromkeys("’‘‚‛‹›ʹʻʼʽʾʿˈˊˋ`´′‵՚׳ꞌ＇", "'"),
    **dict.fromkeys("“”„‟«»״″‶〝〞〟＂", '"'),
    **dict.fromkeys("‐‑‒–−־﹣－", "-"),
    "٫": ".",
    "٬": ",",
    "،": ",",
    "؛": ";",
    "؟": "?",
    "٪": "%",
    "۔": ".",
}
"""Signs that stand for one another; the long dash parts sentences and stays."""

LETTERS = {
    # Latin letters that have no accent to take off, as whoever lacks the key types them.
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ħ": "h",
    "ŧ": "t",
    "ŋ": "n",
    "ı": "i",
    # Arabic, as Lucene's ArabicNormalizer has it, and the same letters of Persian keyboards.
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ة": "ه",
    "ک": "ك",
    "ہ": "ه",
    "ە": "ه",
    "ۃ": "ه",
    # The forms that Hebrew letters have at the end of a word.
    "ך": "כ",
    "ם": "מ",
    "ן": "נ",
    "ף": "פ",
    "ץ": "צ",
    # Keyboards and older texts lack it.
    "ґ": "г",
}
"""Letters that stand for one another."""

E_WITH_MARK = "ѐёѝ"
"""The Cyrillic letters that are typed without their mark; with any other it is another letter."""

# A number in groups of three figures: parted by commas, spaces or apostrophes, and by points only
# if there are two, since 1.234 may be a decimal. It begins where no figure, comma or point stands
# before it. Its groups are parted by commas afterwards; without any, 50 would be found in 5,000.
# Each pattern begins with the sign itself, which is looked for faster than what stands around it.
_GROUPS = re.compile(
    r"[0-9](?<![0-9.,][0-9])[0-9]{0,2}"
    r"(?:(?:,[0-9]{3})+|(?: [0-9]{3})+|(?:'[0-9]{3})+|(?:\.[0-9]{3}){2,})(?![0-9])"
)
_GROUP_SIGN = re.compile(r"[ ,.']")
_LONG = re.compile(r"[1-9](?<![0-9.,][1-9])[0-9]{3,20}(?![0-9])")
# Within a word a hyphen may be left out: between two letters, or a letter and a figure. Between
# two figures it stands for a stretch.
_LETTER = r"(?:[^\W\d_]|[\u0900-\u0dff])"
_HYPHEN = re.compile(rf"-(?:(?<={_LETTER}-)(?=[^\W_])|(?<=[0-9]-)(?={_LETTER}))")


class _Folds(dict[int, str]):
    """The fold of each character by its code, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_letter(chr(code))
        return folded


def _fold_letter(letter: str) -> str:
    """Return what stands for one character, in small letters; empty if it does not count."""
    if letter in INVISIBLE or letter in MARKS or combining(letter) == NUKTA:
        return ""
    if letter in LETTERS or letter in SIGNS:
        return LETTERS.get(letter) or SIGNS[letter]
    if (figure := decimal(letter, None)) is not None:
        return str(figure)
    if (composed := normalize("NFC", letter)) != letter:
        return _fold_letters(composed)
    plain = normalize("NFKC", letter).casefold()
    if plain == letter:
        if "\u0400" <= letter <= "\u052f" and letter not in E_WITH_MARK:
            return letter
        plain = normalize("NFD", letter)
    return letter if plain == letter else normalize("NFC", "".join(map(_fold_letter, plain)))


_folds = _Folds()
_DIRECTIONS = "".join(DIRECTIONS)
_invisible = dict.fromkeys(map(ord, INVISIBLE), "")


def fold_for_search(text: str) -> str:
    """Return a text as a search compares it, so that "ciragan" is found in "Çırağan"."""
    folded = text.lower().replace("`", "'") if text.isascii() else _fold_letters(text)
    return _HYPHEN.sub("", _GROUPS.sub(_part_alike, folded))


def number_forms(word: str) -> tuple[str, ...]:
    """Return a folded word with its long numbers in groups and without: 6,000 and 6000."""
    plain = _GROUPS.sub(lambda number: number.group().replace(",", ""), word)
    grouped = _LONG.sub(lambda number: f"{int(number.group()):,}", plain)
    return tuple(dict.fromkeys((plain, grouped)))


@dataclass(frozen=True)
class FoldedText:
    """A folded text, and for each of its letters the place that it stands for in the original."""

    text: str
    places: tuple[Span, ...]

    def find(self, needle: str) -> Iterator[Span]:
        """Yield each place in the original at which a folded word stands.

        It covers whole letters, with their accents and vowel signs.
        """
        start = self.text.find(needle) if needle else -1
        while start >= 0:
            end = start + len(needle)
            yield self.places[start][0], self.places[end - 1][1]
            start = self.text.find(needle, end)


def fold_with_places(text: str) -> FoldedText:
    """Return the same as `fold_for_search`, with the way back to the text."""
    signs: list[str] = []
    places: list[Span] = []
    for start, end in letter_spans(text, _has_no_place):
        if end == start + 1:
            folded = _folds[ord(text[start])]
        else:
            folded = _fold_letters(text[start:end])
            end = start + len(text[start:end].rstrip(_DIRECTIONS))
        signs += folded
        places += [(start, end)] * len(folded)
    line = "".join(signs)
    line = _GROUPS.sub(_part_alike, line)
    left_out = {match.start() for match in _HYPHEN.finditer(line)}
    if not left_out:
        return FoldedText(line, tuple(places))
    kept = [place for place in range(len(line)) if place not in left_out]
    return FoldedText("".join(line[one] for one in kept), tuple(places[one] for one in kept))


@cache
def _has_no_place(sign: str) -> bool:
    """Tell whether a sign stands for nothing of its own beside the letter before it."""
    first = _folds[ord(sign)][:1]
    return not first or is_joined(first)


def _fold_letters(text: str) -> str:
    """Return a text with each letter folded, whatever stands around it."""
    composed = normalize("NFC", text.translate(_invisible))
    return normalize("NFC", composed.translate(_folds))


def _part_alike(number: re.Match[str]) -> str:
    return _GROUP_SIGN.sub(",", number.group())
