"""Reads exported tables as somebody outside would: with csv, openpyxl and the documents' rule."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import openpyxl

from proposals.comparisons import Selection, catalogue, compare
from proposals.exports.bundle import ExportBundle
from proposals.exports.tables.cells import value_of
from proposals.exports.tables.codebook import EXPLAINED
from proposals.exports.tables.columns import Type

MOMENT = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
WRITTEN = {Type.TEXT, Type.JSON, Type.MOMENT}
BEGINS_A_FORMULA = re.compile(r"[^\w'=+\-@＝＋－＠]*[=+\-@＝＋－＠]")

Tables = dict[str, list[dict[str, Any]]]


def lake(selection: Selection | None = None) -> ExportBundle:
    """The talks at the lake on their way out."""
    chosen = selection or Selection(whole=True)
    return ExportBundle(compare(catalogue("lake-2031"), chosen), "https://parley.example", MOMENT)


def with_record(bundle: ExportBundle, record: dict[str, Any]) -> ExportBundle:
    """A bundle that says what the record says, whatever is stored."""
    vars(bundle)["record"] = record
    return bundle


def opened(pieces: Iterable[bytes]) -> zipfile.ZipFile:
    """The archive that came in pieces."""
    return zipfile.ZipFile(io.BytesIO(b"".join(pieces)))


def csv_rows(archive: zipfile.ZipFile, table: str) -> list[list[str]]:
    """The cells of a table as they stand in the file."""
    text = archive.read(f"{table}.csv").decode("utf-8")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def tables_of(archive: zipfile.ZipFile) -> Tables:
    """Every table of an archive as it was before it was written."""
    return _values({table.name: csv_rows(archive, table.name) for table in EXPLAINED})


def sheets_of(made: bytes) -> dict[str, list[list[Any]]]:
    """The cells of every sheet of a workbook but the first, as openpyxl reads them."""
    book = openpyxl.load_workbook(io.BytesIO(made))
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()]
        for sheet in book.worksheets
        if sheet.title != "About"
    }


def as_in_csv(value: Any) -> str:
    """A value of a sheet as CSV spells it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    return "" if value is None else str(value)


def written_cells(rows: dict[str, list[list[str]]]) -> Iterator[str]:
    """Every cell of a column of text."""
    for table in EXPLAINED:
        places = [n for n, column in enumerate(table.columns) if column.type in WRITTEN]
        for row in rows[table.name][1:]:
            yield from (row[place] for place in places)


def _values(found: dict[str, list[list[str]]]) -> Tables:
    more: dict[tuple[str, int, str], list[str]] = {}
    for table, line, column, _part, text in found["continuations"][1:]:
        more.setdefault((table, int(line), column), []).append(text)
    tables: Tables = {}
    for table in EXPLAINED:
        head, *lines = found[table.name]
        assert tuple(head) == table.names
        tables[table.name] = [
            {
                one.name: value_of([cell, *more.get((table.name, number, one.name), [])])
                if one.type in WRITTEN
                else cell
                for one, cell in zip(table.columns, line, strict=True)
            }
            for number, line in enumerate(lines, 1)
        ]
    return tables
