"""A long comparison: bounded answers, in order, and everything at once for whoever asks."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from proposals.comparisons import parts
from proposals.models import Question
from proposals.web.templatetags import comparison
from tests.support import pages
from tests.support.clients import client_for_a_module
from tests.support.folders import LAKE, stored_for_a_module
from tests.support.growth import multiply
from tests.web.pages.comparison_parts import FIVE, PAGE, html, keys, link

pytestmark = pytest.mark.django_db

stored = stored_for_a_module(LAKE)
client = client_for_a_module()


@pytest.fixture(scope="module")
def ten_times(stored: None, django_db_blocker: Any) -> Iterator[None]:
    """Ten times the data, in parts of twelve rows, and a picture of at most thirty marks."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        multiply(10)
        patch.setattr(parts, "CELLS", 60)
        patch.setattr(comparison, "MOST_MARKS", 30)
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


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
    assert 'class="outline"' not in page
    names = pages.ids(page)
    assert sorted(names) == sorted(set(names))


def test_the_next_rows_on_demand_are_those_of_the_next_part(client, htmx_client):
    first = pages.parsed(html(client, FIVE))
    loader = first.xpath("//div[@class='part-links']//*[@hx-trigger='revealed']")[0]
    assert loader.get("hx-push-url") == "false"
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
    heads = [str(href) for href in root.xpath("//ul[@class='overview']/li/a/@href")]
    assert any("&part=" in href for href in heads)
    for href in heads:
        address, anchor = href.split("#")
        there = pages.ids(client.get(address or f"{PAGE}{FIVE}&part=2").content.decode())
        assert anchor in there


def test_a_page_of_one_of_several_parts_says_so_and_offers_all_rows(client):
    root = pages.parsed(html(client, FIVE))
    first = root.xpath("//p[@class='part-links']")[0]
    assert "Part 1 of" in pages.text_of(first)
    everything = client.get(first.xpath("a/@href")[-1]).content.decode()
    assert len(keys(everything)) == 70
