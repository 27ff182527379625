"""Relations, common parts and clashes against brute force: every outcome is tried."""

import json
import random
from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from itertools import permutations, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.domain.errors import Inconsistent, InvalidValue
from proposals.domain.relations import Contested, Gap, Inverted, Relation, compare, meet
from proposals.domain.rows import compare_positions, compare_row
from proposals.domain.storage import from_stored, to_stored
from proposals.domain.terms import Column, Position, Term
from proposals.domain.values import Value
from proposals.domain.verdicts import Rule
from proposals.domain.vocabulary import Kind
from tests.domain import outcomes
from tests.domain.outcomes import Space, Stated
from tests.domain.statements import (
    FRAMES,
    HIGHS,
    KEYS,
    LOWS,
    NAMES,
    QUARTER,
    RANGES,
    SPACES,
    STATED,
    every_choice,
    every_date,
    every_items,
    every_range,
    fine_ends,
    whole_ends,
)
from tests.domain.strategies import DEPTH, tries


def _members(name: str, stated: Stated) -> frozenset[Any]:
    return _known_members(name, json.dumps(stated))


@cache
def _known_members(name: str, written: str) -> frozenset[Any]:
    return SPACES[name].members(json.loads(written))


def _value(name: str, stated: Stated) -> Value | None:
    return _known_value(name, json.dumps(stated))


@cache
def _known_value(name: str, written: str) -> Value | None:
    """The engine's value; None where it refuses, which it must do for empty sets and only then."""
    stated = json.loads(written)
    try:
        value = from_stored(stated, FRAMES[name])
    except InvalidValue:
        says_nothing = name == "sequence" and _members(name, stated) == frozenset(
            SPACES[name].outcomes
        )
        assert says_nothing or not _members(name, stated), stated
        return None
    assert _members(name, stated), f"{stated} admits nothing, yet became {value}"
    return value


def _check(name: str, one: Stated, other: Stated) -> None:
    left, right = _value(name, one), _value(name, other)
    if left is None or right is None:
        return
    mine, theirs = _members(name, one), _members(name, other)
    found = compare(left, right)
    assert found.relation == outcomes.relation(mine, theirs), (one, other)
    if found.common is None:
        assert found.relation is Relation.APART
        _check_clash(name, found.clash, mine, theirs)
    else:
        assert found.clash is None
        assert _members(name, to_stored(found.common, FRAMES[name])) == mine & theirs, (one, other)


def _check_clash(name: str, clash: Any, mine: frozenset[Any], theirs: frozenset[Any]) -> None:
    match name:
        case "choice":
            assert clash is None
        case "items":
            _check_contested(clash, mine, theirs)
        case "sequence":
            _check_inverted(clash, mine, theirs)
        case _:
            _check_gap(name, clash, mine, theirs)


def _check_contested(clash: Contested, mine: frozenset[Any], theirs: frozenset[Any]) -> None:
    def wanted(members: frozenset[Any], others: frozenset[Any]) -> set[str]:
        return {
            key
            for key in KEYS
            if all(key in outcome for outcome in members)
            and not any(key in outcome for outcome in others)
        }

    assert clash == Contested(wanted(mine, theirs), wanted(theirs, mine))


def _check_gap(name: str, gap: Gap, mine: frozenset[Any], theirs: frozenset[Any]) -> None:
    apart = outcomes.distance(mine, theirs)
    assert gap.left_below == (min(mine) < min(theirs))
    if name == "date":
        assert (gap.size, gap.unit) == (apart.days, None)
        return
    assert gap.unit is not None
    size = Fraction(gap.size) * gap.unit.factor
    if gap.unit.whole:
        assert size == apart
        return
    # Each facing end that is left out adds one step of the grid, so the distance is known to be
    # the grid's less nothing, one step or two; a grid point is in the closure of each set.
    assert apart - 2 * QUARTER <= size <= apart
    assert size % (2 * QUARTER) == 0


def _check_inverted(clash: Inverted, mine: frozenset[Any], theirs: frozenset[Any]) -> None:
    before, tied = outcomes.always_before, outcomes.always_tied

    def inverted(a: str, b: str) -> bool:
        against = before(theirs, b, a)
        return (before(mine, a, b) and (against or tied(theirs, a, b))) or (
            tied(mine, a, b) and against
        )

    assert clash.pairs == {pair for pair in permutations(KEYS, 2) if inverted(*pair)}
    assert _is_circle(clash.circle, mine, theirs)
    shorter = (p for size in range(1, len(clash.circle)) for p in permutations(KEYS, size))
    assert not any(_is_circle(steps, mine, theirs) for steps in shorter)


def _is_circle(steps: tuple[str, ...], mine: frozenset[Any], theirs: frozenset[Any]) -> bool:
    """Whether each step comes before the next, or with it, by one of the sides; once before."""
    links = list(zip(steps, (*steps[1:], steps[0]), strict=True))
    strict = [any(outcomes.always_before(side, *ends) for side in (mine, theirs)) for ends in links]
    loose = [any(outcomes.always_tied(side, *ends) for side in (mine, theirs)) for ends in links]
    return any(strict) and all(s or t for s, t in zip(strict, loose, strict=True))


def test_every_kind_whose_answers_can_be_compared_is_tried() -> None:
    assert set(FRAMES) == set(SPACES) == set(STATED)
    assert {frame.kind for frame in FRAMES.values()} == set(Kind) - {Kind.TEXT}


# Two values


@pytest.mark.parametrize(
    ("name", "every"),
    [("choice", every_choice()), ("items", every_items()), ("date", every_date())],
)
def test_every_pair_lies_as_enumeration_says(name: str, every: list[Stated]) -> None:
    for one, other in product(every, repeat=2):
        _check(name, one, other)


@pytest.mark.parametrize("name", ["degrees", "percent"])
def test_every_pair_of_short_ranges_lies_as_enumeration_says(name: str) -> None:
    for one, other in product(every_range((-1, 0, 1)), repeat=2):
        _check(name, one, other)


@pytest.mark.parametrize("name", ["days", "metres"])
def test_every_pair_of_short_ranges_of_unequal_units_lies_as_enumeration_says(name: str) -> None:
    small, large = ("two-days", "week") if name == "days" else ("double", "chain")
    for one, other in product(every_range((0, 2, 7), (small,)), every_range((1, 2), (large,))):
        _check(name, one, other)


def test_every_pair_of_short_orders_lies_as_enumeration_says() -> None:
    links: list[Any] = ["a", "b", "c", ["a", "b"], ["b", "c"], ["a", "b", "c"]]
    every = [{"chains": [list(chain)]} for n in (1, 2, 3) for chain in product(links, repeat=n)]
    sound = [stated for stated in every if _value("sequence", stated) is not None]
    for one, other in product(sound, repeat=2):
        _check("sequence", one, other)


@pytest.mark.parametrize("name", RANGES)
def test_thousands_of_pairs_of_ranges_lie_as_enumeration_says(name: str) -> None:
    ends = whole_ends if name in ("degrees", "days") else fine_ends
    units = {"days": ("", "week", "two-days"), "metres": ("", "chain", "double")}.get(name, ("",))
    every = every_range(ends, units)
    chosen = random.Random(name)
    sample = chosen.sample(every, min(len(every), 200 * DEPTH))
    for one, other in (chosen.choices(sample, k=2) for _ in range(2000 * DEPTH)):
        _check(name, one, other)


@pytest.mark.parametrize("name", NAMES)
def test_generated_pairs_lie_as_enumeration_says(name: str) -> None:
    @tries(150)
    @given(STATED[name], STATED[name])
    def check(one: Stated, other: Stated) -> None:
        _check(name, one, other)

    check()


@pytest.mark.parametrize("step", [QUARTER, QUARTER / 2])
def test_the_gap_of_open_ends_is_the_limit_of_the_distances(step: Fraction) -> None:
    space: Space = outcomes.amounts(-5, 10, step, None, {"": 1})
    assert len(LOWS) == len(HIGHS) == 2
    for low, high in product(LOWS, HIGHS):
        one, other = {high: "1.5"}, {low: "4"}
        gap = compare(*(from_stored(s, FRAMES["percent"]) for s in (one, other))).clash
        open_ends = (low == "more_than") + (high == "less_than")
        apart = outcomes.distance(space.members(one), space.members(other))
        assert isinstance(gap, Gap)
        assert Fraction(gap.size) == apart - open_ends * step == Fraction(5, 2)


# Several terms, several columns


@pytest.mark.parametrize("name", NAMES)
def test_terms_that_hold_together_admit_what_all_of_them_admit(name: str) -> None:
    @tries(50)
    @given(st.lists(STATED[name], min_size=2, max_size=4))
    def check(stated: list[Stated]) -> None:
        values = [value for s in stated if (value := _value(name, s)) is not None]
        kept = [s for s in stated if _members(name, s) and _value(name, s) is not None]
        together = frozenset(SPACES[name].outcomes).intersection(*(_members(name, s) for s in kept))
        position = Position(Column("c", "C"), tuple(map(Term, values)))
        if not values:
            return
        assert bool(position.problem) == (not together), stated
        if together:
            stored = to_stored(position.alternatives[0].answers[0].value, FRAMES[name])
            assert _members(name, stored) == together, stated

    check()


@pytest.mark.parametrize("name", NAMES)
def test_a_row_names_what_would_satisfy_all_its_columns(name: str) -> None:
    @tries(50)
    @given(st.lists(STATED[name], min_size=2, max_size=5))
    def check(stated: list[Stated]) -> None:
        kept = [s for s in stated if _value(name, s) is not None]
        cells = [
            Position(Column(str(n), f"Text {n}"), (Term(from_stored(s, FRAMES[name])),))
            for n, s in enumerate(kept)
        ]
        common = compare_row(cells).could_be_met_together
        shared = frozenset(SPACES[name].outcomes).intersection(*(_members(name, s) for s in kept))
        if len(cells) < 2 or not shared:
            assert common is None
        else:
            assert common is not None
            assert _members(name, to_stored(common, FRAMES[name])) == shared

    check()


@pytest.mark.parametrize("name", NAMES)
def test_a_pair_of_positions_gets_the_rule_that_enumeration_demands(name: str) -> None:
    apart = {"choice": Rule.CONTRADICTION, "items": Rule.CONTRADICTION, "sequence": Rule.ORDER}.get(
        name, Rule.GAP
    )
    rules = {"same": Rule.AGREEMENT, "apart": apart}

    @tries(30)
    @given(STATED[name], STATED[name])
    def check(one: Stated, other: Stated) -> None:
        values = [_value(name, one), _value(name, other)]
        if None in values:
            return
        cells = [Position(Column("c", "C"), (Term(v),)) for v in values if v is not None]
        relation = outcomes.relation(_members(name, one), _members(name, other))
        assert compare_positions(*cells).worst.rule is rules.get(relation, Rule.COMMON_PART)

    check()


@pytest.mark.parametrize("name", NAMES)
def test_meeting_is_commutative_and_associative(name: str) -> None:
    @tries(30)
    @given(STATED[name], STATED[name], STATED[name])
    def check(one: Stated, two: Stated, three: Stated) -> None:
        found = [_value(name, s) for s in (one, two, three)]
        if any(value is None for value in found):
            return
        results = {_meet_all(name, order) for order in permutations(found)}
        assert len(results) == 1

    check()


def _meet_all(name: str, values: Iterable[Any]) -> frozenset[Any] | None:
    first, second, third = values
    try:
        return _members(name, to_stored(meet(meet(first, second), third), FRAMES[name]))
    except Inconsistent:
        return None
