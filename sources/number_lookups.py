"""Lookups by numbers that no column holds: nothing is found by them, on either database.

Addresses and forms bring numbers of any length. Django answers those beyond a column where it
compares with one value; in a list, and by a reference, SQLite's driver would fail.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import ForeignObject, IntegerField
from django.db.models.fields.related_lookups import RelatedExact, RelatedIn
from django.db.models.lookups import In

LIMIT = 2**63
"""One more than the greatest number of any column; the least is its negative."""


def is_storable(value: object) -> bool:
    """Tell whether a column of numbers can hold a value, if that is a number."""
    return not isinstance(value, int) or -LIMIT <= value < LIMIT


class _InBounds:
    """What both lookups in a list share: numbers that no column holds are left out of it."""

    rhs: Any

    def process_rhs(self, compiler: Any, connection: Any) -> Any:
        """Return the list as SQL, without them. Raises EmptyResultSet if none is left."""
        if self.rhs_is_direct_value():  # type: ignore[attr-defined]
            self.rhs = [value for value in self.rhs if is_storable(value)]
        return super().process_rhs(compiler, connection)  # type: ignore[misc]


class BoundedIn(_InBounds, In):
    """A number among a list of numbers."""


class BoundedRelatedIn(_InBounds, RelatedIn):
    """A reference among a list of rows or their numbers."""


class BoundedRelatedExact(RelatedExact):
    """A reference to one row."""

    def process_rhs(self, compiler: Any, connection: Any) -> Any:
        """Return the number as SQL. Raises EmptyResultSet if no column holds it."""
        if self.rhs_is_direct_value() and not is_storable(self.rhs):
            raise EmptyResultSet
        return super().process_rhs(compiler, connection)


def register() -> None:
    """Use these from now on for every model."""
    IntegerField.register_lookup(BoundedIn)
    ForeignObject.register_lookup(BoundedRelatedIn)
    ForeignObject.register_lookup(BoundedRelatedExact)
