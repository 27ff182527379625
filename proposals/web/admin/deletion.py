"""Deletion of clauses and of the rows that hold them, refused once readers have seen any."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from proposals.models import Clause, Response, ReviewState, Version
from sources.deletion_guards import MOST_SHOWN, Dependents, find_dependents
from sources.deletion_refusals import ProtectedAdmin

PUBLIC_STATES = (ReviewState.PUBLISHED, ReviewState.WITHDRAWN)
"""States in which readers see a clause, or saw it and can ask what became of it."""


WORDS_FOR_VERSIONS = {
    "edited_by": _("versions that edit this text"),
    "rival_copies": _("other copies of this text"),
}
"""The words for versions that hold another one, by their relation to it."""


class ClauseHolderAdmin(ProtectedAdmin):
    """The admin of rows that are not deleted while public clauses or responses are in them."""

    clause_lookup = "pk"
    """The path from a clause to the row that holds it."""
    words_for_dependents = WORDS_FOR_VERSIONS

    def find_dependents(self, rows: Sequence[Model]) -> list[Dependents]:
        """Find the clauses and responses that readers know, and what else depends on the rows."""
        clauses = Clause.objects.filter(**{f"{self.clause_lookup}__in": [row.pk for row in rows]})
        public = clauses.filter(state__in=PUBLIC_STATES).order_by("version", "ordinal", "key")
        groups = [_group(Clause, public), _group(Response, self._public_responses(rows))]
        return [
            *(one for one in groups if one.count),
            *self._holding_versions(rows),
            *super().find_dependents(rows),
        ]

    def _holding_versions(self, rows: Sequence[Model]) -> list[Dependents]:
        """Return the versions, of any proposal, that edit or copy one of those in the rows."""
        path = self.clause_lookup.removeprefix("version__")
        if path == self.clause_lookup:
            return []
        versions = list(Version.objects.filter(**{f"{path}__in": [row.pk for row in rows]}))
        held = find_dependents(versions) if versions else []
        return [one for one in held if one.relation in WORDS_FOR_VERSIONS]

    def _public_responses(self, rows: Sequence[Model]) -> QuerySet[Response]:
        """Return the responses in the rows that readers know; a clause holds none."""
        if self.clause_lookup == "pk":
            return Response.objects.none()
        held = {f"{self.clause_lookup}__in": [row.pk for row in rows]}
        responses = Response.objects.filter(**held, state__in=PUBLIC_STATES).with_versions()
        return responses.order_by("version", "ordinal", "key")


def _group(model: type[Model], rows: QuerySet[Any]) -> Dependents:
    count = rows.count()
    return Dependents(model, tuple(rows[:MOST_SHOWN]) if count else (), count)
