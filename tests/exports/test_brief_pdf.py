"""The brief as a PDF file: two pages for Istanbul on both papers, tagged, no letter too small."""

import io
import os
from collections.abc import Iterator
from typing import Any

import pdfplumber
import pypdf
import pytest

from proposals.comparisons import Selection
from proposals.exports.brief.content import Brief
from proposals.exports.brief.page import SMALLEST, pdf_sheet
from proposals.exports.paper.pdf_process import draw
from proposals.exports.paper.sheet import Paper
from tests.browser.typeface import environment
from tests.support.bundles import bundle
from tests.support.folders import LAKE, SEEDS, stored_for_a_module
from tests.support.growth import multiply

pytestmark = [pytest.mark.django_db, pytest.mark.pango]

SIZES = {Paper.A4: (210, 297), Paper.LETTER: (216, 279)}
MILLIMETRE = 72 / 25.4
FIVE = (
    "limnaia-memorandum.handed-over",
    "wadi-plan.second",
    "league-plan.bridging",
    "agreed",
    "wadi-plan.first",
)

stored = stored_for_a_module(SEEDS / "istanbul-2025", LAKE)


@pytest.fixture(scope="module")
def one_font(tmp_path_factory) -> Iterator[None]:
    """One font for all names, so that lines break at the same places on every machine."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = environment(tmp_path_factory.mktemp("fonts"))["FONTCONFIG_FILE"]
    yield
    if before is None:
        del os.environ["FONTCONFIG_FILE"]
    else:
        os.environ["FONTCONFIG_FILE"] = before


@pytest.fixture(scope="module")
def files(stored: None, one_font: None, django_db_blocker: Any) -> dict[Paper, bytes]:
    """The brief of Istanbul on each paper, drawn once."""
    with django_db_blocker.unblock():
        return {
            paper: draw(pdf_sheet(bundle(negotiation="istanbul-2025"), paper)) for paper in Paper
        }


@pytest.fixture(params=Paper)
def reader(files: dict[Paper, bytes], request) -> pypdf.PdfReader:
    """The file on one of the papers."""
    return pypdf.PdfReader(io.BytesIO(files[request.param]))


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("paper", Paper)
def test_it_has_exactly_two_pages_of_the_paper_that_was_asked_for(files, paper: Paper):
    pages = pypdf.PdfReader(io.BytesIO(files[paper])).pages
    assert len(pages) == 2
    for page in pages:
        box = page.mediabox
        size = round(box.width / MILLIMETRE), round(box.height / MILLIMETRE)
        assert size == SIZES[paper]


@pytest.mark.parametrize("paper", Paper)
def test_no_letter_is_smaller_than_nine_points_and_none_outside_the_page(files, paper: Paper):
    with pdfplumber.open(io.BytesIO(files[paper])) as file:
        for page in file.pages:
            assert min(char["size"] for char in page.chars) >= SMALLEST - 0.01
            assert min(char["x0"] for char in page.chars) >= 9 * MILLIMETRE
            assert max(char["x1"] for char in page.chars) <= page.width - 9 * MILLIMETRE
            assert max(char["bottom"] for char in page.chars) <= page.height - 3 * MILLIMETRE


def test_it_is_tagged_and_says_its_title_and_its_language(reader: pypdf.PdfReader):
    root = reader.trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == bundle(negotiation="istanbul-2025").title


def test_every_question_on_which_both_speak_is_on_it_with_the_hash_and_the_address(reader):
    brief = Brief(bundle(negotiation="istanbul-2025"))
    text = squeezed("".join(page.extract_text() for page in reader.pages))
    for group in brief.groups:
        for line in group.rows:
            assert squeezed(line.row.question.text) in text
            assert squeezed(line.sentence) in text
    assert brief.bundle.hash in text
    assert squeezed(brief.address) in text


def test_its_foot_counts_pages_and_has_day_and_hash(reader: pypdf.PdfReader):
    made = bundle(negotiation="istanbul-2025")
    for number, page in enumerate(reader.pages, 1):
        text = squeezed(page.extract_text())
        assert f"page{number}of2" in text
        assert squeezed(made.short_hash) in text
        assert "2June2031" in text


def test_a_longer_one_goes_on_with_every_question(stored: None, monkeypatch):
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)  # its names are in three scripts
    multiply(5)
    made = bundle(Selection(FIVE, whole=True))
    pages = pypdf.PdfReader(io.BytesIO(draw(pdf_sheet(made)))).pages
    assert len(pages) > 2
    text = squeezed("".join(page.extract_text() for page in pages))
    rows = [line for group in Brief(made).groups for line in group.rows]
    assert len(rows) > 20
    assert not Brief(made).is_short
    assert "Longerthantwopages" in text
    for question in {line.row.question.text for line in rows}:
        times = sum(line.row.question.text == question for line in rows)
        assert text.count(squeezed(question)) >= times
