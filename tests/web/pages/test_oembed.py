"""The oEmbed provider: code for the pages of this site, and words for everything else."""

import json
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from proposals.models import Topic
from tests.support import pages
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = pytest.mark.django_db
HOME = "http://testserver"
TOPIC = "/lake-2031/topics/water-shares/"
ONE = "/lake-2031/compare/?question=share-of-limnaia"
stored = stored_for_a_module(LAKE)


@pytest.fixture
def lake(stored, db):
    """The talks at the lake, as they were loaded."""


def asked(client, url, **more):
    query = "".join(f"&{name}={quote(str(value))}" for name, value in more.items())
    return client.get(f"/oembed/?url={quote(url)}{query}")


def told(client, url, **more):
    answer = asked(client, url, **more)
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def frame(answer):
    (found,) = pages.parsed(answer["html"]).xpath("//iframe")
    return found


@pytest.mark.parametrize(
    ("page", "embedded"),
    [
        (TOPIC, "/lake-2031/embed/topics/water-shares/"),
        ("/lake-2031/embed/topics/water-shares/", "/lake-2031/embed/topics/water-shares/"),
        (ONE, "/lake-2031/embed/questions/share-of-limnaia/"),
        (ONE + "#q-share-of-limnaia", "/lake-2031/embed/questions/share-of-limnaia/"),
        (
            "/lake-2031/embed/questions/share-of-limnaia/",
            "/lake-2031/embed/questions/share-of-limnaia/",
        ),
    ],
)
def test_a_page_of_this_site_is_answered_by_its_frame(client, lake, page, embedded):
    address = frame(told(client, HOME + page)).get("src")
    assert address.partition("?")[0] == HOME + embedded
    assert client.get(address.removeprefix(HOME)).status_code == 200


def test_the_frame_shows_the_documents_that_the_page_shows(client, lake):
    address = frame(told(client, f"{HOME}{TOPIC}?d=wadi-plan.second&d=league-plan.bridging")).get(
        "src"
    )
    assert address.endswith("?d=wadi-plan.second&d=league-plan.bridging")


def test_an_answer_has_what_the_standard_asks_of_a_rich_one(client, lake):
    answer = told(client, HOME + TOPIC)
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    assert (answer["provider_name"], answer["provider_url"]) == ("Parley", HOME + "/")
    assert answer["title"].startswith("Shares of the water – ")
    assert isinstance(answer["cache_age"], int)
    assert frame(answer).get("width") == str(answer["width"]) == "640"
    assert frame(answer).get("height") == str(answer["height"])
    assert answer["height"] >= 200


def test_the_size_stays_within_what_the_consumer_has_room_for(client, lake):
    small = told(client, HOME + TOPIC, maxwidth=320, maxheight=250)
    assert (small["width"], small["height"]) == (320, 250)
    assert frame(small).get("width") == "320"
    large = told(client, HOME + TOPIC, maxwidth=4000, maxheight=9000)
    assert (large["width"], large["height"] <= 1200) == (800, True)


def test_a_narrower_frame_is_a_higher_one(client, lake):
    wide, narrow = (told(client, HOME + ONE, maxwidth=width)["height"] for width in (800, 280))
    assert wide < narrow


def test_the_same_is_said_as_xml(client, lake):
    answer = asked(client, HOME + TOPIC, format="xml")
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    root = etree.fromstring(answer.content)
    assert root.tag == "oembed"
    assert {one.tag: one.text for one in root} == {
        name: str(value) for name, value in told(client, HOME + TOPIC, format="json").items()
    }


def test_a_hostile_name_stays_a_name(client, lake):
    name = '"><script>alert(1)</script>]]>\x08&amp;'
    Topic.objects.filter(key="water-shares").update(name=name)
    written = etree.fromstring(asked(client, HOME + TOPIC, format="xml").content)
    for answer in (told(client, HOME + TOPIC), {"html": written.findtext("html")}):
        assert pages.parsed(answer["html"]).xpath("//script") == []
        assert "<script>alert(1)</script>" in frame(answer).get("title")


@pytest.mark.parametrize(
    "url",
    [
        "http://elsewhere.example" + TOPIC,
        "http://testserver.elsewhere.example" + TOPIC,
        "http://testserver:8000" + TOPIC,
        "http://elsewhere.example@testserver:81" + TOPIC,
        "http://[broken" + TOPIC,
        "//testserver" + TOPIC,
        "ftp://testserver" + TOPIC,
        "javascript:alert(1)",
        "http://testserver:abc/",
        TOPIC,
        "\x00",
    ],
)
def test_another_host_is_refused(client, lake, url):
    answer = asked(client, url)
    assert answer.status_code == 404
    assert "is no page of this site" in answer.json()["detail"]


@pytest.mark.parametrize(
    "url",
    [
        "https://testserver" + TOPIC,
        "http://testserver:80" + TOPIC,
        "http://TESTSERVER" + TOPIC,
        HOME + "/lake-2031/topics/water%2Dshares/",
    ],
)
def test_the_same_page_may_be_written_in_several_ways(client, lake, url):
    assert told(client, url)["type"] == "rich"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "cannot be embedded"),
        ("/lake-2031/", "cannot be embedded"),
        ("/admin/", "cannot be embedded"),
        ("/no/such/page/at/all/", "cannot be embedded"),
        ("/lake-2031/compare/", "several questions"),
        ("/lake-2031/compare/?question=share-of-limnaia&question=springs", "several questions"),
        ("/lake-2031/compare/?question=none", "several questions"),
        ("/lake-2031/topics/none/", "There is no topic “none”"),
        ("/lake-2031/embed/questions/%00/", "There is no question"),
        ("/nowhere/topics/water-shares/", "There is no negotiation “nowhere”"),
    ],
)
def test_a_page_that_cannot_be_embedded_is_not_found_with_words(client, lake, path, words):
    answer = asked(client, HOME + path)
    assert answer.status_code == answer.json()["status"] == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert words in answer.json()["detail"]


def test_another_format_is_a_fault_of_the_request(client, lake):
    answer = asked(client, HOME + TOPIC, format="yaml")
    assert answer.status_code == 400
    assert "Allowed: json, xml." in answer.json()["detail"]


@pytest.mark.parametrize("name", ["maxwidth", "maxheight"])
@pytest.mark.parametrize("value", ["0", "-5", "wide", "1e3", "٣", "9" * 4000])
def test_a_size_that_is_no_size_is_a_bad_request(client, lake, name, value):
    answer = asked(client, HOME + TOPIC, **{name: value})
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith(f"{name} is “")


def test_a_question_without_an_address_is_a_bad_request(client, lake):
    answer = client.get("/oembed/")
    assert answer.status_code == 400
    assert "Say in “url” which page" in answer.json()["detail"]


@pytest.mark.parametrize("url", [HOME + TOPIC, HOME + "/nothing/"])
def test_scripts_of_every_site_may_ask(client, lake, url):
    assert asked(client, url)["Access-Control-Allow-Origin"] == "*"


def test_an_answer_stays_within_its_queries(client, lake):
    with CaptureQueriesContext(connection) as found:
        told(client, HOME + TOPIC)
    assert len(found) <= 12


@pytest.mark.parametrize(("form", "kind"), [("json", "application/json"), ("xml", "text/xml")])
def test_a_topic_page_names_the_provider_for_it(client, lake, form, kind):
    root = pages.parsed(
        client.get(TOPIC + "?d=wadi-plan.second&d=league-plan.bridging").content.decode()
    )
    (href,) = root.xpath("//head/link[@type=$kind]/@href", kind=f"{kind}+oembed")
    answer = client.get(href.removeprefix(HOME))
    assert answer["Content-Type"].startswith(kind)
    assert "d=wadi-plan.second" in answer.content.decode()
    assert f"format={form}" in href
