"""Every page, feed and file of a negotiation in Arabic and Hebrew, for readers of English.

Words of two directions stand in one line only where something keeps them apart (see
`tests/support/mixed_lines.py`). `tests/browser/test_mixed_scripts.py` looks at what is seen then.
"""

import json
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client
from lxml import etree

from proposals.models import Clause, Response
from sources.public import public_articles, public_outlets
from sources.text_directions import FSI, PDI, without_isolates
from tests.support.folders import ISLE, LAKE, OASIS, PASS, stored_for_a_module
from tests.support.mixed_lines import Data, torn_lines, torn_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored")]
stored = stored_for_a_module(OASIS, LAKE, ISLE, PASS)

HOME = "/oasis-2035/"
COMPARE = f"{HOME}compare/"
PAPERS = ("palm-paper.handed-over", "wells-paper.handed-over", "league-draft.bridging")
TWO = f"?{urlencode([('d', one) for one in PAPERS[:2]])}"
THREE = f"?{urlencode([('d', one) for one in PAPERS])}"
TOPIC = "topics/oasis-ceasefire/"
PAGES = [
    "/",
    "/method/",
    "/sources/",
    "/search/?q=%D8%A7%D9%84%D9%87%D8%AF%D9%86%D8%A9",
    HOME,
    COMPARE,
    COMPARE + TWO,
    f"{COMPARE}{THREE}&theme=oasis-truce&open=filters",
    f"{COMPARE}{THREE}&outlet=shuruq&order=document",
    f"{COMPARE}{THREE}&q=nothing-like-this",
    f"{COMPARE}evidence/?question=truce-length&document={PAPERS[0]}",
    f"{HOME}{TOPIC}",
    f"{HOME}topics/oasis-passage/{TWO}",
    f"{HOME}documents/palm-paper/handed-over/",
    f"{HOME}documents/wells-paper/handed-over/",
    f"{HOME}documents/league-draft/bridging/",
    f"{HOME}movement/",
    f"{HOME}corrections/",
    f"{HOME}export/{THREE}",
    f"{HOME}freeze/{THREE}",
    f"{HOME}brief/",
    f"{HOME}brief/{TWO}",
    f"{HOME}print/",
    f"{HOME}print/{TWO}&notes=inline",
    f"{HOME}export/comparison.html{THREE}",
    f"{HOME}embed/{TOPIC}{TWO}",
    f"{HOME}embed/questions/guarantors/{THREE}",
    "/lake-2031/",
    "/lake-2031/compare/",
    "/lake-2031/movement/",
    "/lake-2031/documents/wadi-plan/second/",
    "/lake-2031/brief/",
    "/lake-2031/print/",
    "/lake-2031/export/",
    "/pass-2034/",
    "/pass-2034/compare/",
    "/pass-2034/movement/",
    "/pass-2034/documents/plain-edit/marked/",
    "/isle-2032/",
]


@pytest.fixture(scope="module")
def data(stored: None, django_db_blocker) -> Data:
    with django_db_blocker.unblock():
        return Data()


def answer(address: str) -> str:
    found = Client().get(address)
    assert found.status_code == 200, address
    return found.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_no_line_of_a_page_can_be_torn(address, data):
    assert torn_lines(answer(address), data) == []


def test_no_line_of_the_pages_of_rows_can_be_torn(data):
    rows = [
        *Clause.objects.published().filter(version__proposal__negotiation__key="oasis-2035"),
        *public_articles().filter(key__startswith="O"),
        *public_outlets(),
    ]
    addresses = [row.get_absolute_url() for row in rows]
    addresses += [f"/clauses/{row.uid}/history/" for row in rows if isinstance(row, Clause)]
    addresses += [f"/responses/{row.uid}/history/" for row in Response.objects.published()]
    assert len(addresses) > 30
    torn = [line for address in addresses for line in torn_lines(answer(address), data)]
    assert torn == []


@pytest.mark.parametrize(
    "address", [f"{HOME}changes.atom", f"{HOME}{TOPIC}changes.atom", f"{HOME}movement.atom",
                "/lake-2031/changes.atom", "/lake-2031/movement.atom"]
)  # fmt: skip
def test_no_title_or_summary_of_a_feed_can_be_torn(address, data):
    feed = etree.fromstring(answer(address).encode())
    name = "{http://www.w3.org/2005/Atom}"
    titles = [one.text or "" for one in feed.iter(f"{name}title")]
    assert titles
    assert [title for title in titles if torn_text(title, data)] == []
    for summary in feed.iter(f"{name}summary"):
        assert torn_lines(f"<body>{unescape(summary.text or '')}</body>", data) == []


def test_a_line_to_cite_keeps_names_apart_and_fields_for_programs_have_no_isolates():
    address = f"{HOME}export/citation"
    line = answer(f"{address}.txt{THREE}")
    assert f"{FSI}ورقة واحة النخيل{PDI} / {FSI}הצעת כפר הבארות{PDI} / " in line
    for form in ("bib", "ris", "csl.json"):
        text = answer(f"{address}.{form}{THREE}")
        assert "ورقة واحة النخيل / הצעת כפר הבארות" in text
        assert without_isolates(text) == text


def test_of_the_record_only_words_for_people_have_isolates(data):
    record = json.loads(answer(f"{HOME}export/comparison.json{THREE}"))
    words, rest = [], []

    def walk(value, inside=False):
        if isinstance(value, dict):
            for key, one in value.items():
                walk(one, inside or key == "words")
        elif isinstance(value, list):
            for one in value:
                walk(one, inside)
        elif isinstance(value, str):
            (words if inside else rest).append(value)

    walk(record)
    assert any(FSI in text for text in words)
    assert [text for text in words if torn_text(text, data)] == []
    assert [text for text in rest if without_isolates(text) != text] == []


def test_no_cell_of_a_markdown_file_can_be_torn(data):
    text = answer(f"{HOME}export/comparison.md{THREE}").replace("\\", "")
    cells = [cell.strip(" #-") for line in text.splitlines() for cell in line.split("|")]
    assert [cell for cell in cells if torn_text(cell, data)] == []


def test_words_are_found_across_the_isolates_of_a_sentence(data):
    page = answer(f"{COMPARE}{THREE}&q=60+%D8%A3%D9%8A%D8%A7%D9%85")
    assert "كم تدوم الهدنة؟" in page
    assert "ما حصة واحة النخيل من الماء؟" not in page


def test_the_check_sees_what_is_torn(data):
    for html in (
        "<p>الشروق, تونس, 31 May 2035</p>",
        "<p dir=auto>واحة النخيل / Caravan League</p>",
        f"<p dir=auto>{FSI}واحة النخيل{PDI} asks for more</p>",
        '<p title="Clause المادة 1">1</p>',
        "<title>محادثات واحة النخيل – Parley</title>",
    ):
        assert len(torn_lines(html, data)) == 1, html
    for html in (
        "<p><bdi>الشروق</bdi>, <span dir=auto>تونس الصغرى</span>, 31 May 2035</p>",
        f"<p>{FSI}الشروق{PDI}, 31 May 2035</p>",
        "<p dir=auto>مسودة Caravan League</p>",
        f'<p title="Clause {FSI}المادة 1{PDI}">1</p>',
    ):
        assert torn_lines(html, data) == [], html
