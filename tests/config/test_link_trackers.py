"""Parameters that follow readers around reach no page and no key of a kept one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.link_trackers import TrackingMiddleware, without_tracking
from proposals.comparisons.query_string import PARAMETERS
from proposals.exports.paper.sheet import PARAMETERS as SHEET_PARAMETERS
from tests.factories import ArticleFactory, let_readers_see
from tests.support.folders import LAKE, stored_for_a_module
from tests.support.kept_pages import as_on_the_site

PAGE = "/lake-2031/compare/"
TRACKED = "fbclid=IwAR0-trace&utm_source=daily&mc_cid=trace"
stored = stored_for_a_module(LAKE)


@pytest.fixture
def lake(stored, db, settings):
    """The talks at the lake, and the site's own middleware instead of the one of the tests."""
    settings.MIDDLEWARE = as_on_the_site(settings.MIDDLEWARE)


# -- addresses -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/a/", "/a/"),
        ("/a/?", "/a/?"),
        ("/a/?fbclid=x", "/a/"),
        ("/a/?fbclid", "/a/"),
        ("/a/?fbclid=", "/a/"),
        ("/a/?utm_source=x&utm_medium=y&gclid=z&mc_cid=1&mc_eid=2", "/a/"),
        ("/a/?d=b&fbclid=x&d=a", "/a/?d=b&d=a"),
        ("/a/?fbclid=x&d=b", "/a/?d=b"),
        ("/a/?d=b&fbclid=x", "/a/?d=b"),
        ("/a/?fbclid=x#q-b", "/a/#q-b"),
        ("/a/#fbclid=x", "/a/#fbclid=x"),
        ("/a/?q=%D0%BC+%d0&&x=1;2&q=ü&fbclid=x", "/a/?q=%D0%BC+%d0&&x=1;2&q=ü"),
        ("https://parley.example.org/a/?d=b&yclid=7", "https://parley.example.org/a/?d=b"),
    ],
)
def test_link_trackers_goes_and_everything_else_stays_as_it_is_written(address, expected):
    assert without_tracking(address) == expected


@pytest.mark.parametrize(
    "query",
    ["q=fbclid", "fbclids=x", "xfbclid=x", "utm_=x", "utm=x", "q=a%26fbclid=x", "spam=x"],
)
def test_a_parameter_of_another_name_stays(query):
    assert without_tracking(f"/a/?{query}") == f"/a/?{query}"


@pytest.mark.parametrize(
    "name",
    [
        *PARAMETERS,
        *SHEET_PARAMETERS,
        "page",
        "kind",
        "outlets",
        "v",
        "made",
        "hash",
        "clause",
        "url",
    ],
)
def test_no_parameter_of_the_site_is_taken_for_tracking(name):
    assert without_tracking(f"/a/?{name}=x") == f"/a/?{name}=x"


# -- pages ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/lake-2031/",
        PAGE,
        f"{PAGE}?verdict=conflict",
        "/lake-2031/print/",
        "/lake-2031/brief/",
        "/search/?q=water",
        "/sources/",
    ],
)
def test_a_page_that_is_kept_is_the_page_of_a_link_with_tracking(client, lake, address):
    first = client.get(address)
    tracked = f"{address}{'&' if '?' in address else '?'}{TRACKED}"
    with CaptureQueriesContext(connection) as run:
        second = client.get(tracked)
    assert first.status_code == second.status_code == 200
    assert len(run) == 1
    assert second.content == first.content
    assert second["ETag"] == first["ETag"]


def test_links_of_a_list_do_not_hand_on_what_the_first_reader_came_with(client, lake):
    let_readers_see(ArticleFactory.create_batch(60))
    page = client.get(f"/sources/?q=&{TRACKED}").content.decode()
    assert 'rel="next"' in page
    assert "trace" not in page


def test_a_link_with_tracking_brings_no_notice(client, lake):
    assert "Not understood" not in client.get(f"{PAGE}?{TRACKED}").content.decode()
    assert "Not understood" in client.get(f"{PAGE}?spam=1").content.decode()


def test_a_redirect_inside_the_site_drops_tracking(client, lake):
    answer = client.get(f"{PAGE}rows/?verdict=conflict&{TRACKED}")
    assert answer["Location"] == f"{PAGE}?verdict=conflict"


def test_programs_are_told_of_every_name_that_is_not_known(client, lake):
    assert client.get("/api/v1/outlets?utm_source=x").status_code == 400


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "/lake-2031/freeze/"),
        ("get", "/admin/proposals/transition/"),
        ("get", "/api/v1/outlets"),
    ],
)
def test_what_is_sent_in_and_what_is_no_page_keep_their_addresses(rf, method, path):
    request = getattr(rf, method)(f"{path}?at__gte=2031-01-01&fbclid=x")
    TrackingMiddleware(lambda request: None)(request)
    assert request.META["QUERY_STRING"] == "at__gte=2031-01-01&fbclid=x"
