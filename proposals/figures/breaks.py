"""Places on a scale: in proportion, with the longest stretches cut where short ones would vanish.

Places run from 0 to 100, so that they can be drawn as percentages. Of two stretches between
neighbouring ends the longer is drawn longer, cut or not; stretches that are not cut are to scale.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

EDGE, OPEN_EDGE = 8, 16
"""The room beyond the outermost end, and beyond one from which a bar runs on."""

NEAREST = Fraction(1, 25)
"""The part of the scale that two different ends must be apart to be seen as two."""

LONGER = Fraction(3, 2)
"""How much longer the shortest stretch that is cut is drawn than the longest that is not."""

STEP = Fraction(1, 4)
"""How much longer each longer stretch that is cut is drawn than the one before."""

Places = Mapping[Fraction, float]


@dataclass(frozen=True)
class Scale:
    """The place of each end, and the places at which the scale is cut."""

    places: Places
    cuts: tuple[float, ...] = ()


def scale_of(points: list[Fraction], *, open_left: bool = False, open_right: bool = False) -> Scale:
    """Return a scale of ends in rising order, with as few cuts as make each of them visible."""
    if len(points) == 1:
        return Scale({points[0]: 50})
    stretches = [high - low for low, high in pairwise(points)]
    lengths = sorted(set(stretches))
    whole = next(
        (count for count in range(len(lengths), 1, -1) if _is_visible(stretches, lengths, count)), 1
    )
    parts = _parts(stretches, lengths, whole)
    left, right = (OPEN_EDGE if is_open else EDGE for is_open in (open_left, open_right))
    width = 100 - left - right
    ends = [left + float(sum(parts[:count]) * width) for count in range(len(points))]
    cuts = (
        round((low + high) / 2, 2)
        for stretch, (low, high) in zip(stretches, pairwise(ends), strict=True)
        if stretch > lengths[whole - 1]
    )
    places = {point: round(end, 2) for point, end in zip(points, ends, strict=True)}
    return Scale(places, tuple(cuts))


def _is_visible(stretches: list[Fraction], lengths: list[Fraction], whole: int) -> bool:
    """Tell whether ends can be told apart if only so many of the lengths are not cut."""
    return min(_parts(stretches, lengths, whole)) >= NEAREST


def _parts(stretches: list[Fraction], lengths: list[Fraction], whole: int) -> list[Fraction]:
    """Return the part of the scale of each stretch; `whole` of the lengths are not cut."""
    drawn = dict(zip(lengths[:whole], lengths[:whole], strict=True))
    for place, length in enumerate(lengths[whole:]):
        drawn[length] = lengths[whole - 1] * (LONGER + STEP * place)
    total = sum(drawn[stretch] for stretch in stretches)
    return [drawn[stretch] / total for stretch in stretches]
