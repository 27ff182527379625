"""Deleting clauses and what holds them: refused once readers have seen a clause."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Model

from proposals.models import Clause, ReviewState
from sources.deletion_guards import MOST_SHOWN, Resting
from sources.deletion_refusals import RefusesDeletion

PUBLIC = (ReviewState.PUBLISHED, ReviewState.WITHDRAWN)
"""States in which readers see a clause, or saw it and can ask what became of it."""


class HoldsClauses(RefusesDeletion):
    """Rows that are not deleted while there are public clauses in them."""

    held_by = "pk"
    """The path from a clause to the row that holds it."""

    def resting(self, rows: Sequence[Model]) -> list[Resting]:
        """What rests on them, and the clauses that readers know."""
        clauses = Clause.objects.filter(**{f"{self.held_by}__in": [row.pk for row in rows]})
        public = clauses.filter(state__in=PUBLIC).order_by("version", "ordinal", "key")
        count = public.count()
        found = [Resting(Clause, tuple(public[:MOST_SHOWN]), count)] if count else []
        return [*found, *super().resting(rows)]
