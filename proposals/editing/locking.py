"""The optimistic lock of clauses: nobody overwrites what another editor has saved meanwhile."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from proposals.models.choices import ReviewState
from proposals.models.clauses import Clause
from proposals.models.publication_guard import PublishedClause


class EditConflict(ValidationError):
    """Somebody saved the clause since this editor opened it; `current` is how it is now."""

    def __init__(self, current: Clause | None) -> None:
        self.current = current
        message = _("Somebody else changed this clause after you opened it.")
        if current is None:
            message = _("Somebody else removed this clause after you opened it.")
        super().__init__(message, code="edit_conflict")


def acquire(clause: Clause, seen: int, by: Any) -> None:
    """Take the next edition of a clause, if `seen` is still the stored one; one query.

    Call it inside the transaction of the save. Raises EditConflict if another save came first,
    PublishedClause if readers see it. Sets the new edition and editor on the instance.
    """
    editor = by if getattr(by, "pk", None) else None
    open_rows = Clause.objects.filter(pk=clause.pk).exclude(state=ReviewState.PUBLISHED)
    if not open_rows.filter(edition=seen).update(edition=F("edition") + 1, edited_by=editor):
        _raise_conflict(clause, seen)
    clause.edition, clause.edited_by = seen + 1, editor


def _raise_conflict(clause: Clause, seen: int) -> None:
    current = Clause.objects.filter(pk=clause.pk).first()
    if current is not None and current.edition == seen:
        raise PublishedClause(current.uid)
    raise EditConflict(current)
