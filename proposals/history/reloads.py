"""Owns what is remembered when a folder is loaded: since when readers see its clauses; and when it
is loaded again, that a change of what they see is a correction like any other, with the state of
the clause before and after it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from proposals.history.entries import clauses_with_history, record_together, remember_all_loaded
from proposals.models.choices import ReviewState
from proposals.models.clauses import Clause
from proposals.models.review import Transition

AT_ONCE = 500
PUBLIC = (ReviewState.PUBLISHED, ReviewState.WITHDRAWN)


@contextmanager
def recorded_reload(uids: Collection[str], added: Collection[str] = ()) -> Iterator[None]:
    """Remember what the block does to clauses that readers see, by their addresses.

    Nobody signs it: the folder speaks for itself. What only drafts say is remembered where a
    history has begun. Of clauses that are `added` in the block the moment is kept, no state: they
    are remembered before their first change. All steps of a block have the same moment. A fixed
    number of queries, none without clauses; call it in a transaction.
    """
    clauses = Clause.objects.originals().filter(uid__in=uids)
    before = dict(clauses.values_list("pk", "state")) if uids else {}
    shown = [pk for pk, state in before.items() if state == ReviewState.PUBLISHED]
    if shown:
        remember_all_loaded(Clause.objects.filter(pk__in=shown))
    yield
    moment = timezone.now()
    if added:
        shown_now = Clause.objects.filter(uid__in=added, state=ReviewState.PUBLISHED)
        _take_steps([_step(row, ReviewState.DRAFT, moment) for row in shown_now])
    if before:
        _record(clauses, before, moment)


def _record(clauses: QuerySet[Clause], before: Mapping[int, str], moment: datetime) -> None:
    left = list(clauses.filter(pk__in=before))
    seen = [row for row in left if ReviewState.PUBLISHED in (before[row.pk], row.state)]
    kept = {row.pk for row in seen} | clauses_with_history(left)
    if not kept:
        return
    rows = Clause.objects.filter(pk__in=kept)
    with record_together(rows, _("loaded from the folder"), moment):
        _take_steps([_step(row, before[row.pk], moment) for row in seen])


def _take_steps(steps: list[Transition]) -> None:
    Transition.objects.bulk_create(steps, AT_ONCE)


def _step(clause: Clause, before: str, moment: datetime) -> Transition:
    return Transition(
        clause=clause,
        from_state=before,
        to_state=clause.state,
        at=moment,
        reason=_("loaded from the folder"),
        correction=before in PUBLIC,
    )
