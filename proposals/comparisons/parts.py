"""A long comparison in parts: each a bounded piece of the rows, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from proposals.comparisons.arrangement import is_folded
from proposals.comparisons.matrix import Matrix, Row, ThemeGroup, TopicGroup

CELLS, WEIGHT = 420, 84
"""The most cells of one part, and its most weight: a row weighs 2, and one that is folded 1."""

_Piece = tuple[ThemeGroup, TopicGroup]


@dataclass(frozen=True)
class Part:
    """The rows of one page; `number` counts from 1 up to `last`.

    `places` has the number of the part in which each question stands, by its key.
    """

    themes: tuple[ThemeGroup, ...]
    number: int
    last: int
    places: dict[str, int]

    @property
    def next(self) -> int:
        """The number of the part after this one; 0 after the last."""
        return self.number + 1 if self.number < self.last else 0

    @property
    def previous(self) -> int:
        """The number of the part before this one; 0 before the first."""
        return self.number - 1


def split(matrix: Matrix, cells: int | None = None) -> Part:
    """Return the part of a comparison that its selection asks for; the last if there are fewer.

    `cells` are the most of one part. Topics stay whole unless one alone is longer than a part.
    """
    most = max(1, (cells or CELLS) // max(1, len(matrix.documents)))
    parts = [list(_pieces(matrix))] if matrix.selection.whole else _parts(matrix, most)
    number = min(matrix.selection.part, len(parts))
    places = {
        row.question.key: place
        for place, part in enumerate(parts, start=1)
        for _theme, topic in part
        for row in topic.rows
    }
    begun = {theme.theme.pk for part in parts[: number - 1] for theme, _topic in part}
    themes = _theme_groups(parts[number - 1], begun)
    return Part(themes, number, last=len(parts), places=places)


def _pieces(matrix: Matrix) -> Iterator[_Piece]:
    return ((theme, topic) for theme in matrix.themes for topic in theme.topics)


def _parts(matrix: Matrix, most: int) -> list[list[_Piece]]:
    """Return the pieces of each part, which has no more rows than `most`, and no more weight."""
    parts: list[list[_Piece]] = [[]]
    rows = weight = 0
    for theme, topic in _pieces(matrix):
        for piece in _pieces_of_topic(topic, most):
            own = _weight(piece.rows)
            if parts[-1] and (rows + len(piece.rows) > most or weight + own > WEIGHT):
                parts.append([])
                rows = weight = 0
            parts[-1].append((theme, piece))
            rows, weight = rows + len(piece.rows), weight + own
    return parts


def _weight(rows: Iterable[Row]) -> int:
    return sum(1 if is_folded(row) else 2 for row in rows)


def _pieces_of_topic(topic: TopicGroup, most: int) -> Iterator[TopicGroup]:
    """Yield a topic as it is, or in pieces if it is too long; its clauses stand in the first."""
    pieces: list[list[Row]] = [[]]
    weight = 0
    for row in topic.rows:
        if pieces[-1] and (len(pieces[-1]) == most or weight + _weight([row]) > WEIGHT):
            pieces.append([])
            weight = 0
        pieces[-1].append(row)
        weight += _weight([row])
    if len(pieces) == 1:
        yield topic
        return
    for place, rows in enumerate(pieces):
        clauses = () if place else topic.clauses
        yield replace(
            topic, rows=tuple(rows), clauses=clauses, whole=topic.roll_up, continued=place > 0
        )


def _theme_groups(part: list[_Piece], begun: set[int]) -> tuple[ThemeGroup, ...]:
    """Return the pieces of one part by theme; `begun` are the themes of the parts before it."""
    groups = []
    for pk, pieces in groupby(part, key=lambda piece: piece[0].theme.pk):
        themes, topics = zip(*pieces, strict=True)
        groups.append(
            replace(themes[0], topics=topics, whole=themes[0].roll_up, continued=pk in begun)
        )
    return tuple(groups)
