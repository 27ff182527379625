"""What becomes of rows around clauses, noted as it is written.

A row of `proposals.models.shown_rows` that readers see is not changed by one person alone. The door
of a page (`noting`) lets the whole request write, notes what becomes of which row, and takes it all
back if readers would have seen a difference; what was noted is kept, and made again when a second
person publishes it. Bulk writes pass no signal: whoever makes them calls `note`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Model

from proposals.editing.kept_steps import keep_corrections
from proposals.editing.row_changes import RowAction, RowChange, are_same, list_of, values_of
from proposals.editing.row_deletions import RowKey, rows_below
from proposals.models.choices import ReviewState
from proposals.models.publication_guard import is_unguarded
from proposals.models.shown_rows import SURROUNDING, Negotiations, is_seen_when_added, showing
from sources.signals import rows_move_aside


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
    edition: int

    @property
    def is_taken(self) -> bool:
        """Whether the step was taken, and not taken back, in the block."""
        rows = type(self.row)._default_manager
        return bool(rows.filter(pk=self.row.pk, state=ReviewState.WITHDRAWN).exists())

    @property
    def change(self) -> RowChange:
        """What becomes of the row."""
        label = type(self.row)._meta.label_lower
        words = {"edition": self.edition, "uid": self.row.uid}
        # By its address: what it says is not for readers once it is withdrawn.
        action = str(RowAction.WITHDRAWN)
        return RowChange(label, self.row.pk, self.row.uid, action, rests_on=words)


@dataclass(frozen=True)
class _Order:
    """The clauses of a version in order, and those among them that readers see."""

    clauses: list[dict[str, Any]]
    published: list[int]


def _both(some: list[int], others: list[int]) -> list[int]:
    """Return those that stand in both lists, as they stand in the first."""
    return [pk for pk in some if pk in others]


def _order(version: Any) -> _Order:
    rows = list(version.clauses.filter(revises=None).order_by("ordinal", "key"))
    # What readers do not see of the order is kept, and not named.
    clauses = [{"pk": row.pk, "name": str(row) if row.is_published else ""} for row in rows]
    return _Order(clauses, [row.pk for row in rows if row.is_published])


class Noting:
    """The rows that a block writes, with their first values."""

    def __init__(self, *, loading: bool = False) -> None:
        self.loading = loading
        self.before: dict[tuple[type[Model], int], dict[str, Any] | None] = {}
        self.names: dict[tuple[type[Model], int], str] = {}
        self.lists: dict[tuple[type[Model], int], set[str]] = {}
        self.withdrawals: list[_Withdrawal] = []
        self.removals: list[tuple[RowChange, Negotiations]] = []
        self.orders: dict[int, tuple[Any, _Order]] = {}
        self.below: dict[tuple[type[Model], int], list[RowKey]] = {}
        self.seen: dict[tuple[type[Model], int], Negotiations] = {}
        self.held: list[Notes] = []
        self.texts: dict[int, tuple[str, str] | None] = {}

    def absorb(self, part: Noting) -> None:
        """Take over what a part of the block wrote."""
        self.before = part.before | self.before
        self.names = part.names | self.names
        self.seen = part.seen | self.seen
        for key, names in part.lists.items():
            self.lists.setdefault(key, set()).update(names)
        self.withdrawals += part.withdrawals
        self.removals += part.removals
        self.orders = part.orders | self.orders
        self.below = part.below | self.below
        self.held += part.held

    def keep(self, row: Any, names: Iterable[str] = ()) -> None:
        """Keep a stored row as it is before it is written; `names` are its lists that change."""
        key = (type(row), row.pk)
        if key not in self.before:
            self.before[key] = values_of(row)
            self.names[key] = str(row)
            self.seen[key] = showing(row)
        self.lists.setdefault(key, set())
        for name in set(names) - self.lists[key]:
            self.lists[key].add(name)
            before = self.before[key]
            if before is not None:
                before[name] = list_of(row, name)

    def keep_added(self, row: Any) -> None:
        """Keep that a row was added."""
        self.before.setdefault((type(row), row.pk), None)

    def notes(self) -> Notes:
        """Return what became of the rows, inside the block's transaction."""
        taken = [one for one in self.withdrawals if one.is_taken]
        changes = [one.change for one in taken]
        seen: Negotiations = frozenset().union(*(one.seen for one in taken))
        for change, shown in self.removals:
            if shown and not change.model_class._default_manager.filter(pk=change.pk).exists():
                changes.append(change)
                seen |= shown
        for version, order in self.orders.values():
            now = _order(version)
            if _both(order.published, now.published) != _both(now.published, order.published):
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
                    label, action = model._meta.label_lower, str(RowAction.DELETED)
                    rests_on = {"below": self.below.get((model, pk), [])}
                    changes.append(RowChange(label, pk, name, action, lost, rests_on))
                    seen |= self.seen[model, pk]
                continue
            names = self.lists.get((model, pk), set())
            after = values_of(row) | {name: list_of(row, name) for name in names}
            if before is None:
                every = {field.name: list_of(row, field.name) for field in model._meta.many_to_many}
                new = {key: [None, value] for key, value in (after | every).items()}
                changes.append(_change(model, pk, str(row), RowAction.ADDED, new))
                seen |= showing(row) if is_seen_when_added(model) else frozenset()
                continue
            differing = {
                key: [before.get(key), value]
                for key, value in after.items()
                if not are_same(before.get(key), value)
            }
            if differing:
                name = self.names[model, pk]
                changes.append(_change(model, pk, name, RowAction.CHANGED, differing))
                seen |= self.seen[model, pk] | showing(row)
        reason = next((one.reason for one in taken), "")
        return Notes(changes, seen, reason)


def _change(
    model: type[Model], pk: int, name: str, action: RowAction, fields: dict[str, Any]
) -> RowChange:
    return RowChange(model._meta.label_lower, pk, name, str(action), fields)


_noting: ContextVar[Noting | None] = ContextVar("proposals_row_changes", default=None)


@contextmanager
def noting(*, loading: bool = False) -> Iterator[Noting]:
    """Note what the block writes; ask the value for `notes()` before its transaction ends.

    `loading` notes also what is written unguarded, as a load of files is.
    """
    own = Noting(loading=loading)
    token = _noting.set(own)
    try:
        yield own
    finally:
        _noting.reset(token)


def active_noting() -> Noting | None:
    """Return what notes the block that runs; None where nothing is noted."""
    own = _noting.get()
    if own is None:
        return None
    return own if own.loading or not is_unguarded() else None


def is_noting() -> bool:
    """Tell whether what is written here is noted, so that a second person will publish it."""
    return active_noting() is not None


def note(rows: Iterable[Any], lists: Iterable[str] = ()) -> None:
    """Keep stored rows that a bulk write is about to change or to delete, with some lists."""
    own = active_noting()
    for row in rows if own is not None else ():
        assert own is not None  # noqa: S101 - see above
        own.keep(row, lists)


def note_added(rows: Iterable[Any]) -> None:
    """Keep rows that a bulk write has added."""
    own = active_noting()
    for row in rows if own is not None else ():
        assert own is not None  # noqa: S101 - see above
        own.keep_added(row)


def note_withdrawal(row: Any, reason: str) -> None:
    """Keep that a published row is about to be withdrawn: the door takes that back, too."""
    own = active_noting()
    if own is not None:
        stored = type(row)._default_manager.filter(pk=row.pk).order_by("pk")
        edition = stored.values_list("edition", flat=True).first() or 0
        own.withdrawals.append(_Withdrawal(row, reason.strip(), showing(row), edition))


def note_removal(row: Any) -> None:
    """Keep what a clause or a response said that a load is about to remove, and its corrections."""
    own = active_noting()
    if own is not None:
        lost = {name: [words, None] for name, words in _words_of(row).items()}
        label = type(row)._meta.label_lower
        change = RowChange(label, row.pk, row.uid, str(RowAction.DELETED), lost)
        own.removals.append((change, showing(row)))
        keep_corrections(row)


def _words_of(row: Any) -> dict[str, Any]:
    names = ("label", "heading", "text")
    return {name: getattr(row, name) for name in names if hasattr(row, name)}


def note_order(version: Any) -> None:
    """Keep the order of the clauses of a version, which is about to change."""
    own = active_noting()
    if own is not None:
        own.orders.setdefault(version.pk, (version, _order(version)))


def connect() -> None:
    """Connect the notes to signals; call it once, when the app is ready."""
    rows_move_aside.connect(_before_moving_aside, dispatch_uid="row_changes")
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
    own = active_noting()
    if own is not None and instance.pk:
        stored = sender._default_manager.filter(pk=instance.pk).first()
        if stored is not None:
            own.keep(stored)


def _after_saving(sender: type[Model], instance: Any, created: bool, **_kwargs: Any) -> None:
    own = active_noting()
    if own is not None and created:
        own.keep_added(instance)


def _before_moving_aside(sender: type[Model], rows: Any, **_kwargs: Any) -> None:
    own = active_noting()
    if own is not None and sender in SURROUNDING:
        note(sender._default_manager.filter(pk__in=[row.pk for row in rows]))


def _before_deleting(sender: type[Model], instance: Any, origin: Any, **_kwargs: Any) -> None:
    own = active_noting()
    if own is not None:
        stored = sender._default_manager.filter(pk=instance.pk).first()
        if stored is not None:
            own.keep(stored, [field.name for field in sender._meta.many_to_many])
            if getattr(origin, "model", type(origin)) is sender:
                own.below[sender, stored.pk] = sorted(rows_below(stored))


def _before_listing(
    sender: Any, instance: Any, action: str, reverse: bool, pk_set: Any, **_kwargs: Any
) -> None:
    own = active_noting()
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
