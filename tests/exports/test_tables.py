"""The texts of cells, and the tables that are made of a record."""

import csv
import io
import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.exports.tables import rows
from proposals.exports.tables.cells import LONGEST, pieces_of, read_cell, value_of
from proposals.exports.tables.codebook import EXPLAINED
from proposals.exports.tables.columns import DataTable, TableColumn, Type
from proposals.exports.tables.csv_file import csv_of
from proposals.exports.tables.lines import all_lines
from proposals.exports.tables.tables import TABLES
from tests.support.attacks import attacks
from tests.support.exported import BEGINS_A_FORMULA

ONE = DataTable(
    name="one",
    meaning="One column and its neighbour.",
    columns=(TableColumn("a", ""), TableColumn("b", "")),
    key=("a",),
    rows=rows.no_rows,
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.text("=+-@＝'\";,\t\r\n\x00_x05Fa ")


def through_csv(text: str) -> list[str]:
    """The cells of a text after they were written to CSV and read back."""
    written = b"".join(csv_of(ONE, [[piece, "neighbour"] for piece in pieces_of(text)]))
    found = list(csv.reader(io.StringIO(written.decode(), newline=""), strict=True))[1:]
    assert all(row[1] == "neighbour" for row in found)
    return [row[0] for row in found]


@given(TEXTS)
def test_every_text_comes_back_from_csv_as_it_was(text):
    assert value_of(through_csv(text)) == text


@given(TEXTS)
def test_no_cell_begins_as_a_formula_does(text):
    cells = through_csv(text)
    assert cells
    for cell in cells:
        assert not BEGINS_A_FORMULA.match(cell)
        assert cell[:1] not in ("\t", "\r", "\n")


@given(TEXTS)
def test_no_part_of_a_cell_begins_as_a_formula_does_whatever_parts_the_file(text):
    parts = re.split(r"[;\t\r\n\u2028\u2029\x85]", "".join(through_csv(text)))
    assert parts
    assert not any(BEGINS_A_FORMULA.match(part) for part in parts)


@given(TEXTS)
def test_a_cell_holds_nothing_that_a_sheet_cannot(text):
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "".join(pieces_of(text)))


@pytest.mark.parametrize("text", attacks(), ids=lambda text: ascii(text)[1:40])
def test_an_attack_is_text_that_comes_back(text):
    cells = through_csv(text)
    assert value_of(cells) == text
    for cell in cells:
        assert not BEGINS_A_FORMULA.match(cell)
        assert len(cell.encode("utf-16-le")) <= 2 * LONGEST


@pytest.mark.parametrize(
    "text", ["30 days", "2025-06-02", "00123", "a - b", "x = y", "e-mail", "TRUE", "10:30; 11:30"]
)
def test_a_harmless_text_is_written_as_it_is(text):
    assert pieces_of(text) == [text]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("-5 %", "'-5 %"),
        ("+44 20 7946 0000", "'+44 20 7946 0000"),
        ("'never'", "''never'"),
        ("one\n- two", "one\n'- two"),
        ("a; =b", "a;' =b"),
        ("a\x00b", "a_x0000_b"),
        ("_x0000_", "_x005F_x0000_"),
    ],
)
def test_the_rule_is_the_one_that_the_documents_tell(text, written):
    assert pieces_of(text) == [written]
    assert read_cell(written) == text


def test_half_a_character_becomes_the_sign_for_a_lost_one():
    assert pieces_of("a\ud800b") == ["a\ufffdb"]


def test_links_lead_to_columns_that_tell_rows_apart():
    tables = {table.name: table for table in EXPLAINED}
    assert any(table.links for table in EXPLAINED)
    for table in EXPLAINED:
        assert len(set(table.names)) == len(table.names)
        assert set(table.key) <= set(table.names)
        for link in table.links:
            assert set(link.columns) <= set(table.names)
            assert tables[link.table].key == link.names


LISTS = (
    "documents", "rows", "themes", "topics", "questions", "responses", "clauses", "evidence",
    "articles",
)  # fmt: skip
EMPTY = {
    "negotiation": {"key": "k", "parties": [], "scopes": []},
    "outlets": [],
    **{name: [] for name in LISTS},
}


def record_of(*terms, absence=None, kind="range"):
    """A record with one question that one document answers so."""
    answer = {
        "document": "plan",
        "absence": absence,
        "absence_basis": None,
        "absence_note": "Left to later talks." if absence else None,
        "terms": list(terms),
    }
    question = {"key": "length", "kind": kind, "unit": "day"}
    row = {"question": "length", "kind": kind, "answers": [answer]}
    return {**EMPTY, "questions": [question], "rows": [row]}


def term(value, **more):
    return {"id": "c/length/1", "clause": "c", "value": value, "bearers": [], **more}


def test_every_table_can_be_made_of_an_empty_record():
    assert [list(table.rows(EMPTY)) for table in TABLES] == [[] for _ in TABLES]


def test_a_deferred_wording_stands_beside_the_row_that_says_so():
    record = record_of(term({"exactly": "3"}, status="deferred"), absence="deferred")
    missing, wording = rows.answers(record)
    assert (missing["id"], missing.get("clause")) == ("k.plan/length/absence", None)
    assert missing["absence_note"] == "Left to later talks."
    assert (missing["state"], wording["state"]) == ("deferred", "deferred")
    assert (wording["status"], wording["exactly"]) == ("deferred", "3")


@pytest.mark.parametrize(
    ("value", "columns"),
    [
        ({"at_least": "2", "less_than": "4.5"}, {"at_least": "2", "less_than": "4.5"}),
        ({"more_than": "1", "at_most": "3"}, {"more_than": "1", "at_most": "3"}),
        ({"any": True}, {"any": True}),
        ({"from": "2031-04-01", "to": "2031-04-10"}, {"from_day": "2031-04-01"}),
        ({"on": "2031-04-01"}, {"on_day": "2031-04-01"}),
        ({"exactly": "2", "unit": "week"}, {"exactly": "2", "unit": "week"}),
        ({"exactly": "2"}, {"exactly": "2", "unit": "day"}),
    ],
)
def test_the_ends_of_an_answer_have_columns(value, columns):
    (row,) = rows.answers(record_of(term(value)))
    assert columns.items() <= row.items()


def test_the_entries_of_an_answer_are_rows():
    record = record_of(term({"requires": ["air", "sea"], "excludes": ["land"]}), kind="items")
    found = [(row["number"], row["part"], row["entry"]) for row in rows.answer_entries(record)]
    assert found == [(1, "requires", "air"), (2, "requires", "sea"), (3, "excludes", "land")]


def test_a_bearer_of_a_name_that_two_parties_have_leads_to_neither():
    named = ("a North", "b South", "c South")
    record = record_of(term({"exactly": "2"}, bearers=["North", "South"]))
    parties = [{"key": key, "name": name} for key, name in map(str.split, named)]
    record["negotiation"] = {"key": "k", "parties": parties}
    found = [(row["party"], row["name"]) for row in rows.answer_bearers(record)]
    assert found == [("a", "North"), (None, "South")]


def test_what_is_too_long_for_a_cell_goes_on_in_the_continuations():
    record = {**EMPTY, "outlets": [{"key": "k", "name": "=" * 40_000}]}
    found = {table.name: list(lines) for table, lines in all_lines(record)}
    first = found["outlets"][0][1]
    rest = found["continuations"]
    assert [line[:4] for line in rest] == [
        ["outlets", 1, "name", part] for part in range(2, len(rest) + 2)
    ]
    assert value_of([first, *(line[4] for line in rest)]) == "=" * 40_000


def test_a_number_is_written_in_full_and_a_day_as_it_is():
    columns = (
        TableColumn("n", "", Type.NUMBER),
        TableColumn("d", "", Type.DAY),
        TableColumn("y", "", Type.YES_NO),
    )

    table = DataTable(name="t", meaning="", columns=columns, key=("n",), rows=rows.no_rows)
    lines = [[Decimal("1E+3"), date(1648, 10, 24), False], [Decimal("-4.50"), None, True]]
    text = b"".join(csv_of(table, lines)).decode()
    assert text == '"n","d","y"\r\n1000,1648-10-24,false\r\n-4.50,,true\r\n'
