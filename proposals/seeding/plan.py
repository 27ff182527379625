"""Decides, row by row, what loading a folder would do; touches nothing.

Three fingerprints decide: of the row in the file, of the row in the database, and of the row as
this folder last loaded it. Where the last two differ, an editor has been at work.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from proposals.models import SeedRecord
from proposals.seeding.database import StoredFolder
from proposals.seeding.problems import SeedProblem
from proposals.seeding.report import Report
from proposals.seeding.schema import KINDS, Index, Record, RecordKind

RowKey = tuple[str, str]
BEING_REVISED = "its clause has an open revision"


def fingerprint(record: Record) -> str:
    """Equal for equal content; the place among its like stands apart, after a slash."""
    place = str(record.values.get("ordinal", ""))
    content = {name: value for name, value in record.values.items() if name != "ordinal"}
    text = json.dumps(content, sort_keys=True, default=str, ensure_ascii=False)
    return f"{hashlib.sha256(text.encode()).hexdigest()[:40]}/{place}"


def content_of(mark: str) -> str:
    """The part of a fingerprint that does not change when a row only moves."""
    return mark.partition("/")[0]


@dataclass
class Memory:
    """What folders have loaded before: this one, and the others by the rows that they share."""

    folder: str
    own: dict[RowKey, str] = field(default_factory=dict)
    others: dict[RowKey, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    first: dict[RowKey, str] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: str) -> Memory:
        """Everything remembered that matters to this folder."""
        memory = cls(folder)
        shared = [kind.name for kind in KINDS.values() if kind.shared]
        rows = SeedRecord.objects.filter(folder=folder) | SeedRecord.objects.filter(
            model__in=shared
        )
        for owner, model, key, mark in rows.order_by("pk").values_list(
            "folder", "model", "key", "fingerprint"
        ):
            memory.first.setdefault((model, key), owner)
            if owner == folder:
                memory.own[model, key] = mark
            else:
                memory.others[model, key][owner] = mark
        return memory


@dataclass
class LoadPlan:
    """What to do: rows to add, change and remove, and what to remember and forget."""

    add: list[Record] = field(default_factory=list)
    change: list[Record] = field(default_factory=list)
    remove: list[RowKey] = field(default_factory=list)
    remember: dict[RowKey, str] = field(default_factory=dict)
    forget: list[RowKey] = field(default_factory=list)


class Planner:
    """Compares the rows of one folder with the database and with what was loaded before."""

    def __init__(
        self, stored: StoredFolder, memory: Memory, *, force: bool, report: Report
    ) -> None:
        self.stored, self.memory = stored, memory
        self.force, self.report = force, report
        self.plan = LoadPlan()
        self.missing: set[RowKey] = set()

    def plan_for(self, wanted: Index) -> LoadPlan:
        """The plan that brings the database to what the folder wants."""
        if not self.force:
            self.missing = {
                row for row in self.memory.own if row[1] not in self.stored.index[row[0]]
            }
        for kind in KINDS.values():
            for record in wanted[kind.name].values():
                self._decide(kind, self._in_its_place(kind, record))
        for row in self.memory.own:
            if row[1] not in wanted[row[0]]:
                self._decide_left_out(row)
        return self.plan

    def _in_its_place(self, kind: RecordKind, record: Record) -> Record:
        """A shared row stands where the folder that loaded it first put it."""
        row = (kind.name, record.key)
        here = self.stored.index[kind.name].get(record.key)
        theirs = self.memory.first.get(row, self.memory.folder) != self.memory.folder
        if kind.shared and kind.counter and theirs and here is not None:
            return record.changed(ordinal=here.values["ordinal"])
        return record

    def _decide(self, kind: RecordKind, record: Record) -> None:
        row = (kind.name, record.key)
        here = self.stored.index[kind.name].get(record.key)
        lacking = self._lacking(kind, record)
        if here is not None and fingerprint(here) == fingerprint(record):
            self._settle(row, record, "unchanged")
        elif self._in_revision(record):
            self.report.keep(*row, BEING_REVISED)
        elif lacking and row not in self.missing:
            self._leave_out(row, f"refers to {lacking}, which an editor removed")
        elif here is None:
            self._decide_absent(record, row)
        elif self.force or fingerprint(here) == self.memory.own.get(row):
            self.plan.change.append(record)
            self._settle(row, record, "changed")
        else:
            why = "changed by an editor" if row in self.memory.own else "entered by an editor"
            self.report.keep(*row, why)

    def _in_revision(self, record: Record) -> bool:
        """Whether the row belongs to a clause whose revision would overwrite it soon."""
        if self.force:
            return False
        owner = record.key if record.kind == "clause" else record.values.get("clause")
        return owner in self.stored.revised

    def _decide_absent(self, record: Record, row: RowKey) -> None:
        if row in self.missing:
            self._leave_out(row, "removed by an editor")
            return
        self.plan.add.append(record)
        self._settle(row, record, "added")

    def _settle(self, row: RowKey, record: Record, action: str) -> None:
        """After loading, this row will be as the folder has it."""
        self.report.count(row[0], action)
        mark = fingerprint(record)
        if self.memory.own.get(row) != mark:
            self.plan.remember[row] = mark

    def _leave_out(self, row: RowKey, why: str) -> None:
        self.missing.add(row)
        self.report.keep(*row, why)

    def _lacking(self, kind: RecordKind, record: Record) -> str:
        """A row that this one refers to and that is not there, because an editor removed it."""
        for name in kind.names:
            target, value = kind.target(name), record.values[name]
            if target is None or not value:
                continue
            for key in value if isinstance(value, list) else [value]:
                if (target.name, key) in self.missing:
                    return f"{target.name} {key}"
        return ""

    def _decide_left_out(self, row: RowKey) -> None:
        kind, key = row
        here = self.stored.index[kind].get(key)
        held = row in self.memory.others
        if here is not None and self._in_revision(here):
            self.report.keep(kind, key, BEING_REVISED)
            return
        if here is not None and not held:
            if not self.force and fingerprint(here) != self.memory.own[row]:
                self.report.keep(kind, key, "no longer in the folder, but changed by an editor")
                return
            self.plan.remove.append(row)
            self.report.count(kind, "removed")
        self.plan.forget.append(row)


def clashes(wanted: Iterable[Record], memory: Memory, loading: set[str]) -> list[SeedProblem]:
    """Shared rows that another folder, which is not loaded now, holds with other content."""
    problems: list[SeedProblem] = []
    for record in wanted:
        for folder, mark in memory.others.get((record.kind, record.key), {}).items():
            if folder not in loading and content_of(mark) != content_of(fingerprint(record)):
                message = f"the folder of {folder} holds this {record.kind} with other content."
                problems.append(
                    SeedProblem(record.place, message, record.key, "the same in all folders")
                )
    return problems


def clashes_between(records: Iterable[Record]) -> list[SeedProblem]:
    """Shared rows that two folders loaded together hold with different content."""
    first: dict[RowKey, Record] = {}
    problems = []
    for record in records:
        earlier = first.setdefault((record.kind, record.key), record)
        if content_of(fingerprint(earlier)) != content_of(fingerprint(record)):
            message = f"{earlier.place} holds this {record.kind} with other content."
            problems.append(
                SeedProblem(record.place, message, record.key, "the same in all folders")
            )
    return problems
