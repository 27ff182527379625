"""What a table and a column are; CSV, XLSX, codebook and documents are made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from proposals.exports.record.fields import Json, Label, Meanings

Row = dict[str, Any]


class Type(StrEnum):
    """The type of a column's values, by its name in a data package."""

    TEXT = "string"
    COUNT = "integer"
    NUMBER = "number"
    YES_NO = "boolean"
    DAY = "date"
    MOMENT = "datetime"
    JSON = "object"


@dataclass(frozen=True)
class TableColumn:
    """One column. `values` are those allowed, each with its meaning; empty if any may stand there.

    `required` says that no row leaves it empty, `leads_to` in which column of which table its
    values stand ("table.column"), and `after` behind which column it stands (see `in_order`).
    """

    name: str
    meaning: Label
    type: Type = Type.TEXT
    values: Meanings = field(default_factory=dict, kw_only=True)
    required: bool = field(default=False, kw_only=True)
    leads_to: str = field(default="", kw_only=True)
    after: str = field(default="", kw_only=True)


@dataclass(frozen=True)
class Link:
    """Columns whose values stand together in columns of another table."""

    columns: tuple[str, ...]
    table: str
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DataTable:
    """One table: what a row is, its columns, and those that tell rows apart.

    `rows` makes its rows of a record, as values by the names of columns; a column that a row lacks
    is empty. `joint_links` are links of several columns; a column tells its own.
    """

    name: str
    meaning: Label
    columns: tuple[TableColumn, ...]
    key: tuple[str, ...]
    rows: Callable[[Json], Iterator[Row]]
    joint_links: tuple[Link, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def links(self) -> tuple[Link, ...]:
        """Where its columns lead."""
        single = (
            Link((column.name,), table, (name,))
            for column in self.columns
            for table, _dot, name in [column.leads_to.partition(".")]
            if table
        )
        return (*single, *self.joint_links)

    def codebook_rows(self) -> Iterator[Row]:
        """Yield its columns as rows of the codebook."""
        for column in self.columns:
            yield {
                "table": self.name,
                "column": column.name,
                "type": column.type.value,
                "required": column.required or column.name in self.key,
                "key": column.name in self.key,
                "leads_to": self._goal(column.name),
                "meaning": str(column.meaning),
                "allowed_values": " | ".join(column.values),
            }

    def value_rows(self) -> Iterator[Row]:
        """Yield the allowed values of its columns as rows of a table, each with its meaning."""
        for column in self.columns:
            for value, meaning in column.values.items():
                yield {
                    "table": self.name,
                    "column": column.name,
                    "value": value,
                    "meaning": str(meaning),
                }

    def _goal(self, column: str) -> str:
        goals = (
            f"{link.table}.{link.names[link.columns.index(column)]}"
            for link in self.links
            if column in link.columns
        )
        return next(goals, "")
