"""The columns that answer a question, each with its colour, a short name and its answers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from proposals.comparisons import Cell, Colour, Row
from proposals.comparisons.document_names import short_names
from proposals.domain.cases import Case
from proposals.domain.terms import Answer, Column
from proposals.language.active import joined
from proposals.language.base import Language
from sources.capitals import capfirst


@dataclass(frozen=True, kw_only=True)
class ColumnAnswer:
    """A column of the engine that answers a question, with the colour and name that it is shown by.

    The name is as it stands inside a sentence, the title as it begins one.
    `answers` are those of every alternative, for every case.
    """

    column: Column
    colour: Colour
    name: str
    answers: tuple[Answer, ...]

    @property
    def key(self) -> str:
        """The key of the document."""
        return self.column.key

    @property
    def title(self) -> str:
        """The name with a capital."""
        return capfirst(self.name)

    @property
    def parties(self) -> frozenset[str]:
        """The keys of the parties that put the document forward."""
        return self.column.parties

    def number(self, language: Language) -> str:
        """Return the grammatical number of the name: that of the document's, if it is shown."""
        is_document = self.name == self.column.name
        return language.number_of(self.column) if is_document else "one"

    def label_of(self, answer: Answer) -> str:
        """Return what an answer holds for: its alternative, if it names one, and its case.

        Empty for an answer of the whole document for the whole.
        """
        return joined((answer.option, answer.case.words), ", ")

    def labels_of(self, answers: Collection[Answer], case: Case | None = None) -> str:
        """Return what tells some answers from the others; empty if they are all, for the whole.

        If all are for one `case`, it is not named, and others for it alone are told apart.
        """
        if case is None:
            among, labels = self.answers, [self.label_of(answer) for answer in answers]
        else:
            among = tuple(one for one in self.answers if one.case.is_same(case))
            labels = [answer.option for answer in answers]
        has_cases = case is None and any(not answer.case.is_whole for answer in answers)
        if len(answers) == len(among) > 1 and not has_cases:
            return ""
        return joined(dict.fromkeys(labels), "; ")


def column_answers(row: Row) -> tuple[ColumnAnswer, ...]:
    """Return the columns with an answer that is soundly coded, in the order of the page."""
    names = short_names([cell.document for cell in row.cells])
    return tuple(
        ColumnAnswer(
            column=cell.position.column,
            colour=cell.document.colour,
            name=name,
            answers=_answers(cell),
        )
        for name, cell in zip(names, row.cells, strict=True)
        if cell.position.standing_terms and not cell.position.problem
    )


def _answers(cell: Cell) -> tuple[Answer, ...]:
    return tuple(
        answer for alternative in cell.position.alternatives for answer in alternative.answers
    )
