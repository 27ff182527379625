"""The parts of a scale: the ends of values, the gap between two, the common part of all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import reduce

from proposals.comparisons import Row
from proposals.domain.errors import Incomparable, Inconsistent
from proposals.domain.relations import Gap, meet
from proposals.domain.values import DateSpan, Range, Value
from proposals.domain.verdicts import Side
from proposals.figures.breaks import Places
from proposals.figures.column_answers import ColumnAnswer
from proposals.language.active import joined

Ends = tuple[Fraction | None, Fraction | None]


@dataclass(frozen=True)
class Span:
    """A stretch of the scale that is marked, with its words."""

    start: float
    end: float
    label: str

    @property
    def width(self) -> float:
        """The length of the stretch."""
        return round(self.end - self.start, 2)


def ends_of(value: Value) -> Ends:
    """Return the stated ends in base units (dates as day numbers); None for an open end."""
    match value:
        case Range():
            low, high = value.bounds
            return (low if value.stated_low is not None or low == high else None), high
        case DateSpan(first, last):
            return _day(first), _day(last)
    return None, None


def _day(day: date | None) -> Fraction | None:
    return None if day is None else Fraction(day.toordinal())


FARTHEST = 98
"""The place of an open upper end, and of the top outcome, which lies above every number."""


def is_top(value: Value) -> bool:
    """Tell whether a value is the top outcome alone."""
    return isinstance(value, Range) and value.only_top


def span(places: Places, ends: Ends) -> tuple[float, float]:
    """Return the places of two ends; an open one lies near the edge, with room for an arrow."""
    low, high = ends
    return (2 if low is None else places[low]), (FARTHEST if high is None else places[high])


def gap_between(places: Places, row: Row, answers: tuple[ColumnAnswer, ...]) -> Span | None:
    """Return the gap of the pair that stands for the row; None if it has none.

    The words name the pair if the row has more than two bars.
    """
    worst = row.verdict.worst
    verdict = worst.worst if worst else None
    if verdict is None or not isinstance(verdict.clash, Gap):
        return None
    gap, sides = verdict.clash, verdict.sides
    below, above = sides if gap.left_below else sides[::-1]
    start, end = _ends_of_side(below)[1], _ends_of_side(above)[0]
    if start is None or end is None:
        return None
    label = _gap_label(gap, row)
    if sum(len(answer.answers) for answer in answers) > 2:
        names = joined((name for side in sides for name in _names(side, answers)), " / ")
        label = row.wording.language.text("figure.between", gap=label, names=names)
    return Span(places[start], places[end], label)


def _ends_of_side(side: Side) -> Ends:
    return ends_of(side.answer.value) if side.answer else (None, None)


def _names(side: Side, answers: tuple[ColumnAnswer, ...]) -> list[str]:
    """Return the name of a side; its alternative is named, too, if its column has several."""
    return [
        joined((answer.title, answer.label_of(side.answer) if side.answer else ""), ", ")
        for answer in answers
        if answer.key == side.column.key
    ]


def _gap_label(gap: Gap, row: Row) -> str:
    text = row.wording.language.text
    if not gap.size:
        return text("figure.nothing_in_common")
    return text("figure.gap", gap=row.wording.gap(gap))


def common_part(places: Places, row: Row, answers: tuple[ColumnAnswer, ...]) -> Span | None:
    """Return the part that all answers have in common; None if there is none.

    None if a column gives several answers, too: their bars show it one by one; and none of answers
    for different cases.
    """
    if any(len(column.answers) > 1 for column in answers):
        return None
    given = [answer for column in answers for answer in column.answers]
    if len({answer.case.identity for answer in given}) > 1:
        return None
    try:
        common = reduce(meet, [answer.value for answer in given])
    except (Inconsistent, Incomparable):
        return None
    ends = ends_of(common)
    if any(end is not None and end not in places for end in ends):
        return None
    value = row.wording.value(common)
    start, end = (FARTHEST, FARTHEST) if is_top(common) else span(places, ends)
    label = row.wording.language.text("figure.in_common", value=value)
    return Span(start, end, label)
