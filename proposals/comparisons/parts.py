"""A long comparison in parts: each a bounded piece of the rows, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from proposals.comparisons.matrix import Matrix, ThemeGroup, TopicGroup

CELLS = 400
"""Answers in one part: two documents' 200 rows, five documents' 80."""

_Piece = tuple[ThemeGroup, TopicGroup]


@dataclass(frozen=True)
class Part:
    """The rows of one answer; `number` counts from 1 up to `last`."""

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
    """The part of a comparison that its selection asks for; the last one if there are fewer.

    Topics stay whole unless one alone is longer than a part.
    """
    most = max(1, (cells or CELLS) // max(1, len(matrix.documents)))
    parts = [list(_pieces(matrix))] if matrix.selection.whole else _filled(matrix, most)
    number = min(matrix.selection.part, len(parts))
    places = {
        row.question.key: place
        for place, part in enumerate(parts, start=1)
        for _theme, topic in part
        for row in topic.rows
    }
    begun = {theme.theme.pk for part in parts[: number - 1] for theme, _topic in part}
    return Part(_themes(parts[number - 1], begun), number, len(parts), places)


def _pieces(matrix: Matrix) -> Iterator[_Piece]:
    return ((theme, topic) for theme in matrix.themes for topic in theme.topics)


def _filled(matrix: Matrix, most: int) -> list[list[_Piece]]:
    """Pieces put together as long as they fit into one part."""
    parts: list[list[_Piece]] = [[]]
    room = most
    for theme, topic in _pieces(matrix):
        for piece in _cut(topic, most):
            if len(piece.rows) > room and parts[-1]:
                parts.append([])
                room = most
            parts[-1].append((theme, piece))
            room -= len(piece.rows)
    return parts


def _cut(topic: TopicGroup, most: int) -> Iterator[TopicGroup]:
    """A topic as it is, or in pieces if it is too long; its clauses stand in the first."""
    if len(topic.rows) <= most:
        yield topic
        return
    for start in range(0, len(topic.rows), most):
        rows = topic.rows[start : start + most]
        clauses = topic.clauses if not start else ()
        yield replace(topic, rows=rows, clauses=clauses, whole=topic.roll_up, continued=bool(start))


def _themes(part: list[_Piece], begun: set[int]) -> tuple[ThemeGroup, ...]:
    """The pieces of one part by theme, with the counts of each whole theme."""
    found = []
    for pk, pieces in groupby(part, key=lambda piece: piece[0].theme.pk):
        together = list(pieces)
        whole, topics = together[0][0], tuple(topic for _theme, topic in together)
        found.append(ThemeGroup(whole.theme, topics, whole.roll_up, pk in begun))
    return tuple(found)
