"""Points that edits take over, in everything that leaves the house: said, and each once."""

import io
from collections import Counter

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from frictionless import Package

from proposals.comparisons import Selection, catalogue, compare
from proposals.exports import plain_text, word
from proposals.exports.bundle import ExportBundle
from proposals.exports.markdown_file import markdown
from proposals.exports.paper.endnotes import endnotes
from proposals.exports.paper.sheet import SheetOptions, sheet_html
from proposals.exports.record.comparison import record
from proposals.exports.tables import archive, workbook
from tests.support import pages
from tests.support.exported import MOMENT, as_in_csv, csv_rows, opened, sheets_of, tables_of
from tests.support.folders import PASS, stored_for_a_module
from tests.support.kept_pages import forget_what_is_kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored")]
stored = stored_for_a_module(PASS)

FIRST, SECOND, THIRD = (f"union-plan.{key}" for key in ("nine", "four", "seven"))
SNOW, PLAIN, PLAIN_SAYS = "snow-edit.marked", "plain-edit.marked", "plain-answer.spoken"
SELECTIONS = {
    "with the text": (FIRST, SNOW, PLAIN),
    "the text last": (PLAIN, SNOW, FIRST),
    "without it": (SECOND, SNOW, PLAIN),
    "an edit alone with an answer": (SNOW, PLAIN_SAYS),
    "an edit of an edit": (SECOND, PLAIN, PLAIN_SAYS),
    "all": (FIRST, SECOND, SNOW, PLAIN, PLAIN_SAYS),
}
every_selection = pytest.mark.parametrize("documents", SELECTIONS.values(), ids=SELECTIONS)
LEFT = "Left as in The Carriers' plan (first text)"


def matrix(*documents):
    return compare(catalogue("pass-2034"), Selection(documents))


def bundle(*documents):
    return ExportBundle(matrix(*documents), "https://parley.example", MOMENT)


def row_of(found, question):
    (row,) = (one for one in found["rows"] if one["question"] == question)
    return {answer["document"]: answer for answer in row["answers"]}


# -- the record ----------------------------------------------------------------------------------


@every_selection
def test_every_name_stands_once_and_leads_somewhere(documents):
    found = record(matrix(*documents))
    terms = [term for row in found["rows"] for answer in row["answers"] for term in answer["terms"]]
    for ids in (
        [term["id"] for term in terms],
        [clause["id"] for clause in found["clauses"]],
        [item["id"] for item in found["evidence"]],
    ):
        assert [name for name, times in Counter(ids).items() if times > 1] == []
    assert {clause["document"] for clause in found["clauses"]} <= set(documents)
    assert {term["clause"] for term in terms} <= {one["id"] for one in found["clauses"]}
    answers = {item["answer"] for item in found["evidence"]} - {None}
    answers |= {
        one
        for row in found["rows"]
        for answer in row["answers"]
        for reply in answer["replies"]
        for one in reply["answers"]
    }
    assert answers <= {term["id"] for term in terms}


@pytest.mark.parametrize(
    ("documents", "clause", "document", "taken_over_from"),
    [
        ((FIRST, SNOW, PLAIN), "union-plan.nine.6", FIRST, None),
        ((PLAIN, SNOW, FIRST), "union-plan.nine.6", FIRST, None),
        ((SECOND, SNOW, PLAIN), "union-plan.nine.6", SNOW, FIRST),
        ((SECOND, PLAIN, SNOW), "union-plan.nine.6", PLAIN, FIRST),
        ((SECOND, SNOW, PLAIN), "snow-edit.marked.2", SNOW, None),
        ((SECOND, PLAIN), "snow-edit.marked.2", PLAIN, SNOW),
        ((SECOND, PLAIN), "union-plan.nine.7", PLAIN, FIRST),
        ((SECOND, PLAIN), "union-plan.four.4", SECOND, None),
    ],
)
def test_a_clause_stands_with_its_own_text_else_with_who_leaves_it_alone(
    documents, clause, document, taken_over_from
):
    found = {one["id"]: one for one in record(matrix(*documents))["clauses"]}
    own = found[f"pass-2034.{clause}"]
    assert (own["document"], own["taken_over_from"]) == (document, taken_over_from)


def test_a_point_that_an_edit_changed_or_struck_out_is_no_clause_of_the_record():
    found = {one["id"] for one in record(matrix(SECOND, SNOW))["clauses"]}
    assert not {f"pass-2034.union-plan.nine.{key}" for key in "234"} & found
    assert "pass-2034.snow-edit.marked.4" in found


@pytest.mark.parametrize("first", [FIRST, SECOND])
def test_an_answer_names_the_text_that_it_is_taken_over_from(first):
    found = record(matrix(first, SNOW, PLAIN))
    name = "pass-2034.union-plan.nine.6/inspection/1"
    answers = row_of(found, "inspection")
    for document in (SNOW, PLAIN):
        (term,) = answers[document]["terms"]
        assert (term["id"], term["taken_over_from"]) == (f"{name}@{document}", FIRST)
        assert term["clause"] == "pass-2034.union-plan.nine.6"
    (own,) = answers[first]["terms"]
    assert own["taken_over_from"] is None
    (taken,) = row_of(found, "lorries")[PLAIN]["terms"]
    assert taken["taken_over_from"] == SNOW
    (changed,) = row_of(found, "lorries")[SNOW]["terms"]
    assert (changed["id"], changed["taken_over_from"]) == (
        "pass-2034.snow-edit.marked.2/lorries/1", None,
    )  # fmt: skip


def test_an_absence_names_the_text_that_it_is_taken_over_from():
    found = record(matrix(SECOND, SNOW, PLAIN))
    day = row_of(found, "opening-day")
    assert (day[SNOW]["absence"], day[SNOW]["absence_taken_over_from"]) == ("deferred", None)
    assert (day[PLAIN]["absence"], day[PLAIN]["absence_taken_over_from"]) == ("deferred", SNOW)
    assert row_of(found, "bells")[PLAIN]["absence_taken_over_from"] == FIRST
    assert row_of(found, "lorries")[PLAIN]["absence_taken_over_from"] is None


def test_evidence_bears_on_the_answer_of_its_text_else_on_that_of_who_takes_it_over():
    name = "pass-2034.union-plan.nine.5/toll-rate/1"
    for documents, expected in (
        ((SNOW, FIRST), name),
        ((SECOND, SNOW), f"{name}@{SNOW}"),
        ((PLAIN_SAYS, SNOW), f"{name}@{SNOW}"),
    ):
        evidence = record(matrix(*documents))["evidence"]
        assert {item["answer"] for item in evidence} - {None} == {expected}


def test_a_reply_names_the_answer_of_the_edit():
    answer = row_of(record(matrix(SNOW, PLAIN_SAYS)), "steps")[PLAIN_SAYS]
    (reply,) = answer["replies"]
    assert (reply["stance"], reply["to"]) == ("rejects", SNOW)
    assert reply["answers"] == [f"pass-2034.union-plan.nine.7/steps/1@{SNOW}"]


# -- tables --------------------------------------------------------------------------------------


@every_selection
def test_the_package_of_tables_is_valid(documents, tmp_path):
    opened(archive.write(bundle(*documents))).extractall(tmp_path)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.flatten(["type", "note"]) == []
    assert report.valid


def test_the_tables_say_what_is_taken_over_in_csv_and_in_the_workbook():
    made = bundle(SECOND, SNOW, PLAIN)
    found = opened(archive.write(made))
    tables = tables_of(found)
    clauses = {row["id"]: row for row in tables["clauses"]}
    six = clauses["pass-2034.union-plan.nine.6"]
    assert (six["document"], six["taken_over_from"]) == (SNOW, FIRST)
    answers = {(row["document"], row["question"]): row for row in tables["answers"]}
    assert answers[PLAIN, "inspection"]["taken_over_from"] == FIRST
    assert answers[PLAIN, "toll-rate"]["taken_over_from"] == ""
    assert answers[PLAIN, "opening-day"]["absence_taken_over_from"] == SNOW
    sheets = sheets_of(workbook.write(made))
    for table in ("clauses", "answers"):
        cells = [[as_in_csv(cell) for cell in row] for row in sheets[table]]
        assert cells == csv_rows(found, table)


# -- what is read --------------------------------------------------------------------------------


def words(element):
    return " ".join("".join(element.itertext()).split())


def cells_on_paper(sheet, question):
    (row,) = (one for one in sheet.iter("tr") if one.get("id") == f"q-{question}")
    return [words(cell) for cell in row.iter("td")]


@every_selection
def test_no_id_stands_twice_on_paper_and_every_link_finds_its_goal(documents):
    sheet = pages.parsed(sheet_html(bundle(*documents), SheetOptions()))
    ids = Counter(sheet.xpath("//@id"))
    assert [name for name, times in ids.items() if times > 1] == []
    goals = {goal.removeprefix("#") for goal in sheet.xpath("//a/@href") if goal[:1] == "#"}
    assert goals <= set(ids)


def test_the_sheet_says_it_at_the_answers_and_at_the_clauses():
    sheet = pages.parsed(sheet_html(bundle(SECOND, SNOW, PLAIN), SheetOptions()))
    said = [words(one) for one in sheet.xpath("//p[@class='taken-over']")]
    assert f"{LEFT}: 6" in said
    assert "Left as in თოვლის მხარე's edit: 2" in said
    assert "Left as in თოვლის მხარე's edit" in said  # the day of opening
    for anchor in ("", f"@{PLAIN}"):
        clause = sheet.xpath(f"//div[@id='clause-pass-2034.union-plan.nine.6{anchor}']")[0]
        assert LEFT in words(clause)
    own = sheet.xpath("//div[@id='clause-pass-2034.union-plan.four.4']")[0]
    assert "Left as in" not in words(own)


def test_a_note_names_the_text_in_which_a_clause_stands():
    shown = matrix(SECOND, SNOW, PLAIN)
    notes = endnotes(shown, {}, clauses=True).notes
    named = {piece.clause.uid: piece.document.key for note in notes for piece in note.pieces}
    assert named["pass-2034.union-plan.nine.6"] == FIRST
    assert named["pass-2034.snow-edit.marked.2"] == SNOW


def test_the_word_file_says_it_at_the_answers_and_at_the_clauses():
    made = docx.Document(io.BytesIO(word.write(bundle(SECOND, SNOW, PLAIN))))
    texts = [
        one.text
        for table in made.tables
        for row in table.rows
        for cell in row.cells
        for one in cell.paragraphs
    ]
    assert f"{LEFT}: 6" in texts
    assert LEFT in texts
    assert "Left as in თოვლის მხარე's edit" in texts


def test_plain_texts_say_it_beside_answers_and_absences():
    shown = matrix(SECOND, PLAIN)
    cells = {row.question.key: row.cells[1] for row in shown.rows}
    said = {key: plain_text.answer_in_words(cell) for key, cell in cells.items()}
    assert f"{LEFT}: 6" in said["inspection"]
    assert said["opening-day"].endswith("; Left as in თოვლის მხარე's edit")
    assert said["bells"].endswith(f"; {LEFT}")
    assert "Left as in" not in said["toll-rate"]
    assert f"{LEFT}: 6" in " ".join(plain_text.as_text(shown).split())


def test_the_markdown_file_says_it():
    made = markdown(bundle(SECOND, PLAIN))
    assert "Left as in The Carriers' plan (first text): 6" in made.decode()


ADDRESS = f"?d={SECOND}&d={SNOW}&d={PLAIN}"


@pytest.mark.parametrize("place", ["compare", "print", "brief", "topics/traffic", "topics/opening"])
def test_no_id_stands_twice_on_a_page(client, place):
    page = pages.parsed(client.get(f"/pass-2034/{place}/{ADDRESS}").content.decode())
    ids = Counter(page.xpath("//@id"))
    assert [name for name, times in ids.items() if times > 1] == []


@pytest.mark.parametrize("place", ["compare", "print", "brief", "export", "topics/traffic"])
def test_a_page_with_edits_needs_one_query_more(client, place):
    texts = (FIRST, SECOND, PLAIN_SAYS), (SNOW, PLAIN, PLAIN_SAYS)
    counts = []
    for documents in texts:
        forget_what_is_kept()
        address = f"/pass-2034/{place}/?{'&'.join(f'd={key}' for key in documents)}"
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    plain, edits = counts
    assert edits <= plain + 1


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("/pass-2034/compare/", f"{LEFT}: 6"),
        ("/pass-2034/compare/", "Left as in თოვლის მხარე's edit: 2"),
        ("/pass-2034/print/", f"{LEFT}: 6"),
        ("/pass-2034/brief/", f"{LEFT}: 6"),
        ("/pass-2034/embed/questions/inspection/", f"{LEFT}: 6"),
        ("/pass-2034/embed/questions/opening-day/", "Left as in თოვლის მხარე's edit"),
        ("/pass-2034/topics/traffic/", f"{LEFT}: 6"),
    ],
)
def test_every_page_says_it(client, place, said):
    page = client.get(place + ADDRESS)
    assert page.status_code == 200
    assert said in words(pages.parsed(page.content.decode()))
