"""Figures of items that are regions: a map on which each group has a pattern of its own."""

from __future__ import annotations

from dataclasses import dataclass

from proposals.comparisons import Row
from proposals.figures.column_answers import column_answers
from proposals.figures.lists import ItemGroup, item_groups
from proposals.models import Map

PATTERNS = 6
"""The number of patterns; with more groups they repeat."""


@dataclass(frozen=True)
class Region:
    """A region with the pattern that it is filled with; 0 for none."""

    path: str
    pattern: int


@dataclass(frozen=True)
class MapFigure:
    """The map of one question; `groups` is its legend: numbers of patterns with groups of items."""

    outline: Map
    name: str
    regions: tuple[Region, ...]
    groups: tuple[tuple[int, ItemGroup], ...]
    template: str = "figures/_map.html"


def map_figure(row: Row, outline: Map) -> MapFigure:
    """Return the map of a question with the regions that its columns name, by group."""
    groups = tuple(
        (place % PATTERNS + 1, group)
        for place, group in enumerate(item_groups(row, column_answers(row)))
    )
    regions = row.question.regions
    patterns = {regions.get(key, ""): pattern for pattern, group in groups for key in group.keys}
    areas = [Region(area["path"], patterns.get(area["id"], 0)) for area in outline.regions]
    return MapFigure(outline, row.question.key, regions=tuple(areas), groups=groups)
