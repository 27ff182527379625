"""All corrections of a negotiation: steps of review, and changes of what stands around clauses.

A step that waited for a second person is told with the change in which it waited, which names both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Coalesce

from proposals.history.news import news_steps
from proposals.history.public_events import Correction, correction_steps, list_corrections
from proposals.models import Negotiation, RowRevision, RowRevisionState

STEP, ROWS = "step", "rows"


@dataclass(frozen=True)
class CorrectionEntry:
    """One correction: the step of a clause or a response, or a change of other rows."""

    at: datetime
    step: Correction | None = None
    rows: RowRevision | None = None


def correction_keys(negotiation: Negotiation) -> QuerySet[Any, Any]:
    """Return the moment, the kind and the primary key of every correction, newest first."""
    steps = (
        correction_steps(negotiation)
        .filter(held_in=None)
        .order_by()
        .annotate(moment=F("at"), kind=Value(STEP, CharField()))
    )
    rows = (
        row_corrections(negotiation)
        .order_by()
        .annotate(moment=F("decided_at"), kind=Value(ROWS, CharField()))
    )
    names = ("moment", "kind", "pk")
    return steps.values(*names).union(rows.values(*names)).order_by("-moment", "kind", "-pk")


def news_keys(negotiation: Negotiation) -> QuerySet[Any, Any]:
    """Return the moment, the kind and the primary key of all that readers may know, newest first.

    Steps of review one for each item, as `news_steps` has them, and corrections of other rows.
    """
    steps = (
        news_steps(negotiation)
        .filter(held_in=None)
        .annotate(
            moment=F("at"),
            kind=Value(STEP, CharField()),
            place=Coalesce(
                "clause__version__proposal__ordinal", "response__version__proposal__ordinal"
            ),
            within=Coalesce("clause__version__ordinal", "response__version__ordinal"),
        )
    )
    rows = row_corrections(negotiation).annotate(
        moment=F("decided_at"),
        kind=Value(ROWS, CharField()),
        place=Value(0, IntegerField()),
        within=Value(0, IntegerField()),
    )
    names = ("moment", "kind", "place", "within", "pk")
    both = steps.order_by().values(*names).union(rows.order_by().values(*names))
    return both.order_by("-moment", "place", "within", "kind", "-pk")


def row_corrections(negotiation: Negotiation) -> QuerySet[RowRevision]:
    """Return the published changes of rows that readers of a negotiation see."""
    rows = RowRevision.objects.filter(negotiations=negotiation, state=RowRevisionState.PUBLISHED)
    return rows.order_by("-decided_at", "-pk")


def correction_entries(
    keys: Iterable[Mapping[str, Any]], negotiation: Negotiation
) -> list[CorrectionEntry]:
    """Return the corrections with some keys, in their order; four queries at most."""
    wanted = list(keys)
    of_steps = [key["pk"] for key in wanted if key["kind"] == STEP]
    steps = list(correction_steps(negotiation).filter(pk__in=of_steps)) if of_steps else []
    told = dict(zip((step.pk for step in steps), list_corrections(steps), strict=True))
    of_rows = [key["pk"] for key in wanted if key["kind"] == ROWS]
    rows = RowRevision.objects.in_bulk(of_rows) if of_rows else {}
    return [
        CorrectionEntry(
            key["moment"],
            step=told.get(key["pk"]) if key["kind"] == STEP else None,
            rows=rows.get(key["pk"]) if key["kind"] == ROWS else None,
        )
        for key in wanted
    ]
