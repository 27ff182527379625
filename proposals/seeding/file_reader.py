"""Reading one TOML file into the records of a folder; what cannot be read becomes a problem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import URLField

from proposals.seeding.fields import (
    FieldRefused,
    default_of,
    is_required,
    normalize,
    read_field,
)
from proposals.seeding.layout import NEGOTIATION, USES, Layout, TomlPart, TomlTable, kinds_in
from proposals.seeding.problems import (
    FilePlace,
    SeedProblem,
    did_you_mean,
    join_known,
    nearest,
    row_places,
)
from proposals.seeding.schema import KINDS, Record, RecordKind, global_key, key_of
from proposals.seeding.scopes import problems_of_scopes, store_scope_list
from proposals.seeding.toml_source import TomlFault, parse_toml

UNREADABLE = "?"
"""The beginning of the stand-in for a key that could not be read, so that the rest is checked."""

CODEBOOK_MARK = "/"
"""The end of the key of a codebook."""


@dataclass
class Folder:
    """A folder as it was read: the negotiation's key, all records, and all problems so far.

    `used` are the codebooks that it uses; `lacks_codebook` says that one of them was not found.
    `unread` are the kinds of records some of which could not be read: what names one of them is
    not judged.
    The key of a codebook ends with CODEBOOK_MARK, which no key of a negotiation can hold.
    """

    name: str
    key: str = ""
    records: list[Record] = field(default_factory=list)
    problems: list[SeedProblem] = field(default_factory=list)
    used: list[Folder] = field(default_factory=list)
    lacks_codebook: bool = False
    unread: set[str] = field(default_factory=set)

    @property
    def used_records(self) -> Iterator[Record]:
        """The records of the codebooks that it uses."""
        return (record for codebook in self.used for record in codebook.records)

    def refuse(
        self, place: FilePlace, message: str, found: object = None, allowed: str = ""
    ) -> None:
        """Add a problem."""
        self.problems.append(SeedProblem(place, message, found=found, allowed=allowed))

    def leave_unread(self, layout: Layout) -> str:
        """Keep in mind that the rows of some tables are not known; return that as a sentence."""
        named = [kind for kind in kinds_in(layout) if kind in _named_kinds()]
        self.unread.update(named)
        last = " or ".join((", ".join(named[:-1]), named[-1]) if named[1:] else named)
        return f" What names one of its rows ({last}) could not be checked." if named else ""


def parse_file(folder: Folder, file: Path, name: str, layout: Layout) -> dict[str, Any] | None:
    """Return the tables of a file; None if it cannot be read, which becomes one problem."""
    try:
        return parse_toml(file.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problem = f"not in UTF-8: line {line} holds a byte that cannot be read."
    except TomlFault as fault:
        problem = str(fault)
    except OSError as error:
        problem = f"cannot be read: {error.strerror}."
    folder.refuse(FilePlace(name), f"{problem}{folder.leave_unread(layout)}")
    return None


class FileReader:
    """The reading of one file by its layout; `owners` are the keys of single tables so far.

    `more` are the keys beside the tables, which are read elsewhere.
    """

    def __init__(
        self, folder: Folder, name: str, layout: Layout, *, more: tuple[str, ...] = ()
    ) -> None:
        self.folder = folder
        self.file = FilePlace(name)
        self.layout, self.more = layout, more
        self.owners = {"negotiation": folder.key}
        self.last = _last_numbers(folder.used_records)

    def read(self, data: dict[str, Any] | None) -> None:
        """Read all tables of the file."""
        if data is None:
            return
        self._refuse_unknown_tables(data)
        for table in self.layout:
            if isinstance(table, TomlPart):
                self._read_part(table, data.get(table.name, []))
            elif table.many:
                self._read_list(table, data.get(table.name, []), self.file, self.owners)
            else:
                self._read_single(table, data.get(table.name))

    def _refuse_unknown_tables(self, data: dict[str, Any]) -> None:
        """Make problems of unknown tables; what one with a slip in its name holds is not known."""
        tables = {one.name: one for one in self.layout}
        self.refuse_unknown(self.file, data, [*self.more, *tables])
        for name in data:
            meant = tables.get(nearest(name, tables))
            if name not in tables and meant and meant.name not in data:
                self.folder.leave_unread((meant,))

    def _read_single(self, table: TomlTable, row: Any) -> None:
        place = self.file.at(table.name)
        if not isinstance(row, dict):
            self.folder.refuse(place, "the table is missing.", row, f"[{table.name}]")
            self.owners[table.kind] = f"{self.folder.key}.{UNREADABLE}"
            return
        key = self.read_table(table, row, place, self.owners)
        self.owners[table.kind] = key
        if table.kind == "negotiation":
            self.folder.key = key

    def _read_list(
        self, table: TomlTable, rows: Any, place: FilePlace, owners: Mapping[str, str]
    ) -> None:
        if not self.is_list_of_tables(table, rows, place):
            return
        places = row_places(
            place, rows, name=table.name, kind=table.noun, keys=KINDS[table.kind].identity
        )
        for row, where in zip(rows, places, strict=True):
            self.read_table(table, row, where, owners)

    def is_list_of_tables(self, table: TomlTable | TomlPart, rows: Any, place: FilePlace) -> bool:
        """Tell whether the value of a key is a list of tables; else it becomes a problem."""
        if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
            return True
        message = f"a list of tables is needed.{self.folder.leave_unread((table,))}"
        name = f"{place.path}.{table.name}" if place.path else table.name
        allowed = f"[[{name}]] above each of them" if isinstance(rows, dict) else ""
        self.folder.refuse(place.at(table.name), message, rows, allowed)
        return False

    def _read_part(self, part: TomlPart, rows: Any) -> None:
        """Read tables that are one value of a record read before; a bad list leaves it empty."""
        if not self.is_list_of_tables(part, rows, self.file):
            return
        tables = normalize(rows)
        places = row_places(self.file, tables, name=part.name, kind=part.noun, keys=("key",))
        for table, place in zip(tables, places, strict=True):
            self.refuse_unknown(place, table, part.keys)
        known = [{key: row[key] for key in part.keys if key in row} for row in tables]
        problems = problems_of_scopes(known, places)
        self.folder.problems.extend(problems)
        if not problems:
            self.folder.records = [
                store_scope_list(record.changed(**{part.name: known}))
                if record.kind == part.kind
                else record
                for record in self.folder.records
            ]

    def read_table(
        self, table: TomlTable, row: dict[str, Any], place: FilePlace, owners: Mapping[str, str]
    ) -> str:
        """Add the record of a table, and those inside it, to the folder; return its key."""
        kind = KINDS[table.kind]
        inner = [inside.name for inside in table.inside]
        self.refuse_unknown(place, row, (*kind.allowed, *inner))
        values = self._values(kind, row, place, owners)
        key = key_of(kind, values)
        self.folder.records.append(Record(kind.name, key, values, place))
        for inside in table.inside:
            self._read_list(inside, row.get(inside.name, []), place, {**owners, kind.name: key})
        return key

    def _values(
        self, kind: RecordKind, row: dict[str, Any], place: FilePlace, owners: Mapping[str, str]
    ) -> dict[str, Any]:
        given = (kind.owner, *kind.of_file) if kind.owner else kind.of_file
        values: dict[str, Any] = {name: owners[name] for name in given}
        for name in kind.keys:
            values[name] = self._value(kind, name, row, place)
        values |= self._values_of_owner(kind, row, values)
        for name in kind.keys:
            values[name] = self._resolve(kind, name, values)
        if kind.counter:
            values[kind.counter] = self._number(kind, row, place, values)
        values |= {name: default_of(kind.model_field(name)) for name in kind.tables}
        return values

    def _values_of_owner(
        self, kind: RecordKind, row: dict[str, Any], values: dict[str, Any]
    ) -> dict[str, Any]:
        """Return the values that the table leaves out and its owner decides."""
        left_out = [name for name in kind.as_owner if name not in row]
        if not left_out:
            return {}
        own = (one for one in reversed(self.folder.records) if one.kind == kind.owner)
        owner = next(one for one in own if one.key == values[kind.owner])
        return {name: owner.values[name] for name in left_out}

    def _value(self, kind: RecordKind, name: str, row: dict[str, Any], place: FilePlace) -> Any:
        field = kind.model_field(name)
        if name not in row and not is_required(field):
            return default_of(field)
        try:
            if name not in row:
                raise FieldRefused("the key is missing.")
            if row[name] == [] and (kind.name, name) in _NARROWING:
                raise FieldRefused(
                    "an empty list names no point, which is not the same as the whole.",
                    found="[]",
                    allowed="one key or more; or no such key, if it is about the whole document",
                )
            return read_field(field, row[name])
        except FieldRefused as refusal:
            self.folder.refuse(place.at(name), refusal.message, refusal.found, refusal.allowed)
            return self._fallback(kind, name, row)

    def _fallback(self, kind: RecordKind, name: str, row: dict[str, Any]) -> Any:
        """Return what stands in for a refused value, so that all that rests on it is checked."""
        raw = row.get(name)
        if name not in kind.identity:
            field = kind.model_field(name)
            kept = isinstance(field, URLField) and isinstance(raw, str)  # it is not missing
            return raw if kept else default_of(field)
        if isinstance(raw, str) and raw.strip():
            return raw.strip()
        return f"{UNREADABLE}{len(self.folder.records) + len(self.folder.problems)}"

    def _resolve(self, kind: RecordKind, name: str, values: dict[str, Any]) -> Any:
        """Return a value with references as full keys."""
        target, value = kind.target(name), values[name]
        if target is None or not value:
            return value
        owner, negotiation = kind.context_of(name, values), self.folder.key
        if isinstance(value, list):
            return sorted(global_key(target, key, owner, negotiation) for key in value)
        return global_key(target, value, owner, negotiation)

    def _number(
        self, kind: RecordKind, row: dict[str, Any], place: FilePlace, values: dict[str, Any]
    ) -> int:
        group = (kind.name, *(str(values[name]) for name in kind.counted_by or _owner(kind)))
        number = self.last[group] + 1
        if kind.counter in row:
            value = self._value(kind, kind.counter, row, place)
            number = value if isinstance(value, int) else number
        self.last[group] = number
        return number

    def refuse_unknown(self, place: FilePlace, row: dict[str, Any], known: Any) -> None:
        """Make a problem of each key that is not known here."""
        for name in sorted(set(row) - set(known)):
            hint = did_you_mean(name, known) if name != USES else _HEAD_ONLY
            self.folder.refuse(place.at(name), f"unknown key.{hint}", allowed=join_known(known))


@cache
def _named_kinds() -> frozenset[str]:
    """Return the kinds of records that others name."""
    targets = (kind.target(name) for kind in KINDS.values() for name in kind.keys)
    return frozenset(target.name for target in targets if target)


_NARROWING = {("response", "clauses"), ("response", "questions")}
"""Lists that narrow a record to what they name; without the list it is about everything."""


_HEAD_ONLY = f" It stands at the head of {NEGOTIATION}, above every table."


def _last_numbers(records: Iterable[Record]) -> Counter[tuple[str, ...]]:
    """Return the last numbers of shared records: what a folder adds to them stands after them."""
    last: Counter[tuple[str, ...]] = Counter()
    for record in records:
        counter = KINDS[record.kind].counter
        if counter:
            last[record.kind,] = max(last[record.kind,], record.values[counter])
    return last


def _owner(kind: RecordKind) -> tuple[str, ...]:
    return (kind.owner,) if kind.owner else ()
