"""Where the words of a search stand in a text, for marking them. Pure: text in, pieces out."""

from __future__ import annotations

from proposals.comparisons.selection import fold_for_search


def pieces(text: str, needles: tuple[str, ...]) -> list[tuple[str, bool]]:
    """The text cut where a needle begins or ends; each piece with whether it is a hit.

    Needles are folded; the text is folded letter by letter, so that a hit keeps its accents.
    """
    hit = _hit_letters(text, needles)
    found: list[tuple[str, bool]] = []
    for letter, is_hit in zip(text, hit, strict=True):
        if found and found[-1][1] == is_hit:
            found[-1] = (found[-1][0] + letter, is_hit)
        else:
            found.append((letter, is_hit))
    return found


def _hit_letters(text: str, needles: tuple[str, ...]) -> list[bool]:
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
