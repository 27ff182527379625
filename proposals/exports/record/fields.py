"""What an exported field is: said once, for the record, the interface for programs and the tables.

A `Field` says what it is called, what it holds, and how it is read from a row. An `Entity` is a
JSON object made of fields. Everything that leaves the house is made of entities: the record
(`Entity.row`), the shapes of the interface (`web/api/schemas/shapes.py`), and the columns of the
tables (`tables/entity_columns.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import Any

from django.utils.functional import Promise

from proposals.language.local_text import original_of

Json = dict[str, Any]
Label = str | Promise
Meanings = Mapping[str, Label]
Reader = Callable[[Any], Any]


class Scalar(StrEnum):
    """The kinds of single values. A number may have a fraction, so it is a text in JSON."""

    TEXT = "text"
    PROSE = "prose"
    MARKDOWN = "markdown"
    KEY = "key"
    CLAUSE_ID = "clause id"
    LANGUAGE = "language"
    DAY = "day"
    MOMENT = "moment"
    COUNT = "count"
    NUMBER = "number"
    YES_NO = "yes or no"
    JSON = "JSON"


@dataclass(frozen=True, eq=False)
class ClosedList:
    """The values of a field that takes few, each with its meaning.

    `choices` is the enumeration whose name the list has in the interface; None for a list that has
    no name there.
    """

    meanings: Meanings
    choices: type[Enum] | None = None


@dataclass(frozen=True, eq=False)
class ListOf:
    """Several values of one type, in order; exactly so many if `length` is set."""

    type: ValueType
    length: int | None = None


@dataclass(frozen=True, eq=False)
class CountsBy:
    """A number for each value of a closed list; read from pairs of a value and its number."""

    values: ClosedList


@dataclass(frozen=True, kw_only=True)
class ColumnOptions:
    """How a field stands in the tables.

    `name` is the name of its column, the field's own unless set. `table` is the table that has the
    column, where the fields of one entity go to several tables. `required` says that no row leaves
    it empty. `after` is the column behind which it stands; otherwise columns stand in the order of
    the record. `leads_to` is the table and the column in which its values stand, as "table.column".
    `parts` are fields of a JSON value that have columns of their own besides.

    A field whose type is an entity has no column itself: the columns of the entity stand for it.
    """

    name: str = ""
    table: str = ""
    required: bool = False
    after: str = ""
    leads_to: str = ""
    parts: tuple[Field, ...] = ()


WORDS_DESCRIPTION = "The same in the language of the reader; no part of the hash."
"""What is said of every object of human texts."""

COLUMN = ColumnOptions()
"""A column of the field's own name."""
REQUIRED = ColumnOptions(required=True)
"""The same where no row leaves it empty."""


@dataclass(frozen=True, eq=False)
class Field:
    """One key of a JSON object.

    `type` is that of its values, and `nullable` says that null may stand there. `read` gives the
    value from the row that the object is made of: a function, or names of attributes joined by
    dots, of which the first that is None ends the way; the field's own name unless set. `meaning`
    is what the tables say of it, `description` what the interface says besides the type, with
    `examples`. Without `column` it stands in no table.
    """

    name: str
    type: ValueType
    read: Reader | str = ""
    meaning: Label = field(default="", kw_only=True)
    description: str = field(default="", kw_only=True)
    examples: tuple[Any, ...] = field(default=(), kw_only=True)
    nullable: bool = field(default=False, kw_only=True)
    column: ColumnOptions | None = field(default=None, kw_only=True)

    def value(self, row: Any) -> Any:
        """Return the field's JSON value of a row."""
        if callable(self.read):
            return json_value(self.read(row), self.type)
        value = row
        for name in (self.read or self.name).split("."):
            if value is None:
                break
            value = getattr(value, name)
        return json_value(value, self.type)


@dataclass(frozen=True, eq=False)
class Entity:
    """A kind of JSON object: its name and its description in the interface, and its fields."""

    name: str
    description: str
    fields: tuple[Field, ...]

    def row(self, row: Any) -> Json:
        """Return the JSON object of a row, its keys in the order of the fields."""
        return {one.name: one.value(row) for one in self.fields}


ValueType = Scalar | ClosedList | ListOf | CountsBy | Entity


def json_value(value: Any, type: ValueType) -> Any:  # noqa: A002 - as in `Field`
    """Return a value of this type as JSON has it: days and moments as ISO 8601, members by name.

    What stands in the reader's language in place of an original gives way to it.
    """
    if value is None:
        return None
    match type:
        case Entity():
            return type.row(value)
        case ListOf():
            return [json_value(one, type.type) for one in value]
        case CountsBy():
            return {json_value(member, type.values): count for member, count in value}
        case ClosedList():
            return value.value if isinstance(value, Enum) else value
        case Scalar.DAY | Scalar.MOMENT:
            return value.isoformat()
        case Scalar.NUMBER:
            return format(value, "f")
    return original_of(value)
