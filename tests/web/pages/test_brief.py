"""The page of a brief, its style sheet, its files, and the ways that lead to it."""

import json
import re

import pytest
from django.utils.timezone import localtime

from proposals.data_stamps.memory import memory
from proposals.exports.paper import pdf
from proposals.models import PdfJob
from tests.support.drawings import Drawn, fetched
from tests.support.folders import LAKE, stored_for_a_module
from tests.support.pages import parsed

pytestmark = pytest.mark.django_db

stored = stored_for_a_module(LAKE)

PAGE = "/lake-2031/brief/"
STYLE = "/lake-2031/brief/brief.css"
TWO = ("limnaia-memorandum.handed-over", "wadi-plan.second")


@pytest.fixture(autouse=True)
def _lake(stored: None, db: None) -> None:
    """The talks at the lake, as they were loaded."""


def page_of(client, **query):
    answer = client.get(PAGE, query)
    assert answer.status_code == 200
    return parsed(answer.content.decode())


def test_it_keeps_the_selection_and_the_paper(client):
    page = page_of(client, d=TWO, verdict="conflict", paper="letter")
    hidden = [(one.get("name"), one.get("value")) for one in page.xpath("//form/input")]
    assert hidden == [("d", TWO[0]), ("d", TWO[1]), ("verdict", "conflict")]
    assert page.xpath("//select/option[@selected]/@value") == ["letter"]
    (rules,) = page.xpath("//link[contains(@href, 'brief.css?')]/@href")
    assert "size: letter portrait" in client.get(rules).content.decode()


def test_it_needs_fourteen_queries_however_many_columns(client, django_assert_num_queries):
    for columns in (TWO, (*TWO, "league-plan.bridging", "agreed", "wadi-plan.first")):
        memory.clear()
        with django_assert_num_queries(14):
            client.get(PAGE, {"d": columns})


def test_it_says_what_it_did_not_understand(client):
    content = client.get(PAGE, {"paper": "a0", "verdict": "maybe", "colour": "1"}).content.decode()
    for found in ("“a0”", "“maybe”", "“colour”"):
        assert found in content


def test_its_links_lead_on_with_the_selection(client):
    links = page_of(client, d=TWO, verdict="conflict").xpath("//nav/a[not(@hreflang)]/@href")
    assert len(links) == 5
    for address in links:
        assert "verdict=conflict" in address
        assert fetched(client, address).status_code == 200


def test_once_frozen_it_does_not_offer_to_freeze(client):
    before = page_of(client).xpath("//nav/a[contains(@href, '/freeze/')]")
    client.post("/lake-2031/freeze/")
    assert before
    assert page_of(client).xpath("//nav/a[contains(@href, '/freeze/')]") == []
    assert "/frozen/" in page_of(client).xpath("string(//dl[@class='brief-made'])")


def test_its_page_rules_have_day_and_hash_if_they_can_be_such(client):
    asked = {"paper": "letter", "hash": "0123456789abcdef" * 4, "made": "2031-06-02"}
    css = client.get(STYLE, asked).content.decode()
    assert "size: letter portrait" in css
    assert '"0123 4567 89ab cdef"' in css
    assert "2 June 2031" in css
    for hostile in ('"} body { display: none }', "2031-13-40", "9" * 50):
        css = client.get(STYLE, {"hash": hostile, "made": hostile}).content.decode()
        assert "display" not in css
        assert "2031" not in css.replace("lake-2031", "")


def test_the_file_is_on_the_paper_of_the_address_and_says_that_it_is_a_brief(client):
    sheets = []
    drawing = lambda sheet: sheets.append(json.loads(sheet)) or Drawn()  # noqa: E731
    answer = fetched(client, "/lake-2031/export/brief.pdf?paper=letter", drawing)
    assert answer["Content-Type"] == "application/pdf"
    assert 'filename="brief_lake-2031_' in answer["Content-Disposition"]
    (sheet,) = sheets
    assert "size: letter portrait" in sheet["style"]
    assert 'class="sheet brief ' in sheet["html"]
    assert client.head("/lake-2031/export/brief.pdf?paper=letter").status_code == 200
    assert client.head("/lake-2031/export/brief.pdf").status_code == 503  # nothing draws by now
    assert PdfJob.objects.count() == 1


def test_without_pango_the_file_is_refused_with_words(client, monkeypatch):
    monkeypatch.setattr(pdf, "available", lambda: False)
    answer = client.get("/lake-2031/export/brief.pdf")
    assert answer.status_code == 503
    assert "libpango-1.0-0" in answer.content.decode()


def test_what_is_not_understood_is_refused_as_a_file(client):
    assert client.get("/lake-2031/export/brief.pdf?paper=a3").status_code == 400
    assert client.get("/lake-2031/export/brief.docx?verdict=maybe").status_code == 400


@pytest.mark.parametrize("path", ["export", "print", "compare"])
def test_other_pages_lead_to_it_with_their_selection(client, path: str):
    page = parsed(client.get(f"/lake-2031/{path}/", {"verdict": "conflict"}).content.decode())
    links = page.xpath("//a[contains(@href, '/lake-2031/brief/?')]/@href")
    assert links
    assert all("verdict=conflict" in address for address in links)


def test_an_unknown_negotiation_leads_to_those_that_there_are(client):
    for path in ("/nowhere/brief/", "/nowhere/brief/brief.css", "/nowhere/export/brief.pdf"):
        assert client.get(path).status_code == 404


# The comparison on paper


def on_paper(client, **query):
    page = parsed(client.get("/lake-2031/compare/", query).content.decode())
    (block,) = page.xpath("//section[@class='on-paper-only']")
    return block


def test_the_printed_comparison_has_the_caveats_of_the_brief_day_address_and_the_way_on(client):
    block, made = on_paper(client, d=TWO), page_of(client, d=TWO)
    names = made.xpath("//section[@class='brief-caveats']//dt/text()")
    assert block.xpath(".//dt/text()") == names
    assert len(names) == 5
    text = " ".join(block.text_content().split())
    today = localtime()
    assert f"as it stood on {today.day} {today:%B %Y}" in text
    assert f"http://testserver/lake-2031/compare/?d={TWO[0]}&d={TWO[1]}" in text
    assert "the full sheet with every clause and source" in text


def test_the_printed_address_is_that_of_the_selection_however_it_was_asked_for(client):
    block = on_paper(client, d=TWO, more="", q="", verdict="conflict", open="filters")
    address = f"http://testserver/lake-2031/compare/?d={TWO[0]}&d={TWO[1]}&verdict=conflict"
    assert address in block.text_content().split()


def test_hash_and_code_are_fetched_only_when_somebody_prints(client):
    block = on_paper(client, d=TWO, verdict="conflict")
    (picture,) = block.xpath(".//img")
    assert picture.get("loading") == "lazy"
    assert picture.get("alt")
    answer = client.get(picture.get("src"))
    assert answer["Content-Type"] == "image/svg+xml"
    shown = page_of(client, d=TWO, verdict="conflict").xpath("string(//dl[@class='brief-made'])")
    (digits,) = re.findall(r"[0-9a-f]{64}", shown)
    drawn = answer.content.decode()
    assert digits[:32] in drawn
    assert digits[32:] in drawn
    assert "Not frozen" in drawn


def test_the_picture_is_small_beside_the_first_view(client):
    block = on_paper(client, d=TWO)
    assert len(block.xpath(".//*")) < 60


def test_the_printed_address_is_that_of_the_comparison_whatever_was_written_beside_it(client):
    extra = {"d": TWO, "utm_source": "news", "part": "1"}
    for headers in ({}, {"HX-Request": "true"}):
        answer = client.get("/lake-2031/compare/", extra, headers=headers)
        page = parsed(answer.content.decode())
        (block,) = page.xpath("//section[@class='on-paper-only']")
        text = " ".join(block.text_content().split())
        assert f"http://testserver/lake-2031/compare/?d={TWO[0]}&d={TWO[1]} " in text
        assert "utm_source" not in text


def test_nothing_promises_two_pages_before_the_length_is_known(client):
    assert "For the brief, or for the full sheet" in on_paper(client, d=TWO).text_content()
    links = parsed(client.get("/lake-2031/").content.decode()).xpath(
        "//a[contains(@href, '/lake-2031/brief/')]"
    )
    assert links
    assert {" ".join(link.text_content().split()) for link in links} == {"Brief"}
