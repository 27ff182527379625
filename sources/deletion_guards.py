"""Guards against deleting rows that others depend on, and the dependents of a row."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import PROTECT, RESTRICT, Model, ProtectedError, QuerySet
from django.db.models.signals import pre_delete
from django.utils.translation import gettext

MOST_SHOWN = 20
"""Rows of one kind that a refusal names; it counts the others."""


@dataclass(frozen=True)
class Dependents:
    """The rows of one model that depend on something: the first of them, and their number.

    `relation` is the name under which the thing knows them; empty if they depend in another way.
    """

    model: type[Model]
    rows: tuple[Model, ...]
    count: int
    relation: str = ""

    @property
    def more(self) -> int:
        """The number of rows that are not named."""
        return self.count - len(self.rows)


def find_dependents(rows: Collection[Model], also: Collection[str] = ()) -> list[Dependents]:
    """Find what depends on rows of one model: two queries for each model that can refer to them.

    A reference counts if Django would protect it or if it stands in a list of references; one
    that goes with the row counts only if `also` names it.
    """
    every = (_count_dependents(relation, rows) for relation in _relations(rows, also))
    return [dependents for dependents in every if dependents.count]


def guard(model: type[Model], also: Collection[str] = ()) -> None:
    """Refuse every deletion of a row of `model` itself while others depend on it.

    Raises ProtectedError from `delete()`, as Django does for a protected reference. What goes
    with a larger row, such as the parties of a negotiation, is not asked for.
    """

    def refuse(sender: type[Model], instance: Model, origin: Any, **_more: Any) -> None:
        if getattr(origin, "model", type(origin)) is not sender:
            return
        groups = find_dependents([instance], also)
        if groups:
            message = gettext("“%(row)s” cannot be deleted: something rests on it.")
            named = {row for dependents in groups for row in dependents.rows}
            raise ProtectedError(message % {"row": instance}, named)

    name = f"dependents-{model._meta.label_lower}"
    pre_delete.connect(refuse, sender=model, weak=False, dispatch_uid=name)


def _relations(rows: Collection[Model], also: Collection[str]) -> Iterator[Any]:
    for relation in next(iter(rows))._meta.related_objects if rows else ():
        on_delete = getattr(relation, "on_delete", None)
        held = relation.many_to_many or on_delete in (PROTECT, RESTRICT)
        if held or relation.get_accessor_name() in also:
            yield relation


def _count_dependents(relation: Any, rows: Collection[Model]) -> Dependents:
    model = relation.related_model
    referring = model._default_manager.filter(**{f"{relation.field.name}__in": rows}).distinct()
    count = referring.count()
    first = tuple(_with_names(referring)[:MOST_SHOWN]) if count else ()
    return Dependents(model, first, count, relation.get_accessor_name() or "")


def _with_names(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Fetch the rows that a name is made of, two references away at most."""
    paths = []
    for field in _references(rows.model):
        paths += [field.name, *(f"{field.name}__{far.name}" for far in _references(field))]
    return rows.select_related(*paths) if paths else rows


def _references(holder: Any) -> list[Any]:
    model = getattr(holder, "related_model", None) or holder
    fields = model._meta.concrete_fields
    return [field for field in fields if field.many_to_one and not field.null]
