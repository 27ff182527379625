"""What goes with a row that is deleted, so that nothing goes that nobody was told of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import router
from django.db.models import Model, ProtectedError, RestrictedError
from django.db.models.deletion import Collector

from proposals.models.clauses import Clause
from proposals.models.evidence import Evidence
from proposals.models.responses import Response, ResponseEvidence
from proposals.models.shown_rows import SURROUNDING
from proposals.models.terms import Term

RowKey = tuple[str, int]
"""A row by the label of its model, as Django has it, and its primary key."""

TOLD = frozenset({*SURROUNDING, Clause, Term, Evidence, Response, ResponseEvidence})
"""The models that somebody writes: traces, queues and derived rows go untold."""


def key_of(row: Model) -> RowKey:
    """Return the model and the primary key of a row."""
    return row._meta.label_lower, row.pk


def rows_below(row: Any) -> dict[RowKey, Any]:
    """Return the rows that would go with a stored row, or lose their reference to it.

    Nothing where the deletion would be refused, which says so itself. A query for each model that
    refers to what goes.
    """
    collector = Collector(using=router.db_for_write(type(row), instance=row), origin=row)
    try:
        collector.collect([row])
    except (ProtectedError, RestrictedError):
        return {}
    found = {key_of(one): one for batch in _batches(collector) for one in batch}
    del found[key_of(row)]
    return found


def _batches(collector: Any) -> Iterator[Iterable[Any]]:
    """Yield rows of the models in `TOLD` that a deletion has found."""
    yield from (rows for model, rows in collector.data.items() if model in TOLD)
    yield from (rows for rows in collector.fast_deletes if rows.model in TOLD)
    for (field, _value), batches in collector.field_updates.items():
        if field.model in TOLD:
            yield from batches
