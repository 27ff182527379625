"""Gaps of history: rows that readers see whose newest entry is not what is stored.

Every step and every load writes an entry; a gap is a write past all of them, at the database's
own prompt or by a program.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.core import serializers
from django.db.models import Max, Model
from reversion.models import Version as SavedRow

from proposals.history.content import Content, ContentRows, PartContent, build_contents
from proposals.history.entries import rows_of_entries
from proposals.models.choices import ReviewState
from proposals.models.clauses import Clause
from proposals.models.evidence import Evidence
from proposals.models.responses import Response, ResponseEvidence
from proposals.models.terms import Term

_BATCH = 200


def history_gaps(model: type[Clause] | type[Response]) -> Iterator[tuple[int, str, list[str]]]:
    """Yield the number and address of each published row whose newest entry differs from it.

    With it come the names of the fields that differ, and of its parts ("terms", "evidence",
    "topics"). Rows without any entry are as they were loaded, and make no gap. Rows are read some
    hundreds at a time.
    """
    published = model._default_manager.filter(state=ReviewState.PUBLISHED).order_by("pk")
    last = 0
    while addresses := dict(published.filter(pk__gt=last).values_list("pk", "uid")[:_BATCH]):
        last = max(addresses)
        saved = SavedRow.objects.get_for_model(model).filter(
            object_id__in=[str(pk) for pk in addresses]
        )
        newest = saved.order_by().values("object_id").annotate(newest=Max("pk"))
        numbers = [row["newest"] for row in newest]
        kept = list(SavedRow.objects.filter(pk__in=numbers).order_by("pk"))
        pks = [int(row.object_id) for row in kept]
        stored = _stored_rows(model, pks)
        contents = build_contents([*rows_of_entries(kept, model), *(stored[pk] for pk in pks)])
        for place, pk in enumerate(pks):
            names = _differences(contents[place], contents[len(pks) + place])
            if names:
                yield pk, addresses[pk], names


def _stored_rows(model: type[Clause] | type[Response], pks: list[int]) -> Mapping[int, ContentRows]:
    """Return rows as they are stored now, with what is under them, by primary key."""
    owner = str(model._meta.model_name)
    parts = (Term, Evidence) if model is Clause else (ResponseEvidence,)
    found: dict[int, dict[str, list[Any]]] = {pk: {"term": [], "evidence": []} for pk in pks}
    for part in parts:
        rows = part._default_manager.filter(**{f"{owner}__in": pks}).order_by("pk")
        for row in _serialized(rows):
            kind = "term" if part is Term else "evidence"
            found[row["fields"][owner]][kind].append(row)
    own = {row["pk"]: row for row in _serialized(model._default_manager.filter(pk__in=pks))}
    return {
        pk: ContentRows(own[pk], tuple(rows["term"]), evidence=tuple(rows["evidence"]), model=model)
        for pk, rows in found.items()
    }


def _serialized(rows: Any) -> list[Any]:
    read: list[Any] = json.loads(serializers.serialize("json", rows))
    return read


def _differences(kept: Content, stored: Content) -> list[str]:
    """Return the names of what differs, in the order of the fields."""
    fields = [
        name
        for name, value in stored.fields.items()
        if _said(stored.model, name, value) != _said(stored.model, name, kept.fields.get(name, ""))
    ]
    parts = {
        "state": (kept.state, stored.state),
        "topics": (kept.topics, stored.topics),
        "terms": (_parts(Term, kept.terms), _parts(Term, stored.terms)),
        "evidence": (_parts(Evidence, kept.evidence), _parts(Evidence, stored.evidence)),
    }
    return [*fields, *(name for name, (before, after) in parts.items() if before != after)]


def _parts(model: type[Model], parts: tuple[PartContent, ...]) -> dict[str, Any]:
    return {
        part.key: {name: _said(model, name, value) for name, value in part.values.items()}
        for part in parts
    }


def _said(model: type[Model], name: str, value: Any) -> Any:
    """Return a value to compare: an entry from before a field was there says its default."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    if value == "" and name in fields:
        value = fields[name].get_default()
    return tuple(value) if isinstance(value, list) else value or ""
