"""The guard over what is published: what readers see changes only by the steps of review.

Every save and every deletion of a published clause or response, of a clause's answers and of the
evidence on both is refused, and so is a state that no step set. Bulk writes (`update`,
`bulk_create`, `loaddata`) do not pass `save()` and are not seen here: only the loader of folders
and `proposals.editing` use them.
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
"""Columns of a published row that are no content."""
FREE_OF_EVIDENCE = frozenset(
    {"quote_state", "quote_checked_at", "quote_place", "quote_nearest", "quote_sentence"}
)
"""Columns of published evidence that checks of quotes write."""


class PublishedRow(ValidationError):
    """Readers see this row: it is not edited in place. The message has a place for its `uid`."""

    message_for_editors: Any = ""

    def __init__(self, uid: str) -> None:
        super().__init__(self.message_for_editors, code="published", params={"uid": uid})


class PublishedClause(PublishedRow):
    """Readers see this clause: it is edited in a revision, never in place."""

    message_for_editors = _(
        "%(uid)s is published, so readers would see this at once: start a revision."
    )


class PublishedResponse(PublishedRow):
    """Readers see this response: it is withdrawn and taken back to draft before it is edited."""

    message_for_editors = _(
        "%(uid)s is published, so readers would see this at once: withdraw it, then take it back "
        "to draft."
    )


class UnreviewedState(ValidationError):
    """The state of review was set, but by no step."""

    def __init__(self, uid: str) -> None:
        message = _("The state of %(uid)s changes by the steps of review only.")
        super().__init__(message, code="state", params={"uid": uid})


@contextmanager
def unguarded() -> Iterator[None]:
    """Lift the guard inside the block; for merging, loading folders and test data only."""
    token = _unguarded.set(True)
    try:
        yield
    finally:
        _unguarded.reset(token)


def is_unguarded() -> bool:
    """Tell whether the guard is lifted here."""
    return _unguarded.get()


def published_error(model_name: str, uid: str) -> PublishedRow:
    """Return the error for a published row of a model, "clause" or "response"."""
    errors = {"clause": PublishedClause, "response": PublishedResponse}
    return errors[model_name](uid)


def guard_row(row: Any, update_fields: Collection[str] | None) -> None:
    """Refuse to save a published clause or response, or a state that no step set; one query."""
    if _unguarded.get():
        return
    stored = type(row)._default_manager.filter(pk=row.pk).order_by("pk")
    state = stored.values_list("state", flat=True).first() if row.pk else None
    before = state or ReviewState.DRAFT
    if before == ReviewState.PUBLISHED and (update_fields is None or set(update_fields) - FREE):
        raise published_error(row._meta.model_name, row.uid)
    if row.state != before and (update_fields is None or "state" in update_fields):
        raise UnreviewedState(row.uid or row.key)


def guard_part(part: Any, update_fields: Collection[str] | None = None) -> None:
    """Refuse to save an answer or evidence of a published row, its old one or its new; one query.

    A part names in `owner_name` the reference to the row that it is part of.
    """
    if update_fields is not None and set(update_fields) <= FREE_OF_EVIDENCE:
        return
    name = part.owner_name
    which = Q(pk=getattr(part, f"{name}_id"))
    if part.pk:
        which |= Q(pk__in=type(part)._default_manager.filter(pk=part.pk).values(name))
    _refuse_published(which, name)


def guard_deletion(sender: type[Model], instance: Any, origin: Any, **_kwargs: Any) -> None:
    """Refuse to delete what readers see or saw, and answers and evidence of such.

    What goes with a larger row is judged by the clause or response that goes with it.
    """
    if _unguarded.get():
        return
    if not hasattr(sender, "owner_name"):
        refuse_lost(instance)
    elif getattr(origin, "model", type(origin)) is sender:
        name = instance.owner_name
        _refuse_published(Q(pk=getattr(instance, f"{name}_id")), name)


def guard_topics(instance: Any, action: str, reverse: bool, pk_set: Any, **_kwargs: Any) -> None:
    """Refuse other topics for a published clause, from either side."""
    _guard_list(instance, action, reverse=reverse, pk_set=pk_set, path="topics")


def guard_targets(
    sender: Any, instance: Any, action: str, reverse: bool, pk_set: Any, **_kwargs: Any
) -> None:
    """Refuse other clauses and questions for a published response, from either side."""
    path = "clauses" if hasattr(sender, "clause") else "questions"
    _guard_list(instance, action, reverse=reverse, pk_set=pk_set, path=path, model="response")


def guard_bearers(instance: Any, action: str, reverse: bool, pk_set: Any, **_kwargs: Any) -> None:
    """Refuse other bearers for an answer of a published clause, from either side."""
    if _unguarded.get() or not action.startswith("pre_"):
        return
    if not reverse:
        _refuse_published(Q(terms=instance))
    else:
        _refuse_published(Q(terms__in=pk_set) if pk_set is not None else Q(terms__bearers=instance))


def _guard_list(
    instance: Any, action: str, *, reverse: bool, pk_set: Any, path: str, model: str = "clause"
) -> None:
    """Refuse a change of the list at `path` of a published row, from either side of the list."""
    if _unguarded.get() or not action.startswith("pre_"):
        return
    if not reverse:
        which = Q(pk=instance.pk)
    else:
        which = Q(pk__in=pk_set) if pk_set is not None else Q(**{path: instance})
    _refuse_published(which, model)


def _refuse_published(which: Q, model: str = "clause") -> None:
    if _unguarded.get():
        return
    rows = apps.get_model("proposals", model)._default_manager
    published = rows.filter(which, state=ReviewState.PUBLISHED).order_by("pk")
    uid = published.values_list("uid", flat=True).first()
    if uid is not None:
        raise published_error(model, uid)


def refuse_lost(row: Any) -> None:
    """Refuse to delete a clause or response that readers see or saw.

    Its state is read anew, as the object may have been held for long.
    """
    once_public = (ReviewState.PUBLISHED, ReviewState.WITHDRAWN)
    stored = type(row)._default_manager.filter(pk=row.pk, state__in=once_public)
    step = {str(type(row)._meta.model_name): row.pk}
    steps = apps.get_model("proposals", "Transition")._default_manager.filter(**step)
    was_public = Q(from_state=ReviewState.PUBLISHED) | Q(to_state=ReviewState.PUBLISHED)
    if row.state in once_public or stored.exists() or steps.filter(was_public).exists():
        message = _("%(uid)s was published: withdraw it instead of deleting it.")
        raise ValidationError(message, code="published", params={"uid": row.uid})
