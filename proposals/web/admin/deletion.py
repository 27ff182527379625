"""Deletion of clauses and of the rows that hold them, refused once readers have seen a clause."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Model

from proposals.models import Clause, ReviewState
from sources.deletion_guards import MOST_SHOWN, Dependents
from sources.deletion_refusals import ProtectedAdmin

PUBLIC_STATES = (ReviewState.PUBLISHED, ReviewState.WITHDRAWN)
"""States in which readers see a clause, or saw it and can ask what became of it."""


class ClauseHolderAdmin(ProtectedAdmin):
    """The admin of rows that are not deleted while there are public clauses in them."""

    clause_lookup = "pk"
    """The path from a clause to the row that holds it."""

    def find_dependents(self, rows: Sequence[Model]) -> list[Dependents]:
        """Find the clauses that readers know, and what else depends on the rows."""
        clauses = Clause.objects.filter(**{f"{self.clause_lookup}__in": [row.pk for row in rows]})
        public = clauses.filter(state__in=PUBLIC_STATES).order_by("version", "ordinal", "key")
        count = public.count()
        dependents = [Dependents(Clause, tuple(public[:MOST_SHOWN]), count)] if count else []
        return [*dependents, *super().find_dependents(rows)]
