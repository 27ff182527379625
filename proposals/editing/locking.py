"""The optimistic lock of what is reviewed: nobody overwrites what another editor has saved."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from proposals.models.choices import ReviewState
from proposals.models.publication_guard import published_error
from proposals.models.responses import Response
from proposals.models.review_fields import Reviewable

_Row = TypeVar("_Row", bound=Reviewable)


class EditConflict(ValidationError):
    """Somebody saved the row since this editor opened it; `current` is how it is now."""

    def __init__(self, current: Any, model: type[Reviewable] | None = None) -> None:
        self.current = current
        message = _removed(model) if current is None else _changed(type(current))
        super().__init__(message, code="edit_conflict")


def _changed(model: type[Reviewable]) -> Any:
    if model is Response:
        return _("Somebody else changed this response after you opened it.")
    return _("Somebody else changed this clause after you opened it.")


def _removed(model: type[Reviewable] | None) -> Any:
    if model is Response:
        return _("Somebody else removed this response after you opened it.")
    return _("Somebody else removed this clause after you opened it.")


def lock(row: _Row) -> _Row | None:
    """Lock the stored row until the transaction ends, and return it; None if it is gone."""
    rows = type(row)._default_manager.select_for_update().order_by("pk")
    return rows.filter(pk=row.pk).first()


def acquire(row: Reviewable, seen: int, by: Any) -> None:
    """Take the next edition of a row, if `seen` is still the stored one; three queries.

    Call it inside the transaction of the save. Raises EditConflict if another save came first,
    PublishedRow if readers see it. Sets the new edition and editor on the instance.
    """
    editor = by if getattr(by, "pk", None) else None
    rows = type(row)._default_manager.filter(pk=row.pk)
    open_rows = rows.exclude(state=ReviewState.PUBLISHED)
    if not open_rows.filter(edition=seen).update(edition=F("edition") + 1, edited_by=editor):
        _raise_conflict(row, seen)
    row.edition, row.edited_by = seen + 1, editor
    if editor is not None:
        row.editors.add(editor)


def _raise_conflict(row: Reviewable, seen: int) -> None:
    model = type(row)
    current: Any = model._default_manager.filter(pk=row.pk).first()
    if current is not None and current.edition == seen:
        raise published_error(str(model._meta.model_name), current.uid)
    raise EditConflict(current, model)
