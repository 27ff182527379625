"""The order of rows on a page: what parts documents first, what one side alone raises last, folded.

The rows and their verdicts stay as they are; exports keep the order of the codebook.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from proposals.comparisons.catalogue import Document
from proposals.comparisons.matrix import Matrix, Row, ThemeGroup, TopicGroup
from proposals.comparisons.selection import RowOrder
from proposals.comparisons.speakers import speaker_key, speaker_place
from proposals.domain.verdicts import Mark

_PLACES = {
    Mark.CONFLICT: 0,
    Mark.DIFFERS: 1,
    Mark.COMPATIBLE: 2,
    Mark.AGREE: 2,
    Mark.NOT_COMPARED: 3,
    Mark.ONE_SIDE: 4,
}
"""The place of each mark within a theme."""


@dataclass(frozen=True)
class PlacedRow:
    """A row with its topic; `begins` tells whether it is the first of the topic on the page."""

    topic: TopicGroup
    row: Row
    begins: bool


@dataclass(frozen=True)
class Fold:
    """Rows of a theme that are one line until a reader unfolds it.

    On all of them the same party speaks alone, or nothing is compared as fewer than two documents
    answer; `documents` are those that speak on any of them.
    """

    key: str
    mark: Mark
    documents: tuple[Document, ...]
    rows: tuple[PlacedRow, ...]

    @property
    def one_sided(self) -> bool:
        """Whether one party speaks alone on these rows."""
        return self.mark is Mark.ONE_SIDE


def is_folded(row: Row) -> bool:
    """Tell whether a row is part of a fold: one party speaks alone, or fewer than two documents."""
    return row.mark is Mark.ONE_SIDE or (row.mark is Mark.NOT_COMPARED and len(row.speaking) < 2)


def arranged(matrix: Matrix) -> Matrix:
    """Return a comparison with the rows of each theme in the order that its selection asks for."""
    if matrix.selection.order is RowOrder.DOCUMENT:
        return matrix
    return replace(matrix, themes=tuple(map(_by_mark, matrix.themes)))


def placed_rows(theme: ThemeGroup) -> list[PlacedRow]:
    """Return the rows of a theme in their order."""
    return [
        PlacedRow(topic, row, begins=not place and not topic.continued)
        for topic in theme.topics
        for place, row in enumerate(topic.rows)
    ]


def folds(theme: ThemeGroup) -> list[Fold]:
    """Return the folds of a theme: what is not compared, then each party that speaks alone."""
    folded = [place for place in placed_rows(theme) if is_folded(place.row)]
    return [
        _fold(theme, list(rows)) for _key, rows in groupby(folded, lambda place: _side(place.row))
    ]


def _fold(theme: ThemeGroup, rows: list[PlacedRow]) -> Fold:
    row = rows[0].row
    keys = {document.key for place in rows for document in place.row.speaking}
    documents = tuple(document for document in row.documents if document.key in keys)
    side = "-".join(sorted(_side(row)[1])) or "none"
    return Fold(f"{theme.theme.key}.{side}", row.mark, documents, tuple(rows))


def _by_mark(theme: ThemeGroup) -> ThemeGroup:
    """Return a theme with its rows by mark; a topic may then stand in several pieces."""
    rows = [(topic, row) for topic in theme.topics for row in topic.rows]
    rows.sort(key=lambda pair: _sort_key(pair[1]))
    return replace(theme, topics=tuple(_pieces(rows)))


def _sort_key(row: Row) -> tuple[bool, int, tuple[str, ...]]:
    """Return the place of a row: what is folded last, each party in the order of its column."""
    if not is_folded(row):
        return False, _PLACES[row.mark], ()
    if row.mark is not Mark.ONE_SIDE:
        return True, _PLACES[row.mark], ()
    return True, _PLACES[row.mark], (str(speaker_place(row)), *sorted(speaker_key(row)))


def _pieces(rows: Iterable[tuple[TopicGroup, Row]]) -> Iterator[TopicGroup]:
    """Yield the rows by topic, as they follow each other."""
    begun: set[int] = set()
    for pk, group in groupby(rows, key=lambda pair: pair[0].topic.pk):
        topics, its_rows = zip(*group, strict=True)
        topic = topics[0]
        yield replace(topic, rows=its_rows, whole=topic.roll_up, continued=pk in begun)
        begun.add(pk)


def _side(row: Row) -> tuple[Mark, frozenset[str]]:
    """Return what a folded row has in common with others: its mark, and who speaks alone."""
    if row.mark is not Mark.ONE_SIDE:
        return row.mark, frozenset()
    return row.mark, speaker_key(row)
