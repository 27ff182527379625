"""The stored form round-trips, and what is no value is refused in words."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.domain.relations import Gap, compare
from proposals.domain.storage import from_stored, to_stored
from proposals.domain.values import LARGEST, DateSpan, Range, Sequence, Value
from proposals.domain.vocabulary import Frame, Kind
from tests.domain import strategies as some
from tests.support.english import check_refusal, refused

several = some.tries(60)


@several
@given(some.framed_value)
def test_the_stored_form_round_trips(framed: tuple[Frame, Value]) -> None:
    frame, value = framed
    stored = to_stored(value, frame)
    assert from_stored(stored, frame) == value
    assert from_stored(json.loads(json.dumps(stored)), frame) == value


# Hostile input


@some.tries(300)
@given(some.hostile, st.sampled_from(some.FRAME_LIST))
def test_whatever_is_stored_gives_a_value_or_says_what_would_be_right(
    data: object, frame: Frame
) -> None:
    check_refusal(lambda: from_stored(data, frame))


@some.tries(200)
@given(st.dictionaries(some.table_keys, some.hostile, min_size=1, max_size=3), st.data())
def test_whatever_table_is_stored_gives_a_value_or_says_what_would_be_right(
    data: dict[Any, Any], draw: Any
) -> None:
    frame = draw.draw(st.sampled_from(some.FRAME_LIST))
    check_refusal(lambda: from_stored(data, frame))


def test_a_number_too_long_to_be_written_out_is_refused_in_words() -> None:
    huge = 10**5000
    for frame in some.FRAME_LIST:
        for data in (huge, {huge: 1}, {"at_least": huge}, {"unit": huge}, {"admits": [huge]}):
            with refused("Allowed"):
                from_stored(data, frame)


def test_data_of_any_depth_is_refused_in_words() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    for frame in some.FRAME_LIST:
        with refused("Allowed"):
            from_stored(deep, frame)
    with refused("Allowed"):
        from_stored({"unit": deep, "at_least": 3}, some.FRAMES[Kind.RANGE])


@pytest.mark.parametrize(
    "amount",
    ["NaN", "sNaN", "Infinity", "-Infinity", "1e999999999", "1e-999999999", "1e15.", "1e16", "",
     "0.0000000001", "1e", "--1", "1 000", "0x10"],
)  # fmt: skip
def test_an_amount_that_is_no_plain_number_is_refused(amount: str) -> None:
    with refused("Allowed"):
        from_stored({"at_least": amount}, some.PERCENTAGE)


def test_amounts_at_the_limit_compare_exactly_whatever_the_precision_around() -> None:
    step = Decimal("1e-9")
    with localcontext() as context:
        context.prec = 3
        below = Range(None, LARGEST.copy_negate(), some.PERCENT)
        above = from_stored({"at_least": "999999999999999.999999999"}, some.PERCENTAGE)
        gap = compare(below, above).clash
    assert isinstance(gap, Gap)
    assert gap.size == 2 * LARGEST - step


def test_an_end_beyond_the_limit_by_rounding_is_refused() -> None:
    with refused("too large"):
        Range(LARGEST, None, some.DAY, low_open=True)
    with refused("too large"):
        Range(LARGEST, None, some.WEEK)


def test_the_ends_of_the_calendar_are_open_ends() -> None:
    assert DateSpan(date.min, date.max) == DateSpan(None, None)
    assert DateSpan(date.max, date.max) == DateSpan(date.max, None)


def test_an_order_that_says_nothing_is_refused() -> None:
    with refused("two steps"):
        Sequence(frozenset(), frozenset({frozenset({"a"})}))


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Kind.RANGE, {"at_least": True}),
        (Kind.RANGE, {"any": False}),
        (Kind.RANGE, {"any": True, "at_least": 3}),
        (Kind.RANGE, {"exactly": 3, "at_least": 3}),
        (Kind.RANGE, {"at_least": 3, "more_than": 3}),
        (Kind.RANGE, {"unit": "day"}),
        (Kind.RANGE, {"at_least": 3, "unit": "year"}),
        (Kind.CHOICE, {"admits": []}),
        (Kind.CHOICE, {"rules_out": "all"}),
        (Kind.CHOICE, {"admits": ["key-0"], "rules_out": ["key-1"]}),
        (Kind.ITEMS, {"requires": "others", "excludes": "others"}),
        (Kind.DATE, {"on": datetime(2025, 6, 20, 12, tzinfo=UTC)}),
        (Kind.DATE, {"on": "2025-06-20", "to": "2025-06-30"}),
        (Kind.DATE, {"from": "2025-06-20", "to": "2025-06-19"}),
        (Kind.SEQUENCE, {"chains": []}),
        (Kind.SEQUENCE, {"chains": [["key-0"]]}),
        (Kind.TEXT, {"text": 3}),
    ],
)
def test_a_table_that_says_too_much_or_too_little_is_refused(kind: Kind, data: object) -> None:
    with refused("Allowed"):
        from_stored(data, some.FRAMES[kind])
