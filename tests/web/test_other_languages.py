"""A site in several languages: every page stands at an address in each, and says where.

The second language is made up, with a word for every word of the site, so that a page in it shares
no sentence with the same page in English.
"""

import io
import json
import re
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from lxml import etree

from proposals.language.alphabets import CYRILLIC
from proposals.language.languages import LANGUAGES
from proposals.models import Clause, Negotiation, Question
from proposals.seeding import SeedProblems, load
from sources.models import Outlet
from sources.public import public_outlets
from tests.factories import (
    ArticleFactory,
    NegotiationFactory,
    OutletFactory,
    let_readers_see,
)
from tests.language.catalogue import write_catalogue
from tests.language.made_up import LANGUAGE as MADE_UP
from tests.support import pages
from tests.support.folders import LAKE, stored_for_a_module, write
from tests.support.kept_pages import as_on_the_site, forget_what_is_kept, timeless
from tests.support.languages import RightToLeft, site_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored")]

HOME = "http://testserver"
TWO = "d=limnaia-memorandum.handed-over&d=wadi-plan.second"
PAGES = {
    "home": "/",
    "method": "/method/",
    "search": "/search/?q=water",
    "overview": "/lake-2031/",
    "comparison": f"/lake-2031/compare/?{TWO}",
    "filtered": f"/lake-2031/compare/?{TWO}&verdict=conflict",
    "searched": "/lake-2031/compare/?q=water",
    "one row": f"/lake-2031/compare/?{TWO}&question=share-of-limnaia",
    "topic": "/lake-2031/topics/water-shares/",
    "document": "/lake-2031/documents/wadi-plan/second/",
    "movement": "/lake-2031/movement/?all=1",
    "corrections": "/lake-2031/corrections/",
    "export": f"/lake-2031/export/?{TWO}",
    "freeze": f"/lake-2031/freeze/?{TWO}",
    "print": f"/lake-2031/print/?{TWO}",
    "brief": f"/lake-2031/brief/?{TWO}",
    "embedded topic": "/lake-2031/embed/topics/water-shares/",
    "embedded row": "/lake-2031/embed/questions/share-of-limnaia/",
    "sources": "/sources/",
    "clause": "",
    "history of a clause": "",
    "article": "",
    "missing": "/lake-2031/topics/none/",
}
"""A page of each kind for readers, by its address in English."""

FILES = {
    "feed": "/lake-2031/changes.atom",
    "feed of a topic": "/lake-2031/topics/water-shares/changes.atom",
    "feed of movements": "/lake-2031/movement.atom",
    "record": f"/lake-2031/export/comparison.json?{TWO}",
    "movement as JSON": "/lake-2031/movement.json",
    "movement as table": "/lake-2031/movement.csv",
    "Markdown": f"/lake-2031/export/comparison.md?{TWO}",
    "one file": f"/lake-2031/export/comparison.html?{TWO}",
    "reference": f"/lake-2031/export/citation.txt?{TWO}",
}
"""Files with words, by their addresses in English."""

stored = stored_for_a_module(LAKE)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory) -> Path:
    """The messages of the site in invented words."""
    folder = tmp_path_factory.mktemp("locale")
    write_catalogue(folder / "xx" / "LC_MESSAGES")
    return folder


@pytest.fixture
def several(catalogue):
    """A site in English and in two made-up languages."""
    with site_in(MADE_UP, RightToLeft(), catalogues=catalogue):
        yield


def address(name, prefix=""):
    """Return the address of a page in the language of a prefix."""
    found = {**PAGES, **FILES}[name]
    if not found:
        clause = Clause.objects.published().filter(evidence__isnull=False).order_by("pk")[0]
        with override("en"):
            found = {
                "clause": clause.get_absolute_url(),
                "history of a clause": f"{clause.get_absolute_url()}history/",
                "article": clause.evidence.all()[0].article.get_absolute_url(),
            }[name]
    return f"{prefix}{found}"


def root_of(client, place, status=200):
    answer = client.get(place)
    assert answer.status_code == status, place
    return pages.parsed(answer.content.decode())


# -- links --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_every_link_of_a_page_keeps_its_language(client, several, name):
    root = root_of(client, address(name, "/xx"), 404 if name == "missing" else 200)
    links = [
        link
        for link in root.xpath(
            "//a[not(@hreflang)]/@href | //form/@action | //*/@hx-get | //*/@hx-post"
            " | //link[not(@hreflang)][@rel != 'icon' and @rel != 'stylesheet'"
            " and @rel != 'apple-touch-icon']/@href"
            " | //meta[@property='og:url' or @property='og:image']/@content"
            " | //iframe/@src"
        )
        if re.match(rf"/|{HOME}", link) and "/static/" not in link
    ]
    assert len(links) > 1
    strays = [one for one in links if not one.removeprefix(HOME).startswith(("/xx/", "/api/v1/"))]
    assert strays == []


def test_a_fragment_keeps_the_language_of_its_page(several, htmx_client):
    place = f"/xx{PAGES['filtered']}"
    answer = htmx_client.get(place)
    assert answer["Content-Language"] == "xx"
    assert answer["HX-Push-Url"].startswith("/xx/lake-2031/compare/?")
    piece = pages.parsed(f"<div>{answer.content.decode()}</div>")
    links = piece.xpath("//*[not(@hreflang)]/@href | //*/@hx-get | //*/@action")
    links = [one for one in links if one.startswith(("/", HOME))]
    assert len(links) > 10
    assert [one for one in links if not one.removeprefix(HOME).startswith("/xx/")] == []
    for part in ("rows", "filters"):
        piece = htmx_client.get(f"/xx/lake-2031/compare/{part}/?{TWO}")
        assert piece.status_code == 200
        links = re.findall(r'(?:href|hx-get)="(/[^"]*)"', piece.content.decode())
        assert [one for one in links if not one.startswith("/xx/")] == []


# -- the switch and the head --------------------------------------------------------------------


@pytest.mark.parametrize("name", [one for one in PAGES if "embedded" not in one])
def test_a_page_leads_to_itself_in_every_language(client, several, name):
    usual = address(name)
    root = root_of(client, address(name, "/xx"), 404 if name == "missing" else 200)
    links = root.xpath("//nav[@class='languages']//a")
    assert [(one.get("href"), one.get("hreflang"), one.get("lang"), one.text) for one in links] == [
        (usual, "en", "en", "English"),
        (f"/xx{usual}", "xx", "xx", "Vorbo"),
        (f"/yy{usual}", "yy", "yy", "Obrov"),
    ]
    assert [one.get("aria-current") for one in links] == [None, "true", None]
    assert [one.get("dir") for one in links] == [None, None, "rtl"]


def test_a_swap_brings_the_switch_and_the_addresses_of_the_page_that_it_leaves(
    several, client, htmx_client
):
    """As the browser shows it: a reload of the address that was pushed."""
    sent = f"/xx/lake-2031/compare/?{TWO}&verdict=conflict&q=&theme="
    answer = htmx_client.get(sent)
    swap = pages.parsed(f"<div>{answer.content.decode()}</div>")
    reload = root_of(client, answer["HX-Push-Url"])
    for what in ("//nav[@id='languages']/a", "//link[@hreflang]"):
        told = [[(one.get("hreflang"), one.get("href")) for one in root.xpath(what)]
                for root in (swap, reload)]  # fmt: skip
        assert told[0] == told[1]
        assert len(told[0]) > 2
        assert all("verdict=conflict" in place for _code, place in told[0])
        assert all("theme=" not in place for _code, place in told[0])
    ids = swap.xpath("//*[@hx-swap-oob]/@id")
    assert {"languages", "canonical", "in-en", "in-xx", "in-yy", "in-x-default"} <= set(ids)
    assert all(reload.xpath("//*[@id=$name]", name=name) for name in ids)


def test_what_stands_in_a_frame_has_no_switch(client, several):
    assert not root_of(client, address("embedded topic")).xpath("//a[@hreflang]")


@pytest.mark.parametrize("name", ["home", "comparison", "print", "sources", "missing"])
def test_a_site_in_one_language_says_nothing_of_languages(client, name):
    with site_in():
        page = client.get(address(name)).content.decode()
    assert "hreflang" not in page
    assert 'class="languages"' not in page


UNNAMED = {"missing", "embedded topic", "embedded row"}


@pytest.mark.parametrize("name", [one for one in PAGES if one not in UNNAMED])
def test_the_head_names_the_page_in_every_language_alike(client, several, name):
    told = []
    for prefix in ("", "/xx", "/yy"):
        root = root_of(client, address(name, prefix))
        links = root.xpath("//link[@rel='alternate'][@hreflang]")
        told.append({one.get("hreflang"): one.get("href") for one in links})
        own = root.xpath("//link[@rel='canonical']/@href")
        code = root.get("lang")
        assert own in ([], [told[-1][code]])
    assert told[0] == told[1] == told[2]
    assert list(told[0]) == ["en", "xx", "yy", "x-default"]
    assert told[0]["x-default"] == told[0]["en"]
    for code, place in told[0].items():
        answer = client.get(place.removeprefix(HOME))
        assert answer.status_code == 200
        assert answer["Content-Language"] == (code if code in LANGUAGES else "en")


@pytest.mark.parametrize("name", sorted(UNNAMED))
def test_a_page_that_is_none_or_is_another_names_no_languages(client, several, name):
    status = 404 if name == "missing" else 200
    assert not root_of(client, address(name), status).xpath("//link[@hreflang]")


def test_a_preview_names_its_language(client, several):
    root = root_of(client, address("overview", "/xx"))
    assert root.xpath("//meta[@property='og:locale']/@content") == ["xx"]
    assert root.xpath("//meta[@property='og:url']/@content") == [f"{HOME}/xx/lake-2031/"]


def test_the_site_map_names_each_page_in_every_language(client, several):
    spaces = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    index = etree.fromstring(client.get("/sitemap.xml").content)
    parts = index.xpath("//s:loc/text()", namespaces=spaces)
    urls = [
        url
        for part in parts
        for url in etree.fromstring(client.get(part.removeprefix(HOME)).content)
    ]
    alternates = {
        url.findtext("s:loc", namespaces=spaces): {
            one.get("hreflang"): one.get("href") for one in url.findall("x:link", namespaces=spaces)
        }
        for url in urls
    }
    assert len(alternates) == len(urls) > 60
    for place in ("/lake-2031/", "/xx/lake-2031/"):
        assert alternates[f"{HOME}{place}"] == {
            "en": f"{HOME}/lake-2031/",
            "xx": f"{HOME}/xx/lake-2031/",
            "yy": f"{HOME}/yy/lake-2031/",
            "x-default": f"{HOME}/lake-2031/",
        }
    for place, others in alternates.items():
        assert place in others.values()
        assert set(others) == {"en", "xx", "yy", "x-default"}
    for place in list(alternates)[:12]:
        root = root_of(client, place.removeprefix(HOME))
        links = root.xpath("//link[@rel='alternate'][@hreflang]")
        assert {one.get("hreflang"): one.get("href") for one in links} == alternates[place]


def test_the_site_map_costs_no_more_queries_for_more_languages(client, catalogue):
    def queries():
        forget_what_is_kept()
        with CaptureQueriesContext(connection) as run:
            assert client.get("/sitemap-negotiations.xml").status_code == 200
        return len(run)

    alone = queries()
    with site_in(MADE_UP, RightToLeft(), catalogues=catalogue):
        assert queries() == alone


@pytest.mark.parametrize("name", ["feed", "feed of a topic", "feed of movements"])
def test_a_feed_stands_at_its_own_address_in_each_language(client, several, name):
    for prefix, code in (("", "en"), ("/xx", "xx")):
        feed = etree.fromstring(client.get(address(name, prefix)).content)
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == code
        own = feed.xpath("*[local-name()='link'][@rel='self']/@href")
        assert own == [f"{HOME}{address(name, prefix)}"]
        links = feed.xpath("//*[local-name()='link']/@href")
        assert len(links) > 2
        assert {one.removeprefix(HOME).split("/")[1] for one in links} <= (
            {"xx"} if prefix else {"lake-2031", "clauses", "responses"}
        )
    feeds = root_of(client, "/xx/lake-2031/").xpath("//link[contains(@type, 'atom')]/@href")
    assert feeds
    assert all(one.removeprefix(HOME).startswith("/xx/") for one in feeds)


def test_a_frame_speaks_the_language_of_the_page_that_it_stands_for(client, several):
    for prefix, answer_in in (("/xx", ""), ("", "/xx"), ("/yy", "/yy")):
        page = f"{HOME}{prefix}/lake-2031/topics/water-shares/"
        told = json.loads(client.get(f"{answer_in}/oembed/?url={quote(page)}").content)
        assert f'src="{HOME}{prefix}/lake-2031/embed/topics/water-shares/?' in told["html"]


# -- what is kept -------------------------------------------------------------------------------


# New with every page that has a form.
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def _told(client, place):
    answer = client.get(place)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, TOKEN.sub(b"", timeless(body))


@pytest.mark.parametrize("name", [*PAGES, *FILES])
def test_no_answer_that_is_kept_is_handed_out_in_another_language(client, several, settings, name):
    settings.MIDDLEWARE = as_on_the_site(settings.MIDDLEWARE)
    english, foreign = address(name), address(name, "/xx")
    new = {}
    for place in (english, foreign):
        forget_what_is_kept()
        new[place] = _told(client, place)
    assert new[english] != new[foreign]
    forget_what_is_kept()
    for place in (english, foreign, english, foreign):
        assert _told(client, place) == new[place]


@pytest.mark.parametrize("name", ["comparison", "searched", "movement", "topic", "overview"])
def test_what_is_kept_behind_pages_is_kept_for_each_language(client, several, settings, name):
    """Rows, marks and texts: the finished pages themselves are not kept here."""
    settings.CACHES = {
        **settings.CACHES,
        "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    }
    settings.MIDDLEWARE = as_on_the_site(settings.MIDDLEWARE)
    english, foreign = address(name), address(name, "/xx")
    new = {}
    for place in (english, foreign):
        forget_what_is_kept()
        new[place] = _told(client, place)
    forget_what_is_kept()
    for place in (english, foreign, english, foreign):
        assert _told(client, place) == new[place]


def test_stored_marks_are_the_same_for_every_language(client, several, monkeypatch):
    """Marks are stored where there are many rows; they hold no words."""
    monkeypatch.setattr("proposals.comparisons.stored_marks.MOST_UNSTORED", 1)
    new = {}
    for place in (PAGES["comparison"], f"/xx{PAGES['comparison']}"):
        forget_what_is_kept()
        new[place] = _told(client, place)
    for place in reversed(list(new)):
        forget_what_is_kept()
        assert _told(client, place) == new[place]


def test_a_page_in_another_language_costs_one_query_more_for_its_texts(client, several):
    """None more in a process that has read them: `test_local_texts` counts that."""

    def queries(place):
        forget_what_is_kept()
        with CaptureQueriesContext(connection) as run:
            client.get(place)
        return len(run)

    for name in ("home", "comparison", "topic", "print", "movement", "sources", "article"):
        assert queries(address(name, "/xx")) - queries(address(name)) in (0, 1), name


def test_an_archive_is_written_in_the_language_of_its_address(client, several):
    def texts(prefix):
        answer = client.get(f"{prefix}/lake-2031/export/comparison.zip?{TWO}")
        packed = zipfile.ZipFile(io.BytesIO(b"".join(answer)))
        return {name: timeless(packed.read(name)) for name in packed.namelist()}

    english, foreign = texts(""), texts("/xx")
    assert list(english) == list(foreign)
    assert english != foreign
    assert texts("") == english


# -- the interface for programs -----------------------------------------------------------------

API = "/api/v1/negotiations/lake-2031"


def test_a_program_asks_for_a_language_by_a_parameter(client, several):
    usual = client.get(f"{API}/comparison").json()
    english = client.get(f"{API}/comparison?lang=en").json()
    foreign = client.get(f"{API}/comparison?lang=xx")
    assert usual["words"] == english["words"] == {"language": "en"}
    assert foreign.json()["words"] == {"language": "xx"}
    assert foreign["Content-Language"] == "xx"
    assert foreign["Parley-Hash"] == client.get(f"{API}/comparison")["Parley-Hash"]
    assert "/xx/lake-2031/compare/" in foreign["Link"]


def test_links_of_an_answer_to_a_program_stay_in_its_language(client, several):
    answer = client.get(f"{API}/questions?lang=xx&limit=2").json()
    assert "lang=xx" in answer["links"]["next"]
    for name, link in answer["items"][0]["links"].items():
        page = name == "html"
        assert ("/xx/lake-2031/" in link) if page else link.endswith("lang=xx"), link
    refused = client.get("/api/v1/negotiations/none?lang=xx").json()
    assert refused["see"] == f"{HOME}/api/v1/negotiations?lang=xx"
    assert "lang=" not in refused["type"]
    usual = client.get(f"{API}/questions?limit=2").content.decode()
    assert "lang=" not in usual
    assert "/xx/" not in usual


@pytest.mark.parametrize("path", ["/api/v1/", API, f"{API}/comparison", f"{API}/movement"])
@pytest.mark.parametrize("asked", ["zz", "", "EN", "xx%00"])
def test_a_language_that_there_is_not_is_refused_with_those_that_there_are(
    client, several, path, asked
):
    answer = client.get(f"{path}?lang={asked}")
    assert answer.status_code == 400
    (fault,) = answer.json()["errors"]
    assert fault["parameter"] == "lang"
    assert fault["allowed"] == ["en", "xx", "yy"]
    assert "one of en, xx, yy" in fault["detail"]


def test_a_language_can_be_asked_for_once(client, several):
    answer = client.get(f"{API}?lang=xx&lang=en")
    assert answer.status_code == 400
    assert "lang" in answer.json()["detail"]


def test_the_description_is_the_same_whoever_reads_it_first(client, several):
    foreign = client.get("/api/v1/openapi.json?lang=xx").content
    assert foreign == client.get("/api/v1/openapi.json").content


# -- keys ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["en", "xx"])
def test_a_negotiation_cannot_be_called_like_a_language(several, key):
    with pytest.raises(ValidationError) as refusal:
        NegotiationFactory.build(key=key, name="Talks").full_clean()
    (message,) = refusal.value.message_dict["key"]
    assert f"“{key}” is the address of other pages here" in message
    assert "xx" in message.partition("not allowed")[2]


def test_nor_can_one_in_files(several, tmp_path):
    folder = write(tmp_path)
    file = folder / "negotiation.toml"
    file.write_text(file.read_text().replace('key = "small"', 'key = "xx"'))
    with pytest.raises(SeedProblems) as refusal:
        load([folder])
    assert "the site has other pages at this address" in str(refusal.value)
    assert not Negotiation.objects.filter(key="xx").exists()


def test_rows_are_asked_for_by_the_same_keys_in_every_language(client, several):
    question = Question.objects.get(key="share-of-limnaia")
    root = root_of(client, f"/xx/lake-2031/compare/?question={question.key}")
    assert root.xpath(f"//*[@id='q-{question.key}']")


def test_an_editor_works_in_the_language_of_the_address(several, admin_client: Client):
    root = root_of(admin_client, "/xx/admin/")
    assert root.get("lang") == "xx"
    links = root.xpath("//a[not(@hreflang)]/@href[starts-with(., '/')]")
    assert len(links) > 10
    assert [one for one in links if not one.startswith("/xx/")] == []
    switch = root.xpath("//nav[@class='languages']//a/@href")
    assert switch == ["/admin/", "/xx/admin/", "/yy/admin/"]


# -- lists by name ------------------------------------------------------------------------------

NAMES = ["Єдність", "Ґрунт", "Газета", "дія", "BBC", "agence", "Ärzteblatt"]
IN_ENGLISH = ["agence", "Ärzteblatt", "BBC", "Газета", "Ґрунт", "дія", "Єдність"]
IN_CYRILLIC = ["Газета", "Ґрунт", "дія", "Єдність", "agence", "Ärzteblatt", "BBC"]


class Cyrillic(RightToLeft):
    """A made-up language in Cyrillic letters."""

    code = "zz"
    alphabet = CYRILLIC


def test_outlets_stand_in_the_order_of_the_readers_alphabet(client):
    Outlet.objects.exclude(articles__evidence__isnull=False).delete()
    for outlet, name in zip(Outlet.objects.order_by("-key"), NAMES, strict=False):
        outlet.name = name
        outlet.save()
    known = set(Outlet.objects.values_list("name", flat=True))
    assert len(known & set(NAMES)) == 3
    with site_in(Cyrillic()):
        for prefix, order in (("", IN_ENGLISH), ("/zz", IN_CYRILLIC)):
            expected = [name for name in order if name in known]
            found = root_of(client, f"{prefix}/sources/").xpath(
                "//section[@id='outlets']//li/p[1]/a/text()"
            )
            assert [name for name in found if name in NAMES] == expected
            page = root_of(client, f"{prefix}/lake-2031/compare/?open=filters")
            boxes = [
                pages.text_of(box.getparent()) for box in page.xpath("//input[@name='outlet']")
            ]
            shown = [name for box in boxes for name in NAMES if name in box]
            assert len(shown) > 2
            assert shown == [name for name in expected if name in shown]


def test_pages_of_outlets_follow_each_other_in_that_order(client, monkeypatch):
    monkeypatch.setattr("sources.views.ROWS_ON_A_PAGE", 3)
    named = [OutletFactory(key=f"named-{number}", name=name) for number, name in enumerate(NAMES)]
    for outlet in (*OutletFactory.create_batch(5), *named):
        let_readers_see([ArticleFactory(outlet=outlet)])
    with site_in(Cyrillic()):
        last = client.get("/zz/sources/").context["outlets"].paginator.num_pages
        assert last > 4
        found = [
            outlet.name
            for page in range(1, last + 1)
            for outlet in client.get(f"/zz/sources/?outlets={page}").context["outlets"]
        ]
        assert len(found) == public_outlets().count()
        assert [name for name in found if name in NAMES] == IN_CYRILLIC


def test_the_order_of_chosen_outlets_in_an_address_is_the_same_for_all(client):
    """The address is that of the record, which has no language."""
    keys = list(Outlet.objects.filter(articles__evidence__isnull=False).distinct()[:3])
    query = "&".join(f"outlet={outlet.key}" for outlet in keys)
    with site_in(Cyrillic()):
        told = [
            root_of(client, f"{prefix}/lake-2031/compare/?{query}").xpath(
                "//link[@rel='canonical']/@href"
            )[0]
            for prefix in ("", "/zz")
        ]
    assert told[1] == told[0].replace(HOME, f"{HOME}/zz")


# -- numbers for programs -----------------------------------------------------------------------


class Decimals(RightToLeft):
    """A made-up language under a code for which Django writes decimals with a comma."""

    code = "uk"
    is_right_to_left = False


NUMBERS = frozenset(
    [
        "x",
        "y",
        "x1",
        "x2",
        "y1",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "dx",
        "dy",
        "width",
        "height",
        "offset",
        "transform",
        "font-size",
        "stroke-width",
        "viewbox",
        "d",
        "points",
        "tabindex",
        "colspan",
        "rowspan",
        "maxlength",
        "content",
        "value",
    ]
)
COMMA = re.compile(r"(?<![\w,])-?\d+,\d+(?!\d*[\w,])")
DRAWN = {
    "comparison": f"/lake-2031/compare/?{TWO}&all=1&view=full",
    "topic": PAGES["topic"],
    "movement": PAGES["movement"],
    "print": PAGES["print"],
    "brief": PAGES["brief"],
    "embedded topic": PAGES["embedded topic"],
    "clause": "/clauses/lake-2031.wadi-plan.second.1/",
}


@pytest.mark.parametrize("name", DRAWN)
def test_numbers_that_programs_read_have_their_point_in_every_language(client, name):
    with site_in(Decimals()):
        root = root_of(client, f"/uk{DRAWN[name]}")
    found = [
        (one.tag, attribute, value)
        for one in root.iter(etree.Element)
        for attribute, value in one.items()
        if attribute.lower() in NUMBERS and COMMA.search(value)
    ]
    assert [one for one in found if one[1] not in ("content", "value")] == []
    assert root.xpath("//svg//@*")


@pytest.mark.parametrize(
    "sheet",
    ["/lake-2031/print/sheet.css?paper=letter&turned=landscape", "/lake-2031/brief/brief.css"],
)
def test_style_sheets_have_their_point_in_every_language(client, sheet):
    with site_in(Decimals()):
        answer = client.get(f"/uk{sheet}")
        assert answer.status_code == 200
        styles = answer.content.decode()
    assert not re.search(r"\d,\d+(?:mm|cm|in|pt|px|r?em|%)", styles)
