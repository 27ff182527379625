"""A field is said once: what is made of it, and that nothing about it stands anywhere else."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import openpyxl
import pytest

from proposals.domain.verdicts import Mark
from proposals.exports.record.closed_lists import MARKS
from proposals.exports.record.comparison import COMPARISON
from proposals.exports.record.fields import (
    COLUMN,
    ColumnOptions,
    CountsBy,
    Entity,
    Field,
    ListOf,
    Scalar,
)
from proposals.exports.tables.codebook import EXPLAINED
from proposals.exports.tables.columns import TableColumn, Type
from proposals.exports.tables.entity_columns import cells_of, columns_of, in_order
from proposals.web.api.schemas.shapes import shape_of
from tests.exports.made_up_field import MEANING, NAME
from tests.support.export_docs import entities_in


@pytest.fixture(scope="module")
def folder(root, tmp_path_factory):
    """Everything that leaves the site after a field was added in one place."""
    path = tmp_path_factory.mktemp("made-up")
    command = [sys.executable, "-m", "tests.exports.made_up_field", str(path)]
    answer = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return path


def archived(folder, table):
    with zipfile.ZipFile(folder / "comparison.zip") as archive:
        text = archive.read(f"{table}.csv").decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_an_added_field_stands_in_the_record(folder):
    outlets = json.loads((folder / "comparison.json").read_text())["outlets"]
    assert outlets
    assert all(outlet[NAME] == f"{outlet['name']} knows" for outlet in outlets)


def test_an_added_field_stands_in_the_answers_of_the_interface(folder):
    outlet = json.loads((folder / "outlet.json").read_text())
    assert outlet[NAME] == f"{outlet['name']} knows"


def test_an_added_field_is_described_to_programs(folder):
    shapes = json.loads((folder / "openapi.json").read_text())["components"]["schemas"]
    for shape in (shapes["Outlet"], shapes["OutletItem"]):
        assert shape["properties"][NAME] == {"type": "string", "description": MEANING}
        assert NAME in shape["required"]


def test_an_added_field_is_a_column_with_its_meaning_in_the_archive(folder):
    outlets = archived(folder, "outlets")
    assert outlets
    assert all(outlet[NAME] == f"{outlet['name']} knows" for outlet in outlets)
    told = [one for one in archived(folder, "codebook") if one["column"] == NAME]
    assert [(one["table"], one["type"], one["meaning"]) for one in told] == [
        ("outlets", "string", MEANING)
    ]


def test_an_added_field_is_a_field_of_the_data_package(folder):
    with zipfile.ZipFile(folder / "comparison.zip") as archive:
        package = json.loads(archive.read("datapackage.json"))
    outlets = next(one for one in package["resources"] if one["name"] == "outlets")
    assert outlets["schema"]["fields"][-1]["name"] == NAME


def test_an_added_field_is_a_column_of_the_workbook(folder):
    sheet = openpyxl.load_workbook(folder / "comparison.xlsx")["outlets"]
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    place = head.index(NAME)
    assert rows
    assert all(row[place] == f"{row[head.index('name')]} knows" for row in rows)


ROW = SimpleNamespace(
    key="a",
    day=date(2031, 6, 2),
    share=Decimal("1000.5"),
    home=SimpleNamespace(key="b"),
    nobody=None,
    counts=((Mark.CONFLICT, 2), (Mark.AGREE, 0)),
)
INNER = Entity("Inner", "", (Field("key", Scalar.KEY, column=ColumnOptions(name="inner")),))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Field("key", Scalar.KEY), "a"),
        (Field("name", Scalar.KEY, "home.key"), "b"),
        (Field("name", Scalar.KEY, "nobody.key", nullable=True), None),
        (Field("name", Scalar.KEY, lambda row: row.key.upper()), "A"),
        (Field("day", Scalar.DAY), "2031-06-02"),
        (Field("share", Scalar.NUMBER), "1000.5"),
        (Field("home", INNER), {"key": "b"}),
        (Field("nobody", INNER, nullable=True), None),
        (Field("homes", ListOf(INNER), lambda row: [row, row.home]), [{"key": "a"}, {"key": "b"}]),
        (Field("verdict", MARKS, lambda row: Mark.AGREE), "agree"),
        (Field("verdict", MARKS, lambda row: "agree"), "agree"),
        (Field("counts", CountsBy(MARKS)), {"conflict": 2, "agree": 0}),
    ],
)
def test_a_field_is_read_as_its_type_says(field, value):
    assert field.value(ROW) == value


def test_columns_stand_in_the_order_of_the_record_but_for_those_that_follow_another():
    columns = [
        TableColumn("a", ""),
        TableColumn("d", "", after="a"),
        TableColumn("b", ""),
        TableColumn("e", "", after="d"),
        TableColumn("c", "", after="a"),
        TableColumn("b", "a second one of the name"),
    ]
    assert [column.name for column in in_order(columns)] == ["a", "d", "e", "c", "b"]


def test_an_object_inside_has_columns_beside_those_of_its_object():
    fields = (
        Field("key", Scalar.KEY, meaning="Key.", column=COLUMN),
        Field("inner", INNER, nullable=True, column=COLUMN),
        Field("unlisted", Scalar.TEXT),
    )
    assert [column.name for column in columns_of(fields)] == ["key", "inner"]
    values = {"key": "a", "inner": {"key": "b"}, "unlisted": "c"}
    assert cells_of(fields, values) == {"key": "a", "inner": "b"}
    assert cells_of(fields, {**values, "inner": None}) == {"key": "a", "inner": None}


def test_parts_of_a_stored_value_have_columns_beside_its_own():
    parts = (Field("from", Scalar.DAY, column=ColumnOptions(name="from_day")),)
    field = Field("value", Scalar.JSON, column=ColumnOptions(parts=parts))
    assert [(one.name, one.type) for one in columns_of((field,))] == [
        ("from_day", Type.DAY),
        ("value", Type.JSON),
    ]
    cells = cells_of((field,), {"value": {"to": "2031-06-02", "from": "2031-06-01"}})
    assert cells["from_day"] == "2031-06-01"
    assert cells["value"] == '{"from":"2031-06-01","to":"2031-06-02"}'


def test_the_tables_that_explain_themselves_are_those_of_the_record():
    assert {"verdicts", "answers", "clauses", "evidence"} <= {one.name for one in EXPLAINED}
    assert all(len(table.columns) > 1 for table in EXPLAINED)


def test_every_column_says_what_it_holds():
    for table in EXPLAINED:
        for column in table.columns:
            assert str(column.meaning).endswith("."), (table.name, column.name)


def test_no_column_follows_one_that_its_table_lacks():
    for table in EXPLAINED:
        for column in table.columns:
            assert column.after == "" or column.after in table.names, (table.name, column.name)


def test_every_field_with_a_column_stands_in_a_table():
    columns = {column.name for table in EXPLAINED for column in table.columns}
    for entity in entities_in(COMPARISON):
        for field in entity.fields:
            alone = replace(field.column, table="") if field.column else None
            for column in columns_of((replace(field, column=alone),)):
                assert column.name in columns, (entity.name, field.name)


def test_an_entity_has_one_shape_of_its_name():
    names = [entity.name for entity in entities_in(COMPARISON)]
    assert len(names) == len(set(names))
    for entity in entities_in(COMPARISON):
        shape = shape_of(entity)
        assert shape is shape_of(entity)
        assert shape.__name__ == entity.name
        assert list(shape.model_fields) == [field.name for field in entity.fields]
