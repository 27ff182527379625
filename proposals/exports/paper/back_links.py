"""Ways back from the notes: the questions at which an article, or a piece of it, is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from proposals.comparisons import Cell, Matrix
from proposals.comparisons.absences import Grounds, ground_of
from proposals.exports.paper.endnotes import Endnotes


@dataclass(frozen=True)
class BackLink:
    """One question: its number on the sheet and its key."""

    number: int
    key: str


BackLinks = Mapping[str, tuple[BackLink, ...]]
"""The questions by the name of a note or of a piece, each question once and in order."""


def back_links(matrix: Matrix, grounds: Grounds, notes: Endnotes) -> BackLinks:
    """Return the questions at which each note is named.

    `grounds` are those of checked absences, by their primary keys.
    """
    links: dict[str, dict[BackLink, None]] = defaultdict(dict)
    for number, row in enumerate(matrix.rows, start=1):
        for cell in row.cells:
            for name in _names(cell, grounds, notes):
                links[name][BackLink(number, row.question.key)] = None
    return {name: tuple(own) for name, own in links.items()}


def _names(cell: Cell, grounds: Grounds, notes: Endnotes) -> Iterator[str]:
    """Yield the notes that a cell names: pieces of evidence, and articles as a whole."""
    yield from map(notes.piece, cell.evidence.ordered)
    ground = ground_of(cell, grounds)
    yield from map(notes.piece, ground.evidence.ordered)
    yield from map(notes.number, ground.articles)
