"""Made-up documents of two shores, a league and an isle: rows of them, and what readers get."""

from typing import Any

from proposals.domain.rows import RowVerdict, compare_row
from proposals.domain.terms import Basis, Column
from proposals.domain.vocabulary import Frame
from proposals.language.explanations import explain, explain_briefly
from proposals.language.row_notes import row_notes
from proposals.language.wording import Wording
from tests.domain.examples import (
    SILENT,
    position,
)
from tests.support.english import ENGLISH

NORTH, SOUTH, LEAGUE, EAST = "north", "south", "league", "east"
PARTIES = {NORTH: "North Shore", SOUTH: "South Shore", LEAGUE: "the League", EAST: "East Isle"}
PLAN = Column("n", "the northern plan", frozenset({NORTH}))
SECOND_PLAN = Column("n2", "the second northern plan", frozenset({NORTH}))
REPLY = Column("s", "the southern reply", frozenset({SOUTH}))
DRAFT = Column("l", "the League's draft", frozenset({LEAGUE}))
LETTER = Column("e", "the eastern letter", frozenset({EAST}))
OUTCOME = Column("o", "the agreed outcome", frozenset({NORTH, SOUTH}))
PRINCIPALS = frozenset({NORTH, SOUTH})
FULL_SILENCE = (SILENT, "", Basis.FULL)


def row(frame: Frame, *cells: tuple[Any, ...]) -> RowVerdict:
    """The verdict on cells, each a column with what it says."""
    positions = [position(column, frame, *said) for column, *said in cells]
    return compare_row(positions, holds=frame.holds)


def words(frame: Frame, verdict: RowVerdict) -> tuple[str, str]:
    """The short and the full sentence of the pair that stands for a row."""
    assert verdict.standing is not None
    wording = Wording(ENGLISH, frame, PARTIES)
    worst = verdict.standing.worst
    return explain_briefly(worst, wording), explain(worst, wording)


def notes(frame: Frame, verdict: RowVerdict) -> list[str]:
    """The notes on a row."""
    return [note.text for note in row_notes(verdict, Wording(ENGLISH, frame, PARTIES))]
