"""The order of a text that edits another: its own clauses, with the points that it leaves alone.

Its own clauses stand in their own order. A point that is left alone stands where it stands in the
edited text, between the clauses that replace the points around it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol, TypeVar

_STEPS = re.compile(r"\d+|[^\W\d_]+")


class Named(Protocol):
    """A clause with its key, and the keys of the points in whose place it stands."""

    @property
    def key(self) -> str:
        """The key."""

    @property
    def replaces(self) -> Sequence[str]:
        """The keys of other points that it replaces."""


Clause = TypeVar("Clause", bound=Named)


def with_points_left(own: Sequence[Clause], edited: Sequence[Clause]) -> list[Clause]:
    """Return the clauses of a text with those points of the edited text that none of them names."""
    named = {key for one in own for key in (one.key, *one.replaces)}
    anchors = _anchors(own, edited)
    ordered: list[Clause] = []
    reached = 0
    for number, one in enumerate(own):
        anchor = anchors[number]
        if anchor is None:
            following = (place for place in anchors[number + 1 :] if place is not None)
            anchor = _place_by_number(one, edited, slice(reached, next(following, len(edited))))
        ordered += [point for point in edited[reached:anchor] if point.key not in named]
        ordered.append(one)
        reached = anchor
    return [*ordered, *(point for point in edited[reached:] if point.key not in named)]


def _anchors(own: Sequence[Clause], edited: Sequence[Clause]) -> list[int | None]:
    """Return where each clause stands in the edited text; None if it is new or was moved there."""
    places = {point.key: place for place, point in enumerate(edited)}
    found: list[int | None] = []
    for one in own:
        replaced = [places[key] for key in (one.key, *one.replaces) if key in places]
        found.append(min(replaced, default=None))
    kept = _longest_rise(found)
    return [place if number in kept else None for number, place in enumerate(found)]


def _longest_rise(places: Sequence[int | None]) -> set[int]:
    """Return the numbers of the most places that stand in rising order."""
    ends: list[int] = []
    numbers: list[int] = []
    before: dict[int, int | None] = {}
    for number, place in enumerate(places):
        if place is None:
            continue
        length = bisect_left(ends, place)
        ends[length:] = [place, *ends[length + 1 :]]
        numbers[length:] = [number, *numbers[length + 1 :]]
        before[number] = numbers[length - 1] if length else None
    rise: set[int] = set()
    last = numbers[-1] if numbers else None
    while last is not None:
        rise.add(last)
        last = before[last]
    return rise


def _place_by_number(one: Named, edited: Sequence[Named], among: slice) -> int:
    """Return the place of a new clause among some points: behind those with a lower number."""
    place = among.start
    own = _steps(one.key)
    while place < among.stop and _is_lower(_steps(edited[place].key), own):
        place += 1
    return place


def _steps(key: str) -> list[tuple[bool, int, str]]:
    """Return the steps of a numbering such as "12a", numbers as numbers."""
    found = _STEPS.findall(key)
    return [
        (not one.isdecimal(), int(one) if one.isdecimal() else 0, one.casefold()) for one in found
    ]


def _is_lower(one: list[tuple[bool, int, str]], other: list[tuple[bool, int, str]]) -> bool:
    """Tell whether a numbering stands before another of its kind."""
    return bool(one and other) and one[0][0] == other[0][0] and one < other
