"""Shared rows that two folders hold with different content: refused, key by key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from proposals.seeding.plan import EarlierLoads, RowKey, content_hash, fingerprint
from proposals.seeding.problems import SeedProblem
from proposals.seeding.schema import KINDS, Index, Record

LENGTH = 60
"""How much of a text is told of each side."""

USE_STORED = "use the stored one, or choose another key"

_WITHOUT_STORED = (
    "the content in that folder (load both at once, and what differs is told key by key); or "
    "another key"
)


def find_clashes(
    records: Iterable[Record], stored: Index, earlier: EarlierLoads, *, force: bool
) -> list[SeedProblem]:
    """Find shared rows that another folder, not loaded now, holds with other content.

    What is stored already may be repeated, whoever wrote it. A row that is as this folder last
    loaded it changes nothing either, unless `force`.
    """
    problems: list[SeedProblem] = []
    for record in records:
        row, own = (record.kind, record.key), content_hash(fingerprint(record))
        there = stored[record.kind].get(record.key)
        if there is not None and content_hash(fingerprint(there)) == own:
            continue
        if not force and content_hash(earlier.own.get(row, "")) == own:
            continue
        problems += [
            _clash_with_stored(record, there, folder, value)
            for folder, value in earlier.others.get(row, {}).items()
            if folder not in earlier.loading and content_hash(value) != own
        ]
    return problems


def find_clashes_between(records: Iterable[Record]) -> list[SeedProblem]:
    """Find shared rows that two folders loaded together hold with different content."""
    first: dict[RowKey, Record] = {}
    problems = []
    for record in records:
        earlier = first.setdefault((record.kind, record.key), record)
        if content_hash(fingerprint(earlier)) != content_hash(fingerprint(record)):
            told = differences(record, earlier, f"in {earlier.place.file}")
            allowed = f"use the one in {earlier.place.file}, or choose another key"
            problems.append(SeedProblem(record.place, told, allowed=allowed))
    return problems


def _clash_with_stored(
    record: Record, stored: Record | None, folder: str, value: str
) -> SeedProblem:
    if stored is None:
        message = f"the folder of {folder} holds it with other content, and an editor removed it."
        return SeedProblem(record.place, message, allowed=_WITHOUT_STORED)
    edited = content_hash(fingerprint(stored)) != content_hash(value)
    changed = ", and changed by an editor" if edited else ""
    told = differences(record, stored, f"as stored from {folder}{changed}")
    return SeedProblem(record.place, told, allowed=USE_STORED)


def differences(record: Record, other: Record, where: str) -> str:
    """Return key by key what differs between a record and another of its key elsewhere."""
    kind = KINDS[record.kind]
    parts = []
    for name in kind.keys:
        if record.values[name] != other.values[name]:
            here, there = excerpts(_written(record.values[name]), _written(other.values[name]))
            parts.append(f"{name}: {here} here, {there} {where}")
    return f"{'; '.join(parts)}."


def excerpts(first: str, second: str) -> tuple[str, str]:
    """Return two texts in quotation marks, of long ones the part where they begin to differ."""
    same = next(
        (place for place, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
        min(len(first), len(second)),
    )
    start = 0 if same <= LENGTH // 2 else first.rfind(" ", 0, same - LENGTH // 4) + 1
    return _excerpt(first, start), _excerpt(second, start)


def _excerpt(text: str, start: int) -> str:
    if not text:
        return "nothing"
    end = start + LENGTH
    before, after = "… " if start else "", "…" if len(text) > end else ""
    return f"“{before}{text[start:end]}{after}”"


def _written(value: Any) -> str:
    """Return a value on one line, as a file has it."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return ", ".join(map(str, value))
    return str(value).replace("\n", "\\n")
