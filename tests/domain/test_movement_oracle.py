"""What became of a question between two texts, against enumeration."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import combinations, permutations, product
from typing import Any

import pytest
from hypothesis import given

from proposals.domain.approaches import Approach, Direction
from proposals.domain.changes import SET_CHANGES, Change
from proposals.domain.errors import InvalidValue
from proposals.domain.movement import movement
from proposals.domain.relations import Gap
from proposals.domain.storage import from_stored
from proposals.domain.terms import Column, Position, Term
from proposals.domain.values import Value
from tests.domain import movement_outcomes as oracle
from tests.domain.examples import (
    OTHER,
)
from tests.domain.outcomes import Stated
from tests.domain.row_outcomes import POINTS, Cell, by_point
from tests.domain.row_samples import NAMES as ROW_NAMES
from tests.domain.row_samples import QUESTIONS, ROWS, positions_of, rows_by_chance, stated_by_chance
from tests.domain.statements import FRAMES, NAMES, SPACES, STATED, every_choice, every_items
from tests.domain.strategies import tries

FIRST = Column("a1", "the first draft", frozenset({"a"}))
SECOND = Column("a2", "the second draft", frozenset({"a"}))


# Values


@cache
def _known(name: str, written: str) -> tuple[Value, frozenset[Any]] | None:
    stated = json.loads(written)
    try:
        return from_stored(stated, FRAMES[name]), SPACES[name].members(stated)
    except InvalidValue:
        return None


def _of_value(column: Column, value: Value) -> Position:
    return Position(column, (Term(value),))


def _check(name: str, *stated: Stated) -> None:
    known = [_known(name, json.dumps(one)) for one in stated]
    if None in known:
        return
    (old, before), (new, after), *rest = (one for one in known if one is not None)
    cells = [_of_value(OTHER, value) for value, _members in rest]
    found = movement(_of_value(FIRST, old), _of_value(SECOND, new), others=cells)
    assert found.change == oracle.change_of_sets(before, after), stated
    if before == after:
        assert found.approaches == ()
        return
    for approach, (_value, members) in zip(found.approaches, rest, strict=True):
        _check_approach(name, approach, [before, after, members])


def _check_approach(name: str, approach: Approach, sets: list[frozenset[Any]]) -> None:
    if name in ("percent", "metres"):  # an end that is left out lies between two points of the grid
        old, new, other = sets
        assert (approach.direction in MEETING) == bool(old & other or new & other)
        return
    kind = {"choice": "", "items": "items", "sequence": "order"}.get(name, "number")
    if name == "date":
        sets = [frozenset(day.toordinal() for day in members) for members in sets]
    assert approach.direction == oracle.direction(*sets, kind)
    before, after = approach.before.clash, approach.after.clash
    if isinstance(before, Gap) and isinstance(after, Gap):
        for gap, members in ((before, sets[0]), (after, sets[1])):
            assert gap.size is not None
            factor = gap.unit.factor if gap.unit else 1
            assert Fraction(gap.size) * factor == min(abs(a - b) for a in members for b in sets[2])
        assert before.unit == after.unit


MEETING = {Direction.MEETS_NOW, Direction.NO_LONGER_MEETS, Direction.STILL_MEETS}


@pytest.mark.parametrize(("name", "every"), [("choice", every_choice()), ("items", every_items())])
def test_every_pair_of_answers_changes_as_enumeration_says(name: str, every: list[Stated]) -> None:
    for old, new in product(every, repeat=2):
        _check(name, old, new)


def test_every_choice_moves_towards_every_other_as_enumeration_says() -> None:
    for stated in product(every_choice(), repeat=3):
        _check("choice", *stated)


@pytest.mark.parametrize("name", NAMES)
def test_generated_answers_move_as_enumeration_says(name: str) -> None:
    @tries(200)
    @given(STATED[name], STATED[name], STATED[name], STATED[name])
    def check(old: Stated, new: Stated, one: Stated, other: Stated) -> None:
        _check(name, old, new, one, other)

    check()


# Cells with cases, options, forces, conditions


def _texts(name: str, seed: str) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of rows by chance without rejections, and without prose in two parts."""
    for row in rows_by_chance(name, seed)[: ROWS // 2]:
        cells = tuple(replace(cell, rejects=frozenset()) for cell in row.cells)
        prose = [
            (cell.key, said.case) for cell in cells for said in cell.said if said.stated is None
        ]
        if len(prose) == len(set(prose)):
            yield cells


def _edited(name: str, cell: Cell, chance: random.Random) -> Cell:
    """The cell of a later text: one of its points is put in another way."""
    if not cell.said:
        return cell
    place = chance.randrange(len(cell.said))
    edits: dict[str, Any] = {
        "force": chance.choice(["demands", "offers", "expects"]),
        "condition": chance.choice(["", "elections", "a vote"]),
        "bearers": frozenset(chance.sample("abc", chance.randint(0, 2))),
        "stated": stated_by_chance(name, chance),
    }
    field = chance.choice(["force", "condition", "bearers", "stated", "stated", "stated"])
    said = list(cell.said)
    said[place] = replace(said[place], **{field: edits[field]})
    return replace(cell, key="column-9", said=tuple(said))


@pytest.mark.parametrize("name", ROW_NAMES)
def test_cells_change_as_enumeration_says(name: str) -> None:
    frame, question = QUESTIONS[name]
    seen: Counter[str] = Counter()
    chance = random.Random(name)
    for cells in _texts(name, "movement"):
        edits = [(cell, _edited(name, cell, chance)) for cell in cells]
        for old, new in (*product(cells[:3], repeat=2), *edits):
            expected = oracle.change_of_cells(old, new, question)
            found = movement(*positions_of(name, (old, new)), holds=frame.holds)
            assert found.change == expected, (old, new)
            assert (found.cause is not None) == (expected == "not-computed")
            if expected != "not-computed" and old.said and new.said:
                assert found.differences == oracle.differences(old, new, question)
            seen[expected] += 1
    rare = {Change.REWORDED, Change.BRACKETS}
    unseen = {Change.PARTLY_SEEN}  # all of these texts are known in full
    assert {change for change in Change if seen[change] > 2} == set(Change) - rare - unseen, seen


@pytest.mark.parametrize("name", ROW_NAMES)
def test_cells_move_towards_others_as_enumeration_says(name: str) -> None:
    frame, question = QUESTIONS[name]
    kind = {"choice": "", "items": "items"}.get(name, "number")
    seen: Counter[str] = Counter()
    for cells in _texts(name, "approaches"):
        for old, new, other in _threes(name, cells):
            one, another, fixed = positions_of(name, (old, new, other))
            found = movement(one, another, others=[fixed], holds=frame.holds).approaches
            expected = _expected_approaches(old, new, other, question=question, kind=kind)
            told = {
                point: str(approach.direction)
                for approach in found
                for point in _points(approach, (old, new, other), name)
            }
            assert told == expected, (old, new, other)
            seen.update(approach.direction for approach in found)
    assert sum(seen.values()) > 60, seen
    assert len(seen) > 4 - (name == "choice"), seen


def _threes(name: str, cells: tuple[Cell, ...]) -> Iterator[tuple[Cell, Cell, Cell]]:
    chance = random.Random(f"{name} {len(cells)}")
    yield from chance.sample(list(permutations(cells, 3)), 4 if len(cells) > 3 else 0)
    for old, other in permutations(cells[:4], 2):
        yield old, _edited(name, old, chance), other


def _expected_approaches(
    old: Cell, new: Cell, other: Cell, *, question: Any, kind: str
) -> dict[str, str]:
    """The direction at each point at which the answer changed and all three speak in sets."""
    change = oracle.change_of_cells(old, new, question)
    if change not in ("widened", "narrowed", "moved"):
        return {}
    found = [oracle.alternatives(cell, question) for cell in (old, new, other)]
    if any(one is None or len(one) != 1 for one in found):
        return {}
    held = [by_point(one[0], question) for one in found if one]
    points = set(held[0]).intersection(*held)
    sets = {point: [side[point].members for side in held] for point in points}
    return {
        point: oracle.direction(*members, kind)
        for point, members in sets.items()
        if all(members) and members[0] != members[1]
    }


def _points(approach: Approach, cells: tuple[Cell, ...], name: str) -> set[str]:
    """The points for which an approach holds: those of its case that no narrower answer has."""
    case = approach.in_case.case.key
    if QUESTIONS[name][1].in_total:
        return {case}
    spoken = {said.case for cell in cells for said in cell.said}
    narrower = [POINTS[one] for one in spoken if POINTS[one] < POINTS[case]]
    return set(POINTS[case]).difference(*narrower)


# What no movement may do


@pytest.mark.parametrize("name", ROW_NAMES)
def test_back_again_is_the_other_way(name: str) -> None:
    mirrored = {Change.WIDENED: Change.NARROWED, Change.NARROWED: Change.WIDENED}
    frame = QUESTIONS[name][0]
    for cells in _texts(name, "back"):
        for old, new in combinations(positions_of(name, cells[:3]), 2):
            there = movement(old, new, holds=frame.holds)
            back = movement(new, old, holds=frame.holds)
            if there.parts:
                assert back.change is mirrored.get(there.change, there.change)
            assert (there.dropped, there.added) == (back.added, back.dropped)
            assert there == movement(old, new, holds=frame.holds)


@pytest.mark.parametrize("name", ROW_NAMES)
def test_rejections_never_break_it(name: str) -> None:
    frame = QUESTIONS[name][0]
    for row in rows_by_chance(name, "rejections")[: ROWS // 3]:
        cells = positions_of(name, row.cells[:4])
        for old, new in combinations(cells, 2):
            found = movement(old, new, others=cells, holds=frame.holds)
            assert found.approaches == () or found.change in SET_CHANGES
            told = [one for one in found.approaches if one.other == old.column]
            assert {one.direction for one in told} <= {
                Direction.NO_LONGER_MEETS,
                Direction.STILL_MEETS,
            }
