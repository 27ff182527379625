"""From the entities of the record to the shapes of the interface: pydantic models of their names.

The fields themselves stand in `exports/record/`. Here is said what each type of value is to a
program, and what the interface puts on top: links, and lists in pages.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal, cast

from pydantic import Field, JsonValue, create_model

from proposals.exports.record import fields
from proposals.exports.record.fields import ClosedList, CountsBy, Entity, ListOf, Scalar, ValueType
from proposals.web.api.schemas.basics import (
    ClauseId,
    Day,
    Key,
    Language,
    Links,
    Marked,
    Page,
    Prose,
    Shape,
)

_SCALARS: dict[Scalar, Any] = {
    Scalar.TEXT: str,
    Scalar.PROSE: Prose,
    Scalar.MARKDOWN: Marked,
    Scalar.KEY: Key,
    Scalar.CLAUSE_ID: ClauseId,
    Scalar.LANGUAGE: Language,
    Scalar.DAY: Day,
    Scalar.MOMENT: str,
    Scalar.COUNT: int,
    Scalar.NUMBER: str,
    Scalar.YES_NO: bool,
    Scalar.JSON: JsonValue,
}


@cache
def shape_of(entity: Entity) -> type[Shape]:
    """Return the model of an entity: its name, its description, its fields."""
    parts = {field.name: _part(field) for field in entity.fields}
    return _model(entity.name, entity.description, Shape, parts)


def extend_shape(base: type[Shape], name: str, description: str, **parts: Any) -> type[Shape]:
    """Return a model of this name with the fields of another one, and further ones behind them."""
    return _model(name, description, base, parts)


def item_shape(entity: Entity, description: str, links: type[Links], **parts: Any) -> type[Shape]:
    """Return the model of an entity as a thing of its own: with further fields, and its links."""
    return extend_shape(shape_of(entity), f"{entity.name}Item", description, **parts, links=links)


def page_shape(name: str, description: str, item: type[Shape]) -> type[Page]:
    """Return the model of a part of a list of these items."""
    return cast(type[Page], _model(name, description, Page, {"items": list[item]}))  # type: ignore[valid-type]


def _model(name: str, description: str, base: type[Shape], parts: dict[str, Any]) -> type[Shape]:
    return create_model(name, __base__=base, __doc__=description, **parts)


def _part(field: fields.Field) -> tuple[Any, Any]:
    """Return the type of one field, with its description, examples and bounds."""
    notes: dict[str, Any] = {}
    if field.description:
        notes["description"] = field.description
    if field.examples:
        notes["examples"] = list(field.examples)
    if field.type is Scalar.COUNT:
        notes["ge"] = 0
    annotation = _annotation(field.type)
    return (annotation | None if field.nullable else annotation), Field(**notes)


def _annotation(type: ValueType) -> Any:  # noqa: A002 - as in `Field`
    """Return what programs know a type of values as."""
    match type:
        case Entity():
            return shape_of(type)
        case ListOf(length=None):
            return list[_annotation(type.type)]  # type: ignore[misc]
        case ListOf():
            exactly = Field(min_length=type.length, max_length=type.length)
            return Annotated[list[_annotation(type.type)], exactly]  # type: ignore[misc]
        case CountsBy():
            return dict[_annotation(type.values), int]  # type: ignore[misc]
        case ClosedList():
            return type.choices or Literal[tuple(type.meanings)]
    return _SCALARS[type]
