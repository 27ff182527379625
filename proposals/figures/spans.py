"""The parts of a scale: where values end, the gap between two, what all have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import reduce

from django.utils.translation import gettext as _

from proposals.comparisons import Row
from proposals.domain import reading
from proposals.domain.errors import Incomparable, Inconsistent
from proposals.domain.relations import Gap, meet
from proposals.domain.values import DateSpan, Range, Value
from proposals.domain.verdicts import Side
from proposals.figures.column_answers import ColumnAnswer

Ends = tuple[Fraction | None, Fraction | None]
Places = Mapping[Fraction, float]


@dataclass(frozen=True)
class Span:
    """A part of the scale to mark, with its words."""

    start: float
    end: float
    label: str

    @property
    def width(self) -> float:
        """Length of the stretch."""
        return round(self.end - self.start, 2)


def ends_of(value: Value) -> Ends:
    """The stated ends in base units (days since day 1 for dates); None for an open end."""
    match value:
        case Range():
            low, high = value.bounds
            return (low if value.stated_low is not None or low == high else None), high
        case DateSpan(first, last):
            return _day(first), _day(last)
    return None, None


def _day(day: date | None) -> Fraction | None:
    return None if day is None else Fraction(day.toordinal())


def span(places: Places, ends: Ends) -> tuple[float, float]:
    """From where to where: an open end runs near the edge, with room for an arrow."""
    low, high = ends
    return (2 if low is None else places[low]), (98 if high is None else places[high])


def gap_between(places: Places, row: Row, speaking: tuple[ColumnAnswer, ...]) -> Span | None:
    """The gap of the pair that stands for the row; None if that is no gap."""
    worst = row.verdict.worst
    verdict = worst.worst if worst else None
    if verdict is None or not isinstance(verdict.clash, Gap):
        return None
    gap, sides = verdict.clash, (verdict.left, verdict.right)
    below, above = sides if gap.left_below else sides[::-1]
    start, end = _ends_of_side(below)[1], _ends_of_side(above)[0]
    if start is None or end is None:
        return None
    names = [name for side in sides for name in _names(side, speaking)]
    several = len(speaking) > 2 or any(len(voice.stances) > 1 for voice in speaking)
    between = f" ({' / '.join(names)})" if several else ""
    return Span(places[start], places[end], _size(gap, row) + between)


def _ends_of_side(side: Side) -> Ends:
    return ends_of(side.stance.value) if side.stance else (None, None)


def _names(side: Side, speaking: tuple[ColumnAnswer, ...]) -> list[str]:
    return [
        f"{voice.name}, {voice.option_of(side.stance)}"
        if side.stance and voice.option_of(side.stance)
        else voice.name
        for voice in speaking
        if voice.key == side.column.key
    ]


def _size(gap: Gap, row: Row) -> str:
    if not gap.size:
        return _("no amount in common")
    if gap.unit is None:
        days = _("day") if gap.size == 1 else _("days")
        return _("gap: %(size)s") % {"size": f"{reading.amount(gap.size)} {days}"}
    unit = reading.named(gap.unit, row.speaker.frame)
    return _("gap: %(size)s") % {"size": reading.measured(gap.size, unit)}


def common_part(places: Places, row: Row, speaking: tuple[ColumnAnswer, ...]) -> Span | None:
    """What all who speak admit; None with alternatives, whose bars show it one by one."""
    if any(len(voice.stances) > 1 for voice in speaking):
        return None
    try:
        common = reduce(meet, [voice.stances[0].value for voice in speaking])
    except (Inconsistent, Incomparable):
        return None
    ends = ends_of(common)
    if any(end is not None and end not in places for end in ends):
        return None
    label = _("in common: %(value)s") % {"value": reading.read(common, row.speaker.frame)}
    return Span(*span(places, ends), label)
