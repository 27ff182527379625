"""Rows of two to six columns against brute force, and what no row may do."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, permutations
from typing import Any

import pytest

from proposals.domain.relations import Gap
from proposals.domain.rows import RowVerdict, compare_positions
from proposals.domain.storage import to_stored
from proposals.domain.verdicts import Mark, Rule
from tests.domain import row_outcomes as oracle
from tests.domain.row_outcomes import Cell, Question, Said
from tests.domain.row_samples import (
    NAMES,
    QUESTIONS,
    ROWS,
    positions_of,
    rows_by_chance,
    stated_by_chance,
    verdict_on,
)

# Against enumeration


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_marked_as_enumeration_says(name: str) -> None:
    rules = set()
    for row in rows_by_chance(name, "marks"):
        decided, verdict = row.decide(), verdict_on(name, row.cells)
        assert verdict.rule == decided.rule, row.cells
        assert verdict.mark == oracle.MARKS[decided.rule]
        assert _gap(verdict) == decided.gap, row.cells
        assert [p.column.key for p in verdict.answering] == [
            cell.key for cell in row.cells if row.answers(cell)
        ]
        rules.add(decided.rule)
    assert rules >= {"R0", "R1", QUESTIONS[name][1].apart, "R5", "R6", "R7", "R8", "R9"}


def _gap(verdict: RowVerdict) -> float:
    clash = verdict.worst.worst.clash if verdict.worst else None
    if not isinstance(clash, Gap):
        return 0
    return float("inf") if clash.size is None else float(Fraction(clash.size))


@pytest.mark.parametrize("name", NAMES)
def test_pairs_are_judged_as_enumeration_says_from_both_sides(name: str) -> None:
    frame, question = QUESTIONS[name]
    for row in rows_by_chance(name, "pairs")[: ROWS // 2]:
        positions = positions_of(name, row.cells)
        for (one, a), (other, b) in combinations(zip(row.cells, positions, strict=True), 2):
            decided = oracle.decide_pair(one, other, question)
            there = compare_positions(a, b, holds=frame.holds).worst
            back = compare_positions(b, a, holds=frame.holds).worst
            assert there.rule == back.rule == decided.rule, (one, other)
            assert (there.case, there.common, there.scope_difference) == (
                back.case, back.common, back.scope_difference,
            )  # fmt: skip
            assert (there.left_only, there.right_only) == (back.right_only, back.left_only)


@pytest.mark.parametrize("name", NAMES)
def test_the_common_part_of_two_answers_is_what_both_admit(name: str) -> None:
    frame, question = QUESTIONS[name]
    tried = 0
    for row in rows_by_chance(name, "common")[: ROWS // 2]:
        for pair in verdict_on(name, row.cells).pairs:
            for verdict in pair.verdicts:
                answers = [side.answer for side in verdict.sides if side.answer]
                if verdict.common is None or len(answers) < 2:
                    continue
                one, other, common = (
                    question.members(to_stored(value, frame))
                    for value in (answers[0].value, answers[1].value, verdict.common)
                )
                assert common == one & other
                tried += 1
    assert tried > 50


@pytest.mark.parametrize("name", NAMES)
def test_what_could_be_met_together_satisfies_every_answer(name: str) -> None:
    frame, question = QUESTIONS[name]
    tried = 0
    for row in rows_by_chance(name, "together"):
        verdict = verdict_on(name, row.cells)
        answering = [cell for cell in row.cells if row.answers(cell)]
        members = [_members(cell, question) for cell in answering]
        if any(one is None for one in members):
            continue
        shared = frozenset(question.outcomes).intersection(*(one for one in members if one))
        rejected = any(
            oracle.decide_pair(a, b, question).rule == "R9" for a, b in combinations(row.cells, 2)
        )
        cases = {said.case for cell in answering for said in cell.said}
        together = verdict.could_be_met_together
        if len(answering) < 2 or not shared or rejected or len(cases) > 1:
            assert together is None
            continue
        assert together is not None
        assert question.members(to_stored(together, frame)) == shared
        tried += 1
    assert tried > 5


def _members(cell: Cell, question: Question) -> frozenset[Any] | None:
    """What a cell admits, if it has one alternative with one computed answer."""
    found = oracle.alternatives(cell, question)
    if not cell.said or found is None or len(found) > 1 or len(found[0]) > 1:
        return None
    return next(iter(found[0].values())).members


# What no row may do


def _told(verdict: RowVerdict) -> Any:
    worst = verdict.worst.worst if verdict.worst else None
    return (
        verdict.rule,
        worst and worst.case.meaning,
        worst and sorted(side.column.key for side in worst.sides),
        _gap(verdict),
        verdict.within_party_kind,
        verdict.common_ground,
        verdict.required_by_all,
        verdict.could_be_met_together,
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_columns_changes_nothing(name: str) -> None:
    chance = random.Random(name)
    for row in rows_by_chance(name, "order")[: ROWS // 2]:
        told = _told(verdict_on(name, row.cells))
        orders = list(permutations(row.cells)) if len(row.cells) < 4 else []
        for order in orders or [tuple(chance.sample(row.cells, len(row.cells)))]:
            assert _told(verdict_on(name, order)) == told, row.cells


@pytest.mark.parametrize("name", NAMES)
def test_a_column_that_says_nothing_hides_nothing(name: str) -> None:
    chance = random.Random(name)
    for row in rows_by_chance(name, "added"):
        before = verdict_on(name, row.cells)
        if not any(not pair.same_party for pair in before.pairs):
            continue  # texts of one party are another question than parties
        parties = frozenset(chance.choice(["a", "b", "c", "e", "ab"]))
        absence = chance.choice(["silent", "not_coded", "deferred", "struck-out"])
        added = Cell("column-9", parties, absence=absence)
        place = chance.randint(0, len(row.cells))
        after = verdict_on(name, (*row.cells[:place], added, *row.cells[place:]))
        if after.mark is not before.mark:
            assert (before.mark, after.mark) == (Mark.NOT_COMPARED, Mark.ONE_SIDE)
            assert absence != "not_coded"
            assert not any(
                p.left.speaks and p.right.speaks for p in before.pairs if not p.same_party
            )
        if before.worst is not None:
            assert _told(after) == _told(before)


@pytest.mark.parametrize("name", NAMES)
def test_a_row_is_the_same_each_time(name: str) -> None:
    for row in rows_by_chance(name, "again")[:50]:
        assert verdict_on(name, row.cells) == verdict_on(name, row.cells)


# Scopes in free text


FREE = ("", "near the river", "On the coast.", "in the hills")


@pytest.mark.parametrize("name", ["amount", "choice", "items"])
def test_a_conflict_is_claimed_only_if_every_reading_of_free_scopes_has_one(name: str) -> None:
    """Free scopes are read as any part of two points; a third is in none of them."""
    question = QUESTIONS[name][1]
    claimed = 0
    for sides in _rivals_by_chance(name, FREE):
        verdict = verdict_on(name, sides)
        if verdict.mark not in (Mark.CONFLICT, Mark.AGREE):
            continue
        claimed += 1
        marks = {_mark_as_read(sides, question, reading) for reading in _readings()}
        assert marks == {verdict.mark}, sides
    assert claimed > 20


def _rivals_by_chance(name: str, scopes: Sequence[str]) -> Iterator[tuple[Cell, ...]]:
    """Yield two columns of different parties that answer for some of these scopes."""
    chance = random.Random(name)
    for _ in range(ROWS):
        yield tuple(
            Cell(
                f"column-{place}",
                frozenset("ab"[place]),
                tuple(
                    Said(stated_by_chance(name, chance), case=chance.choice(scopes))
                    for _ in range(chance.randint(1, 3))
                ),
            )
            for place in range(2)
        )


def _readings() -> list[dict[str, frozenset[str]]]:
    """Every way in which the free scopes may hold some of two points; a third is in none."""
    parts = [part for part in oracle.subsets("xy") if part]
    whole = frozenset("xyz")
    return [
        {"": whole, FREE[1]: one, FREE[2]: two, FREE[3]: three}
        for one in parts for two in parts for three in parts
    ]  # fmt: skip


def _mark_as_read(
    sides: tuple[Cell, ...], question: Question, points: dict[str, frozenset[str]]
) -> str:
    left, right = (_held_at_points(cell, question, points) for cell in sides)
    if any(
        not one & other
        for point in left.keys() & right.keys()
        for one in left[point]
        for other in right[point]
    ):
        return "conflict"
    same = left == right and all(len(held) == 1 for held in left.values())
    return "agree" if same else "differs"


def _held_at_points(
    cell: Cell, question: Question, points: dict[str, frozenset[str]]
) -> dict[str, set[frozenset[Any]]]:
    """What a cell may admit at each point: by the narrowest of its cases that hold it."""
    (alternative,) = oracle.alternatives(cell, question) or [{}]
    held: dict[str, set[frozenset[Any]]] = {}
    for point in points[""]:
        cases = [case for case in alternative if point in points[case]]
        free = [case for case in cases if case] or cases
        if free:
            held[point] = {alternative[case].members or frozenset() for case in free}
    return held


# Scopes that share entries


@pytest.mark.parametrize("name", ["amount", "choice", "items"])
def test_cases_that_overlap_are_compared_in_the_entries_that_they_share(name: str) -> None:
    question = QUESTIONS[name][1]
    seen: Counter[str] = Counter()
    for number, sides in enumerate(_rivals_by_chance(name, tuple(oracle.OVERLAPPING))):
        if number % 10 == 0:  # some rows in which both say the same
            sides = tuple(replace(cell, said=sides[0].said) for cell in sides)
        mark = verdict_on(name, sides).mark
        left, right = (oracle.alternatives(cell, question) or [{}] for cell in sides)
        both = [
            tuple(oracle.members_at(side[0], points) for side in (left, right))
            for points in oracle.READINGS
        ]
        clashes = [_clashes(*members) for members in both]
        shared = {point for point in ("nc", "sc") if _conflict_at(point, *both[0])}
        if shared:
            assert mark is Mark.CONFLICT, sides
        if mark is Mark.CONFLICT:
            assert all(clashes), sides
        if mark is Mark.AGREE:
            assert all(one == other for one, other in both), sides
        seen[mark] += 1
        seen["shared alone"] += bool(shared) and clashes[0] <= {"nc", "sc"}
    assert min(seen[key] for key in (Mark.CONFLICT, Mark.DIFFERS, "shared alone")) > 10, seen
    assert seen[Mark.AGREE]
    assert seen[Mark.NOT_COMPARED]


Members = dict[str, frozenset[Any]]


def _clashes(one: Members, other: Members) -> set[str]:
    """The points at which both speak, but nothing satisfies both, or one of them itself."""
    return {point for point in one.keys() & other.keys() if not one[point] & other[point]}


def _conflict_at(point: str, one: Members, other: Members) -> bool:
    """Whether both admit something at a point, but nothing in common."""
    return bool(one.get(point) and other.get(point)) and point in _clashes(one, other)


def test_the_oracle_knows_every_rule() -> None:
    assert set(oracle.MARKS) == set(Rule)
