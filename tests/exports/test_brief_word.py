"""The brief as a Word file: the content of its page, in the same order."""

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from proposals.comparisons import Selection
from proposals.exports import word
from proposals.exports.brief.content import Brief
from tests.support.briefs import article, brief_of, plain, texts
from tests.support.folders import LAKE, NEGOTIATIONS, PASS, SEEDS, stored_for_a_module

pytestmark = pytest.mark.django_db

STRAIT = NEGOTIATIONS / "strait-2033"
FIVE = (
    "limnaia-memorandum.handed-over",
    "wadi-plan.second",
    "league-plan.bridging",
    "agreed",
    "wadi-plan.first",
)

stored = stored_for_a_module(LAKE, STRAIT, PASS, SEEDS / "istanbul-2025")


@pytest.fixture(autouse=True)
def _stored(stored: None, db: None) -> None:
    """Three made-up negotiations and Istanbul, as they were loaded."""


@pytest.fixture(params=["lake-2031", "strait-2033", "pass-2034", "istanbul-2025", "five"])
def brief(request) -> Brief:
    if request.param == "five":
        return brief_of(selection=Selection(FIVE, whole=True))
    return brief_of(request.param)


def opened(content: bytes):
    return docx.Document(io.BytesIO(content))


def body_texts(content: bytes) -> list[str]:
    """The texts of the body paragraph by paragraph, without the heads of tables."""
    body = opened(content).element.body
    heads = [mark.getparent().getparent() for mark in body.iter(qn("w:tblHeader"))]
    assert heads
    for head in heads:
        head.getparent().remove(head)
    return [text for text in map(text_of, body.iter(qn("w:p"))) if text]


def text_of(paragraph) -> str:
    return plain("".join(one.text or "" for one in paragraph.iter(qn("w:t"))))


def test_it_has_the_content_of_the_page_in_the_same_order(brief: Brief):
    ours = body_texts(word.write_brief(brief.bundle))
    page = texts(article(brief))
    assert len(page) > 20
    assert ours == page


def test_it_stands_upright_and_its_tables_fill_the_page_with_titles_and_heads(brief: Brief):
    document = opened(word.write_brief(brief.bundle))
    page = document.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    width = page.page_width.twips - page.left_margin.twips - page.right_margin.twips
    tables = document.element.body.findall(qn("w:tbl"))
    assert len(tables) == len(brief.groups)
    for table in tables:
        columns = [int(one.get(qn("w:w"))) for one in table.iter(qn("w:gridCol"))]
        assert width - 20 <= sum(columns) <= width
        assert table.find(f".//{qn('w:tblCaption')}").get(qn("w:val"))
        for row in table.iter(qn("w:tr")):
            wide = [int(one.get(qn("w:val"))) for one in row.iter(qn("w:gridSpan"))]
            narrow = len(list(row.iter(qn("w:tc")))) - len(wide)
            assert sum(wide) + narrow == len(columns)


def test_its_code_is_a_picture_with_words(brief: Brief):
    content = word.write_brief(brief.bundle)
    (picture,) = opened(content).element.body.iter(qn("wp:docPr"))
    assert picture.get("descr") == f"QR code of {brief.address}"
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        (name,) = [one for one in file.namelist() if one.startswith("word/media/")]
        assert brief.code is not None
        assert file.read(name) == brief.code.picture


def test_every_style_that_is_used_is_there_and_none_is_smaller_than_nine_points(brief: Brief):
    document = opened(word.write_brief(brief.bundle))
    styles = {one.style_id: one for one in document.styles}
    parts = (document.element.body, document.sections[0].footer._element)
    used = {one.get(qn("w:val")) for part in parts for one in part.iter(qn("w:pStyle"))}
    assert used <= set(styles)
    for name in used:
        size = styles[name].element.find(f"{qn('w:rPr')}/{qn('w:sz')}")
        assert size is None or int(size.get(qn("w:val"))) >= 18


def test_its_foot_has_the_day_the_page_of_pages_the_address_and_the_hash(brief: Brief):
    foot = opened(word.write_brief(brief.bundle)).sections[0].footer
    text = "".join(paragraph.text for paragraph in foot.paragraphs)
    assert "2 June 2031" in text
    assert brief.bundle.short_hash in text
    assert "http://testserver/" in text
    fields = [one.get(qn("w:instr")) for one in foot._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_the_same_content_at_the_same_moment_gives_the_same_bytes(brief: Brief):
    assert word.write_brief(brief.bundle) == word.write_brief(brief.bundle)
