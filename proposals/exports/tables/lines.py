"""The rows of a comparison as typed cells, once for every kind of file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from proposals.exports.tables.cells import pieces_of
from proposals.exports.tables.codebook import CODEBOOK, CODEBOOK_VALUES, EXPLAINED, codebook_rows
from proposals.exports.tables.columns import DataTable, Row, TableColumn, Type
from proposals.exports.tables.lists import CONTINUATIONS
from proposals.exports.tables.rows import rows_of

Cell = str | int | Decimal | bool | date | None
"""A text as it is written; anything else as it is; None for an empty cell."""

Line = list[Cell]

_READ: dict[Type, Callable[[Any], Cell]] = {
    Type.COUNT: int,
    Type.NUMBER: Decimal,
    Type.YES_NO: bool,
    Type.DAY: date.fromisoformat,
}


def all_lines(record: dict[str, Any]) -> Iterator[tuple[DataTable, Iterator[Line]]]:
    """Every table with its lines; each table is to be read to its end before the next."""
    rest: list[Row] = []
    for table in EXPLAINED:
        yield table, _lines(record, table, rest)


def _lines(record: dict[str, Any], table: DataTable, rest: list[Row]) -> Iterator[Line]:
    for number, row in enumerate(_rows(record, table, rest), 1):
        yield [_cell(row.get(one.name), one, (table, number, rest)) for one in table.columns]


def _rows(record: dict[str, Any], table: DataTable, rest: list[Row]) -> Iterator[Row]:
    if table is CONTINUATIONS:
        return iter(rest)
    if table in (CODEBOOK, CODEBOOK_VALUES):
        return codebook_rows(table)
    return rows_of(record, table.name)


def _cell(value: Any, column: TableColumn, home: tuple[DataTable, int, list[Row]]) -> Cell:
    """One cell; what of a text is too long for it goes to the continuations."""
    if value is None or value == "":
        return None
    if column.type in _READ:
        return _READ[column.type](value)
    table, line, rest = home
    if table is CONTINUATIONS:
        return str(value)
    first, *more = pieces_of(str(value))
    for part, text in enumerate(more, 2):
        place = {"table": table.name, "line": line, "column": column.name, "part": part}
        rest.append({**place, "text": text})
    return first
