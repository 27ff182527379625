"""A long comparison: bounded answers, in order, and everything at once for whoever asks."""

import pathlib
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import transaction
from django.test import Client

from proposals.comparisons import parts
from proposals.models import Question
from proposals.web.pages import export_request
from tests.support import pages
from tests.support.clients import client_for_a_module
from tests.support.folders import LAKE, stored_for_a_module
from tests.support.growth import multiply
from tests.web.pages.comparison_parts import FIVE, PAGE, html, keys, link

pytestmark = pytest.mark.django_db

# The packages have functions of the same names.
compare_page = import_module("proposals.web.pages.compare")
outlines = import_module("proposals.comparisons.outline")
stored = stored_for_a_module(LAKE)
client = client_for_a_module()


@pytest.fixture(scope="module")
def ten_times(stored: None, django_db_blocker: Any) -> Iterator[None]:
    """Ten times the data, in parts of twelve rows, with outlines that are cut to a line."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        multiply(10)
        patch.setattr(parts, "CELLS", 60)
        patch.setattr(compare_page, "MOST_MARKS", 30)
        patch.setattr(outlines, "MOST_WHOLE", 30)
        patch.setattr(outlines, "MOST_LINES", 1)
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


@pytest.fixture
def visitor() -> Client:
    """A client for tests that change limits: it asks for every page anew."""
    return Client()


@pytest.fixture(autouse=True)
def many(ten_times, db):
    """The talks at the lake with ten times the questions."""


def test_all_parts_one_after_the_other_are_all_rows_in_their_order(client):
    whole = keys(html(client, f"{FIVE}&all=1"))
    assert len(whole) == 70
    address, found = PAGE + FIVE, []
    while address:
        page = client.get(address).content.decode()
        assert 0 < len(keys(page)) <= 12
        found += keys(page)
        address = link(page, "next")
    assert found == whole


def test_the_first_answer_is_bounded_whatever_the_data(client):
    page, everything = html(client, FIVE), html(client, f"{FIVE}&all=1")
    assert len(page) < len(everything) / 3
    assert "Show all rows at once" in page
    names = pages.ids(page)
    assert sorted(names) == sorted(set(names))


def test_the_next_rows_on_demand_are_those_of_the_next_part(client, htmx_client):
    first = pages.parsed(html(client, FIVE))
    (loader,) = first.xpath("//nav[@class='part-links']/a[@hx-get]")
    assert loader.get("hx-push-url") == "false"
    assert not loader.get("hx-trigger")
    assert keys(client.get(loader.get("href")).content.decode()) == keys(
        html(client, f"{FIVE}&part=2")
    )
    part = htmx_client.get(loader.get("hx-get")).content.decode()
    assert keys(part) == keys(html(client, f"{FIVE}&part=2"))
    assert "<title>" not in part


def test_a_line_of_the_outline_leads_to_its_row_even_in_another_part(client):
    topic = Question.objects.filter(negotiation__key="lake-2031", key="springs")[0].topic
    page = html(client, f"{FIVE}&topic={topic.key}")
    lines = [
        str(href)
        for href in pages.parsed(page).xpath("//div[contains(@class, 'outline-main')]/..//a/@href")
        if "#q-" in str(href)
    ]
    assert {href.split("#")[1] for href in lines} > set(keys(page))
    address, anchor = lines[-1].split("#")
    assert anchor in keys(client.get(address).content.decode())


def test_the_head_of_a_theme_in_another_part_is_linked_in_its_part(client):
    root = pages.parsed(html(client, f"{FIVE}&part=2"))
    heads = [str(href) for href in root.xpath("//ul[@class='overview of-parts']/li/a/@href")]
    assert any("&part=" in href for href in heads)
    for href in heads:
        address, anchor = href.split("#")
        there = pages.ids(client.get(address or f"{PAGE}{FIVE}&part=2").content.decode())
        assert anchor in there


def test_a_page_of_one_of_several_parts_says_so_and_offers_all_rows(client):
    root = pages.parsed(html(client, FIVE))
    for links in root.xpath("//nav[@class='part-links']"):
        assert "Part 1 of" in pages.text_of(links)
        everything = client.get(links.xpath("a/@href")[-1]).content.decode()
        assert len(keys(everything)) == 70


def test_the_ways_to_all_parts_stand_above_and_below_the_rows(client):
    here = 3
    root = pages.parsed(html(client, f"{FIVE}&part={here}"))
    above, below = root.xpath("//nav[@class='part-links']")
    assert above.get("aria-label") != below.get("aria-label")
    last = int(pages.text_of(above.xpath("span")[0]).split()[-1])
    assert last > here
    expected = {"First": 1, "Previous": here - 1, "Next": here + 1, "Last": last}
    for links in (above, below):
        named = {pages.text_of(way): way.get("href") for way in links.xpath("a[not(@hx-get)]")}
        for name, number in expected.items():
            there = keys(client.get(named[name]).content.decode())
            assert there == keys(html(client, f"{FIVE}&part={number}"))


def test_the_first_and_the_last_part_have_no_way_beyond(client):
    first = pages.parsed(html(client, FIVE))
    assert first.xpath("//a[@rel='next']")
    assert not first.xpath("//a[@rel='prev']")
    (last,) = {way.get("href") for way in first.xpath("//nav/a[.='Last']")}
    root = pages.parsed(client.get(last).content.decode())
    assert root.xpath("//a[@rel='prev']")
    assert not root.xpath("//a[@rel='next' or @hx-get and ancestor::nav]")


@pytest.mark.parametrize("query", ["", "&verdict=conflict", "&q=water"])
def test_the_first_part_begins_with_an_outline_that_is_cut(visitor, query, monkeypatch):
    monkeypatch.setattr(outlines, "MOST_LINES", 2)
    monkeypatch.setattr(outlines, "MOST_WHOLE", 1)
    monkeypatch.setattr(compare_page, "MOST_MARKS", 1)
    root = pages.parsed(html(visitor, FIVE + query))
    (outline,) = root.xpath("//div[contains(@class, 'outline-short')]")
    sections = outline.xpath(".//table | .//ul")
    assert sections
    assert all(len(one.xpath("tbody/tr | li")) <= 2 for one in sections)
    assert outline.xpath(".//*[@class='outline-more']")
    second = pages.parsed(html(visitor, f"{FIVE}{query}&part=2"))
    assert not second.xpath("//div[contains(@class, 'outline-short')]")


def test_a_row_of_another_part_is_found_by_its_key(client):
    for number in (1, 4):
        key = keys(html(client, f"{FIVE}&part={number}"))[-1]
        answer = client.get(f"{PAGE}{FIVE}&row={key.removeprefix('q-')}")
        assert answer.status_code == 302
        address, anchor = answer["Location"].split("#")
        assert anchor == key
        assert key in keys(client.get(address).content.decode())
    answer = client.get(f"{PAGE}{FIVE}&row=nothing")
    assert "#" not in answer["Location"]
    assert keys(client.get(answer["Location"]).content.decode()) == keys(html(client, FIVE))


def test_on_a_phone_the_ways_to_themes_stay_where_rows_are_in_parts(client):
    long, short = html(client, FIVE), html(client, f"{FIVE}&all=1")
    assert '<ul class="overview of-parts">' in long
    assert '<ul class="overview">' in short
    css = pathlib.Path(finders.find("css/cards.css")).read_text(encoding="utf-8")
    assert ".overview:not(.of-parts) {" in css
    assert ".overview {" not in css


@pytest.fixture
def few_at_once(monkeypatch):
    """Let a page hold no more than sixty cells at once: twelve rows of five documents."""
    monkeypatch.setattr(export_request, "MOST_CELLS", 60)


def test_all_rows_that_are_too_many_are_offered_by_theme_and_topic(visitor, few_at_once):
    page = html(visitor, f"{FIVE}&all=1")
    assert keys(page) == keys(html(visitor, FIVE))
    assert "Show all rows at once" not in page
    root = pages.parsed(page)
    (notice,) = root.xpath("//div[@class='notices']")
    assert "These are 70 rows of 5 documents" in pages.text_of(notice)
    assert not root.xpath("//form//input[@name='all']")
    smaller = notice.xpath("ul/li/a") + notice.xpath("ul/li/ul/li/a")
    counted = 0
    for theme in notice.xpath("ul/li/a"):
        (number,) = re.findall(r"\((\d+) rows?\)", pages.text_of(theme.getparent()))[:1]
        counted += int(number)
    assert counted == 70
    assert all(visitor.get(way.get("href")).status_code == 200 for way in smaller)
    (files,) = notice.xpath("p/a/@href")
    assert visitor.get(files).status_code == 200


def test_a_smaller_selection_that_fits_is_shown_at_once(visitor, monkeypatch):
    monkeypatch.setattr(export_request, "MOST_CELLS", 349)
    root = pages.parsed(html(visitor, f"{FIVE}&all=1"))
    for item in root.xpath("//div[@class='notices']/ul/li[not(ul)]"):
        (number,) = re.findall(r"\((\d+) rows?\)", pages.text_of(item))
        assert len(keys(visitor.get(item.xpath("a/@href")[0]).content.decode())) == int(number)


def test_all_rows_that_are_few_enough_are_shown_as_they_were_asked_for(visitor, monkeypatch):
    monkeypatch.setattr(export_request, "MOST_CELLS", 350)
    page = html(visitor, f"{FIVE}&all=1")
    assert len(keys(page)) == 70
    assert "too many" not in page
    assert "Show all rows at once" in html(visitor, FIVE)


def test_a_row_of_another_part_of_a_topic_is_found_by_its_key(client):
    topic = Question.objects.filter(negotiation__key="lake-2031", key="springs")[0].topic
    page = f"/lake-2031/topics/{topic.key}/"
    second = keys(client.get(f"{page}?part=2").content.decode())
    first = client.get(page).content.decode()
    assert second[-1] not in keys(first)
    assert 'id="parts"' in first
    address, anchor = client.get(f"{page}?row={second[-1].removeprefix('q-')}")["Location"].split(
        "#"
    )
    assert anchor == second[-1]
    assert anchor in keys(client.get(address).content.decode())
    assert "#" not in client.get(f"{page}?row=nothing")["Location"]
