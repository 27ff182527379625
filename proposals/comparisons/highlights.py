"""Texts cut into pieces where the words of a search stand, so that these can be marked."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from proposals.comparisons.selection import fold_for_search


def pieces(text: str, needles: tuple[str, ...]) -> list[tuple[str, bool]]:
    """Return the text cut where a needle begins or ends; each piece with whether it is a hit.

    Needles are folded; the text is folded letter by letter, so that a hit keeps its accents.
    """
    letters = zip(text, _hit_letters(text, needles), strict=True)
    return [
        ("".join(letter for letter, _hit in piece), is_hit)
        for is_hit, piece in groupby(letters, key=itemgetter(1))
    ]


def _hit_letters(text: str, needles: tuple[str, ...]) -> list[bool]:
    """Return, for each letter of a text, whether it is part of a needle."""
    folded: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for one in fold_for_search(letter):
            folded.append(one)
            places.append(place)
    line, hit = "".join(folded), [False] * len(text)
    for needle in filter(None, needles):
        start = line.find(needle)
        while start >= 0:
            first, last = places[start], places[start + len(needle) - 1]
            hit[first : last + 1] = [True] * (last + 1 - first)
            start = line.find(needle, start + len(needle))
    return hit
