"""Scales as drawings in units of a fixed picture: hundredths of a plot as lengths, names on lines.

Names stand beside their bars, or on lines of their own above them; nothing is drawn across a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from proposals.exports.paper.inks import BAR_PATTERNS, OUTLINES, party_ink
from proposals.figures import ScaleFigure
from proposals.figures.scales import Bar
from proposals.figures.spans import Span
from sources.text_directions import TextDirection, active_direction

WIDTH = 360
"""Units of a scale's width; a letter is `EM` high."""

EM = 10

LINE = 12
"""The height of a line of a name."""

LANE = 13
"""The height in which a bar is drawn."""

LETTERS = 58
"""The letters of a name that surely fit a line of the whole width."""

Point = tuple[float, float]
"""How far to the right, and how far down."""

Box = tuple[float, float, float, float]
"""Left edge, upper edge, width and height."""


@dataclass(frozen=True, kw_only=True)
class PaperBar:
    """One bar: its box, its ink and pattern, its name line by line, and marks upon it.

    An outline has no pattern; `dashes` are those of its line. `arrows` stand where it runs on,
    each as the path of a drawing, `cuts` where the scale is cut.
    """

    box: Box
    ink: str
    pattern: int
    outline: bool
    dashes: str
    names: tuple[tuple[float, str], ...]
    point: Point | None
    arrows: tuple[str, ...]
    cuts: tuple[Point, ...]
    gap: Box | None
    common: Box | None
    ends: tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, kw_only=True)
class PaperScale:
    """A scale with every length in units.

    Names stand at the side where lines begin; numbers run from the left in every language.
    """

    height: float
    bars: tuple[PaperBar, ...]
    axis: tuple[float, float, float]
    strokes: tuple[tuple[float, float, float], ...]
    cuts: tuple[Point, ...]
    words: tuple[tuple[float, float, str, str], ...]
    names_at: float
    names_anchor: str
    figure: ScaleFigure

    @property
    def patterns(self) -> tuple[tuple[int, str], ...]:
        """The patterns that fill its bars, with their inks."""
        return tuple(sorted({(bar.pattern, bar.ink) for bar in self.bars if bar.pattern}))


def paper_scale(drawn: ScaleFigure, *, grey: bool) -> PaperScale:
    """Return a scale in units: its places were hundredths of the plot."""
    plot = _Plot(drawn)
    bars = tuple(plot.bars(grey=grey))
    axis = plot.top + 1
    return PaperScale(
        height=axis + float(drawn.foot * EM),
        bars=bars,
        axis=(plot.left, plot.across(100), axis),
        strokes=tuple((plot.across(tick.at), axis, axis + 2) for tick in drawn.ticks),
        cuts=tuple((plot.across(cut), axis) for cut in drawn.cuts),
        words=tuple(
            (plot.across(tick.at), axis + float(line * EM), tick.anchor, tick.label)
            for tick, line in drawn.words
        ),
        names_at=WIDTH if plot.names_at_right else 0,
        names_anchor="end" if plot.names_at_right else "start",
        figure=drawn,
    )


class _Plot:
    """Where things stand; `top` is the lower edge of what was drawn so far."""

    def __init__(self, drawn: ScaleFigure) -> None:
        self.drawn = drawn
        self.names_at_right = active_direction() is TextDirection.RIGHT_TO_LEFT
        self.left = 0.0 if self.names_at_right else WIDTH * drawn.gutter / 100
        self.top = 0.0

    def across(self, place: float) -> float:
        """Return how far to the right a place of the plot lies."""
        return round(self.left + WIDTH * self.drawn.plot * place / 10000, 2)

    def bars(self, *, grey: bool) -> Iterator[PaperBar]:
        """Yield the bars from the top."""
        for bar in self.drawn.bars:
            yield self._bar(bar, grey=grey)

    def _bar(self, bar: Bar, *, grey: bool) -> PaperBar:
        names = self._names(bar.name)
        start, stop, middle = self.across(bar.start), self.across(bar.end), self.top + LANE / 2
        outline = bar.colour.nth > 1
        paper_bar = PaperBar(
            box=(start, middle - EM / 4, round(stop - start, 2), EM / 2),
            ink=party_ink(bar.colour, grey=grey),
            pattern=0 if outline else BAR_PATTERNS[bar.colour.number],
            outline=outline,
            dashes=OUTLINES.get(bar.colour.nth, ""),
            names=names,
            point=(start, middle) if bar.point else None,
            arrows=(
                *([_arrow(start, middle, -1)] if bar.open_left else []),
                *([_arrow(stop, middle, 1)] if bar.open_right else []),
            ),
            cuts=tuple((self.across(cut), middle) for cut in bar.cuts),
            gap=self._stretch(self.drawn.gap),
            common=self._stretch(self.drawn.common),
            ends=tuple(
                (self.across(tick.at), self.top, self.top + LANE) for tick in self.drawn.ticks
            ),
        )
        self.top += LANE
        return paper_bar

    def _names(self, name: str) -> tuple[tuple[float, str], ...]:
        """Return the lines of a name, each with its height; make room for those above the bar."""
        if self.drawn.beside:
            return ((self.top + EM, name),)
        lines = []
        for line in wrap(name, LETTERS):
            self.top += LINE
            lines.append((self.top - 3, line))
        return tuple(lines)

    def _stretch(self, part: Span | None) -> Box | None:
        if part is None:
            return None
        wide = max(3, round(WIDTH * self.drawn.plot * part.width / 10000, 2))
        return self.across(part.start), self.top, wide, LANE


def _arrow(at: float, middle: float, way: int) -> str:
    return f"M{at - way} {middle - 5}L{at + 7 * way} {middle}L{at - way} {middle + 5}z"
