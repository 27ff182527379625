"""How positions moved: question by question, from each text to the next in its line.

Which text each one is set against is said in `lines`; towards whom it moved is said of the parties
to the conflict, in `row_steps`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from proposals.comparisons.catalogue import Catalogue, Document
from proposals.comparisons.cells import Cell
from proposals.comparisons.lines import by_date, predecessors
from proposals.comparisons.matrix import Row
from proposals.comparisons.published_rows import RowLimits, read_published_rows
from proposals.comparisons.replies import REACHES_ROWS
from proposals.comparisons.responses import DocumentResponse
from proposals.comparisons.row_builder import RowBuilder
from proposals.comparisons.row_steps import NOT_KNOWN, NOTHING_HAPPENED, Step, steps_of
from proposals.domain.changes import Change
from proposals.models import Question


@dataclass(frozen=True)
class MovedRow:
    """One question along the dates: the cell of each text, and the steps between them.

    `responses` name points of it without an answer to them: with changes, or as a basis.
    """

    row: Row
    steps: tuple[Step, ...]
    responses: tuple[DocumentResponse, ...] = ()

    @property
    def question(self) -> Question:
        """The question."""
        return self.row.question

    @property
    def happened(self) -> tuple[Step, ...]:
        """The steps in which anything is known to have changed."""
        return tuple(step for step in self.steps if step.happened)

    @cached_property
    def step_to(self) -> Mapping[str, Step]:
        """The step that leads to each document, by its key; the first of a line has none."""
        return {step.after.document.key: step for step in self.steps}

    @property
    def uncoded(self) -> tuple[Document, ...]:
        """The documents of which nothing is recorded on the question; that is not silence."""
        return tuple(cell.document for cell in self.row.cells if cell.is_uncoded)

    @property
    def dated_cells(self) -> tuple[tuple[Cell, Step | None], ...]:
        """The cells in the order of the dates, each with the step that leads to it."""
        return tuple((cell, self.step_to.get(cell.document.key)) for cell in self.row.cells)


@dataclass(frozen=True)
class LineStep:
    """Two texts that follow each other in a line, with how many questions changed how."""

    before: Document
    after: Document
    changes: Counter[Change]

    @property
    def happened(self) -> int:
        """The number of questions of which anything is known to have changed."""
        return sum(
            self.changes[change] for change in self.changes if change not in NOTHING_HAPPENED
        )


@dataclass(frozen=True)
class Movements:
    """Rows along the dates of some documents, with the responses between these."""

    catalogue: Catalogue
    documents: tuple[Document, ...]
    rows: tuple[MovedRow, ...]
    responses: tuple[DocumentResponse, ...]

    @property
    def moved(self) -> int:
        """The number of questions in which anything changed."""
        return sum(bool(row.happened) for row in self.rows)

    @cached_property
    def unknown(self) -> int:
        """The number of steps of which nothing is claimed."""
        return sum(line.changes[change] for line in self.lines for change in NOT_KNOWN)

    @cached_property
    def lines(self) -> tuple[LineStep, ...]:
        """Every two texts that follow each other, with the number of each change in the rows."""
        before = predecessors(self.documents)
        counted = {key: Counter[Change]() for key in before}
        for row in self.rows:
            for step in row.steps:
                counted[step.after.document.key][step.change] += 1
        return tuple(
            LineStep(earlier, document, counted[document.key])
            for document in self.documents
            if (earlier := before.get(document.key)) is not None
        )


def moved_rows(
    catalogue: Catalogue, documents: Iterable[Document], questions: Sequence[Question]
) -> Movements:
    """Return what became of questions along the dates of documents; six or seven queries."""
    ordered = by_date(documents)
    limits = RowLimits(questions=[question.pk for question in questions])
    builder = RowBuilder(catalogue, ordered, read_published_rows(ordered, limits))
    chosen = {document.version.pk for document in ordered}
    responses = tuple(
        one
        for one in builder.responses
        if one.to_version in chosen and one.responder_version in chosen
    )
    rows = tuple(
        MovedRow(
            row,
            steps_of(row.cells, row.before, wording=row.wording, principals=catalogue.principals),
            tuple(one for one in responses if _speaks_to(one, row)),
        )
        for row in (builder.row(question) for question in questions if builder.coded(question))
    )
    return Movements(catalogue, ordered, rows, responses)


def _speaks_to(response: DocumentResponse, row: Row) -> bool:
    """Tell whether a response that reaches no row by itself names a point of this question."""
    if response.is_whole or response.stance in REACHES_ROWS:
        return False
    if response.clause_uids:
        uids = {
            view.clause.uid
            for cell in row.cells
            if cell.document.version.pk == response.to_version
            for view in cell.terms
        }
        return not uids.isdisjoint(response.clause_uids)
    return row.question.pk in response.question_pks
