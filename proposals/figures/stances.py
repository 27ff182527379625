"""Who wants and who refuses the entries of a list, case by case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from proposals.comparisons import Colour, Row
from proposals.domain.cases import Case
from proposals.domain.relations import Contested
from proposals.domain.terms import Answer, Force, Term
from proposals.domain.values import Choice, Items
from proposals.figures.column_answers import ColumnAnswer


class Stance(StrEnum):
    """What a column does with an entry."""

    WANTS = "wants"
    REFUSES = "refuses"
    ADMITS = "admits"


@dataclass(frozen=True)
class Stated:
    """An answer with the key of the column that states it."""

    column: str
    answer: Answer


@dataclass(frozen=True)
class Holder:
    """A column that takes a stance, as strongly as it does.

    `labels` names its alternatives and cases that do, if not all of them do.
    """

    column: str
    colour: Colour
    stance: Stance
    force: Force
    labels: str = ""


Holders = tuple[Holder, ...]


@dataclass(frozen=True)
class StatedItem:
    """One entry with those who take a stance on it, a side each, as some answers state.

    A shared entry has one side, a contested one those who want it and those who refuse it. `case`
    is that for which all of a side speak; empty for the whole, and where holders name their own.
    """

    kind: str
    key: str
    sides: tuple[Holders, ...]
    stated: frozenset[Stated]
    case: str = ""


def contested_items(row: Row, columns: tuple[ColumnAnswer, ...]) -> list[StatedItem]:
    """Return the items that one column wants and another refuses, in the order of the question."""
    wanting: dict[str, list[Stated]] = defaultdict(list)
    refusing: dict[str, list[Stated]] = defaultdict(list)
    for one, other in _opposed(row, columns):
        for key in _named(one.answer, Stance.WANTS) & _named(other.answer, Stance.REFUSES):
            wanting[key].append(one)
            refusing[key].append(other)
    return [
        StatedItem(
            "contested",
            key,
            (
                _holders(key, Stance.WANTS, columns, wanting[key]),
                _holders(key, Stance.REFUSES, columns, refusing[key]),
            ),
            frozenset([*wanting[key], *refusing[key]]),
        )
        for key in row.wording.frame.sort(set(wanting))
    ]


def _opposed(row: Row, columns: tuple[ColumnAnswer, ...]) -> Iterator[tuple[Stated, Stated]]:
    """Yield the answers of two columns that can clash, in both orders.

    They are for one case, or the engine found that they clash.
    """
    every = stated(columns)
    for one, other in product(every, every):
        if one.column != other.column and one.answer.case.is_same(other.answer.case):
            yield one, other
    for verdict in (verdict for pair in row.verdict.pairs for verdict in pair.verdicts):
        left, right = verdict.left, verdict.right
        if isinstance(verdict.clash, Contested) and left.answer and right.answer:
            both = Stated(left.column.key, left.answer), Stated(right.column.key, right.answer)
            yield both
            yield both[::-1]


def shared_items(
    key: str, stance: Stance, columns: tuple[ColumnAnswer, ...]
) -> Iterator[StatedItem]:
    """Yield an entry for each case for which columns of different parties take one stance on it."""
    holding = [one for one in stated(columns) if key in _named(one.answer, stance)]
    for case in {one.answer.case.identity: one.answer.case for one in holding}.values():
        here = [one for one in holding if one.answer.case.is_same(case)]
        holders = _holders(key, stance, columns, holding=here, case=case)
        names = {holder.column for holder in holders}
        if len({column.parties for column in columns if column.key in names}) > 1:
            yield StatedItem("shared", key, (holders,), frozenset(here), case.words)


def own_items(key: str, columns: tuple[ColumnAnswer, ...]) -> Iterator[StatedItem]:
    """Yield an entry for each stance that any column takes on it."""
    for stance in (Stance.WANTS, Stance.REFUSES):
        holding = [one for one in stated(columns) if key in _named(one.answer, stance)]
        if holding:
            holders = _holders(key, stance, columns, holding)
            yield StatedItem("single", key, (holders,), frozenset(holding))


def stated(columns: tuple[ColumnAnswer, ...]) -> list[Stated]:
    """Return every answer with its column."""
    return [Stated(column.key, answer) for column in columns for answer in column.answers]


def _named(answer: Answer | Term, stance: Stance) -> frozenset[str]:
    """Return the entries on which an answer takes a stance."""
    match answer.value, stance:
        case Items(required=required), Stance.WANTS:
            return required
        case Items(excluded=excluded), Stance.REFUSES:
            return excluded
        case Choice(options=options), Stance.ADMITS:
            return options
    return frozenset()


def _holders(
    key: str,
    stance: Stance,
    columns: tuple[ColumnAnswer, ...],
    holding: Iterable[Stated],
    case: Case | None = None,
) -> Holders:
    """Return the columns that some answers are of, with what tells these from their others.

    If all are for one `case`, no holder names it.
    """
    holders = []
    for column in columns:
        own = list(dict.fromkeys(one.answer for one in holding if one.column == column.key))
        if own:
            force = _force(key, stance, own)
            labels = column.labels_of(own, case)
            holders.append(Holder(column.key, column.colour, stance, force=force, labels=labels))
    return tuple(holders)


def _force(key: str, stance: Stance, answers: Iterable[Answer]) -> Force:
    """Return the force with which an entry is put forward; of several the strongest.

    Options are admitted with no force of their own.
    """
    if stance is Stance.ADMITS:
        return Force.DEMANDS
    terms = [term for answer in answers for term in answer.terms]
    forces = {term.force for term in terms if key in _named(term, stance)}
    return next((force for force in Force if force in forces), Force.DEMANDS)
