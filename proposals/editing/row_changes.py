"""Changes of rows around clauses as plain values, which are kept, and made again by `apply`."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Model
from django.utils.translation import gettext as _

from proposals.editing.row_deletions import RowKey, rows_below
from proposals.models.clauses import Clause
from proposals.models.publication_guard import FREE_OF_EVIDENCE, refuse_lost
from proposals.models.responses import Response
from proposals.models.shown_rows import Negotiations, showing
from sources.swaps import move_aside


class RowAction(StrEnum):
    """What becomes of a row."""

    ADDED = "add"
    CHANGED = "change"
    DELETED = "delete"
    WITHDRAWN = "withdraw"
    """A published clause or response is taken away from readers: the step of review."""
    REORDERED = "reorder"
    """The clauses of a version stand in another order: its field `clauses`."""


PRIVATE = {"sources.article": frozenset({"text_file"})}
"""Columns of rows that no page, file or feed shows: only these are changed by one person."""

STEPS = (RowAction.WITHDRAWN, RowAction.REORDERED)
"""What `proposals.editing.row_revisions` does by the services that own it."""


@dataclass(frozen=True)
class RowChange:
    """What becomes of one row: for each field that differs the old and the new plain value.

    `model` is Django's label, "proposals.version". A plain value is what JSON can hold; a reference
    is a table of `pk` and `name`, a list of references a list of such tables. `rests_on` holds what
    else has to be as it was: `below`, the model and key of each row that goes with a deleted one;
    `edition`, that of a row that is withdrawn, beside its `uid`. `step` is where a step of review
    led that is kept when its row is gone.
    """

    model: str
    pk: int
    name: str
    action: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    rests_on: Mapping[str, Any] = field(default_factory=dict)

    @property
    def model_class(self) -> type[Model]:
        """The model of the row."""
        return apps.get_model(self.model)

    def as_json(self) -> dict[str, Any]:
        """Return it as it is stored."""
        return asdict(self)


def stored_changes(changes: Iterable[Mapping[str, Any]]) -> list[RowChange]:
    """Return changes as they were stored."""
    return [RowChange(**change) for change in changes]


def content_columns(model: type[Model]) -> Iterator[Any]:
    """Yield the columns that are content: no key of the database, no bytes, nothing derived."""
    private = PRIVATE.get(model._meta.label_lower, frozenset())
    for one in model._meta.concrete_fields:
        if one.name not in private and not (
            one.primary_key or isinstance(one, models.BinaryField) or one.name in FREE_OF_EVIDENCE
        ):
            yield one


def values_of(row: Any) -> dict[str, Any]:
    """Return the plain values of a row by its columns."""
    return {one.name: _plain(one, row) for one in content_columns(type(row))}


def list_of(row: Any, name: str) -> list[dict[str, Any]]:
    """Return the plain value of a list of references."""
    return [{"pk": one.pk, "name": str(one)} for one in getattr(row, name).order_by("pk")]


def _plain(one: Any, row: Any) -> Any:
    if one.is_relation:
        target = getattr(row, one.name)
        return None if target is None else {"pk": target.pk, "name": str(target)}
    value = one.value_from_object(row)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def are_same(one: Any, other: Any) -> bool:
    """Tell whether two plain values are one; references are told apart by what they refer to."""
    return _without_names(one) == _without_names(other)


def _without_names(value: Any) -> Any:
    if isinstance(value, dict) and value.keys() == {"pk", "name"}:
        return value["pk"]
    if isinstance(value, list):
        return [_without_names(one) for one in value]
    return value


class StaleRows(ValidationError):
    """Rows are no longer as they were when the change was made."""

    def __init__(self, names: Iterable[str]) -> None:
        message = _(
            "Changed by somebody else since: %(rows)s. Refuse this, and have the change made anew."
        )
        super().__init__(message % {"rows": "; ".join(names)}, code="stale")


def apply(changes: Iterable[RowChange]) -> Mapping[RowKey, int]:
    """Make changes again, inside a transaction and unguarded; return the keys of rows added anew.

    Raises StaleRows, and what the models refuse. `STEPS` are left to `row_revisions`.
    """
    wanted = [change for change in changes if change.action not in STEPS]
    _lock(wanted)
    stale = [change.name for change in wanted if _is_stale(change)]
    stale += _come_since(wanted)
    if stale:
        raise StaleRows(stale)
    making = _Making(rows=_make_room(wanted))
    for change in wanted:
        _APPLY[RowAction(change.action)](change, making)
    return making.new


@dataclass
class _Making:
    """Changes that are being made: rows as they were before any was, and keys of added ones."""

    rows: Mapping[RowKey, Any]
    new: dict[RowKey, int] = field(default_factory=dict)


def _lock(changes: Iterable[RowChange]) -> None:
    """Lock the stored rows, in one order for everybody, until the transaction ends."""
    for label, pk in sorted({(change.model, change.pk) for change in changes}):
        rows: Any = apps.get_model(label)._default_manager
        rows.select_for_update().filter(pk=pk).order_by("pk").first()


def shown_after(changes: Iterable[RowChange]) -> Negotiations:
    """Return the negotiations whose readers see rows that were changed, as they are now."""
    rows = (_stored(change) for change in changes if change.action == RowAction.CHANGED)
    return frozenset().union(*(showing(row) for row in rows if row is not None))


def _come_since(changes: Iterable[RowChange]) -> Iterator[str]:
    """Yield the names of rows that would go with a deleted one and that nobody was told of.

    Raises ValidationError for a clause or a response that readers see or saw.
    """
    rows = list(changes)
    # The key that an added row had for a moment may be that of another by now.
    known = {(one.model, one.pk) for one in rows if one.action != RowAction.ADDED}
    known |= {(model, pk) for change in rows for model, pk in change.rests_on.get("below", ())}
    for change in rows:
        row = _stored(change) if change.action == RowAction.DELETED else None
        for key, below in rows_below(row).items() if row is not None else ():
            if key not in known:
                words = _("%(row)s (came since, and rests on %(home)s)")
                yield words % {"row": below, "home": change.name}
            elif isinstance(below, Clause | Response):
                refuse_lost(below)


def _make_room(changes: Iterable[RowChange]) -> dict[RowKey, Any]:
    """Move rows aside whose keys or numbers others take over; return the changed as they were."""
    before: dict[RowKey, Any] = {}
    moving: defaultdict[type[Model], list[Any]] = defaultdict(list)
    taking: defaultdict[type[Model], list[Any]] = defaultdict(list)
    for change in changes:
        is_new = change.action == RowAction.ADDED
        row = change.model_class() if is_new else _stored(change)
        if row is None:  # deleted already
            continue
        if not is_new:
            moving[type(row)].append(row)
            before[change.model, change.pk] = _stored(change)
        if change.action != RowAction.DELETED:
            _set(row, change, {})
            taking[type(row)].append(row)
    for model, rows in moving.items():
        if taking[model]:
            move_aside(model, rows, taking[model])
    return before


def _stored(change: RowChange) -> Any:
    return change.model_class._default_manager.filter(pk=change.pk).first()


def _is_stale(change: RowChange) -> bool:
    if change.action == RowAction.ADDED:
        return False
    row = _stored(change)
    if row is None:
        return change.action == RowAction.CHANGED
    lists = {one.name for one in type(row)._meta.many_to_many}
    now = values_of(row) | {name: list_of(row, name) for name in lists & set(change.fields)}
    return any(not are_same(now.get(key), old) for key, (old, _new) in change.fields.items())


def _apply_change(change: RowChange, making: _Making) -> None:
    row, before = _stored(change), making.rows[change.model, change.pk]
    for one in type(row)._meta.concrete_fields:  # what was moved aside and does not change
        if not one.is_relation:
            setattr(row, one.attname, getattr(before, one.attname))
    _set(row, change, making.new)
    row.full_clean()
    row.save()
    _set_lists(row, change, making.new)


def _apply_addition(change: RowChange, making: _Making) -> None:
    row = change.model_class()
    _set(row, change, making.new)
    row.full_clean()
    row.save()
    making.new[change.model, change.pk] = row.pk
    _set_lists(row, change, making.new)


def _apply_deletion(change: RowChange, _making: _Making) -> None:
    row = _stored(change)
    if row is not None:
        row.delete()


_APPLY = {
    RowAction.CHANGED: _apply_change,
    RowAction.ADDED: _apply_addition,
    RowAction.DELETED: _apply_deletion,
}


def _set(row: Any, change: RowChange, new: Mapping[RowKey, int]) -> None:
    for one in type(row)._meta.concrete_fields:
        if one.name in change.fields:
            value = change.fields[one.name][1]
            if one.is_relation:
                value = None if value is None else _target(one, value, new)
                setattr(row, one.attname, value)
            else:
                setattr(row, one.name, one.to_python(value))


def _set_lists(row: Any, change: RowChange, new: Mapping[RowKey, int]) -> None:
    for link in type(row)._meta.many_to_many:
        if link.name in change.fields:
            values = change.fields[link.name][1] or []
            getattr(row, link.name).set([_target(link, value, new) for value in values])


def _target(one: Any, value: Mapping[str, Any], new: Mapping[RowKey, int]) -> int:
    label = one.remote_field.model._meta.label_lower
    return new.get((label, value["pk"]), value["pk"])
