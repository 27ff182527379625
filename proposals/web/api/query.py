"""The parameters of an address, read by the same models that the description is made of.

What the models do not know is refused, and everything that is wrong is told at once: a program that
misspells a filter must not take the answer for a filtered one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, TypeVar

from django.http import QueryDict
from django.utils.translation import gettext
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from proposals.comparisons.query_string import shortened
from proposals.web.api.problems import Fault, bad_parameters

Json = dict[str, Any]
Model = TypeVar("Model", bound="Parameters")

_WHOLE = re.compile(r"-?[0-9]{1,18}", re.ASCII)
_MOST_FAULTS = 20


def _whole(value: Any) -> Any:
    """A whole number as addresses write it: "1_0", "+1", "1.0" and foreign digits are none."""
    if isinstance(value, str):
        if not _WHOLE.fullmatch(value):
            raise ValueError("no whole number")
        return int(value)
    return value


Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number in an address."""


class Parameters(BaseModel):
    """What an address may ask; an empty one asks nothing and refuses everything."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def read(model: type[Model], query: QueryDict) -> Model:
    """The parameters of an address. Raises Problem with everything that is wrong."""
    described = _described(model)
    try:
        return model.model_validate(dict(_given(described, query)))
    except ValidationError as error:
        raise bad_parameters(_faults(described, query, error)) from None


@cache
def _described(model: type[Parameters]) -> dict[str, Json]:
    """The schemas of the parameters by their names."""
    return {one["name"]: one["schema"] for one in parameters(model)}


def parameters(model: type[Parameters]) -> list[Json]:
    """The parameters as the description of the interface has them."""
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    definitions = schema.get("$defs", {})
    return [
        _parameter(name, part, definitions) for name, part in schema.get("properties", {}).items()
    ]


def _parameter(name: str, part: Json, definitions: Json) -> Json:
    part = _resolved(part, definitions)
    part.pop("title", None)
    if part.get("default", ...) in (None, []):
        part.pop("default")
    texts = {key: part.pop(key) for key in ("description",) if key in part}
    examples = part.pop("examples", [])
    found: Json = {"name": name, "in": "query", "required": False, **texts, "schema": part}
    if examples:
        found["examples"] = {f"example-{n}": {"value": one} for n, one in enumerate(examples, 1)}
    if part.get("type") == "array":
        found |= {"style": "form", "explode": True}
    return found


def _resolved(part: Json, definitions: Json) -> Json:
    """The schema with its references filled in: tools read parameters best on their own."""
    part = dict(part)
    if "$ref" in part:
        named = definitions[part.pop("$ref").rsplit("/", 1)[-1]]
        part = {key: named[key] for key in ("type", "enum") if key in named} | part
    if "items" in part:
        part["items"] = _resolved(part["items"], definitions)
        part["items"].pop("title", None)
    return part


def _given(described: Mapping[str, Json], query: QueryDict) -> Iterator[tuple[str, Any]]:
    for name, values in query.lists():
        several = described.get(name, {}).get("type") == "array" or len(values) != 1
        yield name, values if several else values[0]


def _faults(
    described: Mapping[str, Json], query: QueryDict, error: ValidationError
) -> Iterator[Fault]:
    told = dict.fromkeys(str(one["loc"][0]) for one in error.errors())
    found = {name: one for one in reversed(error.errors()) for name in [str(one["loc"][0])]}
    for name in list(told)[:_MOST_FAULTS]:
        if name in described:
            yield _refused(name, described[name], query.getlist(name), found[name])
        else:
            text = gettext("There is no parameter “%(name)s” here.")
            named = {"name": shortened(name)}
            yield Fault(shortened(name), text % named, tuple(described))


def _refused(name: str, schema: Json, values: list[str], error: ErrorDetails) -> Fault:
    if schema.get("type") != "array" and len(values) > 1:
        text = gettext("“%(name)s” can be given only once; it was given %(count)d times.")
        return Fault(name, text % {"name": name, "count": len(values)}, (_right(schema),))
    place = error["loc"][1] if len(error["loc"]) > 1 else None
    if schema.get("type") == "array" and not isinstance(place, int):
        text = gettext("“%(name)s” takes %(least)d to %(most)d different values, not %(count)d.")
        bounds = {"least": schema["minItems"], "most": schema["maxItems"]}
        return Fault(name, text % {"name": name, "count": len(values), **bounds})
    value = values[place] if isinstance(place, int) else values[0]
    one = schema.get("items", schema)
    text = gettext("“%(value)s” will not do for “%(name)s”: %(right)s.")
    told = {"value": shortened(value), "name": name, "right": _right(one)}
    return Fault(name, text % told, tuple(one.get("enum", (_right(one),))))


def _right(schema: Json) -> str:
    """What would do, in words."""
    if "items" in schema:
        return _right(schema["items"])
    if "enum" in schema:
        return gettext("one of %(values)s") % {"values": ", ".join(map(str, schema["enum"]))}
    if schema.get("type") == "integer":
        text = gettext("a whole number from %(least)d to %(most)d")
        return text % {"least": schema["minimum"], "most": schema["maximum"]}
    text = gettext("a text of at most %(most)d characters")
    if "pattern" in schema:
        text = gettext("1 to %(most)d letters, digits or . _ - @, as keys are made of")
    return text % {"most": schema["maxLength"]}
