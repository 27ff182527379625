"""Queries and bytes of pages at the size of the data; test_fifty_times looks at more of it."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals.models import Clause, Question
from proposals.seeding import load
from tests.support import pages
from tests.support.folders import LAKE, SEEDS, stored_for_a_module

pytestmark = pytest.mark.django_db

CEILINGS = {
    "/": 16,
    "/lake-2031/": 22,
    "/search/?q=water": 10,
    "/lake-2031/compare/": 12,
    "/lake-2031/compare/?d=limnaia-memorandum&d=wadi-plan&d=league-plan&d=agreed&q=water": 12,
    "/method/": 7,
}


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


stored = stored_for_a_module(LAKE)


@pytest.fixture
def lake(stored, db):
    """The talks at the lake, as they were loaded."""


@pytest.mark.parametrize(("address", "ceiling"), CEILINGS.items())
def test_a_page_stays_within_its_queries(client, lake, address, ceiling):
    assert queries(client, address) <= ceiling


def test_pages_of_parts_stay_within_their_queries(client, lake):
    clause = Clause.objects.published()[0]
    topic = Question.objects.filter(negotiation__key="lake-2031")[0].topic
    assert queries(client, clause.get_absolute_url()) <= 9
    assert queries(client, clause.version.get_absolute_url()) <= 12
    assert queries(client, f"/lake-2031/topics/{topic.key}/") <= 12
    root = pages.parsed(client.get("/lake-2031/compare/").content.decode())
    assert queries(client, root.xpath("//td//a[@class='load']/@hx-get")[0]) <= 12


FIVE = "&".join(
    f"d={key}"
    for key in (
        "ukraine-memorandum",
        "russia-memorandum",
        "ukraine-statements",
        "russia-statements",
        "agreed-outcomes",
    )
)


@pytest.mark.parametrize("columns", ["", f"?{FIVE}"], ids=["two", "five"])
def test_the_first_view_of_the_real_comparison_stays_within_its_size(client, columns):
    load([SEEDS / "istanbul-2025"])
    page = client.get(f"/istanbul-2025/compare/{columns}").content
    root = pages.parsed(page.decode())
    assert len(root.xpath("//*")) <= 3_000
    assets = [
        *root.xpath("//link[@rel='stylesheet' or @rel='icon']/@href"),
        *root.xpath("//script/@src"),
    ]
    names = {asset.rpartition("/")[2] for asset in assets}
    assert names == {"icon.svg", "readers.css", "theme.js", "htmx-2.min.js", "app.js"}
    files = [Path(finders.find(asset.removeprefix("/static/"))).read_bytes() for asset in assets]
    assert sum(len(gzip.compress(part)) for part in (page, *files)) <= 80_000
