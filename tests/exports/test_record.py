"""The record of a comparison: everything that is shown, nothing else, in one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.comparisons import Selection, catalogue, compare
from proposals.domain.verdicts import Mark
from proposals.exports.file_names import LONGEST, file_stem
from proposals.exports.record.canonical import NotCanonical, canonical, digest
from proposals.exports.record.comparison import record, selection_pairs
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = pytest.mark.django_db

stored = stored_for_a_module(LAKE)

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abc_", min_size=1), inner),
)


@pytest.fixture(autouse=True)
def _lake(stored: None, db: None) -> None:
    """The talks at the lake, as they were loaded."""


def lake(selection: Selection | None = None):
    return compare(catalogue("lake-2031"), selection or Selection())


def test_the_same_content_has_the_same_spelling_however_it_was_selected():
    usual = lake()
    named = lake(Selection(tuple(document.key for document in usual.documents), whole=True))
    assert canonical(record(usual)) == canonical(record(named))


def test_another_selection_has_another_hash():
    some = lake(Selection(marks=(Mark.CONFLICT,)))
    assert digest(canonical(record(some))) != digest(canonical(record(lake())))


def test_the_selection_of_a_record_names_its_documents_and_no_part():
    pairs = selection_pairs(lake(Selection(part=2, marks=(Mark.CONFLICT,))))
    assert [name for name, _value in pairs] == ["d", "d", "d", "verdict"]


def test_everything_that_a_row_names_stands_in_the_record_once():
    found = record(lake())
    clauses = [clause["id"] for clause in found["clauses"]]
    articles = [article["key"] for article in found["articles"]]
    outlets = [outlet["key"] for outlet in found["outlets"]]
    answers = [a for row in found["rows"] for a in row["answers"]]
    terms = [term for answer in answers for term in answer["terms"]]
    assert terms
    for names in (clauses, articles, outlets, [term["id"] for term in terms]):
        assert len(names) == len(set(names))
    assert {term["clause"] for term in terms} <= set(clauses)
    assert {item["clause"] for item in found["evidence"]} <= set(clauses)
    assert {item["article"] for item in found["evidence"]} <= set(articles)
    assert {key for answer in answers for key in answer["absence_articles"]} <= set(articles)
    assert {article["outlet"] for article in found["articles"]} == set(outlets)
    assert {row["question"] for row in found["rows"]} == {q["key"] for q in found["questions"]}
    assert {row["topic"] for row in found["rows"]} == {t["key"] for t in found["topics"]}


def test_the_record_holds_the_rows_of_the_page_in_its_order():
    matrix = lake(Selection(marks=(Mark.CONFLICT,)))
    found = record(matrix)
    assert [row["question"] for row in found["rows"]] == [row.question.key for row in matrix.rows]
    assert {row["mark"] for row in found["rows"]} == {"conflict"}


def test_the_record_needs_twelve_queries(django_assert_num_queries):
    with django_assert_num_queries(12):
        record(lake())


@given(VALUES)
def test_one_value_has_one_spelling_whatever_the_order_of_its_keys(value):
    def turned(part):
        if isinstance(part, dict):
            return {key: turned(part[key]) for key in reversed(list(part))}
        return [turned(one) for one in part] if isinstance(part, list) else part

    assert canonical(value) == canonical(turned(value))


@pytest.mark.parametrize("value", [1.5, {"a": [0.1]}, {"é": 1}, {"a": object()}, float("nan")])
def test_what_has_no_single_spelling_is_refused_with_its_place(value):
    with pytest.raises(NotCanonical, match=r"^\$"):
        canonical(value)


@given(st.lists(st.text(), max_size=8), st.dates())
def test_names_of_files_are_plain_and_tell_the_day(parts, day):
    stem = file_stem(parts, day)
    assert len(stem) <= LONGEST
    assert stem.endswith(day.isoformat())
    assert all(char in "abcdefghijklmnopqrstuvwxyz0123456789.@_-" for char in stem)
    assert not stem.startswith((".", "-"))
