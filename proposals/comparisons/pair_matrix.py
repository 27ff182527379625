"""The pairs of one row as a small matrix: each document that answers against those before it."""

from __future__ import annotations

from dataclasses import dataclass

from proposals.comparisons.catalogue import Document
from proposals.comparisons.matrix import PairView, Row


@dataclass(frozen=True)
class MatrixLine:
    """One document with its pairs with those before it; `number` is that of its column."""

    number: int
    document: Document
    pairs: tuple[PairView, ...]
    empty: int


@dataclass(frozen=True)
class PairMatrix:
    """The pairs of the documents that answer: a line each, and a column for all but the last.

    Each pair stands once; the first line has none, it tells whose the first number is.
    """

    heads: tuple[MatrixLine, ...]
    lines: tuple[MatrixLine, ...]

    @property
    def has_several_pairs(self) -> bool:
        """Whether more than two documents answer: their pairs are worth a matrix."""
        return len(self.lines) > 2


def pair_matrix(row: Row) -> PairMatrix:
    """Return the pairs of a row of three columns or more; no lines if fewer than two answer."""
    answering = [
        (number, cell.document)
        for number, cell in enumerate(row.cells, start=1)
        if cell.position.speaks
    ]
    keys = {document.key for _number, document in answering}
    lines = []
    for number, document in answering if len(answering) > 1 else ():
        pairs = tuple(
            pair for pair in row.pairs if pair.right is document and pair.left.key in keys
        )
        lines.append(MatrixLine(number, document, pairs, empty=len(answering) - 1 - len(pairs)))
    return PairMatrix(tuple(lines[:-1]), tuple(lines))
