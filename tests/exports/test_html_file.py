"""The self-contained HTML file: nothing outside is needed, every link is whole, nothing runs."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from lxml import etree

from proposals.comparisons import Selection, catalogue, compare
from proposals.domain.verdicts import Mark
from proposals.exports.bundle import ExportBundle
from proposals.exports.paper import html_file
from proposals.exports.paper.links import with_whole_links
from proposals.models import Clause
from proposals.models.publication_guard import unguarded
from tests.support.folders import LAKE, stored_for_a_module
from tests.support.pages import parsed, text_of

pytestmark = pytest.mark.django_db

HOME = "https://parley.example.org"
MOMENT = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
HOSTILE = (
    "A [place here](/method/) and [one there](https://news.example/a). </style><script>x()</script>"
    '<a href="/trick">no link</a> ![a picture](https://evil.example/p.png) '
)

stored = stored_for_a_module(LAKE)


@pytest.fixture(autouse=True)
def _lake(stored: None, db: None) -> None:
    """The talks at the lake, as they were loaded."""


def bundle(at: datetime = MOMENT, **filters) -> ExportBundle:
    matrix = compare(catalogue("lake-2031"), Selection(whole=True, **filters))
    return ExportBundle(matrix, HOME, at)


def file_of(made: ExportBundle) -> etree._Element:
    return parsed(html_file.write(made).decode())


def test_it_says_what_it_is_of_where_and_when():
    made = bundle()
    page = file_of(made)
    named = {one.get("name"): one.get("content") for one in page.iter("meta") if one.get("name")}
    assert page.get("lang") == "en"
    assert page.findtext(".//title") == made.title
    assert page.find(".//link[@rel='canonical']").get("href") == made.address
    assert named["dcterms.identifier"] == f"sha256:{made.hash}"
    assert named["dcterms.created"] == "2031-06-02T09:30:00+00:00"


def test_nothing_in_it_asks_for_anything_or_runs():
    page = file_of(bundle())
    policy = page.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert [one.get("rel") for one in page.iter("link")] == ["canonical"]
    assert not page.xpath("//script | //img | //iframe | //object | //embed | //form | //base")
    assert not page.xpath("//@src | //@srcset | //@action | //@style")
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    css = "".join(style.text for style in page.iter("style"))
    assert "@page" in css
    assert "@import" not in css
    assert not re.search(r"url\((?!['\"]?data:)", css)


def test_every_link_leads_to_a_whole_address_or_to_a_place_in_the_file():
    page = file_of(bundle())
    links = {str(address) for address in page.xpath("//a/@href | //*[local-name()='use']/@href")}
    places = {f"#{name}" for name in page.xpath("//@id")}
    inside = {link for link in links if link.startswith("#")}
    assert inside
    assert inside <= places
    assert all(re.match(r"https?://|mailto:", link) for link in links - inside)
    assert any(link.startswith(f"{HOME}/lake-2031/") for link in links)


def test_links_to_articles_name_their_other_copy_and_the_day():
    page = file_of(bundle())
    links = {link.get("href"): link for link in page.xpath("//a[@href]")}
    kept = [one for one in bundle().record["articles"] if one["archived_url"] and one["url"]]
    assert kept
    for article in kept:
        assert links[article["url"]].get("data-versionurl") == article["archived_url"]
        assert links[article["archived_url"]].get("data-originalurl") == article["url"]
        if article["accessed"]:
            assert links[article["url"]].get("data-versiondate") == article["accessed"]


def test_the_same_content_gives_the_same_bytes_but_for_the_moment():
    later = datetime(2032, 7, 3, 10, 40, tzinfo=UTC)
    first = html_file.write(bundle()).splitlines()
    second = html_file.write(bundle(later)).splitlines()
    assert html_file.write(bundle()).splitlines() == first
    assert len(first) == len(second)
    changed = [line for one, line in zip(first, second, strict=True) if one != line]
    assert changed
    assert all(b"2032" in line for line in changed)


def test_it_holds_the_selected_rows_and_no_others():
    words = " ".join(text_of(file_of(bundle(marks=(Mark.CONFLICT,)))).split())
    wanted = {row.question.text for row in bundle(marks=(Mark.CONFLICT,)).matrix.rows}
    others = {row.question.text for row in bundle().matrix.rows} - wanted
    assert wanted
    assert others
    assert all(text in words for text in wanted)
    assert not [text for text in others if text in words]


def test_a_hostile_clause_stays_a_text():
    clause = Clause.objects.get(version__key="handed-over", key="1")
    with unguarded():
        Clause.objects.filter(pk=clause.pk).update(text=HOSTILE)
    page = file_of(bundle())
    assert not page.xpath("//script | //img")
    assert len(list(page.iter("style"))) == 1
    links = {"".join(link.itertext()): link.get("href") for link in page.xpath("//a[@href]")}
    assert links["place here"] == f"{HOME}/method/"
    assert links["one there"] == "https://news.example/a"
    assert '<a href="/trick">no link</a>' in "".join(page.itertext())


@pytest.mark.parametrize(
    ("given", "whole"),
    [
        ('<a href="/x?a=1&amp;b=2">', f'<a href="{HOME}/x?a=1&amp;b=2">'),
        ('<a class="c" href="/">', f'<a class="c" href="{HOME}/">'),
        ('<a href="#note-1">', '<a href="#note-1">'),
        ('<a href="https://a.example/">', '<a href="https://a.example/">'),
        ('words href="/x" &lt;a href="/x"', 'words href="/x" &lt;a href="/x"'),
    ],
)
def test_only_links_within_the_site_are_completed(given: str, whole: str):
    assert with_whole_links(given, HOME) == whole
