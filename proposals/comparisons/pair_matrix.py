"""The pairs of one row as a small matrix: each document against each that stands before it."""

from __future__ import annotations

from dataclasses import dataclass

from proposals.comparisons.catalogue import Document
from proposals.comparisons.matrix import PairView, Row


@dataclass(frozen=True)
class MatrixLine:
    """One document with its pairs with those before it, in their order."""

    document: Document
    pairs: tuple[PairView, ...]
    empty: int


@dataclass(frozen=True)
class PairMatrix:
    """The pairs of a row: `heads` are the documents of the columns, `lines` those of the lines.

    The first document has no line and the last no column: each pair stands once.
    """

    heads: tuple[Document, ...]
    lines: tuple[MatrixLine, ...]


def pair_matrix(row: Row) -> PairMatrix:
    """Return the pairs of a row of three columns or more as a matrix."""
    documents = [cell.document for cell in row.cells]
    by_right = {
        document.key: tuple(pair for pair in row.pairs if pair.right is document)
        for document in documents[1:]
    }
    heads = tuple(documents[:-1])
    return PairMatrix(
        heads,
        tuple(
            MatrixLine(document, pairs, empty=len(heads) - len(pairs))
            for document in documents[1:]
            for pairs in [by_right[document.key]]
        ),
    )
