"""The columns that answer a question, each with its number, a short name and its answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.text import capfirst

from proposals.comparisons import Cell, Colour, Document, Row
from proposals.domain.terms import Answer


@dataclass(frozen=True)
class ColumnAnswer:
    """A column that answers a question, with the colour of its document.

    `answers` are those of every alternative, for every case.
    """

    colour: Colour
    key: str
    name: str
    answers: tuple[Answer, ...]

    def label_of(self, answer: Answer) -> str:
        """Return what tells an answer from others: its alternative, if there are several, its case.

        Empty for the only answer of a column, if it is for the whole.
        """
        option = answer.option if len({one.option for one in self.answers}) > 1 else ""
        return ", ".join(filter(None, (option, answer.case.words)))


def column_answers(row: Row) -> tuple[ColumnAnswer, ...]:
    """Return the columns with an answer that is soundly coded, in the order of the page."""
    names = short_names([cell.document for cell in row.cells])
    return tuple(
        ColumnAnswer(
            cell.document.colour, cell.document.key, name=capfirst(name), answers=_answers(cell)
        )
        for name, cell in zip(names, row.cells, strict=True)
        if cell.position.standing_terms and not cell.position.problem
    )


def _answers(cell: Cell) -> tuple[Answer, ...]:
    return tuple(
        answer for alternative in cell.position.alternatives for answer in alternative.answers
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
