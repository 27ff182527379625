"""All rows of a selection on one page: how many that may be, and the smaller selections in more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from proposals.comparisons import Matrix, Selection, SelectionExtent, ThemeExtent
from proposals.web.pages import export_request


@dataclass(frozen=True)
class SmallerSelection:
    """A theme or topic of a selection: its name, the address of its page, its number of rows.

    One that is too long by itself comes with its topics.
    """

    name: str
    address: str
    rows: int
    is_long: bool
    topics: tuple[SmallerSelection, ...] = ()


def fits_at_once(matrix: Matrix) -> bool:
    """Tell whether the rows of a comparison are few enough for one page."""
    return matrix.row_count * len(matrix.documents) <= export_request.MOST_CELLS


def extent_of(matrix: Matrix) -> SelectionExtent:
    """Return how many rows a comparison has, whatever its filters look at."""
    themes = tuple(
        ThemeExtent(
            group.theme,
            rows=len(list(group.rows)),
            topics=tuple((topic.topic, len(topic.rows)) for topic in group.topics),
        )
        for group in matrix.themes
    )
    return SelectionExtent(matrix.documents, themes)


def smaller_selections(
    extent: SelectionExtent, selection: Selection, address: Callable[[Selection, bool], str]
) -> list[SmallerSelection]:
    """Return a selection for each theme, with those for its topics if it is too long by itself.

    `address` returns that of a selection, and is told whether it is too long.
    """
    return list(_by_theme(extent, selection, address))


def _by_theme(
    extent: SelectionExtent, selection: Selection, address: Callable[[Selection, bool], str]
) -> Iterator[SmallerSelection]:
    def smaller(name: str, rows: int, part: Selection) -> SmallerSelection:
        is_long = rows * len(extent.documents) > export_request.MOST_CELLS
        return SmallerSelection(name, address(part, is_long), rows, is_long=is_long)

    for one in extent.themes:
        theme = smaller(one.theme.name, one.rows, replace(selection, themes=(one.theme.key,)))
        topics = one.topics if theme.is_long else ()
        parts = (
            smaller(topic.name, rows, replace(selection, topics=(topic.key,)))
            for topic, rows in topics
        )
        yield replace(theme, topics=tuple(parts))
