"""Reading history: the entries of clauses, each a clause with answers and evidence at one time."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from reversion.models import Version as SavedRow

from proposals.history.content import ClauseContent, ClauseRows, build_contents
from proposals.models.clauses import Clause
from proposals.models.evidence import Evidence
from proposals.models.review import Transition, name_of
from proposals.models.terms import Term


@dataclass(frozen=True)
class HistoryEntry:
    """A clause with answers and evidence as they were after one recorded change.

    `number` names the entry in addresses, and the steps of review that were taken in it.
    """

    at: datetime
    by_name: str
    reason: str
    number: int
    content: ClauseContent


def list_entries(clause: Clause) -> list[HistoryEntry]:
    """Return all entries of a clause, newest first; a fixed number of queries."""
    return list_entries_by_clause([clause.pk]).get(clause.pk, [])


def list_entries_by_clause(clauses: Collection[int]) -> dict[int, list[HistoryEntry]]:
    """Return all entries of clauses by their primary keys, newest first; as many queries."""
    own_rows = SavedRow.objects.get_for_model(Clause).filter(
        object_id__in=[str(pk) for pk in clauses]
    )
    saved = list(own_rows.select_related("revision__user").order_by("-pk"))
    parts = _saved_parts(saved)
    contents = build_contents([_rows_of(row, parts) for row in saved])
    names = _names_from_steps(saved)
    entries: dict[int, list[HistoryEntry]] = defaultdict(list)
    for row, content in zip(saved, contents, strict=True):
        entry = HistoryEntry(
            at=row.revision.date_created,
            by_name=names.get(row.revision_id) or name_of(row.revision.user),
            reason=row.revision.comment,
            number=row.revision_id,
            content=content,
        )
        entries[int(row.object_id)].append(entry)
    return dict(entries)


def clauses_with_history(clauses: Iterable[Clause]) -> set[int]:
    """Return the primary keys of those clauses that have an entry; one query."""
    numbers = [str(clause.pk) for clause in clauses]
    saved = SavedRow.objects.get_for_model(Clause).filter(object_id__in=numbers)
    return {int(number) for number in saved.values_list("object_id", flat=True)}


_Parts = dict[tuple[int, int], dict[str, list[Any]]]
"""Rows of answers and of evidence, by their entry and their clause."""


def _saved_parts(saved: list[SavedRow]) -> _Parts:
    """Return the answers and evidence of entries; an entry may hold those of several clauses."""
    types = ContentType.objects.get_for_models(Term, Evidence).values()
    rows = SavedRow.objects.filter(
        revision__in=[row.revision_id for row in saved], content_type__in=types
    )
    parts: _Parts = defaultdict(lambda: {"term": [], "evidence": []})
    for row in rows.select_related("content_type").order_by("pk"):
        values = json.loads(row.serialized_data)[0]
        parts[row.revision_id, values["fields"]["clause"]][row.content_type.model].append(values)
    return parts


def _rows_of(own: SavedRow, parts: _Parts) -> ClauseRows:
    clause = json.loads(own.serialized_data)[0]
    own_parts = parts[own.revision_id, clause["pk"]]
    return ClauseRows(clause, tuple(own_parts["term"]), tuple(own_parts["evidence"]))


def _names_from_steps(saved: list[SavedRow]) -> dict[int | None, str]:
    """Return the names that steps of review keep, by entry: they outlive their accounts."""
    steps = Transition.objects.filter(revision__in=[row.revision_id for row in saved])
    return dict(steps.values_list("revision_id", "by_name"))
