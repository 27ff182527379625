"""The plan of a load: what it would do, row by row; nothing is written.

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
from proposals.seeding.fields import default_of
from proposals.seeding.problems import SeedProblem
from proposals.seeding.report import Report
from proposals.seeding.schema import KINDS, Index, Record, RecordKind

RowKey = tuple[str, str]
BEING_REVISED = "its clause has an open revision"


def fingerprint(record: Record) -> str:
    """Return a text that is equal for equal content; the place in order follows a slash.

    Keys that came later count only where they say something: what was loaded before they came is
    no work of an editor.
    """
    kind, place = KINDS[record.kind], str(record.values.get("ordinal", ""))
    left_out = {"ordinal"} | {
        name for name in kind.later if record.values[name] == default_of(kind.model_field(name))
    }
    content = {name: value for name, value in record.values.items() if name not in left_out}
    text = json.dumps(content, sort_keys=True, default=str, ensure_ascii=False)
    return f"{hashlib.sha256(text.encode()).hexdigest()[:40]}/{place}"


def content_hash(value: str) -> str:
    """Return the part of a fingerprint that does not change when a row only moves."""
    return value.partition("/")[0]


@dataclass
class EarlierLoads:
    """Fingerprints of rows that were loaded before by this folder, and of shared ones by others."""

    folder: str
    own: dict[RowKey, str] = field(default_factory=dict)
    others: dict[RowKey, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    first: dict[RowKey, str] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: str) -> EarlierLoads:
        """Read all fingerprints that matter to this folder; one query."""
        earlier = cls(folder)
        shared = [kind.name for kind in KINDS.values() if kind.shared]
        rows = SeedRecord.objects.filter(folder=folder) | SeedRecord.objects.filter(
            model__in=shared
        )
        columns = ("folder", "model", "key", "fingerprint")
        for owner, model, key, value in rows.order_by("pk").values_list(*columns):
            earlier.first.setdefault((model, key), owner)
            if owner == folder:
                earlier.own[model, key] = value
            else:
                earlier.others[model, key][owner] = value
        return earlier


@dataclass
class LoadPlan:
    """Rows to add, change and remove, fingerprints to store, and rows whose ones are outdated."""

    add: list[Record] = field(default_factory=list)
    change: list[Record] = field(default_factory=list)
    remove: list[RowKey] = field(default_factory=list)
    fingerprints: dict[RowKey, str] = field(default_factory=dict)
    outdated: list[RowKey] = field(default_factory=list)


class Planner:
    """The comparison of one folder's rows with the database and with what was loaded before."""

    def __init__(
        self, stored: StoredFolder, earlier: EarlierLoads, *, force: bool, report: Report
    ) -> None:
        self.stored, self.earlier = stored, earlier
        self.force, self.report = force, report
        self.plan = LoadPlan()
        self.missing: set[RowKey] = set()

    def plan_for(self, records: Index) -> LoadPlan:
        """Return the plan that brings the database to what the folder says."""
        if not self.force:
            self.missing = {
                row for row in self.earlier.own if row[1] not in self.stored.index[row[0]]
            }
        for kind in KINDS.values():
            for record in records[kind.name].values():
                self._decide(kind, self._placed(kind, record))
        for row in self.earlier.own:
            if row[1] not in records[row[0]]:
                self._decide_missing(row)
        return self.plan

    def _placed(self, kind: RecordKind, record: Record) -> Record:
        """Return the record in its place; a shared row keeps the place of its first folder."""
        row = (kind.name, record.key)
        stored = self.stored.index[kind.name].get(record.key)
        of_another = self.earlier.first.get(row, self.earlier.folder) != self.earlier.folder
        if kind.shared and kind.counter and of_another and stored is not None:
            return record.changed(ordinal=stored.values["ordinal"])
        return record

    def _decide(self, kind: RecordKind, record: Record) -> None:
        row = (kind.name, record.key)
        stored = self.stored.index[kind.name].get(record.key)
        removed = self._removed_reference(kind, record)
        if stored is not None and fingerprint(stored) == fingerprint(record):
            self._settle(row, record, "unchanged")
        elif self._is_being_revised(record):
            self.report.keep(*row, BEING_REVISED)
        elif removed and row not in self.missing:
            self._skip(row, f"refers to {removed}, which an editor removed")
        elif stored is None:
            self._decide_new(record, row)
        elif self.force or fingerprint(stored) == self.earlier.own.get(row):
            self.plan.change.append(record)
            self._settle(row, record, "changed")
        else:
            why = "changed by an editor" if row in self.earlier.own else "entered by an editor"
            self.report.keep(*row, why)

    def _is_being_revised(self, record: Record) -> bool:
        """Tell whether the row belongs to a clause with an open revision, which will replace it."""
        if self.force:
            return False
        owner = record.key if record.kind == "clause" else record.values.get("clause")
        return owner in self.stored.revised

    def _decide_new(self, record: Record, row: RowKey) -> None:
        if row in self.missing:
            self._skip(row, "removed by an editor")
            return
        self.plan.add.append(record)
        self._settle(row, record, "added")

    def _settle(self, row: RowKey, record: Record, action: str) -> None:
        """Report a row that will be as the folder has it, and store its new fingerprint."""
        self.report.count(row[0], action)
        value = fingerprint(record)
        if self.earlier.own.get(row) != value:
            self.plan.fingerprints[row] = value

    def _skip(self, row: RowKey, why: str) -> None:
        self.missing.add(row)
        self.report.keep(*row, why)

    def _removed_reference(self, kind: RecordKind, record: Record) -> str:
        """Return a row that this one refers to and an editor removed; empty if there is none."""
        for name in kind.names:
            target, value = kind.target(name), record.values[name]
            if target is None or not value:
                continue
            for key in value if isinstance(value, list) else [value]:
                if (target.name, key) in self.missing:
                    return f"{target.name} {key}"
        return ""

    def _decide_missing(self, row: RowKey) -> None:
        """Decide about a row that the folder loaded before and no longer holds."""
        kind, key = row
        stored = self.stored.index[kind].get(key)
        is_shared = row in self.earlier.others
        if stored is not None and self._is_being_revised(stored):
            self.report.keep(kind, key, BEING_REVISED)
            return
        if stored is not None and not is_shared:
            if not self.force and fingerprint(stored) != self.earlier.own[row]:
                self.report.keep(kind, key, "no longer in the folder, but changed by an editor")
                return
            self.plan.remove.append(row)
            self.report.count(kind, "removed")
        self.plan.outdated.append(row)


def find_clashes(
    records: Iterable[Record], earlier: EarlierLoads, loading: set[str]
) -> list[SeedProblem]:
    """Find shared rows that another folder, not loaded now, holds with other content."""
    problems: list[SeedProblem] = []
    for record in records:
        for folder, value in earlier.others.get((record.kind, record.key), {}).items():
            if folder not in loading and content_hash(value) != content_hash(fingerprint(record)):
                message = f"the folder of {folder} holds this {record.kind} with other content."
                problems.append(
                    SeedProblem(record.place, message, record.key, "the same in all folders")
                )
    return problems


def find_clashes_between(records: Iterable[Record]) -> list[SeedProblem]:
    """Find shared rows that two folders loaded together hold with different content."""
    first: dict[RowKey, Record] = {}
    problems = []
    for record in records:
        earlier = first.setdefault((record.kind, record.key), record)
        if content_hash(fingerprint(earlier)) != content_hash(fingerprint(record)):
            message = f"{earlier.place} holds this {record.kind} with other content."
            problems.append(
                SeedProblem(record.place, message, record.key, "the same in all folders")
            )
    return problems
