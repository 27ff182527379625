"""What a table and a column are said to be; CSV, XLSX, codebook and documents are made from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

Label = str | Promise
Values = Mapping[str, Label]
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

    `must` says that no row leaves it empty.
    """

    name: str
    meaning: Label
    type: Type = Type.TEXT
    values: Values = field(default_factory=dict)
    must: bool = False


@dataclass(frozen=True)
class Link:
    """Columns whose values stand in columns of another table (empty: the table itself)."""

    columns: tuple[str, ...]
    table: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class DataTable:
    """One table: what a row is, its columns, those that tell rows apart, where others lead."""

    name: str
    meaning: Label
    columns: tuple[TableColumn, ...]
    key: tuple[str, ...]
    links: tuple[Link, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns, in order."""
        return tuple(column.name for column in self.columns)

    def described(self) -> Iterator[Row]:
        """Its columns as rows of the codebook."""
        for column in self.columns:
            yield {
                "table": self.name,
                "column": column.name,
                "type": column.type.value,
                "required": column.must or column.name in self.key,
                "key": column.name in self.key,
                "leads_to": self._goal(column.name),
                "meaning": str(column.meaning),
                "allowed_values": " | ".join(column.values),
            }

    def listed(self) -> Iterator[Row]:
        """The allowed values of its columns as rows of a table, each with its meaning."""
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
