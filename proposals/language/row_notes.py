"""Notes on a row of several columns: who answers, papers of one party, what all have in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from proposals.domain.relations import Gap
from proposals.domain.rows import RowVerdict, WithinParty
from proposals.domain.values import Items
from proposals.language.wording import Wording

FEWEST_FOR_ALL = 3
"""The fewest answers of which it is said what all require: of two the verdict says it."""


class NoteKind(StrEnum):
    """The kinds of notes on a row."""

    ANSWERING = "answering"
    COMPARED = "compared"
    WITHIN_PARTY = "within-party"
    REQUIRED = "required"
    TOGETHER = "together"
    NOT_TOGETHER = "not-together"


@dataclass(frozen=True)
class RowNote:
    """One note on a row: its kind, and its words."""

    kind: NoteKind
    text: str


def row_notes(verdict: RowVerdict, wording: Wording) -> tuple[RowNote, ...]:
    """Return the notes on a row, in the order of reading."""
    return tuple(_notes(verdict, wording))


def _notes(verdict: RowVerdict, wording: Wording) -> Iterator[RowNote]:
    text = wording.language.text
    columns, answers = len(verdict.positions), len(verdict.answering)
    if 0 < answers < columns and columns > 2:
        words = text("row.answering", count=str(answers), columns=str(columns))
        yield RowNote(NoteKind.ANSWERING, words)
    compared = len(verdict.compared)
    if compared < answers and answers > 1 and columns > 2:
        words = text("row.compared", count=str(compared), answers=str(answers))
        yield RowNote(NoteKind.COMPARED, words)
    if verdict.within_party is not None:
        yield RowNote(NoteKind.WITHIN_PARTY, _within_party(verdict, wording))
    if answers >= FEWEST_FOR_ALL:
        yield from _common_notes(verdict, wording)


def _common_notes(verdict: RowVerdict, wording: Wording) -> Iterator[RowNote]:
    text = wording.language.text
    required, together = verdict.required_by_all, verdict.could_be_met_together
    if verdict.nothing_satisfies_all:
        yield RowNote(NoteKind.NOT_TOGETHER, text("row.not_together"))
    if required is not None:
        key = "row.required" if isinstance(required, Items) else "row.same"
        if len(verdict.answering) < len(verdict.positions):
            key = f"{key}.answering"
        yield RowNote(NoteKind.REQUIRED, text(key, value=wording.value(required)))
    if together is not None and together != required:
        words = text("row.together", value=wording.exact(together))
        yield RowNote(NoteKind.TOGETHER, words)


def _within_party(verdict: RowVerdict, wording: Wording) -> str:
    pair = verdict.within_party
    if pair is None:
        return ""
    names = {"left": pair.left.column.name, "right": pair.right.column.name}
    if verdict.within_party_kind is WithinParty.SAME:
        return wording.language.text("row.within.same", **names)
    if isinstance(pair.worst.clash, Gap) and pair.worst.clash.size:
        gap = wording.gap(pair.worst.clash)
        return wording.language.text("row.within.gap", gap=gap, **names)
    return wording.language.text("row.within.changed", **names)
