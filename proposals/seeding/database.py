"""Reading stored rows into the same records that files give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import models

from proposals.domain.cases import ScopeList
from proposals.domain.errors import DomainError
from proposals.models import Clause
from proposals.seeding.fields import normalize
from proposals.seeding.layout import EVIDENCE_KINDS
from proposals.seeding.schema import KINDS, Index, Record, RecordKind, index_of, key_of
from proposals.seeding.scopes import scopes_in, store_scope, store_scope_list
from proposals.seeding.typed_values import (
    Frames,
    build_frames,
    drop_article_language,
    parse_answer,
)


@dataclass
class StoredFolder:
    """The rows of one negotiation and all shared rows, as records, with their primary keys."""

    index: Index = field(default_factory=lambda: index_of(()))
    ids: dict[str, dict[str, int]] = field(default_factory=lambda: {name: {} for name in KINDS})
    revised: set[str] = field(default_factory=set)
    """Clauses with an open revision, by their addresses."""


def read_database(negotiation: str) -> StoredFolder:
    """Read all records of a negotiation and all shared ones, in a fixed number of queries.

    Revisions of published clauses are drafts beside the data; they are in no folder.
    """
    stored = StoredFolder()
    drafts = Clause.objects.filter(
        revises__isnull=False, version__proposal__negotiation__key=negotiation
    )
    stored.revised = set(drafts.values_list("revises__uid", flat=True))
    for kind in KINDS.values():
        _read_kind(kind, negotiation, stored)
    frames = build_frames([*stored.index["unit"].values(), *stored.index["question"].values()])
    drop_language = partial(drop_article_language, index=stored.index)
    normal: list[tuple[str, Callable[[Record], Record]]] = [
        ("negotiation", store_scope_list),
        ("term", partial(_normal_answer, frames, scopes_in(stored.index))),
        *((name, drop_language) for name in EVIDENCE_KINDS),
    ]
    for name, normalize_record in normal:
        rows = stored.index[name]
        rows.update({key: normalize_record(rows[key]) for key in rows})
    return stored


def _normal_answer(frames: Frames, scopes: ScopeList, record: Record) -> Record:
    try:
        return store_scope(parse_answer(record, frames), scopes)
    except DomainError:
        return record  # shown as it is; loading it again will say what is wrong


def scope_of(kind: RecordKind) -> str:
    """Return the path from a kind's rows to the key of their negotiation; empty if shared."""
    if kind.shared:
        return ""
    if kind.name == "negotiation":
        return "key"
    if kind.name == "judgement":
        return "question__negotiation__key"
    return f"{kind.owner}__{scope_of(KINDS[kind.owner])}"


def _own_rows(kind: RecordKind, negotiation: str) -> dict[str, Any]:
    """Return the filter for a kind's rows: inside the negotiation, and none of a revision."""
    scope = scope_of(kind)
    inside: dict[str, Any] = {scope: negotiation} if scope else dict(kind.only)
    if kind.name == "clause":
        return {**inside, "revises__isnull": True}
    return {**inside, "clause__revises__isnull": True} if kind.owner == "clause" else inside


def _read_kind(kind: RecordKind, negotiation: str, stored: StoredFolder) -> None:
    plain = [name for name in kind.names if not _is_list(kind, name)]
    own = kind.model._default_manager.filter(**_own_rows(kind, negotiation))
    rows = list(own.order_by("pk").values_list("pk", *plain))
    keys = _RecordKeys(stored.ids)
    if any(kind.target(name) is kind for name in plain):
        keys.add(kind.name, _own_keys(kind, plain, rows, keys))
    lists = {
        name: _lists(kind, name, negotiation, keys) for name in kind.names if name not in plain
    }
    for row in rows:
        values = {
            name: keys.value(kind, name, value) for name, value in zip(plain, row[1:], strict=True)
        }
        values |= {name: sorted(members.get(row[0], [])) for name, members in lists.items()}
        ordered = {name: values[name] for name in kind.names}
        record = Record(kind.name, key_of(kind, ordered), ordered)
        stored.index[kind.name][record.key] = record
        stored.ids[kind.name][record.key] = row[0]


def _own_keys(
    kind: RecordKind, plain: list[str], rows: list[tuple[Any, ...]], keys: _RecordKeys
) -> dict[int, str]:
    """Return the full keys of rows that refer to one another, by primary key."""
    named = [name for name in (kind.owner, "key") if name]
    return {
        row[0]: key_of(
            kind, {name: keys.value(kind, name, row[1 + plain.index(name)]) for name in named}
        )
        for row in rows
    }


class _RecordKeys:
    """The keys of records by the primary keys of rows, for each kind."""

    def __init__(self, ids: dict[str, dict[str, int]]) -> None:
        self.ids = ids
        self.by_kind: dict[str, dict[int, str]] = {}

    def add(self, kind: str, keys: dict[int, str]) -> None:
        """Add the keys of a kind whose rows refer to one another."""
        self.by_kind[kind] = keys

    def value(self, kind: RecordKind, name: str, value: Any) -> Any:
        """Return a value as a record holds it: for a reference the key of the record."""
        target = kind.target(name)
        if target is None or value is None:
            return normalize(value)
        return self.key(target, value)

    def key(self, target: RecordKind, pk: int) -> str | None:
        """Return the key of a row; None if no record has been read of it."""
        if target.name not in self.by_kind:
            self.by_kind[target.name] = {pk: key for key, pk in self.ids[target.name].items()}
        return self.by_kind[target.name].get(pk)


def _is_list(kind: RecordKind, name: str) -> bool:
    return isinstance(kind.model_field(name), models.ManyToManyField)


def _lists(
    kind: RecordKind, name: str, negotiation: str, keys: _RecordKeys
) -> dict[int, list[str]]:
    """Return the keys that each row's list refers to, by the row's primary key."""
    target = kind.target(name)
    assert target is not None  # noqa: S101 - lists are lists of references
    members: dict[int, list[str]] = defaultdict(list)
    for row, other in _links(kind, name, negotiation):
        key = keys.key(target, other)
        if key is not None:
            members[row].append(key)
    return members


def _links(kind: RecordKind, name: str, negotiation: str) -> Iterator[tuple[int, int]]:
    link = kind.model_field(name)
    assert isinstance(link, models.ManyToManyField)  # noqa: S101 - see _is_list
    through = link.remote_field.through
    assert through is not None  # noqa: S101 - Django makes one for every list
    scope = f"{link.m2m_field_name()}__{scope_of(kind)}"
    ends = (link.m2m_column_name(), f"{link.m2m_reverse_field_name()}_id")
    yield from through._default_manager.filter(**{scope: negotiation}).values_list(*ends)
