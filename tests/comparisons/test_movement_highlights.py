"""The movements that are shown first: which, of each kind how many, and in which order."""

from __future__ import annotations

import datetime
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from proposals.comparisons.movement_highlights import (
    MOST_HIGHLIGHTS,
    MOST_OF_A_KIND,
    highlights,
)
from proposals.domain.approaches import Direction
from proposals.domain.changes import Change
from proposals.domain.relations import Gap


def step(change: Change, *approaches: Any, day: int = 1) -> Any:
    """A step of this change to a text of a day, with approaches as sizes or as directions."""
    version = SimpleNamespace(date=datetime.date(2030, 5, day))
    return SimpleNamespace(
        change=change,
        movement=SimpleNamespace(approaches=[approach(one) for one in approaches]),
        after=SimpleNamespace(document=SimpleNamespace(version=version)),
    )


def approach(said: Any) -> Any:
    if isinstance(said, Direction):
        none = SimpleNamespace(clash=None)
        return SimpleNamespace(direction=said, before=none, after=none)
    before, after = (
        SimpleNamespace(clash=Gap(None if size is None else Fraction(size), None, left_below=True))
        for size in said
    )
    return SimpleNamespace(direction=Direction.TOWARDS, before=before, after=after)


def shown(*steps: Any) -> list[Any]:
    rows = [SimpleNamespace(happened=(one,)) for one in steps]
    return [one.step for one in highlights(rows)]  # type: ignore[arg-type]


def test_numbers_come_first_the_largest_part_of_the_distance_before_others() -> None:
    small, large = step(Change.MOVED, (30, 27)), step(Change.MOVED, (4, 1))
    middle = step(Change.MOVED, (10, 20))
    others = [step(Change.STRUCK_OUT) for _number in range(4)]
    assert shown(small, *others, large, middle) == [
        large,
        middle,
        others[0],
        others[1],
        small,
        others[2],
    ]


def test_of_each_kind_a_few_are_taken_before_more_of_one() -> None:
    met = step(Change.NARROWED, Direction.MEETS_NOW)
    moved = step(Change.MOVED)
    new = step(Change.NEW)
    gone = [step(Change.STRUCK_OUT) for _number in range(9)]
    found = shown(*gone, new, moved, met)
    assert found[: 1 + MOST_OF_A_KIND + 2] == [met, gone[0], gone[1], moved, new]
    assert len(found) == MOST_HIGHLIGHTS


def test_they_stand_in_the_order_of_the_days() -> None:
    late, early = step(Change.MOVED, (4, 1), day=9), step(Change.STRUCK_OUT, day=2)
    assert shown(late, early) == [early, late]


def test_what_has_no_other_outcome_is_not_shown_first() -> None:
    quiet = (
        Change.REWORDED,
        Change.FORCE,
        Change.BRACKETS,
        Change.SCOPE_OR_CONDITION,
        Change.NOT_COMPUTED,
    )
    assert shown(*map(step, quiet)) == []


def test_a_distance_without_a_size_or_that_stayed_is_no_number() -> None:
    stayed, to_top = step(Change.MOVED, (5, 5)), step(Change.MOVED, (None, 3))
    measured = step(Change.MOVED, (5, 4))
    assert shown(stayed, to_top, measured)[0] is measured
