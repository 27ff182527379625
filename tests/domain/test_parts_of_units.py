"""Units that are smaller than their base: hours beside days are compared exactly."""

from dataclasses import replace
from fractions import Fraction

import pytest

from proposals.domain.errors import ErrorCode, InvalidVocabulary
from proposals.domain.relations import Relation, compare
from proposals.domain.storage import from_stored, to_stored
from proposals.domain.vocabulary import Frame, Kind, Unit
from tests.domain.examples import DAY, DAYS, FORTNIGHT, WEEK, ZERO

HOUR = Unit("hour", "hour", "hours", minimum=ZERO, base="day", parts=24)
WATCH = Unit("watch", "watch", "watches", minimum=ZERO, base="day", parts=6)
BOTH = Frame(Kind.RANGE, unit=DAY, units=(WEEK, HOUR, WATCH))


def stated(**value):
    return from_stored(value, BOTH)


def test_an_hour_is_exactly_a_part_of_a_day():
    assert HOUR.size == Fraction(1, 24)
    assert {unit.key: unit.factor for unit in BOTH.all_units} == {
        "day": 24,
        "week": 168,
        "hour": 1,
        "watch": 4,
    }


def test_units_without_parts_stay_as_they_are():
    assert (DAYS.unit, DAYS.units) == (DAY, (WEEK, FORTNIGHT))


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ({"exactly": 48, "unit": "hour"}, {"exactly": 2}, Relation.SAME),
        ({"exactly": 1, "unit": "week"}, {"exactly": 168, "unit": "hour"}, Relation.SAME),
        ({"exactly": 6, "unit": "watch"}, {"exactly": 1}, Relation.SAME),
        ({"at_most": 12, "unit": "hour"}, {"at_most": 20, "unit": "hour"}, Relation.INSIDE),
        ({"exactly": 80, "unit": "hour"}, {"less_than": 4}, Relation.INSIDE),
        ({"exactly": 80, "unit": "hour"}, {"at_most": 3}, Relation.APART),
        ({"less_than": 4}, {"at_most": 95, "unit": "hour"}, Relation.SAME),
        ({"at_least": 3}, {"at_least": 72, "unit": "hour"}, Relation.SAME),
    ],
)
def test_hours_and_days_are_compared_as_what_they_are(one, other, relation):
    assert compare(stated(**one), stated(**other)).relation is relation


@pytest.mark.parametrize(
    ("one", "other", "size", "unit"),
    [
        ({"exactly": 80, "unit": "hour"}, {"at_most": 3}, 8, "hour"),
        ({"at_least": 5}, {"at_most": 3}, 2, "day"),
        ({"at_least": 3, "unit": "week"}, {"at_most": 1, "unit": "week"}, 2, "week"),
    ],
)
def test_gaps_are_told_in_a_unit_that_measures_them(one, other, size, unit):
    gap = compare(stated(**one), stated(**other)).clash
    assert (gap.size, gap.unit.key) == (size, unit)


@pytest.mark.parametrize(
    "value",
    [{"more_than": 3, "unit": "day"}, {"at_most": 30, "unit": "hour"}, {"less_than": 2}],
)
def test_what_is_stored_stays_as_it_was_stated(value):
    kept = to_stored(stated(**value), BOTH)
    assert {key: str(part) for key, part in kept.items() if key != "unit"} == {
        key: str(part) for key, part in value.items() if key != "unit"
    }
    assert from_stored(kept, BOTH) == stated(**value)


def test_parts_that_are_no_multiples_of_the_smallest_are_refused():
    third = replace(HOUR, key="third", one="third", many="thirds", parts=3)
    quarter = replace(HOUR, key="quarter", one="quarter", many="quarters", parts=4)
    with pytest.raises(InvalidVocabulary) as caught:
        Frame(Kind.RANGE, unit=DAY, units=(third, quarter))
    assert caught.value.code is ErrorCode.UNLIKE_UNITS


def test_parts_need_a_base():
    with pytest.raises(InvalidVocabulary) as caught:
        Unit("hour", "hour", "hours", parts=24)
    assert caught.value.code is ErrorCode.FACTOR_WITHOUT_BASE
