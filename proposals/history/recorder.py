"""Writing history: each recorded change of a clause or response keeps it with all under it.

Kept by django-reversion. Its own `revert` would write past the guard: restore by a new draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import reversion
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from reversion.models import Version as SavedRow
from reversion.signals import post_revision_commit

from proposals.history.entries import rows_with_history
from proposals.models.clauses import Clause
from proposals.models.evidence import Evidence
from proposals.models.proposals import Version
from proposals.models.responses import Response, ResponseEvidence
from proposals.models.review import Transition
from proposals.models.terms import Term

AS_LOADED = "as loaded"
"""The reason of the entry that is made of a clause just before its first change by a person."""


def register() -> None:
    """Name the models that history keeps; call it once, when the app is ready."""
    reversion.register(Clause, follow=("terms", "evidence"), exclude=("editors",))
    reversion.register(Term)
    reversion.register(Evidence)
    reversion.register(Response, follow=("evidence",), exclude=("editors",))
    reversion.register(ResponseEvidence)
    post_revision_commit.connect(_link_steps, dispatch_uid="proposals.history")


@contextmanager
def record_change(row: Clause | Response, by: Any, reason: str) -> Iterator[None]:
    """Record the row with all under it as it is at the end of the block.

    One transaction. A row that came from a folder is recorded as it was loaded first, so that
    its first change can be seen. Nested blocks make one entry, with the outer reason.
    """
    with transaction.atomic():
        record_loaded_state(row)
        with reversion.create_revision(manage_manually=True):
            yield
            _sign(by, reason)
            _add(type(row)._default_manager.filter(pk=row.pk))


@contextmanager
def record_changes(rows: QuerySet[Any], reason: str, at: datetime) -> Iterator[None]:
    """Record several rows of a model as they are at the end of the block, in one unsigned entry."""
    with reversion.create_revision(manage_manually=True):
        reversion.set_date_created(at)
        yield
        reversion.set_comment(reason)
        _add(rows)


def record_copies(clauses: list[Clause], by: Any, version: Version) -> None:
    """Record clauses that were copied from a version, in one entry."""
    with reversion.create_revision(manage_manually=True):
        _sign(by, _("copied from %(version)s") % {"version": version})
        _add(Clause.objects.filter(pk__in=[clause.pk for clause in clauses]))


def record_loaded_state(row: Clause | Response) -> None:
    """Record a row as a folder brought it, before its first change by a person.

    Skip one that was entered by hand, as its first entry is its beginning, and do nothing inside
    the block of another entry.
    """
    if row.created_by_id or reversion.is_active():
        return
    if SavedRow.objects.get_for_object(row).exists():
        return
    with reversion.create_revision(manage_manually=True):
        reversion.set_comment(AS_LOADED)
        _add(type(row)._default_manager.filter(pk=row.pk))


def record_loaded_states(rows: QuerySet[Any]) -> None:
    """Record rows as a folder brought them, in one entry; skip those with a history."""
    loaded = list(rows.filter(created_by=None))
    new = {row.pk for row in loaded} - rows_with_history(loaded, rows.model)
    if new:
        with reversion.create_revision(manage_manually=True):
            reversion.set_comment(AS_LOADED)
            _add(rows.filter(pk__in=new))


def move_entries(draft: Clause, original: Clause) -> None:
    """Give the history of a draft to the clause that it revises."""
    SavedRow.objects.get_for_object(draft).update(object_id=str(original.pk))


def _sign(by: Any, reason: str) -> None:
    if getattr(by, "pk", None):
        reversion.set_user(by)
    reversion.set_comment(reason)


def _add(rows: QuerySet[Any]) -> None:
    whole = _with_parts(rows) if rows.model is Clause else rows.prefetch_related("evidence")
    for row in whole:
        reversion.add_to_revision(row)


def _with_parts(clauses: QuerySet[Any]) -> QuerySet[Any]:
    answers = Term.objects.select_related("clause", "question").prefetch_related("bearers")
    evidence = Evidence.objects.select_related("clause", "article")
    return clauses.prefetch_related(
        "topics", Prefetch("terms", answers), Prefetch("evidence", evidence)
    )


def _link_steps(revision: Any, versions: Iterable[SavedRow], **_kwargs: Any) -> None:
    """Link the steps of review that were taken inside an entry to it."""
    steps = Transition.objects.filter(revision=None, at__gte=revision.date_created)
    for name, model in (("clause", Clause), ("response", Response)):
        rows = [int(row.object_id) for row in versions if row._model is model]
        if rows:
            steps.filter(**{f"{name}__in": rows}).update(revision=revision)
