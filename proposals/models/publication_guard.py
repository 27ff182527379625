"""The guard over published clauses: what readers see changes only by the steps of review.

Every save and every deletion of a published clause, of its answers and of its evidence is refused,
and so is a state that no step set. Bulk writes (`update`, `bulk_create`, `loaddata`) do not pass
`save()` and are not seen here: only the loader of folders and `proposals.editing` use them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from proposals.models.choices import ReviewState

_unguarded: ContextVar[bool] = ContextVar("proposals_unguarded", default=False)

FREE = frozenset({"ordinal", "checked_at", "edition"})
"""Columns of a published clause that are no content."""
FREE_OF_EVIDENCE = frozenset({"quote_state", "quote_checked_at", "quote_place", "quote_nearest"})
"""Columns of published evidence that checks of quotes write."""


class PublishedClause(ValidationError):
    """Readers see this clause: it is edited in a revision, never in place."""

    def __init__(self, uid: str) -> None:
        message = _("%(clause)s is published, so readers would see this at once: start a revision.")
        super().__init__(message, code="published", params={"clause": uid})


class UnreviewedState(ValidationError):
    """The state of review was set, but by no step."""

    def __init__(self, uid: str) -> None:
        message = _("The state of %(clause)s changes by the steps of review only.")
        super().__init__(message, code="state", params={"clause": uid})


@contextmanager
def unguarded() -> Iterator[None]:
    """Lift the guard inside the block; for merging, loading folders and test data only."""
    token = _unguarded.set(True)
    try:
        yield
    finally:
        _unguarded.reset(token)


def guard_clause(clause: Any, update_fields: Collection[str] | None) -> None:
    """Refuse to save a published clause, or a state that no step set; one query."""
    if _unguarded.get():
        return
    stored = type(clause)._default_manager.filter(pk=clause.pk).order_by("pk")
    state = stored.values_list("state", flat=True).first() if clause.pk else None
    before = state or ReviewState.DRAFT
    if before == ReviewState.PUBLISHED and (update_fields is None or set(update_fields) - FREE):
        raise PublishedClause(clause.uid)
    if clause.state != before and (update_fields is None or "state" in update_fields):
        raise UnreviewedState(clause.uid or clause.key)


def guard_part(part: Any, update_fields: Collection[str] | None = None) -> None:
    """Refuse to save an answer or evidence of a published clause, old or new; one query."""
    if update_fields is not None and set(update_fields) <= FREE_OF_EVIDENCE:
        return
    own = type(part)._default_manager.filter(pk=part.pk).values("clause")
    _refuse_published(Q(pk=part.clause_id) | Q(pk__in=own) if part.pk else Q(pk=part.clause_id))


def guard_deletion(sender: type[Model], instance: Any, origin: Any, **_kwargs: Any) -> None:
    """Refuse to delete a clause that readers see or saw, and answers and evidence of such.

    What goes with a larger row is judged by the clause that goes with it.
    """
    if _unguarded.get():
        return
    if sender._meta.model_name == "clause":
        _refuse_lost(instance)
    elif getattr(origin, "model", type(origin)) is sender:
        _refuse_published(Q(pk=instance.clause_id))


def guard_topics(instance: Any, action: str, reverse: bool, pk_set: Any, **_kwargs: Any) -> None:
    """Refuse other topics for a published clause, from either side."""
    if _unguarded.get() or not action.startswith("pre_"):
        return
    if not reverse:
        _refuse_published(Q(pk=instance.pk))
    else:
        _refuse_published(Q(pk__in=pk_set) if pk_set is not None else Q(topics=instance))


def guard_bearers(instance: Any, action: str, reverse: bool, pk_set: Any, **_kwargs: Any) -> None:
    """Refuse other bearers for an answer of a published clause, from either side."""
    if _unguarded.get() or not action.startswith("pre_"):
        return
    if not reverse:
        _refuse_published(Q(terms=instance))
    else:
        _refuse_published(Q(terms__in=pk_set) if pk_set is not None else Q(terms__bearers=instance))


def _refuse_published(which: Q) -> None:
    if _unguarded.get():
        return
    clauses = apps.get_model("proposals", "Clause")._default_manager
    published = clauses.filter(which, state=ReviewState.PUBLISHED).order_by("pk")
    uid = published.values_list("uid", flat=True).first()
    if uid is not None:
        raise PublishedClause(uid)


def _refuse_lost(clause: Any) -> None:
    """Refuse to delete a clause that readers see or saw.

    Its state is read anew, as the object may have been held for long.
    """
    once_public = (ReviewState.PUBLISHED, ReviewState.WITHDRAWN)
    stored = type(clause)._default_manager.filter(pk=clause.pk, state__in=once_public)
    if clause.state in once_public or stored.exists():
        message = _("%(clause)s was published: withdraw it instead of deleting it.")
        raise ValidationError(message, code="published", params={"clause": clause.uid})
