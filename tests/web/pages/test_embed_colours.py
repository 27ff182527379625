"""A frame in the colours of the page around it."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from django.contrib.staticfiles import finders

from tests.support import pages
from tests.support.folders import LAKE, stored_for_a_module

pytestmark = pytest.mark.django_db
ROW = "/lake-2031/embed/questions/share-of-limnaia/"
TOPIC = "/lake-2031/embed/topics/water-shares/"
MISSING = "/lake-2031/embed/topics/none/"
stored = stored_for_a_module(LAKE)


@pytest.fixture
def lake(stored, db):
    """The talks at the lake, as they were loaded."""


def colours(client, address):
    root = pages.parsed(client.get(address).content.decode())
    (told,) = root.xpath("//meta[@name='color-scheme']/@content")
    return root.get("data-theme"), told


@pytest.mark.parametrize("address", [ROW, TOPIC, MISSING], ids=["row", "topic", "missing"])
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ("light", "light")),
        ("?theme=light", ("light", "light")),
        ("?theme=dark", ("dark", "dark")),
        ("?theme=auto", (None, "light dark")),
        ("?theme=mauve", ("light", "light")),
    ],
)
def test_a_frame_has_the_colours_that_its_address_asks_for(client, lake, address, query, expected):
    assert colours(client, address + query) == expected


def test_the_sheet_of_frames_knows_both_colours_by_that_attribute():
    rules = re.sub(r"\s+", " ", Path(finders.find("css/embed.css")).read_text(encoding="utf-8"))
    assert ':root[data-theme="light"] { color-scheme: light; }' in rules
    assert ':root[data-theme="dark"] { color-scheme: dark; }' in rules


@pytest.mark.parametrize("theme", ["light", "dark", "auto"])
def test_colours_are_no_theme_of_the_codebook_and_no_mistake(client, lake, theme):
    root = pages.parsed(client.get(f"{ROW}?theme={theme}").content.decode())
    assert root.xpath("//*[contains(@class, 'notice')]") == []
    assert pages.text_of(root.xpath("//main//a")[0])
    assert "theme" not in root.xpath("//main//a/@href")[0]


def test_unknown_colours_are_named_with_those_that_there_are(client, lake):
    root = pages.parsed(client.get(f"{ROW}?theme=mauve").content.decode())
    words = pages.text_of(root.xpath("//main")[0])
    assert "There are no colours “mauve” here: light ones are shown." in words
    assert "auto" in words


@pytest.mark.parametrize("theme", ["dark", "auto"])
def test_oembed_keeps_the_colours_of_a_frame(client, lake, theme):
    url = f"http://testserver{TOPIC}?theme={theme}"
    html = client.get(f"/oembed/?url={quote(url)}").json()["html"]
    assert pages.parsed(html).xpath("//iframe/@src")[0].endswith(f"&theme={theme}")


def test_oembed_of_a_page_takes_a_theme_of_the_codebook_for_no_colours(client, lake):
    url = "http://testserver/lake-2031/compare/?question=share-of-limnaia&theme=dark"
    answer = client.get(f"/oembed/?url={quote(url)}")
    assert answer.status_code == 404 or "theme=" not in answer.json()["html"]
