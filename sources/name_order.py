"""Rows in the order of their names as the reader's alphabet has it.

A database has the alphabet of its own locale, or none: then Ł and Є stand behind Z and Я.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import Case, F, IntegerField, Model, QuerySet, Value, When

from sources.reader_language import reader_language

Row = TypeVar("Row", bound=Model)

MOST_PLACES = 1000
"""Rows whose places are told to the database, about a second's work; more stand in its order."""


def by_name(rows: QuerySet[Row]) -> list[int]:
    """Return the primary keys of rows with `name` and `key`, in order of their names; one query."""
    place = reader_language().sort_key
    named = rows.order_by().values_list("name", "key", "pk")
    return [pk for *_names, pk in sorted(named, key=lambda row: (place(row[0]), row[1]))]


def place_by_name(model: type[Model]) -> Case | F:
    """Return the place of a row among all of its model by name, to order a query by; one query.

    With no rows, or more than `MOST_PLACES`, it is the name, which the database sorts.
    """
    places = by_name(model._default_manager.all())
    # Without any, the order would be a number alone, which PostgreSQL takes for a column's.
    if not 0 < len(places) <= MOST_PLACES:
        return F("name")
    whens = [When(pk=pk, then=Value(place)) for place, pk in enumerate(places)]
    return Case(*whens, default=Value(len(whens)), output_field=IntegerField())


def in_order_of_labels(choices: Iterable[Sequence[Any]], label: int = -1) -> list[Any]:
    """Return choices sorted by what people read of them."""
    place = reader_language().sort_key
    return sorted(choices, key=lambda choice: place(str(choice[label])))
