"""Figures as drawings that carry their own colours: lengths in units of a fixed picture.

On paper and in a file a drawing cannot count on the style sheets of a page around it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from proposals.comparisons import Row
from proposals.exports.paper.inks import BLACK, party_ink
from proposals.exports.paper.scales import PaperScale, paper_scale
from proposals.figures import Figure, MapFigure, ScaleFigure, figure, map_figure
from proposals.figures.lists import ItemGroup
from proposals.models import Map


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
    drawn_map = paper_map(regions, grey=grey) if regions and regions.groups else None
    return Line(
        number=number,
        row=row,
        # The legend of a map has the same lines.
        figure=None if scale or drawn_map else drawn,
        scale=scale,
        map=drawn_map,
    )


def paper_map(drawn: MapFigure, *, grey: bool) -> PaperMap:
    """Return a map with an ink for each of its patterns: of the one who speaks, else black."""
    patterns = []
    for number, group in drawn.groups:
        ink = party_ink(group.colour, grey=grey) if group.colour else BLACK
        patterns.append((number, ink, group))
    width = float(drawn.outline.view_box.split()[2])
    return PaperMap(drawn, tuple(patterns), round(width / 45, 2), round(width / 500, 2))
