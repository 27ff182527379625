"""Closed lists and units: refused, or read in one way only."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.domain.errors import InvalidVocabulary
from proposals.domain.storage import from_stored
from proposals.domain.values import Range
from proposals.domain.vocabulary import Entry, Frame, Holding, Kind, Measure, Unit
from proposals.language.vocabulary import check_label, check_unit
from tests.domain import strategies as some
from tests.support.english import ENGLISH, checked, parse, refused, write

several = some.tries(60)
WORDS = ["p", "q", "r", "and", "or", "then", ",", "only", "not", "x"]


@several
@given(st.lists(st.text(some.letters, min_size=1, max_size=12), min_size=2, max_size=4), st.data())
def test_every_vocabulary_is_refused_or_reads_in_one_way(labels: list[str], data: Any) -> None:
    kind = data.draw(st.sampled_from([Kind.CHOICE, Kind.ITEMS, Kind.SEQUENCE]))
    try:
        entries = tuple(Entry(f"k{n}", label) for n, label in enumerate(labels))
        frame = checked(Frame(kind, entries))
    except InvalidVocabulary:
        return
    _check_every_list(frame)


@several
@given(
    st.lists(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=5)
        .map(" ".join),
        min_size=2, max_size=4, unique=True,
    ),
    st.sampled_from([Kind.CHOICE, Kind.ITEMS, Kind.SEQUENCE]),
)  # fmt: skip
def test_labels_with_joining_words_are_refused_or_read_in_one_way(
    labels: list[str], kind: Kind
) -> None:
    try:
        entries = tuple(Entry(f"k{n}", label) for n, label in enumerate(labels))
        frame = checked(Frame(kind, entries))
    except InvalidVocabulary:
        return
    _check_every_list(frame)


def _check_every_list(frame: Frame) -> None:
    first, *others = sorted(frame.keys)
    stated: list[dict[str, Any]] = {
        Kind.CHOICE: [{"admits": [first]}, {"admits": others}, {"admits": "all"}],
        Kind.ITEMS: [
            {"requires": [first], "excludes": others},
            {"requires": others},
            {"excludes": others},
            {"requires": others, "excludes": [first]},
            {"excludes": [first]},
            {"requires": "all"},
        ],
        Kind.SEQUENCE: [
            {"chains": [[first, *others]]},
            {"chains": [[[first, *others]]]},
            {"chains": [[first, others]]},
            {"chains": [[first, other] for other in others]},
        ],
    }[frame.kind]
    for form in stated:
        value = from_stored(form, frame)
        assert parse(write(value, frame), frame) == value


@several
@given(st.text(some.letters, min_size=1, max_size=12), st.integers(0, 5), st.booleans())
def test_every_unit_is_refused_or_reads_in_one_way(name: str, low: int, single: bool) -> None:
    try:
        other = Unit("other", "day", "days", base="base", factor=3)
        frame = checked(
            Frame(
                Kind.RANGE, unit=Unit("base", name, name if single else f"{name}s"), units=(other,)
            )
        )
    except InvalidVocabulary:
        return
    assert other in frame.all_units
    for unit in frame.all_units:
        for ends in ((None, None), (low, None), (None, low), (low, low), (low, low + 2)):
            value = Range(*(None if end is None else Decimal(end) for end in ends), unit)
            assert parse(write(value, frame), frame) == value


@pytest.mark.parametrize(
    "labels",
    [
        ["p", "p and q"],
        ["q", "p and q"],
        ["p and q", "p and q and r"],
        ["p and q", "r and s", "p and q and r and s"],
        ["p and q and r", "s and t", "p and q", "r and s and t"],
        ["p", "P"],
        ["e\u0301", "é"],
        ["straße", "STRASSE"],
    ],
    ids=" | ".join,
)
def test_a_vocabulary_that_reads_in_two_ways_is_refused(labels: list[str]) -> None:
    with pytest.raises(InvalidVocabulary):
        checked(Frame(Kind.ITEMS, tuple(Entry(f"k{n}", label) for n, label in enumerate(labels))))


@pytest.mark.parametrize(
    "label",
    [
        "",
        " x",
        "x ",
        "x  y",
        "x, y",
        "x; y",
        "x: y",
        "x;y",
        "x\ny",
        "x\u2028y",
        "x\x00",
        "→",
        "not x",
        "only x",
        "Only",
        "all",
        "anything",
        "any option",
        "and",
        "and x",
        "x or",
    ],
)
def test_a_label_that_a_list_cannot_hold_is_refused(label: str) -> None:
    with pytest.raises(InvalidVocabulary):
        check_label(Entry("key", label), ENGLISH)


def test_labels_that_share_joining_words_read_whole() -> None:
    labels = ["p and q", "r and s", "q and r"]
    frame = Frame(Kind.ITEMS, tuple(Entry(f"k{n}", label) for n, label in enumerate(labels)))
    _check_every_list(frame)


@pytest.mark.parametrize("name", ["", "3 days", "days 3", "of days", "number of days", "-", "a, b"])
def test_a_unit_that_reads_like_an_amount_is_refused(name: str) -> None:
    with pytest.raises(InvalidVocabulary):
        check_unit(Unit("unit", "one", name), ENGLISH)


def test_units_that_cannot_be_told_apart_are_refused() -> None:
    with refused("same name", InvalidVocabulary):
        Frame(Kind.RANGE, unit=some.DAY, units=(Unit("d", "Day", "ds", True, some.ZERO, "day", 2),))


def test_the_longest_name_of_a_unit_is_taken() -> None:
    working = Unit("working-day", "working day", "working days", minimum=some.ZERO, base="day")
    frame = Frame(Kind.RANGE, unit=some.DAY, units=(working,))
    assert parse("5 working days", frame) == Range(Decimal(5), Decimal(5), working)


@pytest.mark.parametrize("least", ["NaN", "Infinity", "0.5"])
def test_a_count_needs_a_whole_minimum(least: str) -> None:
    with refused("minimum", InvalidVocabulary):
        Unit("unit", "one", "many", minimum=Decimal(least))


@pytest.mark.parametrize(
    "label",
    ["at least x", "At most x", "up to x", "no less than x", "not more than x"],
)
def test_a_step_of_a_scale_that_reads_like_a_stretch_is_refused(label: str) -> None:
    entries = (Entry("one", label), Entry("two", "y"))
    with pytest.raises(InvalidVocabulary):
        checked(Frame(Kind.CHOICE, entries, ordered=True))


def test_a_list_without_a_scale_may_have_such_a_label() -> None:
    frame = checked(Frame(Kind.CHOICE, (Entry("one", "at least x"), Entry("two", "y"))))
    for key in frame.keys:
        value = from_stored({"admits": [key]}, frame)
        assert parse(write(value, frame), frame) == value


@pytest.mark.parametrize(
    "label",
    [
        "30 days",
        "any number of days",
        "any days",
        "at least 30 days",
        "30",
        "more, or less",
        "",
    ],
)
def test_a_top_that_reads_like_an_amount_is_refused(label: str) -> None:
    with pytest.raises(InvalidVocabulary):
        checked(Frame(Kind.RANGE, unit=some.DAY, top=Entry("top", label)))


@pytest.mark.parametrize("kind", [Kind.ITEMS, Kind.RANGE, Kind.DATE, Kind.SEQUENCE, Kind.TEXT])
def test_only_a_choice_has_a_scale(kind: Kind) -> None:
    with refused("Only a choice can be ordered", InvalidVocabulary):
        Frame(kind, some.ENTRIES[:2], unit=some.DAY, ordered=True)


@pytest.mark.parametrize(
    "more", [{"top": Entry("top", "x")}, {"measures": Measure.LIMIT}, {"holds": Holding.IN_TOTAL}]
)
def test_only_a_range_has_a_top_a_limit_or_a_total(more: dict[str, Any]) -> None:
    with refused("Only a range has a top outcome", InvalidVocabulary):
        Frame(Kind.CHOICE, some.ENTRIES[:2], **more)
