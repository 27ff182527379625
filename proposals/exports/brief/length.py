"""How long a brief is: about how many lines it prints, and whether two pages will hold them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

LINE = 110
"""Letters across a page, fewer than there are."""

QUESTION = 25
"""Letters across the column of questions; the answers share the others."""

TWO_PAGES = 155
"""Lines on two pages of the shorter paper, as they are counted here: a tenth more than are set."""

FEWEST_LINES = 2
"""Lines of the shortest row: its question, or an answer, and the line below."""

_HEAD, _TABLE_HEAD, _GROUP, _CAVEATS = 8, 3, 2, 4


class MeasuredRow(Protocol):
    """What is measured of one question: the letters of its texts."""

    @property
    def question_letters(self) -> int:
        """Those of the question."""

    @property
    def answer_letters(self) -> tuple[tuple[int, ...], ...]:
        """Those of the answers of each document, an alternative a number."""

    @property
    def why_letters(self) -> tuple[int, ...]:
        """Those of the sentence and of the notes below it, a paragraph a number."""


def lines_of_rows(rows: Iterable[MeasuredRow]) -> int:
    """Return how many lines some rows print."""
    return sum(map(_lines_of_row, rows))


def lines_around(*, groups: int, paragraphs: Iterable[int]) -> int:
    """Return how many lines stand around the rows; `paragraphs` are the letters of each."""
    fixed = _HEAD + _TABLE_HEAD + _GROUP * groups + _CAVEATS
    return fixed + sum(_lines(letters, LINE) for letters in paragraphs)


def _lines_of_row(row: MeasuredRow) -> int:
    room = LINE - QUESTION
    own = room // max(1, len(row.answer_letters))
    answers = (sum(_lines(one, own) for one in texts) for texts in row.answer_letters)
    said = max(answers, default=0) + sum(_lines(one, room) for one in row.why_letters)
    return max(_lines(row.question_letters, QUESTION) + 1, said)


def _lines(letters: int, across: int) -> int:
    return max(1, -(-letters // across))
