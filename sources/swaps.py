"""Rows of one form that take over each other's keys and numbers, stored one after the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import count
from typing import Any

from django.db.models import CharField, IntegerField, Model, UniqueConstraint

from sources.signals import rows_move_aside


def make_room(formset: Any) -> None:
    """Move aside what the rows of a valid formset will take from each other when it is saved.

    A database refuses a value at once that another row still has, be it that this one is changed or
    deleted next. Call it inside the transaction of the save; a query for each row that has to move,
    and one for each rule where any has.
    """
    leaving = [form for form in formset.initial_forms if form in formset.deleted_forms]
    staying = [form for form in formset.forms if form not in formset.deleted_forms]
    changed = [form for form in staying if form.has_changed()]
    moving = [form.instance for form in (*changed, *leaving) if form.instance.pk]
    if not moving or not changed:
        return
    move_aside(formset.model, moving, [form.instance for form in changed])


def move_aside(model: type[Model], moving: Collection[Any], changed: Collection[Any]) -> None:
    """Move stored rows aside that have what others of them will have, as `make_room` does.

    `changed` are rows with their new values, which are stored next.
    """
    rows_move_aside.send(model, rows=moving)
    for names in _rules(model):
        _move_aside(model, names, moving, changed)


def _rules(model: type[Model]) -> Iterator[tuple[str, ...]]:
    """Yield the fields of each rule that a combination occurs once."""
    for rule in model._meta.constraints:
        if isinstance(rule, UniqueConstraint) and rule.fields:
            yield tuple(rule.fields)


def _move_aside(
    model: type[Model], names: tuple[str, ...], moving: Iterable[Any], changed: Iterable[Any]
) -> None:
    free = _free_field(model, names)
    if free is None:
        return
    columns = [getattr(model, name).field.attname for name in names]
    wanted = {tuple(getattr(row, name) for name in columns): row.pk for row in changed}
    rows = model._default_manager.filter(pk__in=[row.pk for row in moving])
    stored = {row.pop("pk"): tuple(row.values()) for row in rows.values("pk", *columns)}
    aside = [pk for pk, values in stored.items() if wanted.get(values, pk) != pk]
    taken = {values[names.index(free.name)] for values in (*stored.values(), *wanted)}
    for pk in aside:
        value = next(one for one in _values(free) if one not in taken)
        taken.add(value)
        model._default_manager.filter(pk=pk).update(**{free.name: value})


def _free_field(model: type[Model], names: Iterable[str]) -> Any:
    """Return the field of a rule that can have any value for a moment: a number or a key."""
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    return next(
        (one for one in fields if isinstance(one, IntegerField | CharField) and not one.choices),
        None,
    )


def _values(field: Any) -> Iterator[Any]:
    """Yield values that the field can have, few of which any row has."""
    numbers = count(30_000, -1)
    return numbers if isinstance(field, IntegerField) else (f"aside-{one}" for one in numbers)
