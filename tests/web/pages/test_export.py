"""The page that offers every form: it names what is selected, and each of its links leads on."""

import pytest
from django.urls import reverse
from lxml import html

from proposals.exports.formats import FORMATS
from proposals.exports.paper import pdf
from tests.support.drawings import fetched
from tests.support.folders import LAKE, stored_for_a_module
from tests.support.pages import parsed, text_of

pytestmark = pytest.mark.django_db

stored = stored_for_a_module(LAKE)
PAGE = "/lake-2031/export/"


@pytest.fixture(autouse=True)
def _lake(stored: None, db: None) -> None:
    """The talks at the lake, as they were loaded."""


def page_of(client, query: str = ""):
    answer = client.get(f"{PAGE}?{query}")
    assert answer.status_code == 200
    return parsed(answer.content.decode())


def hrefs(page) -> list[str]:
    return [str(found) for found in page.xpath("//main//dl//a/@href")]


def test_every_form_of_file_is_offered_once_with_the_selection(client, monkeypatch):
    monkeypatch.setattr(pdf, "available", lambda: True)
    found = hrefs(page_of(client, "verdict=conflict"))
    assert len(FORMATS) > 1
    for key in FORMATS:
        address = reverse("proposals:export_file", args=["lake-2031", key])
        (link,) = [one for one in found if one.startswith(f"{address}?")]
        assert "verdict=conflict" in link


def test_every_offer_leads_to_something(client):
    page = page_of(client, "topic=" + a_topic(client))
    offered = hrefs(page)
    assert len(offered) > len(FORMATS)
    assert {fetched(client, one).status_code for one in offered} == {200}


def a_topic(client) -> str:
    page = client.get("/lake-2031/compare/?open=filters").content.decode()
    return str(parsed(page).xpath("//input[@name='topic']/@value")[0])


def test_each_offer_says_in_a_line_what_is_in_it(client):
    lines = page_of(client).xpath("//main//dl/div")
    assert len(lines) >= len(FORMATS)
    for line in lines:
        assert text_of(line.find("dt"))
        assert text_of(line.find("dd"))


def test_the_page_says_what_is_selected_and_how_many_questions(client):
    text = text_of(page_of(client, "verdict=conflict").find(".//main"))
    assert "Verdict: conflict" in text
    assert "SHA-256, beginning" in text


def test_the_citation_stands_on_the_page_ready_to_be_copied(client):
    (line,) = page_of(client).xpath("//details[@open]//*[@class='cite-line']")
    assert text_of(line).startswith("Parley, “")


def test_freezing_is_a_form_that_is_sent_with_the_selection(client):
    (form,) = page_of(client, "verdict=conflict").xpath("//main//form")
    assert form.get("method") == "post"
    assert form.get("action").startswith("/lake-2031/freeze/?")
    assert "verdict=conflict" in form.get("action")


def test_what_is_not_understood_is_told_and_is_not_frozen(client):
    page = page_of(client, "topic=nothing")
    assert "nothing" in text_of(page.xpath("//*[@class='notices']")[0])
    assert page.xpath("//main//form") == []


def test_a_selection_without_a_row_offers_its_files_but_no_freezing(client):
    page = page_of(client, "q=zzzzzz")
    assert page.xpath("//main//form") == []
    assert len(hrefs(page)) >= len(FORMATS)


def test_without_pdf_the_page_says_what_to_do_instead(client, monkeypatch):
    monkeypatch.setattr(pdf, "available", lambda: False)
    page = page_of(client)
    assert not [one for one in hrefs(page) if "comparison.pdf" in one]
    assert "cannot make PDF files" in text_of(page.find(".//main"))


def test_one_topic_can_be_embedded_and_all_of_them_cannot(client):
    assert not [one for one in hrefs(page_of(client)) if "/embed/" in one]
    found = hrefs(page_of(client, "topic=" + a_topic(client)))
    assert [one for one in found if "/embed/topics/" in one]


def test_options_of_a_sheet_are_no_mistake_here(client):
    assert page_of(client, "paper=letter&grey=1").xpath("//*[@class='notices']") == []


def test_an_unknown_negotiation_names_those_that_there_are(client):
    answer = client.get("/nowhere/export/")
    assert answer.status_code == 404
    assert "/lake-2031/" in answer.content.decode()


def test_the_page_needs_thirteen_queries(client, django_assert_num_queries):
    with django_assert_num_queries(13):
        client.get(PAGE)


def test_the_page_has_no_style_and_no_script_within(client):
    root = html.fromstring(client.get(PAGE).content)
    assert root.xpath("//@style | //style | //@onclick") == []
    assert all(one.get("src") for one in root.xpath("//script"))
