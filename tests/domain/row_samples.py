"""Rows by chance: questions, scopes, cells in plain words, and the same as positions."""

import random
from dataclasses import replace

from proposals.domain.cases import ScopeEntry, ScopeList
from proposals.domain.rows import RowVerdict, compare_row
from proposals.domain.storage import from_stored
from proposals.domain.terms import (
    Absence,
    AbsenceKind,
    Column,
    Condition,
    Force,
    Position,
    Rejection,
    Term,
)
from proposals.domain.values import Text
from proposals.domain.vocabulary import Entry, Frame, Holding, Kind, Measure, Unit
from tests.domain import row_outcomes as oracle
from tests.domain.outcomes import Stated
from tests.domain.row_outcomes import TOP, Cell, Question, Row, Said
from tests.domain.strategies import DEPTH

DAY = Unit("day", "day", "days")
ENTRIES = tuple(Entry(f"step-{n}", f"step {n}") for n in range(4))
AMOUNTS = (*range(-2, 14), TOP)
TOP_ENTRY = Entry("top", "for ever")
SCOPES = ScopeList(
    (
        ScopeEntry("year", "the year", partition="all", complete=True),
        ScopeEntry("regions", "the regions", partition="all", complete=True),
        ScopeEntry("warm", "warm", within=("year",), partition="halves", complete=True),
        ScopeEntry("cold", "cold", within=("year",), partition="halves", complete=True),
        ScopeEntry("spring", "spring", within=("warm",), partition="warm", complete=True),
        ScopeEntry("summer", "summer", within=("warm",), partition="warm", complete=True),
        ScopeEntry("north", "the north", within=("regions",), partition="parts"),
        ScopeEntry("south", "the south", within=("regions",), partition="parts"),
        ScopeEntry("coast", "the coast", within=("regions",)),
        ScopeEntry("north-coast", "the northern coast", within=("north", "coast")),
        ScopeEntry("south-coast", "the southern coast", within=("south", "coast")),
    )
)
KEYS = tuple(entry.key for entry in ENTRIES)
RANGE = Frame(Kind.RANGE, unit=DAY, top=TOP_ENTRY)
QUESTIONS: dict[str, tuple[Frame, Question]] = {
    "choice": (Frame(Kind.CHOICE, ENTRIES), Question(KEYS, oracle.admits_choice, "R3")),
    "scale": (
        Frame(Kind.CHOICE, ENTRIES, ordered=True),
        Question(tuple(range(4)), oracle.admits_step, "R2"),
    ),
    "items": (
        Frame(Kind.ITEMS, ENTRIES),
        Question(oracle.subsets(KEYS), oracle.admits_items, "R3"),
    ),
    "amount": (RANGE, Question(AMOUNTS, oracle.admits_amount, "R2")),
    "total": (
        replace(RANGE, holds=Holding.IN_TOTAL),
        Question(AMOUNTS, oracle.admits_amount, "R2", in_total=True),
    ),
    "limit": (
        replace(RANGE, measures=Measure.LIMIT),
        Question(AMOUNTS, oracle.admits_limit, "R2"),
    ),
}
NAMES = sorted(QUESTIONS)
NAMES_OF_PAPERS = (
    "the northern plan",
    "the southern delegation's statements",
    "the League's draft",
    "the agreed outcomes",
    "the second northern plan",
    "the eastern letter",
    *(f"paper {n}" for n in range(6, 10)),
)
ROWS = 350 * DEPTH


# Rows by chance


def stated_by_chance(name: str, chance: random.Random) -> Stated:
    low = chance.randint(0, 8)
    high = chance.randint(low, 9)
    ends: list[Stated] = [
        {"top": True},
        {"any": True},
        {"at_least": f"{low}", "at_most": f"{high}"},
    ]
    match name:
        case "choice":
            return {"admits": chance.sample(KEYS, chance.choice((1, 1, 2)))}
        case "scale":
            step = chance.choice(KEYS)
            forms = [{"admits": [step]}, {"at_least": step}, {"at_most": step}]
            return chance.choice([*forms, {"admits": chance.sample(KEYS, 2)}])
        case "items":
            keys = chance.sample(KEYS, chance.randint(1, 3))
            cut = chance.randint(0, len(keys))
            return {"requires": keys[:cut], "excludes": keys[cut:]}
        case "limit":
            return chance.choice([*ends, {"at_most": f"{low}"}, {"exactly": f"{low}"}])
    open_ends: list[Stated] = [{"at_least": f"{low}"}, {"at_most": f"{high}"}]
    return chance.choice([*ends, *open_ends, {"exactly": f"{low}"}])


def _said(name: str, chance: random.Random, cases: list[str], option: str) -> Said:
    return Said(
        None if chance.random() < 0.08 else stated_by_chance(name, chance),
        case=chance.choice(cases),
        force=chance.choice(["demands", "demands", "offers", "accepts", "proposes", "expects"]),
        bearers=frozenset(chance.sample("abc", 1) if chance.random() < 0.2 else ()),
        condition="elections" if chance.random() < 0.1 else "",
        option=option,
    )


def _cell(name: str, chance: random.Random, place: int, cases: list[str]) -> Cell:
    parties = frozenset(chance.choice(["a", "b", "b", "c", "ab", "d"]))
    key = f"column-{place}"
    kinds = ["silent", "deferred", "withdrawn", "struck-out", "elsewhere", "not_coded", "not_coded"]
    absence = chance.choice(kinds)
    rejects = frozenset({f"column-{chance.randrange(6)}"} if chance.random() < 0.08 else ())
    if chance.random() < 0.25:
        return Cell(key, parties, absence=absence, rejects=rejects - {key})
    options = chance.choice([[""], [""], [""], [""], ["one", "two"]])
    count = chance.choice((1, 1, 1, 2, 3))
    said = tuple(_said(name, chance, cases, option) for option in options for _ in range(count))
    return Cell(key, parties, said, rejects=rejects - {key})


def _row(name: str, chance: random.Random) -> Row:
    cases = chance.choice([[""], ["", "", *oracle.POINTS], list(oracle.POINTS)])
    count = chance.randint(2, 6)
    cells = [_cell(name, chance, place, cases) for place in range(count)]
    if chance.random() < 0.3:  # some rows in which several columns say the same
        cells = [replace(cell, said=cell.said and cells[0].said) for cell in cells]
    return Row(tuple(cells), QUESTIONS[name][1])


def positions_of(name: str, cells: tuple[Cell, ...]) -> list[Position]:
    frame = QUESTIONS[name][0]
    terms = {cell.key: tuple(_term(said, frame) for said in cell.said) for cell in cells}
    return [
        Position(
            Column(cell.key, NAMES_OF_PAPERS[int(cell.key[-1])], cell.parties),
            terms[cell.key],
            absence=Absence(AbsenceKind(cell.absence)),
            rejections=tuple(
                Rejection(key, frozenset(terms.get(key, ()))) for key in sorted(cell.rejects)
            ),
        )
        for cell in cells
    ]


def _term(said: Said, frame: Frame) -> Term:
    return Term(
        Text("Soon.") if said.stated is None else from_stored(said.stated, frame),
        Force(said.force),
        bearers=said.bearers,
        case=SCOPES.case(said.case),
        condition=Condition(said.condition) if said.condition else None,
        option=said.option,
    )


def verdict_on(name: str, cells: tuple[Cell, ...]) -> RowVerdict:
    return compare_row(positions_of(name, cells), holds=QUESTIONS[name][0].holds)


def rows_by_chance(name: str, seed: str) -> list[Row]:
    chance = random.Random(f"{name} {seed}")
    return [_row(name, chance) for _ in range(ROWS)]
