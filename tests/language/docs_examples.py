"""The examples of `docs/positions.md` as lines of text, and what the engine says of them."""

import re
from typing import Any

from proposals.domain.rows import compare_positions, compare_row
from proposals.domain.terms import (
    Absence,
    AbsenceKind,
    Basis,
    Column,
    Condition,
    Force,
    Position,
    Term,
)
from proposals.domain.vocabulary import Frame
from proposals.language.row_notes import row_notes
from proposals.language.wording import Wording
from tests.domain import examples
from tests.domain.examples import MEMO, OTHER, PARTIES, SCOPES, TALKS, briefly, explained
from tests.support.english import ENGLISH, value_of

DRAFT = Column("m", "the mediator's draft", frozenset({"turkey"}))
LETTER = Column("e", "the European letter", frozenset({"europe"}))
OUTCOME = Column("o", "the agreed outcome", frozenset({"ukraine", "russia"}))
COLUMNS_BY_KEY = {one.key: one for one in (MEMO, OTHER, TALKS, DRAFT, LETTER, OUTCOME)}
COLUMNS = {column.name: column for column in COLUMNS_BY_KEY.values()}
REJECTS = "rejects this"
DIGESTS = "silent in digests"


def frame_of(question: str) -> Frame:
    """Return the question that goes by a name on the page."""
    frame: Frame = getattr(examples, question.upper())
    return frame


def outcome_of_pair(lines: list[str]) -> list[str]:
    """Return the lines that follow the question and both sides of an example."""
    frame, cells = _read(lines)
    pair = compare_positions(*cells, holds=frame.holds)
    worst = pair.worst
    relation = f", {worst.relation}" if worst.relation else ""
    return [
        f"verdict: {worst.rule} {worst.mark}{relation}",
        f"briefly: {briefly(frame, pair)}",
        f"says: {explained(frame, pair)}",
    ]


def outcome_of_row(lines: list[str]) -> list[str]:
    """Return the lines that follow the question and the columns of a row."""
    frame, cells = _read(lines)
    verdict = compare_row(cells, holds=frame.holds)
    notes = row_notes(verdict, Wording(ENGLISH, frame, PARTIES))
    return [f"mark: {verdict.rule} {verdict.mark}", *(f"note: {note.text}" for note in notes)]


def _read(lines: list[str]) -> tuple[Frame, list[Position]]:
    (_, question), *sides = (line.split(": ", 1) for line in lines)
    frame = frame_of(question)
    cells = [_cell(COLUMNS[name], frame, said) for name, said in sides]
    for place, (_name, said) in enumerate(sides):
        if said == REJECTS:
            cells[place] = examples.rejecting(cells[place], cells[place - 1])
    return frame, cells


def _cell(column: Column, frame: Frame, said: str) -> Position:
    if said == REJECTS:
        return Position(column)
    if said == DIGESTS:
        return Position(column, absence=Absence(AbsenceKind.SILENT, basis=Basis.DIGEST))
    if said in set(AbsenceKind):
        return Position(column, absence=Absence(AbsenceKind(said)))
    return Position(column, tuple(_term(frame, one) for one in said.split(" + ")))


def _term(frame: Frame, said: str) -> Term:
    said, _, condition = said.partition(", if ")
    qualifiers: dict[str, Any] = {"condition": Condition(condition)} if condition else {}
    scoped = re.fullmatch(r"(.*) \[(.*)\]", said)
    if scoped:
        said, qualifiers["case"] = scoped[1], SCOPES.case(scoped[2])
    verb, _, rest = said.partition(" ")
    if verb in set(Force):
        said, qualifiers["force"] = rest, Force(verb)
    return Term(value_of(said, frame), **qualifiers)
