"""The rows of a comparison as typed cells, once for every kind of file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from proposals.exports.record.fields import Json
from proposals.exports.tables.cells import pieces_of, whole_cell
from proposals.exports.tables.codebook import EXPLAINED
from proposals.exports.tables.columns import DataTable, Row, TableColumn, Type
from proposals.exports.tables.lists import CONTINUATIONS

CellValue = str | int | Decimal | bool | date | None
"""A text as it is written; anything else as it is; None for an empty cell."""

TableLine = list[CellValue]

_READ: dict[Type, Callable[[Any], CellValue]] = {
    Type.COUNT: int,
    Type.NUMBER: Decimal,
    Type.YES_NO: bool,
    Type.DAY: date.fromisoformat,
}


def all_lines(record: Json) -> Iterator[tuple[DataTable, Iterator[TableLine]]]:
    """Yield every table with its lines; each is to be read to its end before the next."""
    continuations: list[Row] = []
    for table in EXPLAINED:
        if table is CONTINUATIONS:
            yield table, _continuation_lines(continuations)
        else:
            yield table, _lines(record, table, continuations)


def whole_lines(record: Json, table: DataTable) -> Iterator[TableLine]:
    """Yield the lines of a table that is a file of its own: no text is cut."""
    for row in table.rows(record):
        yield [_whole_cell(row.get(column.name), column) for column in table.columns]


def _whole_cell(value: Any, column: TableColumn) -> CellValue:
    if value is None or value == "":
        return None
    if column.type in _READ:
        return _READ[column.type](value)
    return whole_cell(str(value))


def _lines(record: Json, table: DataTable, continuations: list[Row]) -> Iterator[TableLine]:
    """Yield the lines of a table; what is too long for a cell is added to the continuations."""
    for number, row in enumerate(table.rows(record), 1):
        line = []
        for column in table.columns:
            cell, *more = _cells(row.get(column.name), column)
            place = {"table": table.name, "line": number, "column": column.name}
            continuations += [
                {**place, "part": part, "text": text} for part, text in enumerate(more, 2)
            ]
            line.append(cell)
        yield line


def _continuation_lines(continuations: list[Row]) -> Iterator[TableLine]:
    """Yield the rest of long texts, which is cut and guarded already."""
    return ([row[name] for name in CONTINUATIONS.names] for row in continuations)


def _cells(value: Any, column: TableColumn) -> list[CellValue]:
    """Return the cell of a value, and behind it the pieces of a text that is too long for one."""
    if value is None or value == "":
        return [None]
    if column.type in _READ:
        return [_READ[column.type](value)]
    return [*pieces_of(str(value))]
