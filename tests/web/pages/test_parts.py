"""A long comparison: bounded answers, in order, and everything at once for whoever asks."""

import re
from html import unescape

import pytest
from django.urls import reverse

from proposals.comparisons import catalogue, compare, parts, split
from proposals.comparisons.selection import Selection
from proposals.models import Question
from proposals.web.templatetags import comparison
from tests.support import pages
from tests.support.folders import LAKE, stored_for_a_module
from tests.web.pages.test_budgets import ORIGINALS, multiply

pytestmark = pytest.mark.django_db

PAGE = reverse("proposals:compare", args=["lake-2031"])
TWO = "?d=limnaia-memorandum&d=wadi-plan"
FIVE = f"{TWO}&d=league-plan&d=agreed&d=wadi-plan@first"


stored = stored_for_a_module(LAKE)


@pytest.fixture
def lake(stored, db):
    """The talks at the lake, as they were loaded."""


@pytest.fixture
def many(lake, monkeypatch):
    """Ten times the data, in parts of twelve rows, and a picture of at most thirty marks."""
    ORIGINALS.clear()
    multiply(10)
    ORIGINALS.clear()
    monkeypatch.setattr(parts, "CELLS", 60)
    monkeypatch.setattr(comparison, "MOST_MARKS", 30)


def html(client, query):
    response = client.get(PAGE + query)
    assert response.status_code == 200
    return response.content.decode()


def keys(page):
    return re.findall(r'id="(q-[^"]+)"', page)


def link(page, rel):
    found = re.search(rf'<a href="([^"]+)"[^>]* rel="{rel}"', page)
    return unescape(found[1]) if found else ""


def test_a_short_comparison_has_no_parts(client, lake):
    page = html(client, FIVE)
    assert not link(page, "next")
    assert "part-links" not in page


def test_all_parts_one_after_the_other_are_all_rows_in_their_order(client, many):
    whole = keys(html(client, f"{FIVE}&all=1"))
    assert len(whole) == 70
    address, found = PAGE + FIVE, []
    while address:
        page = client.get(address).content.decode()
        assert 0 < len(keys(page)) <= 12
        found += keys(page)
        address = link(page, "next")
    assert found == whole


def test_the_first_answer_is_bounded_whatever_the_data(client, many):
    page, everything = html(client, FIVE), html(client, f"{FIVE}&all=1")
    assert len(page) < len(everything) / 3
    assert "Show all rows at once" in page
    assert 'class="cell ink-' not in page
    names = pages.ids(page)
    assert sorted(names) == sorted(set(names))


def test_the_next_rows_on_demand_are_those_of_the_next_part(client, htmx_client, many):
    first = pages.parsed(html(client, FIVE))
    loader = first.xpath("//div[@class='part-links']//*[@hx-trigger='revealed']")[0]
    assert loader.get("hx-push-url") == "false"
    part = htmx_client.get(loader.get("hx-get")).content.decode()
    assert keys(part) == keys(html(client, f"{FIVE}&part=2"))
    assert "<title>" not in part


def test_rows_asked_for_without_htmx_are_a_page(client, lake):
    response = client.get(reverse("proposals:rows", args=["lake-2031"]), {"part": "2"})
    assert response.status_code == 302
    assert response["Location"] == f"{PAGE}?part=2"


def test_a_mark_leads_to_its_row_even_in_another_part(client, many):
    topic = Question.objects.filter(negotiation__key="lake-2031", key="springs")[0].topic
    page = html(client, f"{FIVE}&topic={topic.key}")
    marks = [str(href) for href in pages.parsed(page).xpath("//div[@class='overview']//li/a/@href")]
    elsewhere = [href for href in marks if not href.startswith("#")]
    assert [href for href in marks if href.startswith("#")] == [f"#{key}" for key in keys(page)]
    assert elsewhere
    address, anchor = elsewhere[-1].split("#")
    assert anchor in keys(client.get(address).content.decode())


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
    assert keys(html(client, f"{TWO}&part=99")) == keys(html(client, TWO))


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


def test_the_head_of_a_theme_in_another_part_is_linked_in_its_part(client, many):
    root = pages.parsed(html(client, f"{FIVE}&part=2"))
    heads = [str(href) for href in root.xpath("//div[@class='overview']//h3/a/@href")]
    assert any("&part=" in href for href in heads)
    for href in heads:
        address, anchor = href.split("#")
        there = pages.ids(client.get(address or f"{PAGE}{FIVE}&part=2").content.decode())
        assert anchor in there


def test_a_page_of_one_of_several_parts_says_so_and_offers_all_rows(client, many):
    root = pages.parsed(html(client, FIVE))
    first = root.xpath("//p[@class='part-links']")[0]
    assert "Part 1 of" in pages.text_of(first)
    everything = client.get(first.xpath("a/@href")[-1]).content.decode()
    assert len(keys(everything)) == 70


def test_clauses_of_one_topic_are_bounded_and_all_of_them_one_link_away(client, lake, monkeypatch):
    monkeypatch.setattr(comparison, "MOST_CLAUSES", 1)
    cut = pages.parsed(html(client, TWO))
    assert all(
        len(column.xpath("div[@class='clause']")) <= 1
        for column in cut.xpath("//div[contains(@class, 'clauses-column')]")
    )
    link = cut.xpath("//p[@class='more-clauses']/a")[0]
    number = int(pages.text_of(link).split()[2])
    whole = pages.parsed(client.get(link.get("href")).content.decode())
    assert number in [
        len(column.xpath("div[@class='clause']"))
        for column in whole.xpath("//div[contains(@class, 'clauses-column')]")
    ]
    assert "d=limnaia-memorandum" in link.get("href")
    assert not pages.parsed(html(client, f"{TWO}&all=1")).xpath("//p[@class='more-clauses']")
