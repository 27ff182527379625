"""Figures of ranges and dates: a bar for each answer on one scale, the gap or the common part.

Places on the scale run from 0 to 100, so that they can be drawn as percentages. Ends are spaced in
proportion; where that would put two different ends nearer than they can be told apart, they are
spaced evenly instead, and the figure says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from proposals.comparisons import Colour, Row
from proposals.domain.terms import Answer
from proposals.domain.values import Range, Value
from proposals.domain.verdicts import Mark
from proposals.figures.column_answers import ColumnAnswer
from proposals.figures.spans import (
    FARTHEST,
    Places,
    Span,
    common_part,
    ends_of,
    gap_between,
    is_top,
    span,
)
from proposals.figures.ticks import Tick, TickLabels, place_ticks
from proposals.language.base import Language

LEFT, RIGHT = 8, 92
"""The places of the outermost ends; beyond them open bars run on."""

NEAREST = Fraction(1, 25)
"""The part of the scale that two different ends must be apart to be seen as two."""

LANE = Decimal("2.1")
"""The height of a lane, in the size of its letters: the name, and the bar below it."""

LANE_BESIDE = Decimal("1.3")
"""The height of a lane with the name beside its bar."""

GUTTER = 34
"""The part of the width that short names take, in hundredths."""

LEVEL = Decimal("1.15")
"""The height of one level of words below the scale."""

SHORT_NAME = 16
"""The most letters of a name that fit the gutter; if all do, names stand beside their bars."""

LONGEST_NAME = 32
"""The most letters of a name that fit the narrowest column."""

_Stated = tuple[ColumnAnswer, Answer]
"""One answer with the column that states it."""


@dataclass(frozen=True)
class Bar:
    """The amounts that one answer of a column admits, from `start` to `end`."""

    colour: Colour
    name: str
    start: float
    end: float
    open_left: bool
    open_right: bool
    top: Decimal
    beside: bool = False

    @property
    def width(self) -> float:
        """The length of the bar."""
        return round(self.end - self.start, 2)

    @property
    def point(self) -> bool:
        """Whether exactly one amount is admitted."""
        return self.start == self.end

    @property
    def name_line(self) -> Decimal:
        """The line on which the name stands: above its bar, or beside it."""
        return self.top + Decimal("0.95" if self.beside else "0.85")

    @property
    def bar_top(self) -> Decimal:
        """The upper edge of the bar."""
        return self.top + Decimal("0.35" if self.beside else "1.2")

    @property
    def middle(self) -> Decimal:
        """The height at which a single amount or an arrow is drawn."""
        return self.bar_top + Decimal("0.25")


@dataclass(frozen=True)
class ScaleFigure:
    """The ranges or dates of a row, drawn by `template`; `text` is the same in words."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    gap: Span | None
    common: Span | None
    proportional: bool
    text: str
    template: str = "figures/_scale.html"

    @property
    def axis(self) -> Decimal:
        """The height of the scale, below the lanes."""
        lane = LANE_BESIDE if self.gutter else LANE
        return lane * len(self.bars) + Decimal("0.1")

    @property
    def axis_end(self) -> Decimal:
        """The lower end of the small strokes of the scale."""
        return self.axis + Decimal("0.2")

    @property
    def gutter(self) -> int:
        """The left edge of the plot: after the names, if they stand beside their bars."""
        return GUTTER if self.bars[0].beside else 0

    @property
    def plot(self) -> int:
        """The width of the plot."""
        return 100 - self.gutter

    @property
    def notes(self) -> bool:
        """Whether there are words to stand beside the drawing."""
        return bool(self.gap or self.common or not self.proportional)

    @property
    def height(self) -> Decimal:
        """The height of the drawing: lanes, scale, and the levels of words below it."""
        levels = max((tick.level for tick in self.ticks), default=0) + 1
        return self.axis + Decimal("0.3") + LEVEL * levels

    @property
    def words(self) -> list[tuple[Tick, Decimal]]:
        """The words below the scale, each with its height."""
        return [(tick, self.axis + Decimal("1.1") + LEVEL * tick.level) for tick in self.ticks]


def scale_figure(row: Row, answers: tuple[ColumnAnswer, ...]) -> ScaleFigure | None:
    """Return the figure of ranges or dates; None if they share no scale or state no end."""
    stated = [(column, answer) for column in answers for answer in column.answers]
    values = [answer.value for _column, answer in stated]
    points = sorted({p for value in values for p in ends_of(value) if p is not None})
    if not points or not _share_scale(values):
        return None
    places, proportional = _places_of(points)
    bars = _bars(stated, places, row.wording.language)
    labels = TickLabels(points, values, row.wording)
    gap = gap_between(places, row, answers)
    return ScaleFigure(
        bars,
        ticks=place_ticks(
            [(places[p], labels.of(p, last=p == points[-1])) for p in points],
            100 - GUTTER if bars[0].beside else 100,
        ),
        gap=gap,
        common=None if row.mark is Mark.CONFLICT else common_part(places, row, answers),
        proportional=proportional,
        text=_text(row, stated),
    )


def _share_scale(values: list[Value]) -> bool:
    """Tell whether all values are dates, or all are amounts that convert to each other."""
    units = {
        (value.unit.dimension, value.unit.whole) if isinstance(value, Range) else None
        for value in values
    }
    return len(units) == 1


def _places_of(points: list[Fraction]) -> tuple[Places, bool]:
    """Return the place of each point on the scale, and whether the places are in proportion."""
    low, high, width = points[0], points[-1], RIGHT - LEFT
    if low == high:
        return {low: 50}, True
    if min(b - a for a, b in pairwise(points)) < NEAREST * (high - low):
        even = width / (len(points) - 1)
        return {p: round(LEFT + even * n, 2) for n, p in enumerate(points)}, False
    return {p: round(LEFT + float((p - low) / (high - low) * width), 2) for p in points}, True


def _bars(stated: list[_Stated], places: Places, language: Language) -> tuple[Bar, ...]:
    names = [_bar_name(column, answer, language) for column, answer in stated]
    beside = all(len(name) <= SHORT_NAME for name in names)
    lane = LANE_BESIDE if beside else LANE
    return tuple(
        _bar(column, answer, places=places, name=name, top=lane * number, beside=beside)
        for number, (name, (column, answer)) in enumerate(zip(names, stated, strict=True))
    )


def _bar(
    column: ColumnAnswer,
    answer: Answer,
    *,
    places: Places,
    name: str,
    top: Decimal,
    beside: bool,
) -> Bar:
    low, high = ends = ends_of(answer.value)
    top_alone = is_top(answer.value)
    start, end = (FARTHEST, FARTHEST) if top_alone else span(places, ends)
    if len(name) > LONGEST_NAME:
        name = name[: LONGEST_NAME - 1].rstrip() + "…"
    return Bar(
        column.colour,
        name,
        start=start,
        end=end,
        open_left=low is None and not top_alone,
        open_right=high is None and not top_alone,
        top=top,
        beside=beside,
    )


def _text(row: Row, stated: list[_Stated]) -> str:
    """Return the bars in words, one after the other; gap and common part stand beside them."""
    wording = row.wording
    bars = (
        wording.language.text(
            "figure.named",
            name=_bar_name(column, answer, wording.language),
            answer=wording.value(answer.value),
        )
        for column, answer in stated
    )
    return wording.language.joined(bars, "list.apart")


def _bar_name(column: ColumnAnswer, answer: Answer, language: Language) -> str:
    """Return the name of a column, with what tells the answer from its others."""
    option = column.label_of(answer)
    if not option:
        return column.name
    return language.text("figure.name_with_option", name=column.name, option=option)
