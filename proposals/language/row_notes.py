"""Notes on rows: who answers, papers of one party, what all have in common, who speaks alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from proposals.domain.relations import Gap
from proposals.domain.rows import RowVerdict, WithinParty
from proposals.domain.terms import Column
from proposals.domain.values import Items
from proposals.language.base import Language
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


def fold_line(
    columns: Sequence[Column], labels: Iterable[str], language: Language, *, parties: str
) -> str:
    """Return the line for several rows: who answers them alone, how many and which they are.

    A single column goes by its name, several by the name of their `parties`; without a column
    nothing is compared.
    """
    labels = list(labels)
    slots = {
        "questions": language.text(
            "fold.questions", language.plural(len(labels)), n=str(len(labels))
        ),
        "labels": language.joined(labels, "list.apart"),
    }
    if not columns:
        return language.text("fold.not_compared", **slots)
    if len(columns) > 1:
        return language.text("fold.alone", "one", name=parties, **slots)
    number = language.number_of(columns[0])
    return language.text("fold.alone", number, name=columns[0].name, **slots)


def silent_documents(count: int, language: Language, *, not_coded: int = 0) -> str:
    """Return how many documents do not speak on a row, and how many are not coded on it yet."""
    numbers = {"row.silent": count, "row.not_coded": not_coded}
    texts = (
        language.text(key, language.plural(number), n=str(number))
        for key, number in numbers.items()
        if number
    )
    return language.joined(texts, "list.comma")
