"""Owns what is remembered when a folder is loaded again: a change of what readers see is a
correction like any other, with the state of the clause before and after it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from proposals.editing.history import record_together, remember_all_loaded, remembered
from proposals.models.choices import ReviewState
from proposals.models.clauses import Clause
from proposals.models.review import Transition

PUBLIC = (ReviewState.PUBLISHED, ReviewState.WITHDRAWN)


@contextmanager
def recorded_reload(uids: Collection[str]) -> Iterator[None]:
    """Remember what the block does to clauses that readers see, by their addresses.

    Nobody signs it: the folder speaks for itself. What only drafts say is remembered where a
    history has begun. A fixed number of queries, none without clauses; call it in a transaction.
    """
    clauses = Clause.objects.originals().filter(uid__in=uids)
    before = dict(clauses.values_list("pk", "state")) if uids else {}
    shown = [pk for pk, state in before.items() if state == ReviewState.PUBLISHED]
    if shown:
        remember_all_loaded(Clause.objects.filter(pk__in=shown))
    yield
    if before:
        _record(clauses, before)


def _record(clauses: QuerySet[Clause], before: Mapping[int, str]) -> None:
    left = list(clauses.filter(pk__in=before))
    seen = [row for row in left if ReviewState.PUBLISHED in (before[row.pk], row.state)]
    kept = {row.pk for row in seen} | remembered(left)
    if not kept:
        return
    with record_together(Clause.objects.filter(pk__in=kept), _("loaded from the folder")):
        Transition.objects.bulk_create([_step(row, before[row.pk]) for row in seen])


def _step(clause: Clause, before: str) -> Transition:
    return Transition(
        clause=clause,
        from_state=before,
        to_state=clause.state,
        at=timezone.now(),
        reason=_("loaded from the folder"),
        correction=before in PUBLIC,
    )
