"""The words below a scale: an amount or a day at every end, on as many levels as are needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from proposals.domain.values import Range, Value, exact_decimal
from proposals.domain.vocabulary import Unit
from proposals.language.wording import Wording

LETTER = 3.4
"""The width of a letter, in hundredths of the narrowest column in which a scale is drawn."""


@dataclass(frozen=True)
class Tick:
    """An end on the scale: its place from 0 to 100, its words, and how they are set.

    `anchor` is start, middle or end, as SVG has it; `level` counts from 0, downwards.
    """

    at: float
    label: str
    anchor: str
    level: int


def place_ticks(labelled: list[tuple[float, str]], plot: int = 100) -> tuple[Tick, ...]:
    """Return each word at its place, one level lower wherever it would touch the one before it.

    `plot` is the width of the scale, in hundredths of the picture's.
    """
    letter = LETTER * 100 / plot
    reached: list[float] = []
    ticks = []
    for at, label in labelled:
        start, end, anchor = _extent(at, len(label) * letter)
        free = (level for level, right in enumerate(reached) if right + letter <= start)
        level = next(free, len(reached))
        reached[level : level + 1] = [end]
        ticks.append(Tick(at, label, anchor=anchor, level=level))
    return tuple(ticks)


def _extent(at: float, width: float) -> tuple[float, float, str]:
    """Return where a word of this width starts and ends, and the anchor that sets it so."""
    if at - width / 2 < 0:
        return at, at + width, "start"
    if at + width / 2 > 100:
        return at - width, at, "end"
    return at - width / 2, at + width / 2, "middle"


class TickLabels:
    """The labels of the ends of the values of one row."""

    def __init__(self, points: list[Fraction], values: list[Value], wording: Wording) -> None:
        self._points = points
        self._frame = wording.frame
        self._language = wording.language
        self._units = {value.unit for value in values if isinstance(value, Range)}

    def of(self, point: Fraction, *, last: bool) -> str:
        """Return a day, or an amount; the last amount of a scale has the unit beside it."""
        if not self._units:
            return self._language.day(date.fromordinal(int(point)))
        unit = self._unit
        number = exact_decimal(point / unit.factor if unit else point)
        if unit is None or not last:
            return self._language.number(number)
        return self._language.amount(number, self._frame.known_unit(unit))

    @property
    def _unit(self) -> Unit | None:
        """The unit of all values; else the base that they convert to, if the question has it."""
        if len(self._units) == 1:
            (unit,) = self._units
            if not unit.whole or all(point % unit.factor == 0 for point in self._points):
                return unit
        known = (*self._units, *self._frame.all_units)
        return next((unit for unit in known if unit.factor == 1), None)
