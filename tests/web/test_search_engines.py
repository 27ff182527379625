"""What programs are told: where the pages are, which of them are to be found, and the icons."""

import datetime
import re

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree
from PIL import Image

import proposals.web.urls
import sources.urls
from config.middleware import CONTENT_POLICY, LISTED_PAGES
from proposals.models import Clause, Negotiation, ReviewState, Transition
from proposals.models.publication_guard import unguarded
from proposals.web.sitemaps import PageList
from tests.factories import ClauseFactory
from tests.support import pages
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = pytest.mark.django_db
HOME = "http://testserver"
COMPARE = "/lake-2031/compare/"
stored = stored_for_a_module(LAKE)


@pytest.fixture
def lake(stored, db):
    """The talks at the lake, as they were loaded."""


def tree(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return etree.fromstring(answer.content)


def listed(client):
    """Return every address of the site map with its date, "" without one."""
    index = tree(client, "/sitemap.xml")
    found = {}
    for part in index.xpath("//*[local-name()='loc']/text()"):
        for url in tree(client, part.removeprefix(HOME)):
            (place,) = url.xpath("./*[local-name()='loc']/text()")
            found[place.removeprefix(HOME)] = "".join(
                url.xpath("./*[local-name()='lastmod']/text()")
            )
    return found


def test_robots_txt_names_the_site_map_and_keeps_out_of_the_admin(client):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /admin/" in lines
    assert f"Sitemap: {HOME}/sitemap.xml" in lines


def test_no_page_that_is_to_be_shared_is_forbidden_to_programs(client, lake):
    rules = re.findall(r"Disallow: (\S+)", client.get("/robots.txt").content.decode())
    forbidden = [re.compile(re.escape(rule).replace(r"\*", ".*")) for rule in rules]
    shared = [*listed(client), "/card.png", "/lake-2031/card.png?d=wadi-plan", f"{COMPARE}?d=a"]
    assert [one for one in shared if any(rule.match(one) for rule in forbidden)] == []


def test_the_site_map_has_every_published_page_and_each_of_them_opens(client, lake):
    found = listed(client)
    for address in ("/", "/method/", "/lake-2031/", "/sources/"):
        assert address in found
    starts = {path.partition("?")[0] for path in found}
    assert {COMPARE, "/lake-2031/topics/water-shares/"} <= starts
    assert {clause.get_absolute_url() for clause in Clause.objects.published()} <= starts
    assert any(path.startswith("/lake-2031/documents/wadi-plan/first/") for path in starts)
    assert any(path.startswith("/sources/articles/") for path in starts)
    assert {path: client.get(path).status_code for path in found} == dict.fromkeys(found, 200)


def test_pages_of_the_site_map_say_that_they_stand_at_this_very_address(client, lake):
    for path in listed(client):
        root = pages.parsed(client.get(path).content.decode())
        canonical = root.xpath("//link[@rel='canonical']/@href")
        assert canonical in ([], [HOME + path]), path
        assert not client.get(path).has_header("X-Robots-Tag"), path


def test_drafts_are_in_no_site_map(client, lake):
    draft = ClauseFactory(version=Clause.objects.published()[0].version)
    assert draft.get_absolute_url() not in listed(client)
    with unguarded():
        plan = Clause.objects.filter(version__proposal__key="wadi-plan")
        plan.update(state=ReviewState.DRAFT)
    assert not any("wadi-plan/" in path for path in listed(client))


def test_a_page_has_the_day_of_its_last_change_from_history(client, lake):
    clause = Clause.objects.published().filter(topics__key="water-shares")[0]
    step = Transition.objects.filter(clause=clause).latest("at")
    Transition.objects.filter(pk=step.pk).update(
        at=datetime.datetime(2040, 5, 6, tzinfo=datetime.UTC)
    )
    found = listed(client)
    document = clause.version.get_absolute_url()
    (topic,) = [path for path in found if path.startswith("/lake-2031/topics/water-shares/")]
    for path in (clause.get_absolute_url(), document, topic, "/lake-2031/", "/"):
        assert found[path] == "2040-05-06", path
    Transition.objects.all().delete()
    assert listed(client)[clause.get_absolute_url()] == ""


def test_the_site_map_needs_few_queries_however_many_pages(client, lake):
    for section, most in (("negotiations", 6), ("clauses", 2), ("press", 3)):
        with CaptureQueriesContext(connection) as made:
            client.get(f"/sitemap-{section}.xml")
        assert len(made) <= most, section


def test_a_long_list_of_pages_is_cut_into_files_that_hold_all_of_it(client, lake, monkeypatch):
    whole = listed(client)
    monkeypatch.setattr(PageList, "limit", 7)
    Negotiation.objects.update(place="elsewhere")  # moves the stamp: nothing is kept
    assert len(tree(client, "/sitemap-clauses.xml")) == 7
    assert listed(client) == whole


def test_an_unknown_part_of_the_site_map_does_not_exist(client, lake):
    assert client.get("/sitemap-secrets.xml").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/", "/method/", "/lake-2031/", COMPARE, f"{COMPARE}?question=share-of-limnaia",
        "/lake-2031/topics/water-shares/", "/lake-2031/corrections/", "/sources/",
        "/lake-2031/card.png", "/card.png",
    ],
)  # fmt: skip
def test_pages_for_readers_may_be_found(client, lake, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert not answer.has_header("X-Robots-Tag")


@pytest.mark.parametrize(
    "address",
    [
        f"{COMPARE}?q=water",
        f"{COMPARE}evidence/?question=share-of-limnaia&document=wadi-plan",
        "/sources/?q=water",
        "/lake-2031/print/", "/lake-2031/print/sheet.css",
        "/lake-2031/export/", "/lake-2031/export/comparison.csv",
        "/lake-2031/freeze/",
        "/lake-2031/embed/questions/share-of-limnaia/", "/lake-2031/embed/topics/water-shares/",
        "/lake-2031/changes.atom",
        "/oembed/",
        "/api/v1/", "/api/v1/negotiations", "/api/v1/nothing",
        "/admin/login/",
        "/robots.txt", "/sitemap.xml",
    ],
)  # fmt: skip
def test_everything_else_asks_not_to_be_found(client, lake, address):
    assert "noindex" in client.get(address)["X-Robots-Tag"]


@pytest.mark.parametrize("address", [COMPARE, "/lake-2031/", f"{COMPARE}rows/?part=1"])
def test_fragments_ask_not_to_be_found(htmx_client, lake, address):
    assert htmx_client.get(address)["X-Robots-Tag"] == "noindex"


def test_only_addresses_that_there_are_may_be_found():
    names = {f"proposals:{one.name}" for one in proposals.web.urls.urlpatterns}
    names |= {f"sources:{one.name}" for one in sources.urls.urlpatterns}
    assert names > LISTED_PAGES


@pytest.mark.parametrize(
    ("address", "file"),
    [("/favicon.ico", "icon.ico"), ("/apple-touch-icon.png", "icon-touch.png")],
)
def test_browsers_find_the_icons_where_they_look_for_them(client, address, file):
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer["Location"].endswith(file)
    assert "max-age" in answer["Cache-Control"]
    assert answer["Content-Security-Policy"] == CONTENT_POLICY


def test_the_icons_have_the_sizes_that_systems_ask_for():
    with Image.open(finders.find("icon.ico")) as icon:
        assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    with Image.open(finders.find("icon-touch.png")) as icon:
        assert icon.size == (180, 180)
        corners = {icon.convert("RGBA").getpixel(place) for place in ((0, 0), (179, 179))}
        assert corners == {(0x1C, 0x24, 0x30, 255)}


def test_every_whole_page_names_its_icons(client, lake):
    root = pages.parsed(client.get("/lake-2031/").content.decode())
    for rel in ("icon", "apple-touch-icon"):
        (href,) = root.xpath(f"//link[@rel='{rel}']/@href")
        assert finders.find(href.removeprefix("/static/"))
