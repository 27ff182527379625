"""`comparison.xlsx`: the same tables, a sheet each, behind a sheet that says what they are.

No cell is a formula or a link. Texts are written as texts by the same rule as in CSV, numbers and
days as such; a number of more digits than a sheet keeps, and a day before March 1900, as a text.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from proposals.exports.bundle import ExportBundle
from proposals.exports.tables.cells import pieces_of
from proposals.exports.tables.columns import DataTable, TableColumn, Type
from proposals.exports.tables.csv_file import plain_text
from proposals.exports.tables.datapackage import advice, facts
from proposals.exports.tables.lines import CellValue, TableLine, all_lines

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The media type of the file."""

_FIRST_DAY = date(1900, 3, 1)
"""Sheets believe that there was a 29 February 1900."""

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDTHS = {Type.COUNT: 10, Type.NUMBER: 12, Type.YES_NO: 10, Type.DAY: 12, Type.MOMENT: 26}
_LONG = {
    "text", "definition", "sentence", "short", "note", "completeness", "meaning", "value",
    "reading", "common", "required_by_all", "could_be_met_together",
}  # fmt: skip
_NAMES = {"id", "clause", "answer", "waits_for", "headline", "title", "heading", "url", "condition"}


def write(bundle: ExportBundle) -> bytes:
    """Return the whole workbook: rows go through files on disk, only the packed result is held."""
    file = BytesIO()
    with Workbook(file, _OPTIONS) as book:
        _BookWriter(book, bundle).write()
    return file.getvalue()


class _Sheet(Worksheet):
    """A sheet whose texts are safe for it already: nothing is rewritten but CR."""

    @staticmethod
    def _escape_control_characters(data: Any) -> Any:
        return data.replace("\r", "_x000D_") if isinstance(data, str) else data


class _BookWriter:
    """Fills a workbook with the tables of one comparison."""

    def __init__(self, book: Any, bundle: ExportBundle) -> None:
        self.book, self.bundle = book, bundle
        self.text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.head = book.add_format({"num_format": "@", "bold": True, "bottom": 1, "valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"})
        self.plain = book.add_format({"valign": "top"})

    def write(self) -> None:
        """Write every sheet, and what the file says of itself."""
        moment = self.bundle.moment.replace(tzinfo=None)
        about = {"title": self.bundle.title, "author": "Parley", "created": moment}
        self.book.set_properties(about)
        self._about()
        for table, lines in all_lines(self.bundle.record):
            self._table(table, lines)

    def _about(self) -> None:
        sheet = self.book.add_worksheet("About", worksheet_class=_Sheet)
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, 100)
        lines = [*facts(self.bundle), *((_("Read first"), text) for text in advice())]
        for number, (name, value) in enumerate(lines):
            sheet.write_string(number, 0, pieces_of(name)[0], self.head)
            sheet.write_string(number, 1, pieces_of(value)[0], self.text)

    def _table(self, table: DataTable, lines: Iterable[TableLine]) -> None:
        sheet = self.book.add_worksheet(table.name, worksheet_class=_Sheet)
        sheet.freeze_panes(1, 1)
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, _width(column))
        for place, name in enumerate(table.names):
            sheet.write_string(0, place, name, self.head)
        number = 0
        for number, line in enumerate(lines, 1):
            for place, cell in enumerate(line):
                self._cell(sheet, number, place, cell)
        sheet.autofilter(0, 0, number, len(table.columns) - 1)

    def _cell(self, sheet: Any, row: int, place: int, cell: CellValue) -> None:
        match cell:
            case None:
                pass
            case bool():
                sheet.write_boolean(row, place, cell, self.plain)
            case int() | Decimal() if _fits(cell):
                sheet.write_number(row, place, cell, self.plain)
            case date() if cell >= _FIRST_DAY:
                sheet.write_datetime(row, place, cell, self.day)
            case _:
                sheet.write_string(row, place, plain_text(cell), self.text)


def _fits(number: int | Decimal) -> bool:
    """Tell whether a sheet, which keeps fifteen digits, keeps this number as it is."""
    exact = Decimal(number)
    return len(exact.normalize().as_tuple().digits) <= 15 and abs(exact.adjusted()) < 300


def _width(column: TableColumn) -> int:
    if column.type in _WIDTHS:
        return _WIDTHS[column.type]
    return 60 if column.name in _LONG else 40 if column.name in _NAMES else 20
