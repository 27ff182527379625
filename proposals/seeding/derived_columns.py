"""Columns that no file holds, and that follow from what a load writes."""

from __future__ import annotations

from typing import Any

from django.db import models

from proposals.models import QuoteState, ReviewState
from proposals.seeding.layout import EVIDENCE_KINDS
from proposals.seeding.schema import RecordKind

ONCE_PUBLIC = (ReviewState.PUBLISHED, ReviewState.WITHDRAWN)


def points_seen(kind: RecordKind, columns: dict[str, Any]) -> dict[str, Any]:
    """Return the points of a clause that readers see, or see no more, as they will remember them.

    Nothing of a draft: one that a load takes from readers keeps the points that it had.
    """
    if kind.name != "clause" or columns["state"] not in ONCE_PUBLIC:
        return {}
    return {"points_seen": [columns["key"], *columns["replaces"]]}


def reset_columns(kind: RecordKind, columns: dict[str, Any]) -> dict[str, Any]:
    """Return columns that no folder holds and a change resets: another quote is unchecked.

    The same passage is still held to its sentence.
    """
    if kind.name not in EVIDENCE_KINDS:
        return {}
    passage = {name: columns[name] for name in ("article_id", "quote", "before", "after")}
    sentence = models.Case(
        models.When(**passage, then=models.F("quote_sentence")),
        default=models.Value(""),
        output_field=models.TextField(),
    )
    reset = {"quote_state": QuoteState.UNCHECKED, "quote_place": None, "quote_nearest": ""}
    return {**reset, "quote_sentence": sentence}
