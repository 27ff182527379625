"""The content of a clause as plain values: as it is stored now, and as history keeps it.

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
from django.db.models import Model

from proposals.history.fields import CLAUSE_FIELDS, EVIDENCE_FIELDS, TERM_FIELDS
from proposals.models.clauses import Clause
from proposals.models.codebook import Topic
from proposals.models.evidence import Evidence
from proposals.models.negotiations import Disagreement, Party
from proposals.models.questions import Question
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
class ClauseContent:
    """A clause with everything under it; texts, numbers, keys and lists of keys only."""

    state: str
    fields: Mapping[str, Any]
    topics: tuple[str, ...]
    terms: tuple[PartContent, ...]
    evidence: tuple[PartContent, ...]


@dataclass(frozen=True)
class ClauseRows:
    """The rows of a clause and of its parts at one time."""

    clause: SerializedRow
    terms: tuple[SerializedRow, ...]
    evidence: tuple[SerializedRow, ...]


_REFERENCES: tuple[tuple[str, str, type[Model], str], ...] = (
    ("clause", "topics", Topic, "key"),
    ("term", "question", Question, "key"),
    ("term", "bearers", Party, "key"),
    ("term", "waits_for", Clause, "uid"),
    ("evidence", "article", Article, "key"),
    ("evidence", "origin", Origin, "key"),
    ("evidence", "disagreement", Disagreement, "key"),
)


def read_content(clause: Clause) -> ClauseContent:
    """Return the content of a clause as it is stored now."""
    rows = ClauseRows(
        clause=_serialize([Clause.objects.get(pk=clause.pk)])[0],
        terms=_serialize(Term.objects.filter(clause=clause.pk).order_by("pk")),
        evidence=_serialize(Evidence.objects.filter(clause=clause.pk).order_by("pk")),
    )
    return build_contents([rows])[0]


def build_contents(clauses: Iterable[ClauseRows]) -> list[ClauseContent]:
    """Return the contents of clauses; keys are looked up once for all, in seven queries at most."""
    every = list(clauses)
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


def _look_up_keys(clauses: list[ClauseRows]) -> _KeyLookup:
    referred: dict[type[Model], set[int]] = defaultdict(set)
    for rows in clauses:
        parts = {"clause": (rows.clause,), "term": rows.terms, "evidence": rows.evidence}
        for part, field, model, _key in _REFERENCES:
            for row in parts[part]:
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


def _build_content(rows: ClauseRows, keys: _KeyLookup) -> ClauseContent:
    own = rows.clause["fields"]
    terms = {int(row["pk"]): _build_part("term", TERM_FIELDS, row, keys) for row in rows.terms}
    evidence = [_build_evidence(row, keys, terms) for row in rows.evidence]
    return ClauseContent(
        state=own["state"],
        fields={name: own.get(name, "") for name in CLAUSE_FIELDS},
        topics=tuple(sorted(keys.key(Topic, pk) for pk in own.get("topics", ()))),
        terms=tuple(sorted(terms.values(), key=_by_key)),
        evidence=tuple(sorted(evidence, key=_by_key)),
    )


def _build_part(
    kind: str, columns: Iterable[str], row: SerializedRow, keys: _KeyLookup
) -> PartContent:
    own = row["fields"]
    values = {name: own.get(name) for name in columns if not name.endswith("_id")}
    for part, field, model, _key in _REFERENCES:
        if part == kind:
            referred = own.get(field)
            values[field] = (
                tuple(sorted(keys.key(model, pk) for pk in referred))
                if isinstance(referred, list)
                else keys.key(model, referred)
            )
    identity = values["question" if kind == "term" else "article"]
    return PartContent(f"{identity}#{values['number']}", values)


def _build_evidence(
    row: SerializedRow, keys: _KeyLookup, terms: Mapping[int, PartContent]
) -> PartContent:
    part = _build_part("evidence", EVIDENCE_FIELDS, row, keys)
    term = row["fields"].get("term")
    answer = terms.get(int(term)) if term is not None else None
    checked = [
        name for name in part.values if name.startswith("quote_") and name != "quote_language"
    ]
    content = {name: value for name, value in part.values.items() if name not in checked}
    return PartContent(part.key, {**content, "term": answer.key if answer else ""})


def _by_key(part: PartContent) -> tuple[str, int]:
    name, _mark, number = part.key.rpartition("#")
    return name, int(number)
