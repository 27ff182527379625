"""The Word file: headings, tables, notes and languages, read back as XML and by its library."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import timedelta

import docx
import pytest
from django.db.models import Count
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from proposals.comparisons import Selection
from proposals.domain.verdicts import Mark
from proposals.exports import word
from proposals.exports.paper.endnotes import endnotes
from proposals.exports.word.blocks import Paragraph, TextRun
from proposals.exports.word.prose import parse_markdown
from proposals.exports.word.writer import Writer, is_right_to_left
from proposals.language.labels import SYMBOLS, mark_label
from proposals.language.languages import language_of
from proposals.models import Clause
from tests.support.exported import MOMENT, lake
from tests.support.folders import LAKE, stored_for_a_module
from tests.support.other_words import CONTEXT, other_words

pytestmark = pytest.mark.django_db

stored = stored_for_a_module(LAKE)
HOME = "https://parley.example"
FORBIDDEN = "a\x00b\x0bc\x1bd\ufffee\ud800f\u202eg"


@pytest.fixture(autouse=True)
def _lake(stored: None, db: None) -> None:
    """The talks at the lake, as they were loaded."""


@pytest.fixture(scope="module")
def whole(stored, django_db_blocker) -> bytes:
    """The file of the whole comparison, made once."""
    with django_db_blocker.unblock():
        return word.write(lake())


def opened(content: bytes):
    return docx.Document(io.BytesIO(content))


def body_of(content: bytes) -> etree._Element:
    return opened(content).element.body


def texts(element) -> str:
    return " ".join("".join(part.text or "" for part in element.iter(qn("w:t"))).split())


def paragraphs(content: bytes, style: str) -> list[str]:
    found = body_of(content).iter(qn("w:p"))
    return [texts(one) for one in found if style_of(one) == style]


def style_of(paragraph) -> str:
    named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if named is None else named.get(qn("w:val"))


def written(*blocks) -> etree._Element:
    document = docx.Document()
    Writer(document).write(blocks)
    return document.element.body


def test_themes_and_topics_are_real_headings(whole):
    themes = lake().matrix.themes
    named = [theme.theme.name for theme in themes]
    assert [one for one in paragraphs(whole, "Heading1") if one in named] == named
    assert paragraphs(whole, "Heading2") == [t.topic.name for theme in themes for t in theme.topics]
    assert paragraphs(whole, "Title") == [lake().negotiation.name]
    assert opened(whole).styles["heading 1"].element.find(f".//{qn('w:outlineLvl')}") is not None


def test_every_table_repeats_its_head_and_keeps_its_rows_whole(whole):
    tables = list(body_of(whole).iter(qn("w:tbl")))
    assert tables
    for table in tables:
        head, *rows = table.findall(qn("w:tr"))
        assert head.find(f".//{qn('w:tblHeader')}") is not None
        assert not [row for row in rows if row.find(f".//{qn('w:tblHeader')}") is not None]
        if texts(head).startswith("Question"):
            assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)


def test_a_table_is_whole_and_as_wide_as_the_page(whole):
    document = opened(whole)
    room = document.sections[0].page_width.twips - 2 * document.sections[0].left_margin.twips
    tables = list(document.element.body.iter(qn("w:tbl")))
    assert tables
    for table in tables:
        widths = [int(one.get(qn("w:w"))) for one in table.iter(qn("w:gridCol"))]
        assert abs(sum(widths) - room) < 20
        assert {len(row.findall(qn("w:tc"))) for row in table.findall(qn("w:tr"))} == {len(widths)}
        assert all(cell.find(qn("w:p")) is not None for cell in table.iter(qn("w:tc")))


def test_each_question_stands_once_with_symbol_word_and_sentence(whole):
    rows = list(lake().matrix.rows)
    numbered = [f"{number} {row.question.text}" for number, row in enumerate(rows, 1)]
    assert paragraphs(whole, "Question") == numbered
    verdicts = paragraphs(whole, "Verdict")
    for row in rows:
        assert (
            f"{SYMBOLS[row.mark]} {mark_label(row.mark, language_of('en'))} ({row.rule.value})"
            in verdicts
        )
    everything = texts(body_of(whole))
    assert all(row.worst.worst_sentence in everything for row in rows)


def test_only_selected_rows_are_in_the_file():
    some = lake(Selection(marks=(Mark.CONFLICT,)))
    shown = [f"{n} {row.question.text}" for n, row in enumerate(some.matrix.rows, 1)]
    assert 0 < len(shown) < lake().matrix.row_count
    assert paragraphs(word.write(some), "Question") == shown


def test_without_a_row_the_file_says_so():
    empty = lake(Selection(words="zzzzzz"))
    assert "No question passes this selection." in texts(body_of(word.write(empty)))


def test_absences_are_told_by_their_own_words(whole):
    kinds = {cell.absence for row in lake().matrix.rows for cell in row.cells if cell.absence}
    names = {"silent": "Silent:", "deferred": "Deferred:", "withdrawn": "Withdrawn:"}
    answers = paragraphs(whole, "Answer")
    assert len(kinds) > 2
    for kind in kinds:
        begin = names.get(kind.value, "Not coded yet:")
        assert any(one.startswith(begin) for one in answers)


def test_numbered_notes_are_those_of_the_printed_sheet_and_every_link_finds_its_note(whole):
    bundle = lake()
    notes = endnotes(bundle.matrix, bundle.grounds, clauses=True)
    heads = [one.split()[0] for one in paragraphs(whole, "Note")]
    assert [text[: len(str(n))] for n, text in enumerate(heads, 1)] == [
        str(note.number) for note in notes.notes
    ]
    body = body_of(whole)
    marks = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    led = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))} - {None}
    assert len(marks) == len(set(marks))
    assert led
    assert led <= set(marks)


def test_notes_lead_back_to_the_questions_that_name_them(whole):
    body = body_of(whole)
    bookmarks = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    questions = {f"question_{number}" for number in range(1, lake().matrix.row_count + 1)}
    assert questions <= bookmarks
    anchors = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))} - {None}
    named = {anchor for anchor in anchors if anchor.startswith("question_")}
    assert named
    assert named <= questions


def test_what_leads_back_from_a_note_and_what_it_is_of_have_words_of_their_own():
    own = {
        (f"before their numbers{CONTEXT}question", 0): "qu.",
        "%(document)s, %(basis)s": "(%(document)s), %(basis)s",
    }
    with other_words(own):
        content = word.write(lake())
    assert any(" · qu. " in one for one in paragraphs(content, "Piece"))
    assert all(re.search(r" \([^()]+\), ", one) for one in paragraphs(content, "Piece"))


def test_a_clause_of_two_topics_stands_in_full_once(whole):
    shared = Clause.objects.published().annotate(number=Count("topics")).filter(number=2)
    clause = shared.get(version__proposal__key="limnaia-memorandum")
    assert texts(body_of(whole)).count(clause.text) == 1
    assert "Printed above: " in texts(body_of(whole))


def test_outside_links_are_whole_and_named_in_the_file(whole):
    document = opened(whole)
    outside = {name: one for name, one in document.part.rels.items() if one.is_external}
    used = {one.get(qn("r:id")) for one in document.element.body.iter(qn("w:hyperlink"))} - {None}
    assert used == set(outside)
    assert all(one.target_ref.startswith(("http://", "https://")) for one in outside.values())


def test_its_properties_name_no_editor(whole):
    told = opened(whole).core_properties
    assert (told.author, told.last_modified_by) == ("Parley", "Parley")
    assert told.title == lake().title
    assert told.language == "en"
    assert told.identifier == f"sha256:{lake().hash}"
    assert told.created.replace(tzinfo=MOMENT.tzinfo) == MOMENT


def test_the_foot_has_the_title_the_page_of_pages_and_the_hash(whole):
    foot = opened(whole).sections[0].footer._element
    fields = [one.get(qn("w:instr")) for one in foot.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert lake().short_hash in texts(foot)
    assert lake().negotiation.name in texts(foot)


def test_the_page_lies_on_its_side(whole):
    page = opened(whole).sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (297, 210)


def test_party_colours_are_lines_above_and_names_only(whole):
    for cell in body_of(whole).iter(qn("w:tc")):
        assert cell.find(f".//{qn('w:shd')}") is None
    coloured = body_of(whole).xpath(".//w:r[w:rPr/w:color]")
    names = {texts(run) for run in coloured}
    assert 0 < len(names) <= len(lake().matrix.documents)


def test_the_same_content_at_the_same_moment_gives_the_same_bytes(whole):
    assert word.write(lake()) == whole
    later = replace(lake(), at=MOMENT + timedelta(days=1))
    assert word.write(later) != whole


def test_every_style_that_is_used_is_there(whole):
    document = opened(whole)
    there = {style.style_id for style in document.styles}
    names = ("w:pStyle", "w:rStyle", "w:tblStyle")
    used = {one.get(qn("w:val")) for name in names for one in document.element.body.iter(qn(name))}
    assert used <= there


def test_the_file_carries_nothing_of_its_template(whole):
    names = zipfile.ZipFile(io.BytesIO(whole)).namelist()
    assert not [name for name in names if "thumbnail" in name or "WithEffects" in name]


def test_a_note_runs_as_the_page_does_whatever_the_name_of_its_outlet(whole):
    notes = [one for one in body_of(whole).iter(qn("w:p")) if style_of(one) == "Note"]
    assert any(one.find(f".//{qn('w:rtl')}") is not None for one in notes)
    assert not [one for one in notes if one.find(f".//{qn('w:bidi')}") is not None]


# Texts of any kind


def test_a_text_from_right_to_left_runs_so_and_names_its_language():
    body = written(Paragraph((TextRun("مذكرة وقف", "ar"),)))
    assert body.find(f".//{qn('w:bidi')}") is not None
    assert body.find(f".//{qn('w:rtl')}") is not None
    assert body.find(f".//{qn('w:r')}//{qn('w:lang')}").get(qn("w:bidi")) == "ar"


def test_a_text_from_left_to_right_names_its_language():
    body = written(Paragraph((TextRun("Меморандум", "uk"),)))
    assert body.find(f".//{qn('w:bidi')}") is None
    assert body.find(f".//{qn('w:r')}//{qn('w:lang')}").get(qn("w:val")) == "uk"


@pytest.mark.parametrize(
    ("text", "right"), [("12 مذكرة", True), ("«Λίμνη»", False), ("123", False), ("", False)]
)
def test_the_first_letter_gives_the_direction(text, right):
    assert is_right_to_left(text) is right


def test_what_xml_cannot_hold_is_replaced_and_the_rest_stays(without_guard):
    Clause.objects.published().update(heading=FORBIDDEN.replace("\x00", "").replace("\ud800", ""))
    assert "e" in texts(body_of(word.write(lake())))
    body = written(Paragraph((TextRun(FORBIDDEN, link=f"https://x.example/{FORBIDDEN}"),)))
    assert texts(body) == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdfg"


WRITER = Writer(docx.Document())


@given(st.text(max_size=40))
def test_any_text_can_be_written_and_read_again(text):
    words = TextRun(text, link="https://x.example/", bold=True)
    made = WRITER.build_paragraph(Paragraph((words,), "Note", "note_1"))
    etree.fromstring(etree.tostring(made))


def looks(text: str) -> list[Paragraph]:
    return list(parse_markdown(text, "en", HOME))


def test_markdown_becomes_bold_italic_links_and_lists():
    (line, first, second) = looks(
        "One **bold** and *lean* [link](https://x.example/a).\n\n1. a\n2. b"
    )
    by_text = {words.text: words for words in line.runs}
    assert by_text["bold"].bold
    assert by_text["lean"].italic
    assert by_text["link"].link == "https://x.example/a"
    assert [first.text, second.text] == ["1.\ta", "2.\tb"]
    assert {first.style, second.style} == {"Item"}


def test_lists_within_lists_stand_further_in():
    found = looks("- a\n    - b\n\n- c")
    assert [(one.text, one.indent) for one in found] == [("•\ta", 0), ("•\tb", 1), ("•\tc", 0)]


def test_each_list_begins_with_its_own_first_number():
    assert [one.text for one in looks("1. a\n2. b\n\nand\n\n1. c")] == [
        "1.\ta", "2.\tb", "and", "1.\tc",
    ]  # fmt: skip


def test_quotations_code_and_line_breaks_keep_their_form():
    quoted, code, broken = looks("> said\n\n    a  b\n\none  \ntwo")
    assert (quoted.style, quoted.text) == ("Quote", "said")
    assert (code.style, code.text.strip()) == ("Code", "a  b")
    assert broken.text.split() == ["one", "two"]
    assert "\n" in broken.text


def test_an_address_of_this_site_is_made_whole():
    (line,) = looks("[here](/method/)")
    assert line.runs[0].link == f"{HOME}/method/"


def test_hostile_markdown_shows_as_text_and_links_nowhere():
    found = looks(
        "<script>alert(1)</script><b>x</b> [a](javascript:alert(1)) ![i](file:///etc/passwd)"
    )
    assert not [words for one in found for words in one.runs if words.link]
    assert "<b>x</b>" in "".join(one.text for one in found)
