"""Deleting clauses and what holds them: refused once readers have seen a clause."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Model

from proposals.models import Clause, ReviewState
from sources.deletion_guards import MOST_SHOWN, Dependents
from sources.deletion_refusals import ProtectedAdmin

PUBLIC = (ReviewState.PUBLISHED, ReviewState.WITHDRAWN)
"""States in which readers see a clause, or saw it and can ask what became of it."""


class HoldsClauses(ProtectedAdmin):
    """Rows that are not deleted while there are public clauses in them."""

    held_by = "pk"
    """The path from a clause to the row that holds it."""

    def find_dependents(self, rows: Sequence[Model]) -> list[Dependents]:
        """What rests on them, and the clauses that readers know."""
        clauses = Clause.objects.filter(**{f"{self.held_by}__in": [row.pk for row in rows]})
        public = clauses.filter(state__in=PUBLIC).order_by("version", "ordinal", "key")
        count = public.count()
        found = [Dependents(Clause, tuple(public[:MOST_SHOWN]), count)] if count else []
        return [*found, *super().find_dependents(rows)]
