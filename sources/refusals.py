"""What the database, or a rule behind a form, refuses to store, in words for the editor."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from django.db.models import BaseConstraint, Field, Model, ProtectedError, RestrictedError
from django.utils.translation import gettext as _

REFUSALS = (IntegrityError, DataError, OverflowError, ValidationError)
"""The errors by which a row is refused; an overflow is how SQLite's driver refuses a number."""

MOST_NAMED = 20
_UNIQUE = re.compile(r"UNIQUE constraint failed: (?P<columns>[\w., ]+)")
_MISSING = re.compile(r"NOT NULL constraint failed: (?P<columns>[\w.]+)")
_RULE = re.compile(r"(?:CHECK constraint|UNIQUE constraint) failed: (?:index ')?(?P<name>\w+)'?$")
_KEY = re.compile(r"\((?P<columns>[\w, ]+)\)=")


@dataclass(frozen=True)
class Refusal:
    """The words of a refusal, and the model and the field that it is about, as far as known."""

    message: str
    model: type[Model] | None = None
    field: str = ""


@dataclass(frozen=True)
class _Broken:
    """What a database says of the rule that was broken: names of constraint, table and columns."""

    name: str = ""
    table: str = ""
    columns: tuple[str, ...] = ()


def refusal_of(error: Exception) -> Refusal:
    """Return an error of `REFUSALS` in words: what was refused, and what would be right."""
    if isinstance(error, ValidationError):
        return Refusal(" ".join(error.messages))
    if isinstance(error, ProtectedError):
        return _held(error.protected_objects)
    if isinstance(error, RestrictedError):
        return _held(error.restricted_objects)
    if isinstance(error, IntegrityError):
        return _broken_rule(error)
    return Refusal(_("A value is larger or longer than what can be stored. Nothing was saved."))


def _held(rows: Iterable[Any]) -> Refusal:
    """Return the refusal to delete what other rows rest on."""
    names = sorted({str(row) for row in rows})
    shown = ", ".join(f"“{name}”" for name in names[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        shown = _("%(names)s and %(count)d more") % {
            "names": shown,
            "count": len(names) - MOST_NAMED,
        }
    message = _("What was to be deleted stays, as these rest on it: %(rows)s. Nothing was saved.")
    return Refusal(message % {"rows": shown})


def _broken_rule(error: IntegrityError) -> Refusal:
    text = " ".join(str(error).split())
    broken = _told_by_postgresql(error) or _told_by_sqlite(text)
    rule = _find_rule(broken)
    if rule is not None:
        model, constraint = rule
        field = _last_field(model, getattr(constraint, "fields", ()))
        return Refusal(str(constraint.get_violation_error_message()), model, field)
    model_of_table = next((one for one in _models() if one._meta.db_table == broken.table), None)
    fields = _fields(model_of_table, broken.columns) if model_of_table else []
    if model_of_table and fields and ("unique" in text.lower()):
        names = tuple(field.name for field in fields)
        told = model_of_table().unique_error_message(model_of_table, names)
        return Refusal(" ".join(told.messages), model_of_table, _last_field(model_of_table, names))
    if fields and "null" in text.lower():
        message = _("“%(field)s” is missing. Nothing was saved.")
        name = {"field": fields[0].verbose_name}
        return Refusal(message % name, model_of_table, fields[0].name)
    if "foreign key" in text.lower():
        return Refusal(
            _(
                "Something that the form names is not there any more, or something new rests on "
                "what was to go. Look the choices over. Nothing was saved."
            )
        )
    return Refusal(_("The database refuses this: %(why)s. Nothing was saved.") % {"why": text})


def _told_by_postgresql(error: IntegrityError) -> _Broken | None:
    diag = getattr(error.__cause__, "diag", None)
    if diag is None:
        return None
    key = _KEY.search(diag.message_detail or "")
    columns = key["columns"].split(", ") if key else [diag.column_name or ""]
    return _Broken(diag.constraint_name or "", diag.table_name or "", tuple(filter(None, columns)))


def _told_by_sqlite(text: str) -> _Broken:
    named = _UNIQUE.search(text) or _MISSING.search(text)
    if named and "." in named["columns"]:
        pairs = [one.split(".") for one in named["columns"].split(", ")]
        return _Broken(table=pairs[0][0], columns=tuple(pair[-1] for pair in pairs))
    rule = _RULE.search(text)
    return _Broken(name=rule["name"]) if rule else _Broken()


def _find_rule(broken: _Broken) -> tuple[type[Model], BaseConstraint] | None:
    """Return the constraint of a model that says in words of its own what it refuses."""
    for model in _models():
        for rule in model._meta.constraints:
            columns = {one.column for one in _fields_of_rule(model, rule)}
            same = model._meta.db_table == broken.table and columns == set(broken.columns)
            if rule.name == broken.name or (columns and same):
                return model, rule
    return None


def _fields_of_rule(model: type[Model], rule: BaseConstraint) -> list[Any]:
    return [model._meta.get_field(name) for name in getattr(rule, "fields", ())]


def _models() -> Iterable[type[Model]]:
    return apps.get_models(include_auto_created=True)


def _fields(model: type[Model], columns: Iterable[str]) -> list[Field[Any, Any]]:
    by_column = {field.column: field for field in model._meta.concrete_fields}
    return [by_column[one] for one in columns if one in by_column]


def _last_field(model: type[Model], names: Iterable[str]) -> str:
    """Return the field of a rule that an editor changes: not the row that it belongs to."""
    own = [name for name in names if not model._meta.get_field(name).is_relation]
    return own[-1] if own else ""
