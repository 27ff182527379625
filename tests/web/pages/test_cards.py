"""Pictures for sharing at their addresses: which there are, for how long, and for how much work."""

from unittest.mock import Mock
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from config.middleware import CONTENT_POLICY
from proposals.exports.cards import png_file
from proposals.models import Question, Term
from proposals.models.publication_guard import unguarded
from proposals.web.pages import cards
from proposals.web.pages.cards import NAMED_CARD
from sources.read_only import PUBLIC
from tests.support.folders import LAKE, stored_for_a_module
from tests.support.pages import parsed

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
CARD = "/lake-2031/card.png"
ROW = f"{CARD}?question=share-of-limnaia"
stored = stored_for_a_module(LAKE)


@pytest.fixture
def lake(stored, db):
    """The talks at the lake, as they were loaded."""


@pytest.mark.parametrize(
    "address",
    [
        CARD, ROW, f"{CARD}?topic=water-shares", f"{CARD}?d=wadi-plan&d=league-plan",
        f"{CARD}?verdict=conflict&with=disputed", f"{CARD}?v=abc&utm_source=x", "/card.png",
    ],
)  # fmt: skip
def test_a_selection_has_a_picture(client, lake, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert len(answer.content) < 200_000
    assert answer["Content-Security-Policy"] == CONTENT_POLICY
    assert answer["Cache-Control"] == PUBLIC
    assert not answer.cookies


def test_a_picture_may_be_kept_for_long_by_the_name_of_its_content_alone(client, lake):
    page = parsed(client.get("/lake-2031/compare/").content.decode())
    (address,) = page.xpath("//meta[@property='og:image']/@content")
    address = address.removeprefix("http://testserver")
    assert client.get(address)["Cache-Control"] == NAMED_CARD
    with unguarded():
        Term.objects.update(scope="elsewhere")
    assert client.get(address)["Cache-Control"] == PUBLIC


@pytest.mark.parametrize(
    "query",
    [
        "?q=down+with+the+league", "?words=down", "?question=nothing", "?topic=nothing",
        "?d=nothing&d=wadi-plan", "?d=wadi-plan", "?verdict=terrible", "?with=tears",
        "?outlet=nobody", "?theme=nothing", "?text=anything",
    ],
)  # fmt: skip
def test_what_is_not_understood_has_no_picture(client, lake, query):
    assert client.get(CARD + query).status_code == 404


def test_there_is_no_picture_of_talks_that_are_not_published(client, lake):
    assert client.get("/secret-talks/card.png").status_code == 404


def test_no_address_changes_a_picture_except_by_what_it_selects(client, lake):
    """Nothing that a stranger writes gets onto a card."""
    plain = client.get(ROW).content
    for words in ("<b>no</b>", "Down with the League", "‮drow"):
        assert client.get(f"{ROW}&v={quote(words)}").content == plain
        assert client.get(f"{ROW}&utm_campaign={quote(words)}").content == plain
    assert client.get(f"{CARD}?question=share-of-limnaia&question=springs").content != plain


@override_settings(ALLOWED_HOSTS=[".example.org", "parley.example.org"])
def test_the_name_of_a_subdomain_is_not_printed(client, lake):
    one, other, own = (
        client.get(ROW, headers={"Host": f"{name}.example.org"}).content
        for name in ("down-with-north", "down-with-south", "parley")
    )
    assert one == other != own


def test_whoever_has_a_picture_gets_it_again_without_a_drawing(client, lake, monkeypatch):
    first = client.get(ROW)
    draw = Mock(side_effect=AssertionError("drawn again"))
    monkeypatch.setattr(cards, "card_png", draw)
    again = client.get(ROW, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == first["Cache-Control"]
    draw.assert_not_called()


def test_another_content_has_another_tag_and_picture(client, lake):
    first = client.get(ROW)
    Question.objects.filter(key="share-of-limnaia").update(text="Another question?")
    changed = client.get(ROW, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]
    assert changed.content != first.content


def test_one_picture_is_drawn_once(client, lake, monkeypatch):
    png_file.card_png.cache_clear()
    drawn = Mock(wraps=png_file.png)
    monkeypatch.setattr(png_file, "png", drawn)
    for query in ("", "&v=1", "&v=2", "&utm_source=x"):
        assert client.get(ROW + query).status_code == 200
    assert drawn.call_count == 1
    assert png_file.card_png.cache_info().maxsize == 64


@pytest.mark.parametrize("address", [CARD, ROW, f"{CARD}?topic=water-shares"])
def test_a_picture_needs_as_many_queries_as_its_page(client, lake, address):
    with CaptureQueriesContext(connection) as made:
        client.get(address)
    assert len(made) <= 12


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_picture_is_only_read(client, lake, method):
    assert getattr(client, method)(CARD).status_code == 405
    assert client.head(CARD).content == b""
