"""Questions about the rows of an import, and what an editor answered to them in the dry run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sources.article_import.columns import ImportTable, TableRow
from sources.article_import.questions import Question, answer, open_questions

AnsweredCells = dict[str, dict[str, str]]
"""Cells that answers have changed, by the number of their row as a text."""


@dataclass(frozen=True)
class AskedQuestion:
    """A question about a row, and the name of its control."""

    row: TableRow
    question: Question

    @property
    def name(self) -> str:
        """The name of the control in the form."""
        return f"answer-{self.row.number}-{self.question.field}"

    @property
    def known_by(self) -> str:
        """What an editor knows the row by."""
        return self.row.cells.get("headline") or self.row.cells.get("url", "")


def asked_of(table: ImportTable) -> list[AskedQuestion]:
    """Return what is asked about the rows of a table, in their order."""
    return [
        AskedQuestion(row, question) for row in table.rows for question in open_questions(row.cells)
    ]


def cells_answered(table: ImportTable, given: Mapping[str, str]) -> AnsweredCells:
    """Return the cells that the answers in a form change; what is no answer changes none."""
    cells: AnsweredCells = {}
    for asked in asked_of(table):
        number = given.get(asked.name, "")
        choices = {str(place): choice for place, choice in enumerate(asked.question.choices)}
        if number in choices:
            so_far = cells.setdefault(str(asked.row.number), {})
            row = TableRow(asked.row.number, {**asked.row.cells, **so_far})
            so_far.update(answer(row, asked.question, choices[number]))
    return cells


def merged_cells(earlier: AnsweredCells, later: AnsweredCells) -> AnsweredCells:
    """Return the cells of earlier answers with those of later ones."""
    return {
        number: {**earlier.get(number, {}), **later.get(number, {})}
        for number in {**earlier, **later}
    }
