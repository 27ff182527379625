"""Lines of typed cells as CSV: RFC 4180, UTF-8 without a mark before it, lines end in CR LF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import islice

from proposals.exports.tables.columns import DataTable
from proposals.exports.tables.lines import CellValue, TableLine

DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
}
"""The same in the words of a data package."""

_LINES_AT_ONCE = 200


def csv_of(table: DataTable, lines: Iterable[TableLine]) -> Iterator[bytes]:
    """Yield the head and the lines of a table, in pieces."""
    yield _csv_line(list(table.names))
    waiting = iter(lines)
    while some := list(islice(waiting, _LINES_AT_ONCE)):
        yield b"".join(map(_csv_line, some))


def _csv_line(cells: TableLine) -> bytes:
    return (",".join(map(_csv_cell, cells)) + "\r\n").encode()


def _csv_cell(cell: CellValue) -> str:
    """Return a cell; a text is always quoted, so that no other sign can part it."""
    if isinstance(cell, str):
        doubled = cell.replace('"', '""')
        return f'"{doubled}"'
    return plain_text(cell)


def plain_text(cell: CellValue) -> str:
    """Return a cell where only text can stand: numbers in full, days as in ISO 8601."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case Decimal():
            return format(cell, "f")
        case date():
            return cell.isoformat()
        case _:
            return str(cell)
