"""Steps and history of what a folder brings: a changed published row is a correction.

A first load records since when readers see its clauses and responses. A load again records a
change of what they see like any other correction, with the state of the row before and after it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from proposals.history.entries import rows_with_history
from proposals.history.recorder import record_changes, record_loaded_states
from proposals.models.choices import ReviewState
from proposals.models.clauses import Clause
from proposals.models.responses import Response
from proposals.models.review import Transition

BATCH_SIZE = 500
ONCE_PUBLIC = (ReviewState.PUBLISHED, ReviewState.WITHDRAWN)


@contextmanager
def record_reload(
    uids: Collection[str],
    added: Collection[str] = (),
    *,
    responses: Collection[str] = (),
    added_responses: Collection[str] = (),
    publisher: str = "",
) -> Iterator[None]:
    """Record what the block does to clauses and responses that readers see, by their addresses.

    Nobody signs it: the folder speaks for itself, and the reason names who loaded it. Rows that
    are drafts before and after are recorded where they have a history. Of rows that are `added` in
    the block only the moment is recorded, no state: that is recorded before their first change. All
    steps of a block have the same moment. A fixed number of queries, none without rows; call it in
    a transaction.
    """
    reason = _reason(publisher)
    reloads = (
        _Reload(Clause, uids, added, reason),
        _Reload(Response, responses, added_responses, reason),
    )
    for reload in reloads:
        reload.record_before()
    yield
    moment = timezone.now()
    for reload in reloads:
        reload.record_after(moment)


@dataclass
class _Reload:
    """The rows of one model in a block, by their addresses; `before` has their states by key."""

    model: type[Clause] | type[Response]
    uids: Collection[str]
    added: Collection[str]
    reason: str
    before: Mapping[int, str] = field(default_factory=dict)

    @property
    def rows(self) -> QuerySet[Any]:
        """All rows of the model that are no drafts beside a published one."""
        objects: Any = self.model._default_manager
        return objects.originals() if self.model is Clause else objects.all()

    def record_before(self) -> None:
        """Note the states, and record what readers see as it was loaded."""
        if not self.uids:
            return
        stored = self.rows.filter(uid__in=self.uids)
        self.before = dict(stored.values_list("pk", "state"))
        published = [pk for pk, state in self.before.items() if state == ReviewState.PUBLISHED]
        if published:
            record_loaded_states(self.rows.filter(pk__in=published))

    def record_after(self, moment: datetime) -> None:
        """Record the steps that the block was for readers, with the states after it."""
        if self.added:
            new = self.rows.filter(uid__in=self.added, state=ReviewState.PUBLISHED)
            _create_steps([self._step(row, ReviewState.DRAFT, moment) for row in new])
        if self.before:
            self._record_changed(moment)

    def _record_changed(self, moment: datetime) -> None:
        remaining = list(self.rows.filter(pk__in=self.before))
        public = [
            row for row in remaining if ReviewState.PUBLISHED in (self.before[row.pk], row.state)
        ]
        recorded = {row.pk for row in public} | rows_with_history(remaining, self.model)
        if not recorded:
            return
        rows = self.rows.filter(pk__in=recorded)
        with record_changes(rows, self.reason, moment):
            _create_steps([self._step(row, self.before[row.pk], moment) for row in public])

    def _step(self, row: Clause | Response, before: str, moment: datetime) -> Transition:
        step = Transition(
            from_state=before,
            to_state=row.state,
            at=moment,
            reason=self.reason,
            correction=before in ONCE_PUBLIC,
        )
        setattr(step, str(row._meta.model_name), row)
        return step


def _reason(publisher: str) -> str:
    """Return what a step of a load gives as its reason."""
    if not publisher:
        return _("loaded from the folder")
    return _("loaded from the folder, published by %(name)s") % {"name": publisher}


def _create_steps(steps: list[Transition]) -> None:
    Transition.objects.bulk_create(steps, BATCH_SIZE)
