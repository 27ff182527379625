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
from proposals.seeding.file_reader import CODEBOOK_MARK
from proposals.seeding.publication import Publication
from proposals.seeding.report import Report
from proposals.seeding.schema import KINDS, Index, Record, RecordKind

RowKey = tuple[str, str]
BEING_REVISED = "its clause has an open revision"


@dataclass
class Load:
    """One call of `load`: the keys of all its folders, their shared rows, the option, the report.

    `publication` notes what it changes before readers' eyes.

    `missing` are rows that the database lacks because an editor removed them or what they need.
    """

    folders: frozenset[str]
    rows: frozenset[RowKey]
    force: bool
    report: Report
    publication: Publication
    missing: set[RowKey] = field(default_factory=set)


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
    """Fingerprints of rows that were loaded before by this folder, and of shared ones by others.

    `loading` are the keys of all folders that are loaded now, this one among them.
    """

    folder: str
    loading: frozenset[str]
    own: dict[RowKey, str] = field(default_factory=dict)
    others: dict[RowKey, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    first: dict[RowKey, str] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: str, loading: frozenset[str]) -> EarlierLoads:
        """Read all fingerprints that matter to this folder; one query."""
        earlier = cls(folder, loading)
        shared = [kind.name for kind in KINDS.values() if kind.shared]
        rows = SeedRecord.objects.filter(folder=folder) | SeedRecord.objects.filter(
            model__in=shared
        )
        columns = ("folder", "model", "key", "fingerprint")
        for owner, model, key, value in rows.order_by("pk").values_list(*columns):
            first = earlier.first.setdefault((model, key), owner)
            if is_codebook(owner) and not is_codebook(first):
                earlier.first[model, key] = owner
            if owner == folder:
                earlier.own[model, key] = value
            else:
                earlier.others[model, key][owner] = value
        return earlier

    def known(self, row: RowKey) -> str | None:
        """Return the fingerprint of a row as this folder last loaded it.

        A row that is new in this folder may have moved here from another one that is loaded now:
        what an editor did to it since then is still to be kept.
        """
        if row in self.own:
            return self.own[row]
        others = self.others.get(row, {})
        return next((value for one, value in others.items() if one in self.loading), None)

    def known_rows(self) -> Iterable[RowKey]:
        """Return the rows that have such a fingerprint."""
        return (row for row in {*self.own, *self.others} if self.known(row) is not None)

    def gives_place(self, row: RowKey) -> bool:
        """Tell whether this folder gives a shared row its place.

        A codebook does so before the folders that repeat its rows, else the first to load them.
        """
        first = self.first.get(row, self.folder)
        return first == self.folder or (is_codebook(self.folder) and not is_codebook(first))


def is_codebook(folder: str) -> bool:
    """Tell whether the key of a folder is that of a codebook."""
    return folder.endswith(CODEBOOK_MARK)


@dataclass
class LoadPlan:
    """Rows to add, change and remove, fingerprints to store, and rows whose ones are outdated.

    `moved` are rows whose fingerprints are outdated once the other folders of the load, one of
    which holds them now, have been loaded.
    """

    add: list[Record] = field(default_factory=list)
    change: list[Record] = field(default_factory=list)
    remove: list[RowKey] = field(default_factory=list)
    fingerprints: dict[RowKey, str] = field(default_factory=dict)
    outdated: list[RowKey] = field(default_factory=list)
    moved: list[RowKey] = field(default_factory=list)


class Planner:
    """The comparison of one folder's rows with the database and with what was loaded before."""

    def __init__(self, stored: StoredFolder, earlier: EarlierLoads, load: Load) -> None:
        self.stored, self.earlier, self.load = stored, earlier, load
        self.force, self.report = load.force, load.report
        self.plan = LoadPlan()
        self.missing: set[RowKey] = set()

    def plan_for(self, records: Index) -> LoadPlan:
        """Return the plan that brings the database to what the folder says."""
        if not self.force:
            known = self.earlier.known_rows()
            self.missing = {row for row in known if row[1] not in self.stored.index[row[0]]}
            self.missing |= self.load.missing
        for kind in KINDS.values():
            for record in records[kind.name].values():
                self._decide(kind, self._placed(kind, record))
        for row in self.earlier.own:
            if row[1] not in records[row[0]]:
                self._decide_missing(row)
        self.load.missing |= self.missing
        return self.plan

    def _placed(self, kind: RecordKind, record: Record) -> Record:
        """Return the record in its place; a shared row may have it from another folder."""
        row = (kind.name, record.key)
        stored = self.stored.index[kind.name].get(record.key)
        of_another = kind.shared and not self.earlier.gives_place(row)
        if kind.counter and of_another and stored is not None:
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
        elif self.force or fingerprint(stored) == self.earlier.known(row):
            self.plan.change.append(record)
            self._settle(row, record, "changed")
        else:
            why = "changed by an editor" if self.earlier.known(row) else "entered by an editor"
            self.report.keep(*row, why)
            self._take_over(row)

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
        self._take_over(row)

    def _take_over(self, row: RowKey) -> None:
        """Store what is known of a row that moved here and stays as an editor left it."""
        known = self.earlier.known(row)
        if known is not None and row not in self.earlier.own:
            self.plan.fingerprints[row] = known

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
        if row in self.load.rows:
            self.plan.moved.append(row)
            return
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
