"""A comparison in parts: what a part holds, what is told of it, and everything at once."""

import pytest
from django.urls import reverse

from proposals.comparisons import catalogue, compare, split
from proposals.comparisons.selection import Selection
from proposals.web.templatetags import comparison
from tests.support import pages
from tests.support.folders import LAKE, stored_for_a_module
from tests.web.pages.comparison_parts import FIVE, PAGE, TWO, html, keys, link

pytestmark = pytest.mark.django_db

stored = stored_for_a_module(LAKE)


@pytest.fixture
def lake(stored, db):
    """The talks at the lake, as they were loaded."""


def test_a_short_comparison_has_no_parts(client, lake):
    page = html(client, FIVE)
    assert not link(page, "next")
    assert "part-links" not in page


def test_rows_asked_for_without_htmx_are_a_page(client, lake):
    response = client.get(reverse("proposals:rows", args=["lake-2031"]), {"part": "2"})
    assert response.status_code == 302
    assert response["Location"] == f"{PAGE}?part=2"


def test_a_filter_begins_at_the_first_part_and_keeps_all_rows(client, lake):
    root = pages.parsed(html(client, f"{TWO}&part=3&all=1&verdict=conflict"))
    chip = root.xpath("//ul[@class='chips']/li/a/@href")[0]
    assert "part=" not in chip
    assert "all=1" in chip
    assert root.xpath("//form//input[@name='all']/@value") == ["1"]


@pytest.mark.parametrize("part", ["0", "-1", "two", "1e3", "9" * 50])
def test_an_odd_part_is_told_and_the_first_is_shown(client, lake, part):
    page = html(client, f"{TWO}&part={part}")
    assert "There is no part" in page
    assert keys(page) == keys(html(client, TWO))


def test_a_part_after_the_last_is_the_last(client, lake):
    page = html(client, f"{TWO}&part=99")
    assert keys(page) == keys(html(client, TWO))
    assert "There is no part “99” here: the last one, part 1, is shown." in page


def test_a_part_that_there_is_needs_no_notice(client, lake):
    for query in (TWO, f"{TWO}&part=1", f"{TWO}&all=1&part=99"):
        assert "There is no part" not in html(client, query)


@pytest.mark.parametrize("cells", [1, 4, 6, 10, 1000])
def test_parts_of_any_size_keep_every_row_and_its_counts(lake, cells):
    found = catalogue("lake-2031")
    whole = compare(found, Selection(found.default_documents))
    seen, number, last = [], 0, 1
    while number < last:
        number += 1
        here = Selection(found.default_documents, part=number)
        part = split(compare(found, here), cells)
        last = part.last
        for theme in part.themes:
            counted = next(one for one in whole.themes if one.theme == theme.theme).roll_up
            assert theme.roll_up == counted
            seen += [row.question.key for row in theme.rows]
    assert seen == [row.question.key for row in whole.rows]


def test_clauses_of_one_topic_are_bounded_and_all_of_them_one_link_away(client, lake, monkeypatch):
    monkeypatch.setattr(comparison, "MOST_CLAUSES", 1)
    row = pages.parsed(html(client, TWO)).xpath("//tr[contains(@class, 'row ')]/@id")[0]
    opened = f"{TWO}&open={row.removeprefix('q-')}"
    cut = pages.parsed(html(client, opened))
    assert all(
        len(column.xpath("div[@class='clause']")) <= 1
        for column in cut.xpath("//div[@class='own-clauses']")
    )
    link = cut.xpath("//p[@class='more-clauses']/a")[0]
    number = int(pages.text_of(link).split()[2])
    whole = pages.parsed(client.get(link.get("href")).content.decode())
    assert number in [
        len(column.xpath("div[@class='clause']"))
        for column in whole.xpath("//div[contains(@class, 'clauses-column')]")
    ]
    assert "d=limnaia-memorandum" in link.get("href")
    assert not pages.parsed(html(client, f"{opened}&all=1")).xpath("//p[@class='more-clauses']")
