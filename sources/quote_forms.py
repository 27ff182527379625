"""Texts in the forms in which a quotation is looked for, with the way back to the original."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import is_normalized, normalize

from sources.letters import Span, is_mark, letter_spans

# Only the shape of quotation marks and of spaces may differ, and whether a letter and its accent
# are one character or two, which Unicode calls the same. Letters, case, accents, hyphens (soft ones
# too), digits and all other signs have to be the same characters.
SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2039\u203a\u02bc"
DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb"
FOLDED_QUOTES = str.maketrans(
    {**dict.fromkeys(SINGLE_QUOTES, "'"), **dict.fromkeys(DOUBLE_QUOTES, '"')}
)


# The vowel signs of Arabic and the points and accents of Hebrew, which most texts leave out. Those
# that make another letter, as hamza and madda do, are none.
_POINT_RANGES = (
    (0x591, 0x5C7), (0x610, 0x61A), (0x64B, 0x652), (0x656, 0x65E), (0x670, 0x670), (0x6D6, 0x6ED),
    (0x8CA, 0x8FF),
)  # fmt: skip
POINTS = frozenset(
    chr(code)
    for first, last in _POINT_RANGES
    for code in range(first, last + 1)
    if is_mark(chr(code))
)


@dataclass(frozen=True)
class FoldedText:
    """A text in which only quotes, spaces and the form of accents were made alike.

    `places` is the way back: where in the original text each character stands.
    """

    text: str
    places: tuple[Span, ...]

    def original(self, span: Span) -> Span:
        """Return the place in the original text of a non-empty place in the folded one."""
        return self.places[span[0]][0], self.places[span[1] - 1][1]


@dataclass(frozen=True)
class UnpointedText:
    """A folded text without vowel signs, and those that each of its letters has."""

    folded: FoldedText
    points: tuple[str, ...]

    def has_points_of(self, quote: UnpointedText, place: Span) -> bool:
        """Tell whether the text has at a place all vowel signs of a quotation."""
        there = self.points[slice(*place)]
        return all(set(one) <= set(other) for one, other in zip(quote.points, there, strict=True))


@lru_cache(maxsize=64)
def fold(text: str) -> FoldedText:
    """Make typographic quotes straight and each run of white space one space; trim the ends."""
    signs, places = _composed(text)
    pieces: list[str] = []
    kept: list[Span] = []
    for word in re.finditer(r"\S+", signs.translate(FOLDED_QUOTES)):
        if pieces:
            pieces.append(" ")
            kept.append(places[word.start() - 1])
        pieces.append(word.group())
        kept.extend(places[slice(*word.span())])
    return FoldedText("".join(pieces), tuple(kept))


def _composed(text: str) -> tuple[str, list[Span]]:
    """Return a text with letters and accents as one character each, and where each stands."""
    if is_normalized("NFC", text):
        return text, [(place, place + 1) for place in range(len(text))]
    signs, places = [], []
    for start, end in letter_spans(text):
        letter = normalize("NFC", text[start:end])
        signs.append(letter)
        # What did not change has the places that it had.
        same = letter == text[start:end]
        places += [
            (start + one, start + one + 1) if same else (start, end) for one in range(len(letter))
        ]
    return "".join(signs), places


def unpointed(folded: FoldedText) -> UnpointedText:
    """Return a text without vowel signs; a letter has the place of its signs as well."""
    signs: list[str] = []
    places: list[Span] = []
    points: list[str] = []
    for sign, place in zip(folded.text, folded.places, strict=True):
        if sign not in POINTS:
            signs.append(sign)
            places.append(place)
            points.append("")
        elif signs:
            places[-1] = (places[-1][0], place[1])
            points[-1] += sign
    return UnpointedText(FoldedText("".join(signs), tuple(places)), tuple(points))
