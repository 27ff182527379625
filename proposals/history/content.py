"""Owns the content of a clause as plain values, now and as history remembers it.

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

Raw = Mapping[str, Any]
"""A row as Django's serializer writes it: `pk`, `fields`."""


@dataclass(frozen=True)
class PartContent:
    """An answer ("how-long#1") or a piece of evidence ("A5#1"), by what tells it apart."""

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
class RawClause:
    """The rows of a clause at one moment."""

    clause: Raw
    terms: tuple[Raw, ...]
    evidence: tuple[Raw, ...]


_REFERENCES: tuple[tuple[str, str, type[Model], str], ...] = (
    ("clause", "topics", Topic, "key"),
    ("term", "question", Question, "key"),
    ("term", "bearers", Party, "key"),
    ("term", "waits_for", Clause, "uid"),
    ("evidence", "article", Article, "key"),
    ("evidence", "origin", Origin, "key"),
    ("evidence", "disagreement", Disagreement, "key"),
)


def content_of(clause: Clause) -> ClauseContent:
    """The content of a clause as it is stored now."""
    found = RawClause(
        clause=_raw([Clause.objects.get(pk=clause.pk)])[0],
        terms=_raw(Term.objects.filter(clause=clause.pk).order_by("pk")),
        evidence=_raw(Evidence.objects.filter(clause=clause.pk).order_by("pk")),
    )
    return contents_of([found])[0]


def contents_of(found: Iterable[RawClause]) -> list[ClauseContent]:
    """The contents of rows; names are looked up once for all of them, in seven queries at most."""
    rows = list(found)
    names = _names(rows)
    return [_content(row, names) for row in rows]


def _raw(rows: Iterable[Model]) -> tuple[Raw, ...]:
    return tuple(json.loads(serializers.serialize("json", rows)))


class _Names:
    """Keys by the model and the number of a row; a number with a mark where the row is gone."""

    def __init__(self, known: Mapping[type[Model], Mapping[int, str]]) -> None:
        self.known = known

    def of(self, model: type[Model], pk: int | None) -> str:
        """The key of a row; empty for none."""
        return "" if pk is None else self.known.get(model, {}).get(int(pk), f"?{pk}")


def _names(rows: list[RawClause]) -> _Names:
    wanted: dict[type[Model], set[int]] = defaultdict(set)
    for row in rows:
        parts = {"clause": (row.clause,), "term": row.terms, "evidence": row.evidence}
        for part, field, model, _key in _REFERENCES:
            for one in parts[part]:
                wanted[model].update(_numbers(one["fields"].get(field)))
    return _Names(
        {
            model: dict(model._default_manager.filter(pk__in=pks).values_list("pk", key))
            for _part, _field, model, key in _REFERENCES
            if (pks := wanted[model])
        }
    )


def _numbers(value: Any) -> list[int]:
    if value is None:
        return []
    return [int(one) for one in value] if isinstance(value, list) else [int(value)]


def _content(row: RawClause, names: _Names) -> ClauseContent:
    own = row.clause["fields"]
    terms = {int(one["pk"]): _part("term", TERM_FIELDS, one, names) for one in row.terms}
    evidence = [_evidence(one, names, terms) for one in row.evidence]
    return ClauseContent(
        state=own["state"],
        fields={name: own.get(name, "") for name in CLAUSE_FIELDS},
        topics=tuple(sorted(names.of(Topic, pk) for pk in own.get("topics", ()))),
        terms=tuple(sorted(terms.values(), key=_by_key)),
        evidence=tuple(sorted(evidence, key=_by_key)),
    )


def _part(part: str, columns: Iterable[str], row: Raw, names: _Names) -> PartContent:
    own = row["fields"]
    values = {name: own.get(name) for name in columns if not name.endswith("_id")}
    for kind, field, model, _key in _REFERENCES:
        if kind == part:
            given = own.get(field)
            values[field] = (
                tuple(sorted(names.of(model, pk) for pk in given))
                if isinstance(given, list)
                else names.of(model, given)
            )
    identity = values["question" if part == "term" else "article"]
    return PartContent(f"{identity}#{values['number']}", values)


def _evidence(row: Raw, names: _Names, terms: Mapping[int, PartContent]) -> PartContent:
    part = _part("evidence", EVIDENCE_FIELDS, row, names)
    about = row["fields"].get("term")
    answer = terms.get(int(about)) if about is not None else None
    checked = [
        name for name in part.values if name.startswith("quote_") and name != "quote_language"
    ]
    kept = {name: value for name, value in part.values.items() if name not in checked}
    return PartContent(part.key, {**kept, "term": answer.key if answer else ""})


def _by_key(part: PartContent) -> tuple[str, int]:
    name, _mark, number = part.key.rpartition("#")
    return name, int(number)
