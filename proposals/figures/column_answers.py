"""The columns that answer a question, each with its number, a short name and its alternatives."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.text import capfirst

from proposals.comparisons import Document, Row
from proposals.domain.terms import Alternative


@dataclass(frozen=True)
class ColumnAnswer:
    """A column that answers a question; `party` is its number on the page, from 1."""

    party: int
    key: str
    name: str
    alternatives: tuple[Alternative, ...]

    def option_of(self, alternative: Alternative) -> str:
        """Return the name of an alternative; empty if the column has no other."""
        return alternative.option if len(self.alternatives) > 1 else ""


def column_answers(row: Row) -> tuple[ColumnAnswer, ...]:
    """Return the columns with an answer that is soundly coded, in the order of the page."""
    names = short_names([cell.document for cell in row.cells])
    return tuple(
        ColumnAnswer(number, cell.document.key, capfirst(name), cell.position.alternatives)
        for number, (name, cell) in enumerate(zip(names, row.cells, strict=True), 1)
        if cell.position.terms and not cell.position.problem
    )


def short_names(documents: list[Document]) -> list[str]:
    """Return a name for each document, short where that tells them apart.

    It is the name of the party, if one party put the document forward and no other of these; else
    the name of the document.
    """
    times = Counter(document.party_names for document in documents)
    return [
        document.party_names
        if len(document.parties) == 1 and times[document.party_names] == 1
        else document.name
        for document in documents
    ]
