"""The parameters of an address, read by the same models that the description is made of.

What the models do not know is refused, and all that is wrong is answered at once: a program that
misspells a filter must not take the answer for a filtered one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, TypeVar

from django.http import QueryDict
from django.utils.translation import gettext
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
)
from pydantic_core import ErrorDetails

from proposals.comparisons.query_string import shortened
from proposals.language.languages import DATA_LANGUAGE, LANGUAGES
from proposals.web.api.problems import ParameterFault, bad_parameters

Json = dict[str, Any]
Model = TypeVar("Model", bound="Parameters")

_WHOLE = re.compile(r"-?[0-9]{1,18}", re.ASCII)
_MOST_FAULTS = 20


def _whole(value: Any) -> Any:
    """Return a whole number as addresses write it: "1_0", "+1", "1.0" and foreign digits are none.

    Raises ValueError for any other text.
    """
    if isinstance(value, str):
        if not _WHOLE.fullmatch(value):
            raise ValueError("no whole number")
        return int(value)
    return value


Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number in an address."""


def _known_language(value: str) -> str:
    """Return the code of a language that there is. Raises ValueError for any other."""
    if value not in LANGUAGES:
        raise ValueError("no language of this site")
    return value


def _add_languages(schema: Json) -> None:
    schema["enum"] = list(LANGUAGES)


class Parameters(BaseModel):
    """The parameters that an address may have; none of another name is let through."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    lang: Annotated[str, AfterValidator(_known_language)] = Field(
        DATA_LANGUAGE,
        description="The language of the words in the answer; keys and numbers have none.",
        json_schema_extra=_add_languages,
    )


def read(model: type[Model], query: QueryDict) -> Model:
    """Return the parameters of an address. Raises ApiProblem with everything that is wrong."""
    schemas = _schemas(model)
    try:
        return model.model_validate(dict(_values(schemas, query)))
    except ValidationError as error:
        raise bad_parameters(_faults(schemas, query, error)) from None


@cache
def _schemas(model: type[Parameters]) -> dict[str, Json]:
    """Return the schemas of the parameters by their names."""
    return {one["name"]: one["schema"] for one in parameters(model)}


def parameters(model: type[Parameters]) -> list[Json]:
    """Return the parameters as the description of the interface has them."""
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    definitions = schema.get("$defs", {})
    return [
        _parameter(name, part, definitions) for name, part in schema.get("properties", {}).items()
    ]


def _parameter(name: str, part: Json, definitions: Json) -> Json:
    part = _resolve(part, definitions)
    part.pop("title", None)
    if part.get("default", ...) in (None, []):
        part.pop("default")
    texts = {key: part.pop(key) for key in ("description",) if key in part}
    examples = part.pop("examples", [])
    parameter: Json = {"name": name, "in": "query", "required": False, **texts, "schema": part}
    if examples:
        parameter["examples"] = {
            f"example-{n}": {"value": one} for n, one in enumerate(examples, 1)
        }
    if part.get("type") == "array":
        parameter |= {"style": "form", "explode": True}
    return parameter


def _resolve(part: Json, definitions: Json) -> Json:
    """Return a schema with its references filled in: tools read parameters best on their own."""
    part = dict(part)
    if "$ref" in part:
        definition = definitions[part.pop("$ref").rsplit("/", 1)[-1]]
        part = {key: definition[key] for key in ("type", "enum") if key in definition} | part
    if "items" in part:
        part["items"] = _resolve(part["items"], definitions)
        part["items"].pop("title", None)
    return part


def _values(schemas: Mapping[str, Json], query: QueryDict) -> Iterator[tuple[str, Any]]:
    """Yield each parameter of a query string: a list where one belongs, or where there are many."""
    for name, values in query.lists():
        several = schemas.get(name, {}).get("type") == "array" or len(values) != 1
        yield name, values if several else values[0]


def _faults(
    schemas: Mapping[str, Json], query: QueryDict, error: ValidationError
) -> Iterator[ParameterFault]:
    """Yield what is wrong with each parameter, in their order; its first error alone."""
    errors: dict[str, ErrorDetails] = {}
    for one in error.errors():
        errors.setdefault(str(one["loc"][0]), one)
    for name in list(errors)[:_MOST_FAULTS]:
        if name in schemas:
            yield _fault(name, schemas[name], query.getlist(name), errors[name])
        else:
            text = gettext("There is no parameter “%(name)s” here.") % {"name": shortened(name)}
            yield ParameterFault(shortened(name), text, tuple(schemas))


def _fault(name: str, schema: Json, values: list[str], error: ErrorDetails) -> ParameterFault:
    """Return what is wrong with the values of a known parameter, and what would be right."""
    if schema.get("type") != "array" and len(values) > 1:
        text = gettext("“%(name)s” can be given only once; it was given %(count)d times.")
        return ParameterFault(name, text % {"name": name, "count": len(values)}, (_right(schema),))
    place = error["loc"][1] if len(error["loc"]) > 1 else None
    if schema.get("type") == "array" and not isinstance(place, int):
        text = gettext("“%(name)s” takes %(least)d to %(most)d different values, not %(count)d.")
        bounds = {"least": schema["minItems"], "most": schema["maxItems"]}
        return ParameterFault(name, text % {"name": name, "count": len(values), **bounds})
    value = values[place] if isinstance(place, int) else values[0]
    of_one = schema.get("items", schema)
    text = gettext("“%(value)s” will not do for “%(name)s”: %(right)s.")
    words = {"value": shortened(value), "name": name, "right": _right(of_one)}
    return ParameterFault(name, text % words, tuple(of_one.get("enum", (_right(of_one),))))


def _right(schema: Json) -> str:
    """Return what would do, in words."""
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
