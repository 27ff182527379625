"""Reading history: the entries of clauses and responses, each a row with its parts at one time."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from reversion.models import Version as SavedRow

from proposals.history.content import Content, ContentRows, build_contents
from proposals.models.clauses import Clause
from proposals.models.evidence import Evidence
from proposals.models.responses import Response, ResponseEvidence
from proposals.models.review import Transition, name_of
from proposals.models.terms import Term


@dataclass(frozen=True)
class HistoryEntry:
    """A clause or response with all under it as they were after one recorded change.

    `number` names the entry in addresses, and the steps of review that were taken in it; `by` is
    the primary key of the account that made it, None if that is gone or a load of files did.
    """

    at: datetime
    by_name: str
    reason: str
    number: int
    content: Content
    by: int | None = None


def list_entries(row: Clause | Response) -> list[HistoryEntry]:
    """Return all entries of a row, newest first; a fixed number of queries."""
    return list_entries_by_row([row.pk], type(row)).get(row.pk, [])


def list_entries_by_row(
    pks: Collection[int], model: type[Clause] | type[Response] = Clause
) -> dict[int, list[HistoryEntry]]:
    """Return all entries of a model's rows by their primary keys, newest first; as many queries."""
    own_rows = SavedRow.objects.get_for_model(model).filter(object_id__in=[str(pk) for pk in pks])
    saved = list(own_rows.select_related("revision__user").order_by("-pk"))
    contents = build_contents(rows_of_entries(saved, model))
    names = _names_from_steps(saved)
    entries: dict[int, list[HistoryEntry]] = defaultdict(list)
    for row, content in zip(saved, contents, strict=True):
        entry = HistoryEntry(
            at=row.revision.date_created,
            by_name=names.get(row.revision_id) or name_of(row.revision.user),
            reason=row.revision.comment,
            number=row.revision_id,
            content=content,
            by=row.revision.user_id,
        )
        entries[int(row.object_id)].append(entry)
    return dict(entries)


def rows_of_entries(
    saved: list[SavedRow], model: type[Clause] | type[Response]
) -> list[ContentRows]:
    """Return what entries of a model kept, with the parts of each; two queries at most."""
    parts = _saved_parts(saved, model)
    return [_rows_of(row, parts, model) for row in saved]


def rows_with_history(
    rows: Iterable[Clause | Response], model: type[Clause] | type[Response] = Clause
) -> set[int]:
    """Return the primary keys of those rows of a model that have an entry; one query."""
    numbers = [str(row.pk) for row in rows]
    saved = SavedRow.objects.get_for_model(model).filter(object_id__in=numbers)
    return {int(number) for number in saved.values_list("object_id", flat=True)}


_Parts = dict[tuple[int, int], dict[str, list[Any]]]
"""Rows of answers and of evidence, by their entry and the row that they are under."""


def _saved_parts(saved: list[SavedRow], model: type[Clause] | type[Response]) -> _Parts:
    """Return the answers and evidence of entries; an entry may hold those of several rows."""
    parts_of_model = (Term, Evidence) if model is Clause else (ResponseEvidence,)
    types = ContentType.objects.get_for_models(*parts_of_model).values()
    rows = SavedRow.objects.filter(
        revision__in=[row.revision_id for row in saved], content_type__in=types
    )
    parts: _Parts = defaultdict(lambda: {"term": [], "evidence": []})
    for row in rows.select_related("content_type").order_by("pk"):
        values = json.loads(row.serialized_data)[0]
        kind = "term" if row.content_type.model == "term" else "evidence"
        owner = values["fields"][model._meta.model_name]
        parts[row.revision_id, owner][kind].append(values)
    return parts


def _rows_of(own: SavedRow, parts: _Parts, model: type[Clause] | type[Response]) -> ContentRows:
    row = json.loads(own.serialized_data)[0]
    own_parts = parts[own.revision_id, row["pk"]]
    terms, evidence = tuple(own_parts["term"]), tuple(own_parts["evidence"])
    return ContentRows(row, terms, evidence=evidence, model=model)


def _names_from_steps(saved: list[SavedRow]) -> dict[int | None, str]:
    """Return the names that steps of review keep, by entry: they outlive their accounts."""
    steps = Transition.objects.filter(revision__in=[row.revision_id for row in saved])
    return dict(steps.values_list("revision_id", "by_name"))
