"""How positions moved: question by question, from each text to the next in its line.

A text is set against the one that it edits; else against the version of its proposal before it;
else against the last text before it of a party that put it forward. Towards whom it moved is said
of the parties to the conflict that did not put it forward: of each, of the last text that was there
by then, or of its first one after, if it had said nothing yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from proposals.comparisons.catalogue import Catalogue, Document
from proposals.comparisons.cells import Cell
from proposals.comparisons.matrix import Row
from proposals.comparisons.published_rows import RowLimits, read_published_rows
from proposals.comparisons.responses import DocumentResponse
from proposals.comparisons.row_builder import RowBuilder
from proposals.comparisons.sort_order import version_sort_key
from proposals.domain.movement import Change, Movement, movement
from proposals.language.movements import explain_movement, movement_label, movement_sentence
from proposals.language.wording import Wording
from proposals.models import Question

NOTHING_HAPPENED = frozenset({Change.UNCHANGED, Change.UNKNOWN, Change.UNANSWERED})
"""The changes that are none: the same, or nothing that can be claimed."""


@dataclass(frozen=True)
class Step:
    """What became of one question from one text to a later one."""

    before: Cell
    after: Cell
    movement: Movement
    wording: Wording

    @property
    def change(self) -> Change:
        """The change."""
        return self.movement.change

    @property
    def happened(self) -> bool:
        """Whether anything is known to have changed."""
        return self.change not in NOTHING_HAPPENED

    @cached_property
    def label(self) -> str:
        """The change in a word or two."""
        return movement_label(self.movement, self.wording)

    @cached_property
    def sentence(self) -> str:
        """What changed, in one sentence."""
        return movement_sentence(self.movement, self.wording)

    @cached_property
    def explanation(self) -> str:
        """What changed, what beside it, and towards whom."""
        return explain_movement(self.movement, self.wording)


@dataclass(frozen=True)
class MovedRow:
    """One question along the dates: the cell of each text, and the steps between them."""

    row: Row
    steps: tuple[Step, ...]

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
        """The documents on which nothing is recorded; that is not silence."""
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


def by_date(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return documents from the oldest to the newest; those without a date come first."""
    return tuple(
        sorted(
            documents,
            key=lambda one: (one.version.date or date.min, version_sort_key(one.version)),
        )
    )


def predecessors(documents: Sequence[Document]) -> dict[str, Document]:
    """Return, by the key of a document, the one that it is set against; the first have none.

    `documents` stand in the order of their dates.
    """
    found = {}
    for place, document in enumerate(documents):
        earlier = _predecessor(document, documents, documents[:place])
        if earlier is not None:
            found[document.key] = earlier
    return found


def moved_rows(
    catalogue: Catalogue, documents: Iterable[Document], questions: Sequence[Question]
) -> Movements:
    """Return what became of questions along the dates of documents; six or seven queries."""
    ordered = by_date(documents)
    limits = RowLimits(questions=[question.pk for question in questions])
    builder = RowBuilder(catalogue, ordered, read_published_rows(ordered, limits))
    before = predecessors(ordered)
    rows = tuple(
        _moved_row(builder.row(question), before, catalogue.principals)
        for question in questions
        if builder.coded(question)
    )
    chosen = {document.version.pk for document in ordered}
    responses = tuple(
        one
        for one in builder.responses
        if one.to_version in chosen and one.responder_version in chosen
    )
    return Movements(catalogue, ordered, rows, responses)


def _moved_row(row: Row, before: Mapping[str, Document], principals: frozenset[str]) -> MovedRow:
    cells = {cell.document.key: cell for cell in row.cells}
    steps = tuple(
        _step(cells[before[key].key], cell, row, principals)
        for key, cell in cells.items()
        if key in before
    )
    return MovedRow(row, steps)


def _step(before: Cell, after: Cell, row: Row, principals: frozenset[str]) -> Step:
    others = _others(after.document, before.document, row.cells, principals)
    found = movement(
        before.position,
        after.position,
        others=[cell.position for cell in others],
        reworded=_is_reworded(before, after),
        holds=row.wording.frame.holds,
    )
    return Step(before, after, found, row.wording)


def _predecessor(
    document: Document, documents: Sequence[Document], earlier: Sequence[Document]
) -> Document | None:
    if document.version.edits_id is not None:
        edited = (one for one in documents if one.version.pk == document.version.edits_id)
        return next(edited, None) or _last(earlier, document)
    if document.version.copy_of_id is not None:
        return next((d for d in documents if d.version.pk == document.version.copy_of_id), None)
    own = [one for one in earlier if one.proposal.pk == document.proposal.pk]
    return _last(own, document) or _last(earlier, document)


def _last(earlier: Sequence[Document], document: Document) -> Document | None:
    """Return the last of some documents that shares a party with one; no rival copy."""
    sharing = [
        one
        for one in earlier
        if one.version.copy_of_id is None and _parties(one) & _parties(document)
    ]
    return sharing[-1] if sharing else None


def _others(
    after: Document, before: Document, cells: Sequence[Cell], principals: frozenset[str]
) -> tuple[Cell, ...]:
    """Return the cells of those towards whom a text may have moved, in the order of the dates."""
    theirs = [
        cell
        for cell in cells
        if cell.document.key != before.key
        and not _parties(cell.document) & _parties(after)
        and (_parties(cell.document) & principals or not principals)
        and cell.position.speaks
    ]
    chosen: dict[frozenset[str], Cell] = {}
    for cell in theirs:
        known = chosen.get(_parties(cell.document))
        if known is None or _is_by_then(cell.document, after):
            chosen[_parties(cell.document)] = cell
    return tuple(cell for cell in theirs if cell in chosen.values())


def _is_by_then(document: Document, after: Document) -> bool:
    one, other = document.version.date, after.version.date
    return one is None or other is None or one <= other


def _parties(document: Document) -> frozenset[str]:
    return frozenset(party.key for party in document.parties)


def _is_reworded(before: Cell, after: Cell) -> bool:
    """Tell whether the original wording is known of both answers, in one language, and differs."""
    one, other = _wordings(before), _wordings(after)
    if not one or not other or {lang for lang, _ in one} != {lang for lang, _ in other}:
        return False
    return one != other


def _wordings(cell: Cell) -> frozenset[tuple[str, str]]:
    """Return the document's own words in the clauses of the answers, by language."""
    clauses = [view.clause for view in cell.terms]
    if any(clause.quote_origin != "own" for clause in clauses):
        return frozenset()
    return frozenset((clause.quote_language, " ".join(clause.quote.split())) for clause in clauses)
