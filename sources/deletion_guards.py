"""What rests on a row: everything that would lose its ground if the row went."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import PROTECT, RESTRICT, Model, ProtectedError, QuerySet
from django.db.models.signals import pre_delete
from django.utils.translation import gettext

MOST_SHOWN = 20  # rows of one kind that a refusal names; it counts the others


@dataclass(frozen=True)
class Resting:
    """The rows of one model that rest on something: the first of them, and how many there are."""

    model: type[Model]
    rows: tuple[Model, ...]
    count: int

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.count - len(self.rows)


def resting_on(rows: Collection[Model], also: Collection[str] = ()) -> list[Resting]:
    """What rests on rows of one model: two queries for each model that can refer to them.

    A reference counts if Django would protect it or if it stands in a list of references; one
    that goes with the row counts only if `also` names it.
    """
    found = (_resting(relation, rows) for relation in _relations(rows, also))
    return [resting for resting in found if resting.count]


def guard(model: type[Model], also: Collection[str] = ()) -> None:
    """Refuse every deletion of a row of `model` itself while something rests on it.

    Raises ProtectedError from `delete()`, as Django does for a protected reference. What goes
    with a larger row, such as the parties of a negotiation, is not asked for.
    """

    def refuse(sender: type[Model], instance: Model, origin: Any, **_more: Any) -> None:
        if getattr(origin, "model", type(origin)) is not sender:
            return
        found = resting_on([instance], also)
        if found:
            message = gettext("“%(row)s” cannot be deleted: something rests on it.")
            named = {row for resting in found for row in resting.rows}
            raise ProtectedError(message % {"row": instance}, named)

    name = f"resting-{model._meta.label_lower}"
    pre_delete.connect(refuse, sender=model, weak=False, dispatch_uid=name)


def _relations(rows: Collection[Model], also: Collection[str]) -> Iterator[Any]:
    for relation in next(iter(rows))._meta.related_objects if rows else ():
        on_delete = getattr(relation, "on_delete", None)
        held = relation.many_to_many or on_delete in (PROTECT, RESTRICT)
        if held or relation.get_accessor_name() in also:
            yield relation


def _resting(relation: Any, rows: Collection[Model]) -> Resting:
    model = relation.related_model
    found = model._default_manager.filter(**{f"{relation.field.name}__in": rows}).distinct()
    count = found.count()
    shown = tuple(_named(found)[:MOST_SHOWN]) if count else ()
    return Resting(model, shown, count)


def _named(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With the rows that a name is made of, two references away at most."""
    paths = []
    for field in _references(rows.model):
        paths += [field.name, *(f"{field.name}__{far.name}" for far in _references(field))]
    return rows.select_related(*paths) if paths else rows


def _references(holder: Any) -> list[Any]:
    model = getattr(holder, "related_model", None) or holder
    fields = model._meta.concrete_fields
    return [field for field in fields if field.many_to_one and not field.null]
