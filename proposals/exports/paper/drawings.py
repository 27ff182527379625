"""Figures as drawings that carry their own colours: lengths in units of a fixed picture.

On paper and in a file a drawing cannot count on the style sheets of a page around it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from proposals.comparisons import Colour, Row
from proposals.domain.verdicts import Mark
from proposals.figures import Figure, MapFigure, ScaleFigure, figure, map_figure
from proposals.figures.lists import ItemGroup
from proposals.figures.spans import Span
from proposals.models import Map

WIDTH = 360
"""Units of a scale's width; a letter is `EM` high."""

EM = 10

BLACK = "#000000"
PARTY_INKS = (
    "#12161f",
    "#1c5fa8",
    "#8f5a00",
    "#640981",
    "#537254",
    "#4d1e04",
    "#1e5561",
    "#454605",
    "#360761",
)
"""The colours of parties by their number; the first is that of documents of several."""

MARK_INKS = {
    Mark.CONFLICT: "#a8122f",
    Mark.DIFFERS: "#5f3f9e",
    Mark.COMPATIBLE: "#0b686b",
    Mark.AGREE: "#23672c",
}
"""The colours of marks, as strong as each other, and dark enough for a grey copy."""

BAR_PATTERNS = (8, 0, 1, 4, 5, 3, 6, 2, 7)
"""The patterns of parties on a scale by the number of their colour; 0 is solid."""

OUTLINES = {2: "", 3: "4 2", 4: "1.5 1.5", 5: "6 2 1.5 2"}
"""The dashes of outlines: the lines of further documents of one colour."""

WHITE = "#ffffff"

Box = tuple[float, float, float, float]


def mark_ink(mark: Mark, *, grey: bool) -> str:
    """Return the colour of a mark."""
    return BLACK if grey else MARK_INKS.get(mark, BLACK)


def party_ink(colour: Colour, *, grey: bool) -> str:
    """Return the ink of a party."""
    return BLACK if grey else PARTY_INKS[colour.number]


@dataclass(frozen=True, kw_only=True)
class PaperBar:
    """One bar: its box, its ink and pattern, its name, and arrows where it runs on.

    An outline has no pattern; `dashes` are those of its line.
    """

    box: Box
    ink: str
    pattern: int
    outline: bool
    dashes: str
    name: str
    name_at: tuple[float, float]
    point: tuple[float, float] | None
    arrows: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PaperScale:
    """A scale with every length in units."""

    height: float
    bars: tuple[PaperBar, ...]
    axis: tuple[float, float, float]
    ends: tuple[tuple[float, float], ...]
    words: tuple[tuple[float, float, str, str], ...]
    gap: Box | None
    common: Box | None
    figure: ScaleFigure

    @property
    def patterns(self) -> tuple[tuple[int, str], ...]:
        """The patterns that fill its bars, with their inks."""
        return tuple(sorted({(bar.pattern, bar.ink) for bar in self.bars if bar.pattern}))


@dataclass(frozen=True)
class PaperMap:
    """A map with the inks of its patterns; lengths are in the map's units.

    `grain` is the size of a pattern, `hair` the width of a line.
    """

    figure: MapFigure
    patterns: tuple[tuple[int, str, ItemGroup], ...]
    grain: float
    hair: float


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row as it stands on the sheet: its number, its pairs, and what is drawn of it."""

    number: int
    row: Row
    figure: Figure | None
    scale: PaperScale | None
    map: PaperMap | None


def lines(rows: list[Row], maps: Mapping[int, Map], *, grey: bool) -> dict[str, Line]:
    """Return the rows of a sheet by the key of their question."""
    return {
        row.question.key: _line(number, row, maps, grey=grey)
        for number, row in enumerate(rows, start=1)
    }


def _line(number: int, row: Row, maps: Mapping[int, Map], *, grey: bool) -> Line:
    drawn = figure(row)
    scale = paper_scale(drawn, grey=grey) if isinstance(drawn, ScaleFigure) else None
    outline = maps.get(row.question.map_id or 0)
    regions = map_figure(row, outline) if outline else None
    return Line(
        number=number,
        row=row,
        figure=None if scale else drawn,
        scale=scale,
        map=paper_map(regions, grey=grey) if regions and regions.groups else None,
    )


def paper_scale(drawn: ScaleFigure, *, grey: bool) -> PaperScale:
    """Return a scale in units: places were hundredths of the plot, heights were in letters."""
    gutter = WIDTH * drawn.gutter / 100
    wide = WIDTH * drawn.plot / 100
    axis, end = _high(drawn.axis), _high(drawn.axis_end)

    def across(place: float) -> float:
        return round(gutter + wide * place / 100, 2)

    def stretch(part: Span | None) -> Box | None:
        if part is None:
            return None
        return across(part.start), 0, max(3, round(wide * part.width / 100, 2)), axis

    bars = []
    for bar in drawn.bars:
        start, stop, middle = across(bar.start), across(bar.end), _high(bar.middle)
        bars.append(
            PaperBar(
                box=(start, _high(bar.bar_top), round(stop - start, 2), EM / 2),
                ink=party_ink(bar.colour, grey=grey),
                pattern=0 if bar.colour.nth > 1 else BAR_PATTERNS[bar.colour.number],
                outline=bar.colour.nth > 1,
                dashes=OUTLINES.get(bar.colour.nth, ""),
                name=bar.name,
                name_at=(0, _high(bar.name_line)),
                point=(start, middle) if bar.point else None,
                arrows=(
                    *([_arrow(start, middle, -1)] if bar.open_left else []),
                    *([_arrow(stop, middle, 1)] if bar.open_right else []),
                ),
            )
        )
    return PaperScale(
        height=_high(drawn.height),
        bars=tuple(bars),
        axis=(gutter, WIDTH, axis),
        ends=tuple((across(tick.at), end) for tick in drawn.ticks),
        words=tuple((across(t.at), _high(high), t.anchor, t.label) for t, high in drawn.words),
        gap=stretch(drawn.gap),
        common=stretch(drawn.common),
        figure=drawn,
    )


def paper_map(drawn: MapFigure, *, grey: bool) -> PaperMap:
    """Return a map with an ink for each of its patterns: of the one who speaks, else black."""
    patterns = []
    for number, group in drawn.groups:
        colours = {holder.colour for holder in (*group.required, *group.excluded)}
        ink = party_ink(colours.pop(), grey=grey) if len(colours) == 1 else BLACK
        patterns.append((number, ink, group))
    width = float(drawn.outline.view_box.split()[2])
    return PaperMap(drawn, tuple(patterns), round(width / 45, 2), round(width / 500, 2))


def _high(letters: Decimal) -> float:
    return float(letters * EM)


def _arrow(at: float, middle: float, way: int) -> str:
    return f"M{at - way} {middle - 5}L{at + 7 * way} {middle}L{at - way} {middle + 5}z"
