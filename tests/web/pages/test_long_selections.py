"""A selection that is too long for one page: what is offered instead, and that nothing is lost."""

import pytest

from proposals.comparisons import Selection, catalogue, compare
from proposals.models.publication_guard import unguarded
from proposals.web.pages import export_request
from tests.support import pages
from tests.support.folders import LAKE, stored_for_a_module
from tests.support.growth import multiply
from tests.web.pages.test_budgets import queries

pytestmark = pytest.mark.django_db

HOME = "/lake-2031/"
PLACES = ("print/", "brief/", "export/")

stored = stored_for_a_module(LAKE)


@pytest.fixture
def lake(stored, db):
    """The talks at the lake, as they were loaded."""


@pytest.fixture
def small(lake, monkeypatch):
    """The same, with room for one cell on a page."""
    monkeypatch.setattr(export_request, "MOST_CELLS", 1)


def parsed(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return pages.parsed(answer.content.decode())


def is_offer(root):
    return pages.text_of(root.xpath("//h1")[0]) == "A long comparison"


@pytest.mark.parametrize("place", PLACES)
def test_a_selection_that_fits_is_shown_at_once(client, lake, place):
    assert "A long comparison" not in client.get(HOME + place).content.decode()


@pytest.mark.parametrize("place", PLACES)
def test_a_long_selection_is_offered_in_parts_and_whole(client, small, place):
    root = parsed(client, HOME + place)
    assert is_offer(root)
    matrix = compare(catalogue("lake-2031"), Selection())
    assert f"{matrix.row_count} rows of {len(matrix.documents)} documents" in pages.text_of(root)
    (whole,) = root.xpath("//a[starts-with(., 'All of it anyway')]/@href")
    assert whole.startswith(HOME + place)
    assert "A long comparison" not in client.get(whole).content.decode()


def test_the_parts_hold_every_row(client, small):
    matrix = compare(catalogue("lake-2031"), Selection())
    root = parsed(client, f"{HOME}print/?paper=letter&clauses=answers")
    topics = root.xpath("//main//ul//ul//a/@href")
    assert len(topics) == sum(len(theme.topics) for theme in matrix.themes)
    sheets = [client.get(address).content.decode() for address in topics]
    for row in matrix.rows:
        assert sum(f'"q-{row.question.key}"' in sheet for sheet in sheets) == 1, row.question.key
    assert all('<option value="letter" selected>' in sheet for sheet in sheets)


def test_the_rows_of_filters_are_counted(client, small):
    matrix = compare(catalogue("lake-2031"), Selection())
    theme = matrix.themes[0]
    root = parsed(client, f"{HOME}print/?theme={theme.theme.key}")
    rows = sum(len(topic.rows) for topic in theme.topics)
    assert f"has {rows} row" in pages.text_of(root)
    root = parsed(client, f"{HOME}print/?verdict=conflict")
    assert f"up to {matrix.row_count} rows" in pages.text_of(root)
    (whole,) = root.xpath("//a[starts-with(., 'All of it anyway')]/@href")
    assert "verdict=conflict" in whole
    assert "all=1" in whole


def test_another_look_of_a_whole_sheet_stays_whole(client, small):
    root = parsed(client, f"{HOME}print/?all=1")
    assert root.xpath("//form//input[@name='all']/@value") == ["1"]


@pytest.mark.parametrize("place", PLACES)
def test_the_offer_compares_nothing_whatever_the_size(client, lake, place, monkeypatch):
    monkeypatch.setattr(export_request, "MOST_CELLS", 1)
    once = queries(client, HOME + place)
    multiply(20)
    assert queries(client, f"{HOME}{place}?paper=a4") == once


def test_a_question_that_nobody_coded_is_not_counted(client, small):
    question = next(iter(compare(catalogue("lake-2031"), Selection()).rows)).question
    with unguarded():
        question.terms.all().delete()
        question.coverage.all().delete()
    expected = compare(catalogue("lake-2031"), Selection()).row_count
    assert f"has {expected} rows" in pages.text_of(parsed(client, f"{HOME}print/"))
    (offered,) = parsed(client, f"{HOME}print/?question={question.key}").xpath("//h1")
    assert pages.text_of(offered) == "A long comparison"
