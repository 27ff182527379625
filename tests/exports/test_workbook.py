"""`comparison.xlsx`: the same values as the CSV files, no formula, no link, ready to be read."""

import io
import zipfile

import openpyxl
import pytest
from django.urls import reverse

from proposals.exports.tables import archive, workbook
from proposals.exports.tables.cells import read_cell
from proposals.exports.tables.codebook import EXPLAINED
from proposals.exports.tables.columns import Type
from tests.support.attacks import attacks_on_rows
from tests.support.exported import (
    BEGINS_A_FORMULA,
    as_in_csv,
    csv_rows,
    lake,
    opened,
    sheets_of,
    with_record,
)
from tests.support.folders import LAKE, stored_for_a_module
from tests.support.hostile_record import hostile

pytestmark = pytest.mark.django_db

stored = stored_for_a_module(LAKE)


@pytest.fixture(autouse=True)
def _lake(stored: None, db: None) -> None:
    """The talks at the lake, as they were loaded."""


@pytest.fixture(scope="module")
def made(stored: None, django_db_blocker) -> bytes:
    """The workbook of the talks at the lake."""
    with django_db_blocker.unblock():
        return workbook.write(lake())


@pytest.fixture(scope="module")
def tried(stored: None, django_db_blocker) -> tuple[bytes, zipfile.ZipFile]:
    """A workbook and an archive with every attack in every text."""
    with django_db_blocker.unblock():
        bundle = lake()
        bundle = with_record(bundle, hostile(bundle.record, attacks_on_rows()))
        return workbook.write(bundle), opened(archive.write(bundle))


def book(made: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(made))


def test_there_is_a_sheet_a_table_behind_one_that_says_what_they_are(made):
    assert book(made).sheetnames == ["About", *(table.name for table in EXPLAINED)]


def test_names_of_sheets_are_such_as_every_program_takes(made):
    names = book(made).sheetnames
    assert len(names) > len(EXPLAINED)
    for name in names:
        assert name.replace("_", "").isalpha()
        assert len(name) <= 31


def test_the_values_are_those_of_the_csv_files(made):
    found = opened(archive.write(lake()))
    sheets = sheets_of(made)
    assert list(sheets) == [table.name for table in EXPLAINED]
    for name, rows in sheets.items():
        assert [[as_in_csv(cell) for cell in row] for row in rows] == csv_rows(found, name)


def test_days_numbers_and_yes_or_no_are_such_and_no_texts(made):
    sheets = book(made)
    kinds = {Type.DAY: "d", Type.NUMBER: "n", Type.COUNT: "n", Type.YES_NO: "b"}
    met = set()
    for table in EXPLAINED:
        for row in sheets[table.name].iter_rows(min_row=2):
            for column, cell in zip(table.columns, row, strict=True):
                if cell.value is not None:
                    assert cell.data_type == kinds.get(column.type, "s")
                    met.add(cell.data_type)
    assert met == {"d", "n", "b", "s"}


def test_heads_stay_in_sight_and_can_be_filtered(made):
    sheets = book(made)
    assert EXPLAINED
    for table in EXPLAINED:
        sheet = sheets[table.name]
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet["A1"].font.bold


def test_texts_are_wrapped_in_columns_of_a_sensible_width(made):
    sheets = book(made)
    assert sheets["clauses"]["E2"].alignment.wrap_text
    assert sheets["clauses"]["E2"].number_format == "@"
    for sheet in sheets.worksheets:
        assert all(8 <= one.width <= 101 for one in sheet.column_dimensions.values())


def test_the_first_sheet_says_what_is_inside(made):
    bundle = lake()
    said = {row[0].value: row[1].value for row in book(made)["About"].iter_rows()}
    assert {bundle.title, bundle.address, bundle.hash, bundle.selection_words} <= set(said.values())


def test_the_file_names_no_person(made):
    properties = book(made).properties
    assert (properties.creator, properties.lastModifiedBy) == ("Parley", "Parley")
    assert properties.created.isoformat() == "2031-06-02T09:30:00"


def test_the_same_content_at_the_same_moment_is_the_same_bytes(made):
    assert workbook.write(lake()) == made


def test_nothing_runs_and_nothing_is_linked_whatever_stands_in_the_texts(tried):
    content, _archive = tried
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert len(parts.namelist()) > len(EXPLAINED)
        for name in parts.namelist():
            text = parts.read(name)
            assert b"<f>" not in text
            assert b"<f " not in text
            assert b"hyperlink" not in text
            assert "external" not in name.lower()
    sheets = sheets_of(content)
    assert all(sheets[table.name] for table in EXPLAINED)
    for rows in sheets.values():
        for row in rows:
            assert not any(isinstance(c, str) and BEGINS_A_FORMULA.match(c) for c in row)


def test_hostile_texts_are_the_same_as_in_the_csv_files(tried):
    content, found = tried
    sheets = sheets_of(content)
    assert list(sheets) == [table.name for table in EXPLAINED]
    for name, rows in sheets.items():
        wanted = csv_rows(found, name)
        assert len(rows) == len(wanted)
        for row, meant in zip(rows, wanted, strict=True):
            assert [read_cell(as_in_csv(cell)) for cell in row] == [read_cell(c) for c in meant]


def test_the_workbook_of_the_address_is_that_of_its_selection(client):
    address = reverse("proposals:export_file", args=["lake-2031", "comparison.xlsx"])
    response = client.get(f"{address}?topic=pass")
    assert response["Content-Type"] == workbook.CONTENT_TYPE
    assert response["Content-Disposition"].endswith('.xlsx"')
    topics = sheets_of(response.content)["topics"]
    assert [row[0] for row in topics[1:]] == ["pass"]
