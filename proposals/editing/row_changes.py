"""Changes of rows around clauses as plain values: noted as they are made, and made again later.

A row of `proposals.models.shown_rows` that readers see is not changed by one person alone. The door
of a page (`noting`) lets the whole request write, notes what becomes of which row, and takes it all
back if readers would have seen a difference; what was noted is kept and made again, by `apply`, when
a second person publishes it. Bulk writes pass no signal: whoever makes them calls `note`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Model
from django.utils.translation import gettext as _

from proposals.models.choices import ReviewState
from proposals.models.publication_guard import FREE_OF_EVIDENCE, is_unguarded
from proposals.models.shown_rows import SURROUNDING, Negotiations, is_seen_when_added, showing


class RowAction(StrEnum):
    """What becomes of a row."""

    ADDED = "add"
    CHANGED = "change"
    DELETED = "delete"
    WITHDRAWN = "withdraw"
    """A published clause or response is taken away from readers: the step of review."""
    REORDERED = "reorder"
    """The clauses of a version stand in another order: its field `clauses`."""


STEPS = (RowAction.WITHDRAWN, RowAction.REORDERED)
"""What `proposals.editing.row_revisions` does by the services that own it."""


@dataclass(frozen=True)
class RowChange:
    """What becomes of one row: for each field that differs the old and the new plain value.

    `model` is Django's label, "proposals.version". A plain value is what JSON can hold; a reference
    is a table of `pk` and `name`, a list of references a list of such tables.
    """

    model: str
    pk: int
    name: str
    action: str
    fields: Mapping[str, Any] = field(default_factory=dict)

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


@dataclass
class Notes:
    """What a block wrote to rows around clauses, and in which negotiations readers would see it."""

    changes: list[RowChange] = field(default_factory=list)
    negotiations: Negotiations = frozenset()
    reason: str = ""
    """Why, where the page asked for that already."""


@dataclass(frozen=True)
class _Withdrawal:
    """A step of review that takes a row away from readers, before it is taken."""

    row: Any
    reason: str
    seen: Negotiations

    @property
    def is_taken(self) -> bool:
        """Whether the step was taken, and not taken back, in the block."""
        rows = type(self.row)._default_manager
        return bool(rows.filter(pk=self.row.pk, state=ReviewState.WITHDRAWN).exists())

    @property
    def change(self) -> RowChange:
        """What becomes of the row."""
        label = type(self.row)._meta.label_lower
        return RowChange(label, self.row.pk, str(self.row), str(RowAction.WITHDRAWN))


@dataclass(frozen=True)
class _Order:
    """The clauses of a version in order, and those among them that readers see."""

    clauses: list[dict[str, Any]]
    published: list[int]


def _order(version: Any) -> _Order:
    rows = list(version.clauses.filter(revises=None).order_by("ordinal", "key"))
    clauses = [{"pk": row.pk, "name": str(row)} for row in rows]
    return _Order(clauses, [row.pk for row in rows if row.is_published])


class _Noting:
    """The rows that a block writes, with their first values."""

    def __init__(self) -> None:
        self.before: dict[tuple[type[Model], int], dict[str, Any] | None] = {}
        self.names: dict[tuple[type[Model], int], str] = {}
        self.lists: dict[tuple[type[Model], int], set[str]] = {}
        self.withdrawals: list[_Withdrawal] = []
        self.orders: dict[int, tuple[Any, _Order]] = {}
        self.seen: Negotiations = frozenset()

    def keep(self, row: Any, names: Iterable[str] = ()) -> None:
        """Keep a stored row as it is before it is written; `names` are its lists that change."""
        key = (type(row), row.pk)
        if key not in self.before:
            self.before[key] = _values(row)
            self.names[key] = str(row)
            self.seen |= showing(row)
        self.lists.setdefault(key, set())
        for name in set(names) - self.lists[key]:
            self.lists[key].add(name)
            before = self.before[key]
            if before is not None:
                before[name] = _list(row, name)

    def keep_added(self, row: Any) -> None:
        """Keep that a row was added."""
        self.before.setdefault((type(row), row.pk), None)

    def notes(self) -> Notes:
        """Return what became of the rows, inside the block's transaction."""
        taken = [one for one in self.withdrawals if one.is_taken]
        changes, seen = [one.change for one in taken], self.seen
        seen = seen.union(*(one.seen for one in taken))
        for version, order in self.orders.values():
            now = _order(version)
            if order.published != now.published:
                lists = {"clauses": [order.clauses, now.clauses]}
                label = type(version)._meta.label_lower
                action = str(RowAction.REORDERED)
                changes.append(RowChange(label, version.pk, str(version), action, lists))
                seen |= showing(version)
        for (model, pk), before in self.before.items():
            row = model._default_manager.filter(pk=pk).first()
            if row is None:
                if before is not None:
                    name = self.names[model, pk]
                    lost = {key: [value, None] for key, value in before.items() if value != ""}
                    changes.append(_change(model, pk, name, RowAction.DELETED, lost))
                continue
            names = self.lists.get((model, pk), set())
            after = _values(row) | {name: _list(row, name) for name in names}
            if before is None:
                every = {field.name: _list(row, field.name) for field in model._meta.many_to_many}
                new = {key: [None, value] for key, value in (after | every).items()}
                changes.append(_change(model, pk, str(row), RowAction.ADDED, new))
                seen |= showing(row) if is_seen_when_added(model) else frozenset()
                continue
            differing = {
                key: [before.get(key), value]
                for key, value in after.items()
                if not _same(before.get(key), value)
            }
            if differing:
                name = self.names[model, pk]
                changes.append(_change(model, pk, name, RowAction.CHANGED, differing))
                seen |= showing(row)
        reason = next((one.reason for one in taken), "")
        return Notes(changes, seen if changes else frozenset(), reason)


def _change(
    model: type[Model], pk: int, name: str, action: RowAction, fields: dict[str, Any]
) -> RowChange:
    return RowChange(model._meta.label_lower, pk, name, str(action), fields)


_noting: ContextVar[_Noting | None] = ContextVar("proposals_row_changes", default=None)


@contextmanager
def noting() -> Iterator[_Noting]:
    """Note what the block writes; ask the value for `notes()` before its transaction ends."""
    own = _Noting()
    token = _noting.set(own)
    try:
        yield own
    finally:
        _noting.reset(token)


def _active() -> _Noting | None:
    own = _noting.get()
    return None if own is None or is_unguarded() else own


def note(rows: Iterable[Any]) -> None:
    """Keep stored rows that a bulk write is about to change or to delete."""
    own = _active()
    for row in rows if own is not None else ():
        assert own is not None  # noqa: S101 - see above
        own.keep(row)


def note_added(rows: Iterable[Any]) -> None:
    """Keep rows that a bulk write has added."""
    own = _active()
    for row in rows if own is not None else ():
        assert own is not None  # noqa: S101 - see above
        own.keep_added(row)


def note_withdrawal(row: Any, reason: str) -> None:
    """Keep that a published row is about to be withdrawn: the door takes that back, too."""
    own = _active()
    if own is not None:
        own.withdrawals.append(_Withdrawal(row, reason.strip(), showing(row)))


def note_order(version: Any) -> None:
    """Keep the order of the clauses of a version, which is about to change."""
    own = _active()
    if own is not None:
        own.orders.setdefault(version.pk, (version, _order(version)))


def connect() -> None:
    """Connect the notes to Django's signals; call it once, when the app is ready."""
    for model in SURROUNDING:
        name = f"row_changes.{model.__name__}"
        models.signals.pre_save.connect(_before_saving, sender=model, dispatch_uid=name)
        models.signals.post_save.connect(_after_saving, sender=model, dispatch_uid=name)
        models.signals.pre_delete.connect(_before_deleting, sender=model, dispatch_uid=name)
        for link in model._meta.many_to_many:
            models.signals.m2m_changed.connect(
                _before_listing,
                sender=link.remote_field.through,
                dispatch_uid=f"{name}.{link.name}",
            )


def _before_saving(sender: type[Model], instance: Any, **_kwargs: Any) -> None:
    own = _active()
    if own is not None and instance.pk:
        stored = sender._default_manager.filter(pk=instance.pk).first()
        if stored is not None:
            own.keep(stored)


def _after_saving(sender: type[Model], instance: Any, created: bool, **_kwargs: Any) -> None:
    own = _active()
    if own is not None and created:
        own.keep_added(instance)


def _before_deleting(sender: type[Model], instance: Any, **_kwargs: Any) -> None:
    own = _active()
    if own is not None:
        stored = sender._default_manager.filter(pk=instance.pk).first()
        if stored is not None:
            own.keep(stored, [field.name for field in sender._meta.many_to_many])


def _before_listing(
    sender: Any, instance: Any, action: str, reverse: bool, pk_set: Any, **_kwargs: Any
) -> None:
    own = _active()
    if own is None or not action.startswith("pre_"):
        return
    for model in SURROUNDING:
        for link in model._meta.many_to_many:
            if link.remote_field.through is sender:
                rows = [instance]
                if reverse:
                    found = model._default_manager
                    rows = list(
                        found.filter(pk__in=pk_set)
                        if pk_set is not None
                        else found.filter(**{link.name: instance})
                    )
                for row in rows:
                    own.keep(row, [link.name])


def _fields(model: type[Model]) -> Iterator[Any]:
    """Yield the columns that are content: no key of the database, no bytes, nothing derived."""
    for one in model._meta.concrete_fields:
        if not (
            one.primary_key or isinstance(one, models.BinaryField) or one.name in FREE_OF_EVIDENCE
        ):
            yield one


def _values(row: Any) -> dict[str, Any]:
    return {one.name: _plain(one, row) for one in _fields(type(row))}


def _list(row: Any, name: str) -> list[dict[str, Any]]:
    return [{"pk": one.pk, "name": str(one)} for one in getattr(row, name).order_by("pk")]


def _plain(one: Any, row: Any) -> Any:
    if one.is_relation:
        target = getattr(row, one.name)
        return None if target is None else {"pk": target.pk, "name": str(target)}
    value = one.value_from_object(row)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _same(one: Any, other: Any) -> bool:
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


def apply(changes: Iterable[RowChange]) -> None:
    """Make changes again, inside a transaction and unguarded; raise StaleRows, or what the models refuse.

    `STEPS` are left to `proposals.editing.row_revisions`.
    """
    wanted = [change for change in changes if change.action not in STEPS]
    stale = [change.name for change in wanted if _is_stale(change)]
    if stale:
        raise StaleRows(stale)
    new: dict[tuple[str, int], int] = {}
    for change in wanted:
        _APPLY[RowAction(change.action)](change, new)


def _stored(change: RowChange) -> Any:
    return change.model_class._default_manager.filter(pk=change.pk).first()


def _is_stale(change: RowChange) -> bool:
    if change.action == RowAction.ADDED:
        return False
    row = _stored(change)
    if row is None:
        return change.action == RowAction.CHANGED
    lists = {one.name for one in type(row)._meta.many_to_many}
    now = _values(row) | {name: _list(row, name) for name in lists & set(change.fields)}
    return any(not _same(now.get(key), old) for key, (old, _new) in change.fields.items())


def _apply_change(change: RowChange, new: dict[tuple[str, int], int]) -> None:
    row = _stored(change)
    _set(row, change, new)
    row.full_clean()
    row.save()
    _set_lists(row, change, new)


def _apply_addition(change: RowChange, new: dict[tuple[str, int], int]) -> None:
    row = change.model_class()
    _set(row, change, new)
    row.full_clean()
    row.save()
    new[change.model, change.pk] = row.pk
    _set_lists(row, change, new)


def _apply_deletion(change: RowChange, _new: dict[tuple[str, int], int]) -> None:
    row = _stored(change)
    if row is not None:
        row.delete()


_APPLY = {
    RowAction.CHANGED: _apply_change,
    RowAction.ADDED: _apply_addition,
    RowAction.DELETED: _apply_deletion,
}


def _set(row: Any, change: RowChange, new: dict[tuple[str, int], int]) -> None:
    for one in type(row)._meta.concrete_fields:
        if one.name in change.fields:
            value = change.fields[one.name][1]
            if one.is_relation:
                value = None if value is None else _target(one, value, new)
                setattr(row, one.attname, value)
            else:
                setattr(row, one.name, one.to_python(value))


def _set_lists(row: Any, change: RowChange, new: dict[tuple[str, int], int]) -> None:
    for link in type(row)._meta.many_to_many:
        if link.name in change.fields:
            values = change.fields[link.name][1] or []
            getattr(row, link.name).set([_target(link, value, new) for value in values])


def _target(one: Any, value: Mapping[str, Any], new: Mapping[tuple[str, int], int]) -> int:
    label = one.remote_field.model._meta.label_lower
    return new.get((label, value["pk"]), value["pk"])
