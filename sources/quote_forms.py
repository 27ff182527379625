"""Texts in the forms in which a quotation is looked for, with the way back to the original."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import is_normalized, normalize

from sources.letters import Span, is_mark, letter_spans
from sources.search_fold import INVISIBLE

# Only what nobody sees may differ: the shape of quotation marks, apostrophes and spaces, signs
# without a shape (soft hyphens, joiners, marks of direction), and whether a letter and its accent
# are one character or two, which Unicode calls the same. Letters, case, accents, hyphens, digits
# and all other signs have to be the same characters.
APOSTROPHES = "\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4\u0060\u05f3\uff07"
SINGLE_QUOTES = f"{APOSTROPHES}\u201a\u2039\u203a"
DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u05f4\u2033\uff02"
FOLDED_QUOTES = str.maketrans(
    {**dict.fromkeys(SINGLE_QUOTES, "'"), **dict.fromkeys(DOUBLE_QUOTES, '"')}
)
_SEEN = re.compile(f"[^{''.join(sorted(INVISIBLE))}]")

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
    return fold_piece(text)


def fold_piece(text: str) -> FoldedText:
    """Return the same as `fold` for a piece of a text, which is not worth remembering."""
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
    """Return what is seen of a text, a letter with its accents as one, and where each stands."""
    if text.isascii():
        return text, [(place, place + 1) for place in range(len(text))]
    where = [match.start() for match in _SEEN.finditer(text)]
    seen = text if len(where) == len(text) else "".join(text[place] for place in where)
    if is_normalized("NFC", seen):
        return seen, [(place, place + 1) for place in where]
    signs, places = [], []
    for start, end in letter_spans(seen):
        letter = normalize("NFC", seen[start:end])
        signs.append(letter)
        if letter == seen[start:end]:
            # What did not change has the places that it had.
            places += [(place, place + 1) for place in where[start:end]]
        else:
            places += [(where[start], where[end - 1] + 1)] * len(letter)
    return "".join(signs), places


@lru_cache(maxsize=8)
def has_points(text: str) -> bool:
    """Tell whether a text has any vowel signs."""
    return not POINTS.isdisjoint(text)


@lru_cache(maxsize=64)
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
