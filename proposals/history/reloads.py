"""Steps and history of clauses that a folder brings: a changed published clause is a correction.

A first load records since when readers see its clauses. A load again records a change of what they
see like any other correction, with the state of the clause before and after it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from proposals.history.entries import clauses_with_history
from proposals.history.recorder import record_changes, record_loaded_states
from proposals.models.choices import ReviewState
from proposals.models.clauses import Clause
from proposals.models.review import Transition

BATCH_SIZE = 500
ONCE_PUBLIC = (ReviewState.PUBLISHED, ReviewState.WITHDRAWN)


@contextmanager
def record_reload(uids: Collection[str], added: Collection[str] = ()) -> Iterator[None]:
    """Record what the block does to clauses that readers see, by their addresses.

    Nobody signs it: the folder speaks for itself. Clauses that are drafts before and after are
    recorded where they have a history. Of clauses that are `added` in the block only the moment is
    recorded, no state: that is recorded before their first change. All steps of a block have the
    same moment. A fixed number of queries, none without clauses; call it in a transaction.
    """
    clauses = Clause.objects.originals().filter(uid__in=uids)
    before = dict(clauses.values_list("pk", "state")) if uids else {}
    published = [pk for pk, state in before.items() if state == ReviewState.PUBLISHED]
    if published:
        record_loaded_states(Clause.objects.filter(pk__in=published))
    yield
    moment = timezone.now()
    if added:
        new = Clause.objects.filter(uid__in=added, state=ReviewState.PUBLISHED)
        _create_steps([_build_step(clause, ReviewState.DRAFT, moment) for clause in new])
    if before:
        _record(clauses, before, moment)


def _record(clauses: QuerySet[Clause], before: Mapping[int, str], moment: datetime) -> None:
    remaining = list(clauses.filter(pk__in=before))
    public = [row for row in remaining if ReviewState.PUBLISHED in (before[row.pk], row.state)]
    recorded = {row.pk for row in public} | clauses_with_history(remaining)
    if not recorded:
        return
    rows = Clause.objects.filter(pk__in=recorded)
    with record_changes(rows, _("loaded from the folder"), moment):
        _create_steps([_build_step(row, before[row.pk], moment) for row in public])


def _create_steps(steps: list[Transition]) -> None:
    Transition.objects.bulk_create(steps, BATCH_SIZE)


def _build_step(clause: Clause, before: str, moment: datetime) -> Transition:
    return Transition(
        clause=clause,
        from_state=before,
        to_state=clause.state,
        at=moment,
        reason=_("loaded from the folder"),
        correction=before in ONCE_PUBLIC,
    )
