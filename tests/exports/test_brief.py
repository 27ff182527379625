"""The brief: every question on which two speak, caveats that are counted, a hash and a code."""

import re

import pytest
import segno
from django.utils.translation import override

from proposals.comparisons import Selection
from proposals.domain.verdicts import Mark
from proposals.exports.brief import content
from proposals.exports.brief.code import LONGEST, QUIET, Code, code_of
from proposals.exports.brief.content import Brief
from proposals.exports.brief.page import brief_html
from proposals.exports.record.canonical import canonical, digest, without_words
from proposals.language.active import active_language
from proposals.language.labels import mark_label
from proposals.models import Version
from proposals.snapshots.store import freeze
from tests.support.briefs import article, brief_of, rows_of, words
from tests.support.bundles import bundle
from tests.support.folders import ISLE, LAKE, NEGOTIATIONS, PASS, SEEDS, stored_for_a_module
from tests.support.other_words import CONTEXT, other_words

pytestmark = pytest.mark.django_db

STRAIT = NEGOTIATIONS / "strait-2033"
STORED = ("lake-2031", "isle-2032", "strait-2033", "pass-2034", "istanbul-2025")
FIVE = (
    "limnaia-memorandum.handed-over",
    "wadi-plan.second",
    "league-plan.bridging",
    "agreed",
    "wadi-plan.first",
)

stored = stored_for_a_module(LAKE, ISLE, STRAIT, PASS, SEEDS / "istanbul-2025")


@pytest.fixture(autouse=True)
def _stored(stored: None, db: None) -> None:
    """Four made-up negotiations and Istanbul, as they were loaded."""


@pytest.fixture(params=STORED)
def brief(request) -> Brief:
    """The brief of one of them."""
    return brief_of(request.param)


def test_every_question_on_which_two_speak_stands_once_with_mark_word_rule_and_sentence(brief):
    found = {row.get("id"): row for row in article(brief).xpath("//tbody[@class='row']")}
    compared = list(rows_of(brief))
    assert set(found) == {f"q-{row.question.key}" for row in compared}
    for row in compared:
        drawn = found[f"q-{row.question.key}"]
        text = words(drawn)
        assert row.question.text in text
        assert mark_label(row.mark, active_language()) in text
        assert row.rule.value in text
        assert drawn.xpath(".//svg[@class='mark']")
        assert words(drawn.xpath(".//p[@class='sentence']/span")[0])


def test_no_conflict_is_missing_and_conflicts_stand_first(brief):
    marks = {f"q-{row.question.key}": row.mark for row in brief.matrix.rows}
    order = [marks[one.get("id")] for one in article(brief).xpath("//tbody[@class='row']")]
    conflicts = sum(mark is Mark.CONFLICT for mark in marks.values())
    assert order[:conflicts] == [Mark.CONFLICT] * conflicts
    assert Mark.CONFLICT not in order[conflicts:]


def test_every_answer_of_every_document_stands_in_its_cell_in_short(brief):
    for group in brief.groups:
        for line in group.rows:
            texts = [text for _document, answers in line.answers for text in answers]
            assert len(line.answers) == brief.columns
            assert all(answers for _document, answers in line.answers)
            (drawn,) = article(brief).xpath(f"//tbody[@id='q-{line.row.question.key}']")
            assert [words(one) for one in drawn.xpath(".//tr[1]/td/p")] == [
                " ".join(text.split()) for text in texts
            ]


def test_who_speaks_alone_is_counted_and_each_subject_named(brief):
    text = words(article(brief))
    for one in brief.outline.alone:
        assert f"{one.parties} {len(one.lines)}:" in text
        assert all(line.label in text for line in one.lines)
    assert all(line.label in text for line in brief.outline.not_compared)


# Caveats


def answers_of(brief: Brief) -> list[dict]:
    """The answers of the record: those with terms."""
    rows = brief.bundle.record["rows"]
    return [one for row in rows for one in row["answers"] if one["terms"]]


def caveat(brief: Brief, place: int) -> str:
    return brief.caveats[place].text


def test_the_caveat_on_disputes_has_words_of_its_own():
    with other_words({f"a heading{CONTEXT}Disputes": "What is disputed"}):
        assert [one.name for one in brief_of().caveats][3] == "What is disputed"


def test_there_are_five_caveats(brief):
    assert len(brief.caveats) == 5
    drawn = article(brief).xpath("//section[@class='brief-caveats']/dl/div")
    assert [words(one.find("dt")) for one in drawn] == [f"{one.name}:" for one in brief.caveats]


def test_the_tier_of_every_document_is_named_and_that_none_is_official(brief):
    text = caveat(brief, 0)
    tiers = {document.version.tier for document in brief.matrix.documents}
    for document in brief.matrix.documents:
        tier = document.version.get_tier_display()
        (part,) = re.findall(rf"{tier.capitalize()}: ([^.]*)\.", text)
        assert document.name.casefold() in part.casefold()
    assert ("None of these is an official text." in text) == ("official" not in tiers)


def test_what_was_read_is_told_for_each_document_even_where_nothing_is_recorded(brief):
    drawn = article(brief).xpath("//div[@class='completeness']")
    assert len(drawn) == brief.columns
    for document, element in zip(brief.matrix.documents, drawn, strict=True):
        recorded = document.version.completeness
        assert (" ".join(recorded.split()) or "not recorded.") in words(element)


def test_answers_of_one_source_and_disputed_answers_are_counted_as_in_the_record(brief):
    answers = answers_of(brief)
    single = sum(one["evidence"]["single"] for one in answers)
    disputed = sum(one["evidence"]["disputed"] for one in answers)
    qualified = sum(one["evidence"]["qualifies"] > 0 for one in answers)
    assert caveat(brief, 2).startswith(f"{single} of {len(answers)} answers rest")
    assert f"disputes {disputed} of {len(answers)} answers" in caveat(brief, 3)
    assert f"qualifies {qualified}." in caveat(brief, 3)


def test_one_more_dispute_is_one_more_in_the_caveat(without_guard):
    before = caveat(brief_of(), 3)
    rows = brief_of().matrix.rows
    cell = next(
        cell for row in rows for cell in row.cells if cell.terms and not cell.evidence.disputing
    )
    item = cell.evidence.items[0]
    type(item).objects.filter(pk=item.pk).update(stance="disputes")
    assert caveat(brief_of(), 3) != before


def test_silence_is_counted_as_in_the_record(brief):
    record = brief.bundle.record
    text = caveat(brief, 4)
    assert text.startswith(f"{record['counts'].get('one_side', 0)} question")
    assert f"{record['counts'].get('not_compared', 0)} not compared" in text
    assert f"{record['questions_not_coded']} not coded" in text


def test_another_tier_changes_its_caveat(without_guard):
    Version.objects.filter(proposal__negotiation__key="lake-2031").update(tier="press")
    assert caveat(brief_of(), 0).startswith("Press report: ")


# Hash, address and code


def test_the_hash_is_that_of_the_record(brief):
    expected = digest(canonical(without_words(brief.bundle.record)))
    assert f"SHA-256 {expected}" in words(article(brief))


def modules(brief: Brief) -> set[tuple[int, int]]:
    """The dark modules of the drawn code, by line and place."""
    (path,) = article(brief).xpath("//svg[@class='code']/path[@class='modules']/@d")
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", path)
    assert "".join(f"M{x} {y}h{n}v1h-{n}z" for x, y, n in runs) == path
    return {
        (int(y) - QUIET, int(x) - QUIET + step)
        for x, y, length in runs
        for step in range(int(length))
    }


def expected_modules(address: str) -> set[tuple[int, int]]:
    matrix = segno.make_qr(address, error="m", boost_error=False).matrix
    return {(y, x) for y, line in enumerate(matrix) for x, dark in enumerate(line) if dark}


def test_the_code_is_that_of_the_live_address_and_nothing_calls_it_frozen():
    brief = brief_of()
    assert modules(brief) == expected_modules(brief.bundle.address)
    text = words(article(brief))
    assert "Frozen at" not in text
    assert f"Live at: {brief.bundle.address} Not frozen" in text


def test_the_code_of_a_frozen_comparison_is_that_of_its_lasting_address():
    snapshot, _new = freeze(bundle(), by_staff=True)
    brief = brief_of()
    address = f"http://testserver{snapshot.get_absolute_url()}"
    assert brief.bundle.hash == snapshot.hash
    assert modules(brief) == expected_modules(address)
    text = words(article(brief))
    assert f"Frozen at: {address}" in text
    assert "Not frozen" not in text
    assert article(brief).xpath("//svg[@class='code']/@aria-label") == [f"QR code of {address}"]


def test_what_was_changed_after_freezing_is_not_called_frozen(without_guard):
    freeze(bundle(), by_staff=True)
    Version.objects.filter(proposal__negotiation__key="lake-2031").update(tier="press")
    assert "Frozen at" not in words(article(brief_of()))


def test_an_address_that_no_code_can_hold_for_paper_has_none():
    assert code_of("https://parley.example/" + "a" * LONGEST) is None
    assert code_of("https://parley.example/") == Code("https://parley.example/")


def test_the_picture_for_word_is_a_png():
    assert Code("https://parley.example/").picture.startswith(b"\x89PNG")


# Form


def test_there_is_no_share_and_no_percentage(brief):
    found = article(brief)
    for answer in found.xpath("//tbody[@class='row']"):  # a document may demand a share
        answer.drop_tree()
    text = words(found).replace(brief.address, "").replace(brief.sheet_address, "")
    assert str(brief.matrix.row_count) in text
    assert "%" not in text
    assert "percent" not in text.casefold()


def test_tables_have_captions_and_heads(brief):
    for table in article(brief).xpath("//table"):
        assert words(table.find("caption"))
        assert len(table.xpath("thead/tr/th[@scope='col']")) == brief.columns + 1
        assert all(one.xpath("tr[1]/th[@scope='rowgroup']") for one in table.xpath("tbody"))


def test_it_has_no_script_no_inline_style_and_whole_links_only(brief):
    found = article(brief)
    assert not found.xpath("//script | //style | //@style")
    assert found.xpath("//a/@href")
    assert all(address.startswith("http://testserver/") for address in found.xpath("//a/@href"))


def test_it_runs_from_right_to_left_where_the_page_does():
    assert article(brief_of()).get("dir") == "ltr"
    with override("ar"):
        found = article(brief_of())
    assert (found.get("dir"), found.get("lang")) == ("rtl", "ar")


def test_texts_of_the_data_carry_their_language(brief):
    expected = brief.bundle.negotiation.language
    for question in article(brief).xpath("//tbody[@class='row']//th/span[1]"):
        assert question.get("lang") == expected


def test_of_more_than_two_documents_the_deciding_pair_is_named():
    brief = brief_of(selection=Selection(FIVE, whole=True))
    for group in brief.groups:
        for line in group.rows:
            (drawn,) = article(brief).xpath(f"//tbody[@id='q-{line.row.question.key}']")
            names = words(drawn.xpath(".//p[@class='sentence']/strong")[0])
            assert line.pair.left.name in names
            assert line.pair.right.name in names


def test_a_filter_is_named_and_leaves_rows_out():
    whole, brief = brief_of(), brief_of(selection=Selection(marks=(Mark.AGREE,)))
    assert len(list(rows_of(brief))) < len(list(rows_of(whole)))
    assert f"Selection: {brief.bundle.selection_words}" in words(article(brief))
    assert "Selection:" not in words(article(whole))


def test_nothing_selected_leaves_a_brief_that_says_so():
    found = article(brief_of(selection=Selection(words="nowhereatall")))
    assert "No question passes this selection." in words(found)
    assert not found.xpath("//table")


def test_a_longer_one_says_so_and_leaves_nothing_out(monkeypatch):
    assert "Longer than two pages" not in brief_html(brief_of("istanbul-2025"))
    monkeypatch.setattr(content, "TWO_PAGES", 10)
    longer = article(brief_of("istanbul-2025"))
    assert "Longer than two pages: every question is here" in words(longer)
    rows = list(rows_of(brief_of("istanbul-2025")))
    assert len(longer.xpath("//tbody[@class='row']")) == len(rows)


def test_a_brief_holds_no_text_that_is_cut(brief):
    assert "…" not in words(article(brief))
