"""Figures of ranges and dates: a bar for each answer on one scale, the gap or the common part.

Places on the scale run from 0 to 100, so that they can be drawn as percentages. Ends are spaced in
proportion; where that would put two of them nearer than they can be told apart, the longest
stretches are cut, and a mark stands at each cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from proposals.comparisons import Colour, Row
from proposals.domain.terms import Answer
from proposals.domain.values import Range, Value
from proposals.domain.verdicts import Mark
from proposals.figures.breaks import Places, scale_of
from proposals.figures.column_answers import ColumnAnswer
from proposals.figures.spans import (
    FARTHEST,
    Span,
    common_part,
    ends_of,
    gap_between,
    is_top,
    span,
)
from proposals.figures.ticks import Tick, TickLabels, place_ticks
from proposals.language.base import Language

GUTTER = 34
"""The part of the width that short names take, in hundredths."""

LEVEL = Decimal("1.15")
"""The height of one level of words below the scale, in the size of its letters."""

SHORT_NAME = 16
"""The most letters of a name that fit the gutter; if all do, names stand beside their bars."""

_Stated = tuple[ColumnAnswer, Answer]
"""One answer with the column that states it."""


@dataclass(frozen=True, kw_only=True)
class Bar:
    """The amounts that one answer of a column admits, from `start` to `end`.

    `cuts` are the places of the scale's cuts within it.
    """

    colour: Colour
    name: str
    start: float
    end: float
    open_left: bool
    open_right: bool
    cuts: tuple[float, ...]

    @property
    def width(self) -> float:
        """The length of the bar."""
        return round(self.end - self.start, 2)

    @property
    def point(self) -> bool:
        """Whether exactly one amount is admitted."""
        return self.start == self.end


@dataclass(frozen=True, kw_only=True)
class ScaleFigure:
    """The ranges or dates of a row, drawn by `template`; `text` is the same in words.

    `beside` says that every name is short enough to stand beside its bar, not above it.
    """

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    gap: Span | None
    common: Span | None
    cuts: tuple[float, ...]
    text: str
    beside: bool
    template: str = "figures/_scale.html"

    @property
    def gutter(self) -> int:
        """The left edge of the plot: after the names, if they stand beside their bars."""
        return GUTTER if self.beside else 0

    @property
    def plot(self) -> int:
        """The width of the plot."""
        return 100 - self.gutter

    @property
    def notes(self) -> bool:
        """Whether there are words to stand beside the drawing."""
        return bool(self.gap or self.common or self.cuts)

    @property
    def foot(self) -> Decimal:
        """The height of what stands below the scale: small strokes and levels of words."""
        levels = max((tick.level for tick in self.ticks), default=0) + 1
        return Decimal("0.3") + LEVEL * levels

    @property
    def words(self) -> list[tuple[Tick, Decimal]]:
        """The words below the scale, each with its distance from it."""
        return [(tick, Decimal("1.1") + LEVEL * tick.level) for tick in self.ticks]


def scale_figure(row: Row, answers: tuple[ColumnAnswer, ...]) -> ScaleFigure | None:
    """Return the figure of ranges or dates; None if they share no scale or state no end."""
    stated = [(column, answer) for column in answers for answer in column.answers]
    values = [answer.value for _column, answer in stated]
    points = sorted({p for value in values for p in ends_of(value) if p is not None})
    if not points or not share_scale(values):
        return None
    lows, highs = zip(*map(ends_of, values), strict=True)
    scale = scale_of(points, open_left=None in lows, open_right=None in highs)
    language = row.wording.language
    bars = tuple(
        _bar(column, answer, places=scale.places, cuts=scale.cuts, language=language)
        for column, answer in stated
    )
    beside = all(len(bar.name) <= SHORT_NAME for bar in bars)
    labels = TickLabels(points, values, row.wording)
    return ScaleFigure(
        bars=bars,
        ticks=place_ticks(
            [(scale.places[p], labels.of(p, last=p == points[-1])) for p in points],
            100 - GUTTER if beside else 100,
        ),
        gap=gap_between(scale.places, row, answers),
        common=None if row.mark is Mark.CONFLICT else common_part(scale.places, row, answers),
        cuts=scale.cuts,
        text=_text(row, stated),
        beside=beside,
    )


def share_scale(values: list[Value]) -> bool:
    """Tell whether all values are dates, or all are amounts that convert to each other."""
    units = {
        (value.unit.dimension, value.unit.whole) if isinstance(value, Range) else None
        for value in values
    }
    return len(units) == 1


def _bar(
    column: ColumnAnswer,
    answer: Answer,
    *,
    places: Places,
    cuts: tuple[float, ...],
    language: Language,
) -> Bar:
    low, high = ends = ends_of(answer.value)
    top_alone = is_top(answer.value)
    start, end = (FARTHEST, FARTHEST) if top_alone else span(places, ends)
    return Bar(
        colour=column.colour,
        name=_bar_name(column, answer, language),
        start=start,
        end=end,
        open_left=low is None and not top_alone,
        open_right=high is None and not top_alone,
        cuts=tuple(cut for cut in cuts if start < cut < end),
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
        return column.title
    return language.text("figure.name_with_option", name=column.title, option=option)
