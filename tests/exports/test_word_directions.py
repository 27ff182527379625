"""Word files of a negotiation in Arabic and Hebrew: which way each paragraph and stretch runs."""

import io

import docx
import pytest
from docx.oxml.ns import qn

from proposals.exports import word
from proposals.exports.brief.content import Brief
from proposals.exports.word.blocks import Paragraph, TextRun, paragraph
from proposals.exports.word.writer import Writer
from proposals.models import Proposal
from sources.text_directions import FSI, PDI, without_isolates
from tests.support.bundles import bundle
from tests.support.folders import OASIS, stored_for_a_module
from tests.support.mixed_lines import bare

stored = stored_for_a_module(OASIS)
PALM, WELLS = "واحة النخيل", "כפר הבארות"


@pytest.fixture(params=["sheet", "brief"])
def body(request, stored, db):
    made = bundle(None, "oasis-2035")
    content = word.write(made) if request.param == "sheet" else word.write_brief(Brief(made).bundle)
    return docx.Document(io.BytesIO(content)).element.body


def written(*made):
    document = docx.Document()
    writer = Writer(document)
    writer.write(made)
    return [one for one in document.element.body.iter(qn("w:p")) if text_of(one)]


def text_of(element):
    return "".join(one.text or "" for one in element.iter(qn("w:t")))


def is_bidi(element):
    properties = element.find(qn("w:pPr"))
    return properties is not None and properties.find(qn("w:bidi")) is not None


def stretches(element):
    """The stretches of an element: the text, whether it runs from the right, its language."""
    for run in element.iter(qn("w:r")):
        properties = run.find(qn("w:rPr"))
        right, language = False, None
        if properties is not None:
            right = properties.find(qn("w:rtl")) is not None
            named = properties.find(qn("w:lang"))
            if named is not None:
                language = named.get(qn("w:bidi" if right else "w:val"))
        yield text_of(run), right, language


def runs_from_left(text):
    return any("a" <= letter.casefold() <= "z" for letter in text)


def test_no_line_of_ours_runs_from_the_right(body):
    lines = [one for one in body.iter(qn("w:p")) if runs_from_left(bare(text_of(one)))]
    assert len(lines) > 40
    turned = [text_of(one) for one in lines if is_bidi(one)]
    # What editors wrote begins in either script: these begin in Arabic, with a Latin name inside.
    assert all("Caravan" in text or "CeasProv" in text or "O3" in text for text in turned)


def test_every_stretch_says_which_way_it_runs_and_in_which_language(body):
    found = [one for line in body.iter(qn("w:p")) for one in stretches(line)]
    arabic = [(right, language) for text, right, language in found if text.strip(FSI + PDI) == PALM]
    hebrew = [
        (right, language) for text, right, language in found if text.strip(FSI + PDI) == WELLS
    ]
    assert set(arabic) == {(True, "ar")}
    assert {right for right, _language in hebrew} == {True}
    assert {language for _right, language in hebrew} <= {"he", "ar"}
    assert not [text for text, right, _ in found if right and text.isascii() and text.strip()]


def test_a_line_of_several_parts_keeps_a_name_from_the_right_to_itself():
    (line,) = written(paragraph(TextRun(PALM, bold=True), ": leaked text, 31 May 2025"))
    assert not is_bidi(line)
    assert text_of(line) == f"{FSI}{PALM}{PDI}: leaked text, 31 May 2025"
    assert [right for _text, right, _language in stretches(line)] == [True, False]


def test_a_sentence_is_cut_into_stretches_at_its_isolates():
    text = f"\u200e{FSI}{PALM} (س){PDI} names a scope; {FSI}{WELLS}{PDI} names none."
    (line,) = written(paragraph(text))
    assert not is_bidi(line)
    assert text_of(line) == text
    assert [(right, language) for _text, right, language in stretches(line)] == [
        (False, None),
        (True, "ar"),
        (False, None),
        (True, "he"),
        (False, None),
    ]


def test_a_head_stands_where_the_lines_of_the_page_begin():
    (head,) = written(paragraph(PALM, style="Heading1"))
    (prose,) = written(Paragraph((TextRun(PALM, "ar"),)))
    assert (is_bidi(head), is_bidi(prose)) == (False, True)
    assert without_isolates(text_of(head)) == PALM


def test_quotations_have_their_own_marks_and_letters_that_cannot_slant_do_not(stored, db):
    made = docx.Document(io.BytesIO(word.write(bundle(None, "oasis-2035")))).element.body
    runs = {text_of(run): run for run in made.iter(qn("w:r"))}
    for mark in ("«هُدْنَةٌ", "”הֲפוּגָה", "‘a lasting truce"):
        (run,) = [run for text, run in runs.items() if text.lstrip(FSI).startswith(mark)]
        slanted = run.find(qn("w:rPr")).find(qn("w:i")) is not None
        assert slanted is mark.startswith("‘")


def test_isolates_that_do_not_end_are_ended_and_stray_ends_left_out():
    (line,) = written(Paragraph((TextRun(f"a{PDI} {FSI}b"), TextRun(" c"))))
    assert text_of(line) == f"a {FSI}b{PDI} c"


@pytest.mark.parametrize("writer", [word.write, lambda made: word.write_brief(Brief(made).bundle)])
def test_a_long_title_in_two_scripts_fits_where_word_keeps_it(stored, db, writer):
    longest = (f"{PALM} {WELLS} " * 12)[: Proposal._meta.get_field("name").max_length]
    Proposal.objects.filter(negotiation__key="oasis-2035").update(name=longest)
    told = docx.Document(io.BytesIO(writer(bundle(None, "oasis-2035")))).core_properties.title
    assert 200 < len(told) <= 255
    assert told.count(FSI) == told.count(PDI)
