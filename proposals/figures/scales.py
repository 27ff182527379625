"""Ranges and dates on one shared scale: bars for what each column admits, the gap or common part.

Places on the scale run from 0 to 100, so that they can be drawn as percentages. Ends are spaced in
proportion; where that would put two different ends nearer than they can be told apart, they are
spaced evenly instead, and the figure says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from proposals.comparisons import Row
from proposals.domain.terms import Alternative
from proposals.domain.values import Range, Value
from proposals.figures.column_answers import ColumnAnswer
from proposals.figures.spans import Places, Span, common_part, ends_of, gap_between, span
from proposals.figures.ticks import Tick, TickLabels, place_ticks
from proposals.language.base import Language

LEFT, RIGHT = 8, 92
"""Where the outermost stated ends lie; beyond them bars run on, open."""

NEAREST = Fraction(1, 25)
"""Two different ends closer than this part of the scale could not be told apart."""

LANE = Decimal("2.1")
"""Height of a lane, in the size of its letters: the name, and the bar below it."""

LANE_BESIDE = Decimal("1.3")
"""Height of a lane with the name beside its bar."""

GUTTER = 34
"""The part of the width that short names take, in hundredths."""

LEVEL = Decimal("1.15")
"""Height of one level of words below the scale."""

SHORT_NAME = 16
"""Letters of a name that fit the gutter; if all names do, they stand beside their bars."""

LONGEST_NAME = 32
"""Letters of a name that fit the narrowest column."""


@dataclass(frozen=True)
class Bar:
    """What one column's alternative admits, from `start` to `end`."""

    party: int
    name: str
    start: float
    end: float
    open_left: bool
    open_right: bool
    top: Decimal
    beside: bool = False

    @property
    def width(self) -> float:
        """Length of the bar."""
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
        """Where the bar begins."""
        return self.top + Decimal("0.35" if self.beside else "1.2")

    @property
    def middle(self) -> Decimal:
        """The height at which a single amount or an arrow is drawn."""
        return self.bar_top + Decimal("0.25")


@dataclass(frozen=True)
class ScaleFigure:
    """One row of ranges: `template` draws it. `text` says the same in words."""

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
        """Where the small strokes of the scale end."""
        return self.axis + Decimal("0.2")

    @property
    def gutter(self) -> int:
        """Where the plot begins: after the names, if they stand beside their bars."""
        return GUTTER if self.bars[0].beside else 0

    @property
    def plot(self) -> int:
        """The width of the plot."""
        return 100 - self.gutter

    @property
    def notes(self) -> bool:
        """Whether anything is to be said beside the drawing."""
        return bool(self.gap or self.common or not self.proportional)

    @property
    def height(self) -> Decimal:
        """Height of the drawing: lanes, scale, and the levels of words below it."""
        levels = max((tick.level for tick in self.ticks), default=0) + 1
        return self.axis + Decimal("0.3") + LEVEL * levels

    @property
    def words(self) -> list[tuple[Tick, Decimal]]:
        """Each word below the scale with its height."""
        return [(tick, self.axis + Decimal("1.1") + LEVEL * tick.level) for tick in self.ticks]


def scale_figure(row: Row, answering: tuple[ColumnAnswer, ...]) -> ScaleFigure | None:
    """Draw the ranges or dates of a row; None if they have no scale in common or state no end."""
    stated = [(answer, alternative) for answer in answering for alternative in answer.alternatives]
    values = [alternative.value for _answer, alternative in stated]
    points = sorted({p for value in values for p in ends_of(value) if p is not None})
    if not points or not _one_scale(values):
        return None
    places, proportional = _place(points)
    names = [_named(answer, alternative, row.wording.language) for answer, alternative in stated]
    beside = all(len(name) <= SHORT_NAME for name in names)
    lane = LANE_BESIDE if beside else LANE
    bars = tuple(
        _bar(answer, alternative, places=places, name=name, top=lane * number, beside=beside)
        for number, (name, (answer, alternative)) in enumerate(zip(names, stated, strict=True))
    )
    plot = 100 - GUTTER if beside else 100
    labels = TickLabels(points, values, row.wording)
    gap = gap_between(places, row, answering)
    return ScaleFigure(
        bars,
        place_ticks([(places[p], labels.of(p, last=p == points[-1])) for p in points], plot),
        gap=gap,
        common=None if gap else common_part(places, row, answering),
        proportional=proportional,
        text=_text(row, stated),
    )


def _one_scale(values: list[Value]) -> bool:
    units = {
        (value.unit.dimension, value.unit.whole) if isinstance(value, Range) else None
        for value in values
    }
    return len(units) == 1


def _place(points: list[Fraction]) -> tuple[Places, bool]:
    low, high, width = points[0], points[-1], RIGHT - LEFT
    if low == high:
        return {low: 50}, True
    if min(b - a for a, b in pairwise(points)) < NEAREST * (high - low):
        even = width / (len(points) - 1)
        return {p: round(LEFT + even * n, 2) for n, p in enumerate(points)}, False
    return {p: round(LEFT + float((p - low) / (high - low) * width), 2) for p in points}, True


def _bar(
    answer: ColumnAnswer,
    alternative: Alternative,
    *,
    places: Places,
    name: str,
    top: Decimal,
    beside: bool,
) -> Bar:
    low, high = ends = ends_of(alternative.value)
    start, end = span(places, ends)
    if len(name) > LONGEST_NAME:
        name = name[: LONGEST_NAME - 1].rstrip() + "…"
    return Bar(
        answer.party,
        name,
        start=start,
        end=end,
        open_left=low is None,
        open_right=high is None,
        top=top,
        beside=beside,
    )


def _text(row: Row, stated: list[tuple[ColumnAnswer, Alternative]]) -> str:
    """The bars in words, one after the other; the gap or common part is printed beside them."""
    wording = row.wording
    bars = (
        wording.language.text(
            "figure.named",
            name=_named(answer, alternative, wording.language),
            answer=wording.value(alternative.value),
        )
        for answer, alternative in stated
    )
    return wording.language.joined(bars, "list.apart")


def _named(answer: ColumnAnswer, alternative: Alternative, language: Language) -> str:
    option = answer.option_of(alternative)
    if not option:
        return answer.name
    return language.text("figure.name_with_option", name=answer.name, option=option)
