"""From the fields of the record to columns, and from its objects to the cells below them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from proposals.exports.record.canonical import canonical
from proposals.exports.record.fields import ClosedList, Entity, Field, Json, Scalar
from proposals.exports.tables.columns import Row, TableColumn, Type

_TYPES = {
    Scalar.DAY: Type.DAY,
    Scalar.MOMENT: Type.MOMENT,
    Scalar.COUNT: Type.COUNT,
    Scalar.NUMBER: Type.NUMBER,
    Scalar.YES_NO: Type.YES_NO,
    Scalar.JSON: Type.JSON,
}
"""The types of columns; every other scalar is a text."""


def columns_of(fields: Iterable[Field], table: str = "") -> Iterator[TableColumn]:
    """Yield the columns of some fields, in the order of the record.

    `table` chooses among fields that name their table.
    """
    for field in fields:
        options = field.column
        if options is None or options.table != table:
            continue
        if isinstance(field.type, Entity):
            yield from columns_of(field.type.fields)
            continue
        yield from columns_of(options.parts)
        values = field.type.meanings if isinstance(field.type, ClosedList) else {}
        yield TableColumn(
            options.name or field.name,
            field.meaning,
            _TYPES.get(field.type, Type.TEXT) if isinstance(field.type, Scalar) else Type.TEXT,
            values=values,
            required=options.required,
            leads_to=options.leads_to,
            after=options.after,
        )


def in_order(columns: Iterable[TableColumn]) -> tuple[TableColumn, ...]:
    """Return columns as they stand: those with `after` behind that one, of a name the first only.

    Columns behind the same one keep their order.
    """
    by_name: dict[str, TableColumn] = {}
    for column in columns:
        by_name.setdefault(column.name, column)
    behind: dict[str, list[TableColumn]] = defaultdict(list)
    for column in by_name.values():
        behind[column.after].append(column)

    def walk(name: str) -> Iterator[TableColumn]:
        for column in behind[name]:
            yield column
            yield from walk(column.name)

    return tuple(walk(""))


def cells_of(fields: Iterable[Field], values: Json | None) -> Row:
    """Return the cells of one JSON object by the names of columns; None where it lacks a value."""
    cells: Row = {}
    known = values or {}
    for field in fields:
        if field.column is None:
            continue
        value = known.get(field.name)
        if isinstance(field.type, Entity):
            cells |= cells_of(field.type.fields, value)
            continue
        cells |= cells_of(field.column.parts, value)
        spelled = field.type is Scalar.JSON and value is not None
        cells[field.column.name or field.name] = canonical(value).decode() if spelled else value
    return cells
