"""The content of a clause or a response as plain values: as stored now, and as history keeps it.

References are keys that people know (of questions, parties, articles), so that a clause and the
draft that revises it can be compared although their rows have other numbers.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core import serializers
from django.db.models import CharField, Model, Value
from django.db.models.functions import Concat

from proposals.history.fields import (
    CLAUSE_FIELDS,
    EVIDENCE_FIELDS,
    LISTS_OF_CLAUSE,
    RESPONSE_FIELDS,
    TERM_FIELDS,
)
from proposals.models.clauses import Clause
from proposals.models.codebook import Topic
from proposals.models.evidence import Evidence
from proposals.models.negotiations import Disagreement, Party
from proposals.models.proposals import Version
from proposals.models.questions import Question
from proposals.models.responses import Response
from proposals.models.terms import Term
from sources.models import Article, Origin

SerializedRow = Mapping[str, Any]
"""A row as Django's serializer writes it: `pk`, `fields`."""


@dataclass(frozen=True)
class PartContent:
    """An answer or a piece of evidence; `key` tells it apart: "how-long#1", "A5#1"."""

    key: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Content:
    """A clause or response with everything under it; texts, numbers, keys and lists of keys only.

    Topics and terms are those of a clause. What a response is about stands among its fields.
    """

    state: str
    fields: Mapping[str, Any]
    topics: tuple[str, ...]
    terms: tuple[PartContent, ...]
    evidence: tuple[PartContent, ...]
    model: type[Clause] | type[Response] = Clause


@dataclass(frozen=True)
class ContentRows:
    """The rows of a clause or response and of its parts at one time."""

    own: SerializedRow
    terms: tuple[SerializedRow, ...]
    evidence: tuple[SerializedRow, ...]
    model: type[Clause] | type[Response] = Clause


_VERSION_KEY = Concat("proposal__key", Value("."), "key", output_field=CharField())
_REFERENCES: tuple[tuple[str, str, type[Model], Any], ...] = (
    ("clause", "topics", Topic, "key"),
    ("term", "question", Question, "key"),
    ("term", "bearers", Party, "key"),
    ("term", "waits_for", Clause, "uid"),
    ("evidence", "article", Article, "key"),
    ("evidence", "origin", Origin, "key"),
    ("evidence", "disagreement", Disagreement, "key"),
    ("response", "to", Version, _VERSION_KEY),
    ("response", "clauses", Clause, "uid"),
    ("response", "questions", Question, "key"),
)


def read_content(clause: Clause) -> Content:
    """Return the content of a clause as it is stored now."""
    rows = ContentRows(
        own=_serialize([Clause.objects.get(pk=clause.pk)])[0],
        terms=_serialize(Term.objects.filter(clause=clause.pk).order_by("pk")),
        evidence=_serialize(Evidence.objects.filter(clause=clause.pk).order_by("pk")),
    )
    return build_contents([rows])[0]


def build_contents(saved: Iterable[ContentRows]) -> list[Content]:
    """Return the contents of rows; keys are looked up once for all, in seven queries at most."""
    every = list(saved)
    keys = _look_up_keys(every)
    return [_build_content(rows, keys) for rows in every]


def _serialize(rows: Iterable[Model]) -> tuple[SerializedRow, ...]:
    return tuple(json.loads(serializers.serialize("json", rows)))


@dataclass(frozen=True)
class _KeyLookup:
    """Keys by the model and the primary key of a row."""

    by_model: Mapping[type[Model], Mapping[int, str]]

    def key(self, model: type[Model], pk: int | None) -> str:
        """Return the key of a row; its number with a mark if the row is gone, empty for none."""
        return "" if pk is None else self.by_model.get(model, {}).get(int(pk), f"?{pk}")


def _look_up_keys(saved: list[ContentRows]) -> _KeyLookup:
    referred: dict[type[Model], set[int]] = defaultdict(set)
    for rows in saved:
        own = str(rows.model._meta.model_name)
        parts = {own: (rows.own,), "term": rows.terms, "evidence": rows.evidence}
        for part, field, model, _key in _REFERENCES:
            for row in parts.get(part, ()):
                referred[model].update(_primary_keys(row["fields"].get(field)))
    return _KeyLookup(
        {
            model: dict(model._default_manager.filter(pk__in=pks).values_list("pk", key))
            for _part, _field, model, key in _REFERENCES
            if (pks := referred[model])
        }
    )


def _primary_keys(value: Any) -> list[int]:
    if value is None:
        return []
    return [int(pk) for pk in value] if isinstance(value, list) else [int(value)]


def _build_content(rows: ContentRows, keys: _KeyLookup) -> Content:
    own = rows.own["fields"]
    terms = {int(row["pk"]): _build_part("term", TERM_FIELDS, row, keys) for row in rows.terms}
    evidence = [_build_evidence(row, keys, terms) for row in rows.evidence]
    return Content(
        state=own["state"],
        fields=_build_fields(rows, keys),
        topics=tuple(sorted(keys.key(Topic, pk) for pk in own.get("topics", ()))),
        terms=tuple(sorted(terms.values(), key=_by_key)),
        evidence=tuple(sorted(evidence, key=_by_key)),
        model=rows.model,
    )


def _build_fields(rows: ContentRows, keys: _KeyLookup) -> dict[str, Any]:
    own = rows.own["fields"]
    if rows.model is Clause:
        lists = {name: tuple(own.get(name) or ()) for name in LISTS_OF_CLAUSE}
        return {name: own.get(name, "") for name in CLAUSE_FIELDS} | lists
    plain = {name: own.get(name, "") for name in RESPONSE_FIELDS}
    return {**_build_references("response", own, keys), **plain}


def _build_references(kind: str, own: Mapping[str, Any], keys: _KeyLookup) -> dict[str, Any]:
    """Return the keys behind the references of a row, and tuples of keys behind its lists."""
    values: dict[str, Any] = {}
    for part, field, model, _key in _REFERENCES:
        if part == kind:
            referred = own.get(field)
            values[field] = (
                tuple(sorted(keys.key(model, pk) for pk in referred))
                if isinstance(referred, list)
                else keys.key(model, referred)
            )
    return values


def _build_part(
    kind: str, columns: Iterable[str], row: SerializedRow, keys: _KeyLookup
) -> PartContent:
    own = row["fields"]
    values = {name: own.get(name, "") for name in columns if not name.endswith("_id")}
    values |= _build_references(kind, own, keys)
    identity = values["question" if kind == "term" else "article"]
    return PartContent(f"{identity}#{values['number']}", values)


def _build_evidence(
    row: SerializedRow, keys: _KeyLookup, terms: Mapping[int, PartContent]
) -> PartContent:
    part = _build_part("evidence", EVIDENCE_FIELDS, row, keys)
    term = row["fields"].get("term")
    answer = terms.get(int(term)) if term is not None else None
    content = {name: value for name, value in part.values.items() if name not in _CHECKED}
    return PartContent(part.key, {**content, "term": answer.key if answer else ""})


_CHECKED = frozenset(
    {"quote_state", "quote_checked_at", "quote_place", "quote_nearest", "quote_sentence"}
)
"""The results of the check of a quote, which are no content."""


def _by_key(part: PartContent) -> tuple[str, int]:
    name, _mark, number = part.key.rpartition("#")
    return name, int(number)
