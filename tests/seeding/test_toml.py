"""The writer of TOML: what it writes reads back as the same."""

import tomllib
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.seeding.toml import write_pair, write_value
from proposals.seeding.writer import natural_order


def read_back(value):
    return tomllib.loads(write_pair("key", value), parse_float=Decimal)["key"]


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"))
plain = texts | st.integers(-(10**9), 10**9) | st.booleans() | st.dates()
tables = st.dictionaries(texts, plain | st.lists(texts), max_size=3)


@given(
    plain | st.lists(texts | st.lists(texts, max_size=2), max_size=4) | st.lists(tables, max_size=3)
)
def test_whatever_is_written_reads_back_as_the_same(value):
    assert read_back(value) == value


@given(texts)
def test_a_text_of_several_lines_reads_back_as_the_same(text):
    assert read_back(f"first\n{text}") == f"first\n{text}"


@given(st.text('"\\\n\ta'))
def test_a_text_of_quotation_marks_and_backslashes_reads_back_as_the_same(text):
    assert read_back(f"a\n{text}") == f"a\n{text}"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, max_value=10**9, min_value=0))
def test_a_number_with_decimals_reads_back_exactly(number):
    assert Decimal(read_back(number)) == number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", 'key = "plain"'),
        ('a "quoted" word', 'key = "a \\"quoted\\" word"'),
        ("Η λίμνη", 'key = "Η λίμνη"'),
        ("one\ntwo", 'key = """\none\ntwo"""'),
        ('ends in a "quote"\n"', 'key = """\nends in a "quote"\n\\""""'),
        (True, "key = true"),
        (Decimal("35.5"), "key = 35.5"),
        (Decimal("35.125"), "key = 35.1250"),
        (date(2025, 6, 2), "key = 2025-06-02"),
        (datetime(2025, 6, 2, hour=9, minute=30, tzinfo=UTC), "key = 2025-06-02T09:30:00Z"),
        (["a", "b"], 'key = ["a", "b"]'),
        ({"at_least": 30}, "key = { at_least = 30 }"),
        ([{"key": "a"}], 'key = [\n    { key = "a" },\n]'),
    ],
)
def test_each_value_has_one_form(value, text):
    assert write_pair("key", value) == text


def test_a_value_that_toml_does_not_know_is_refused():
    with pytest.raises(TypeError, match="no form"):
        write_value(object())


def test_keys_are_sorted_as_people_count():
    assert sorted(["A10", "A2", "B1", "A1"], key=natural_order) == ["A1", "A2", "A10", "B1"]
