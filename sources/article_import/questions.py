"""What is asked about cells of a table: which of two days, a month without a day, odd values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from sources.article_import.columns import ImportTable, TableRow
from sources.doubts import Doubt, doubts
from sources.models.articles import problem_of_days
from sources.reader_language import reader_language
from sources.validators import LANGUAGE_PATTERN
from sources.written_days import WrittenDay, written_day

DATES = ("published", "accessed")
ASKED_ABOUT = (*DATES, "language")


@dataclass(frozen=True)
class Choice:
    """An answer in words; `cell` is then the field's, None that it is right as it stands."""

    label: str
    cell: str | None


@dataclass(frozen=True)
class Question:
    """What is asked about a field of one row, with the answers that there are."""

    field: str
    message: str
    choices: tuple[Choice, ...]


def sure_of(cells: Mapping[str, str]) -> set[str]:
    """Return the fields that are right as they stand: the words of the column `sure`."""
    return set(re.split(r"[\s,;]+", cells.get("sure", "").lower())) - {""}


def open_questions(cells: Mapping[str, str]) -> list[Question]:
    """Return what is asked about the cells of a row and not answered in them. No query."""
    sure, found = sure_of(cells), []
    values: dict[str, Any] = {}
    for field in DATES:
        written = written_day(cells.get(field, ""))
        values[field] = written.day
        if len(written.days) > 1:
            found.append(_which_day(field, written))
        elif written.is_partial and field not in sure:
            found.append(_no_day(field, written))
    language = cells.get("language", "")
    values["language"] = language if re.match(LANGUAGE_PATTERN, language) else ""
    # Days that no article may have together stay asked about, or its row would be refused later.
    cannot_be = bool(problem_of_days(values["published"], values["accessed"]))
    if cannot_be:
        sure -= {"published"}
    found += [
        _on_doubt(doubt, may_be_right=not (cannot_be and doubt.field == "published"))
        for doubt in doubts(values)
        if doubt.field not in sure
    ]
    return found


def _on_doubt(doubt: Doubt, *, may_be_right: bool) -> Question:
    right = (Choice(_("It is right as it stands"), None),) if may_be_right else ()
    return Question(doubt.field, doubt.message, (*right, Choice(_("Leave it out"), "")))


def answered(table: ImportTable, cells: Mapping[str, Mapping[str, str]]) -> ImportTable:
    """Return the table with other cells; `cells` are by the number of their row, as a text."""
    rows = (_with_cells(row, cells.get(str(row.number), {})) for row in table.rows)
    return replace(table, rows=tuple(rows))


def answer(row: TableRow, question: Question, choice: Choice) -> dict[str, str]:
    """Return the cells of a row that an answer changes."""
    if choice.cell is not None:
        return {question.field: choice.cell}
    return {"sure": " ".join(sorted({*sure_of(row.cells), question.field}))}


def _with_cells(row: TableRow, cells: Mapping[str, str]) -> TableRow:
    """Return a row with other cells; an empty one is none."""
    merged = {**row.cells, **cells}
    return replace(row, cells={name: text for name, text in merged.items() if text})


def _which_day(field: str, written: WrittenDay) -> Question:
    """Return the question which of several days is meant."""
    days = [reader_language().day(day) for day in written.days]
    message = _("“%(cell)s” may be %(first)s or %(last)s: choose, or write 2025-06-02.")
    choices = (Choice(name, day.isoformat()) for name, day in zip(days, written.days, strict=True))
    words = message % {"cell": written.text, "first": ", ".join(days[:-1]), "last": days[-1]}
    return Question(field, words, tuple(choices))


def _no_day(field: str, written: WrittenDay) -> Question:
    """Return the question what becomes of a month or a year without a day."""
    message = _("“%(cell)s” names no day: write the whole day, or leave it out.")
    if field == "published":
        label = _("Store no date; the note on it says “%(cell)s”")
        choices = (Choice(label % {"cell": written.text}, None),)
    else:
        choices = (Choice(_("Leave it out"), ""),)
    return Question(field, message % {"cell": written.text}, choices)
