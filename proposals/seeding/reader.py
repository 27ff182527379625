"""Reading a folder of TOML files into records; all that cannot be read becomes a problem."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from proposals.seeding.fields import (
    FieldRefused,
    default_of,
    is_required,
    normalize,
    read_field,
)
from proposals.seeding.layout import (
    DOCUMENT,
    DOCUMENTS,
    FILES,
    WORD_LIST,
    Layout,
    TomlPart,
    TomlTable,
)
from proposals.seeding.problems import FilePlace, SeedProblem, did_you_mean, join_known
from proposals.seeding.schema import KINDS, Record, RecordKind, global_key, key_of, local_key
from proposals.seeding.scopes import problems_of_scopes, store_scope_list

UNREADABLE = "?"
"""The beginning of the stand-in for a key that could not be read, so that the rest is checked."""


@dataclass
class Folder:
    """A folder as it was read: the negotiation's key, all records, and all problems so far."""

    name: str
    key: str = ""
    records: list[Record] = field(default_factory=list)
    problems: list[SeedProblem] = field(default_factory=list)

    def refuse(
        self, place: FilePlace, message: str, found: object = None, allowed: str = ""
    ) -> None:
        """Add a problem."""
        self.problems.append(SeedProblem(place, message, found=found, allowed=allowed))


def read_folder(path: Path) -> Folder:
    """Read every file of a folder; problems are added to the result, never raised."""
    folder = Folder(path.name)
    if not path.is_dir():
        folder.refuse(FilePlace(str(path)), "there is no such folder.")
        return folder
    folder.key = f"{UNREADABLE}{path.name}"
    for name, layout in FILES.items():
        _read_known_file(folder, path, name, layout)
    for file in sorted(file for file in (path / DOCUMENTS).glob("*.toml") if file.is_file()):
        _read_document(folder, file)
    _refuse_other_files(folder, path)
    return folder


def _read_known_file(folder: Folder, path: Path, name: str, layout: Layout) -> None:
    if (path / name).is_file():
        data = _parse(folder, path / name, f"{folder.name}/{name}")
        _FileReader(folder, f"{folder.name}/{name}", layout).read(data)
    elif name == next(iter(FILES)):
        folder.refuse(FilePlace(f"{folder.name}/{name}"), "the file is missing.")


def _read_document(folder: Folder, file: Path) -> None:
    name = f"{folder.name}/{DOCUMENTS}/{file.name}"
    reader = _FileReader(folder, name, DOCUMENT)
    reader.read(_parse(folder, file, name))
    version = reader.owners.get("version", UNREADABLE)
    expected = ".".join((local_key(version), "toml"))
    if UNREADABLE not in version and file.name != expected:
        folder.refuse(
            FilePlace(name), "the file is named otherwise than its document.", file.name, expected
        )


def _refuse_other_files(folder: Folder, path: Path) -> None:
    for file in sorted(path.rglob("*.toml")):
        relative = file.relative_to(path)
        known = relative.parts[0] == DOCUMENTS and len(relative.parts) == 2
        if not known and str(relative) not in (*FILES, WORD_LIST):
            hint = did_you_mean(str(relative), (*FILES, DOCUMENTS))
            folder.refuse(
                FilePlace(f"{folder.name}/{relative}"),
                f"a folder holds no such file.{hint}",
                allowed=f"{', '.join(FILES)}, {DOCUMENTS}/<proposal>.<version>.toml",
            )


def _parse(folder: Folder, file: Path, name: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        folder.refuse(
            FilePlace(name), f"not in UTF-8: line {line} holds a byte that cannot be read."
        )
    except tomllib.TOMLDecodeError as error:
        folder.refuse(FilePlace(name), f"not TOML: {error}.")
    except OSError as error:
        folder.refuse(FilePlace(name), f"cannot be read: {error.strerror}.")
    return None


class _FileReader:
    """The reading of one file by its layout; `owners` are the keys of single tables so far."""

    def __init__(self, folder: Folder, name: str, layout: Layout) -> None:
        self.folder = folder
        self.file = FilePlace(name)
        self.layout = layout
        self.owners = {"negotiation": folder.key}
        self.last: Counter[tuple[str, ...]] = Counter()

    def read(self, data: dict[str, Any] | None) -> None:
        """Read all tables of the file."""
        if data is None:
            return
        self._refuse_unknown(self.file, data, [table.name for table in self.layout])
        for table in self.layout:
            if isinstance(table, TomlPart):
                self._read_part(table, data.get(table.name, []))
            elif table.many:
                self._read_list(table, data.get(table.name, []), self.file, self.owners)
            else:
                self._read_single(table, data.get(table.name))

    def _read_single(self, table: TomlTable, row: Any) -> None:
        place = self.file.at(table.name)
        if not isinstance(row, dict):
            self.folder.refuse(place, "the table is missing.", row, f"[{table.name}]")
            self.owners[table.kind] = f"{self.folder.key}.{UNREADABLE}"
            return
        key = self._read_table(table, row, place, self.owners)
        self.owners[table.kind] = key
        if table.kind == "negotiation":
            self.folder.key = key

    def _read_list(
        self, table: TomlTable, rows: Any, place: FilePlace, owners: Mapping[str, str]
    ) -> None:
        if not self._is_list_of_tables(table, rows, place):
            return
        for number, row in enumerate(rows, start=1):
            where = place.at(f"{table.name}[{number}]")
            if table.kind in ("clause", "response"):
                where = self.file.within(table.kind, str(row.get("key", f"number {number}")))
            self._read_table(table, row, where, owners)

    def _is_list_of_tables(self, table: TomlTable | TomlPart, rows: Any, place: FilePlace) -> bool:
        if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
            return True
        self.folder.refuse(place.at(table.name), "a list of tables is needed.", rows)
        return False

    def _read_part(self, part: TomlPart, rows: Any) -> None:
        """Read tables that are one value of a record read before; a bad list leaves it empty."""
        if not self._is_list_of_tables(part, rows, self.file):
            return
        tables = normalize(rows)
        for number, table in enumerate(tables, start=1):
            self._refuse_unknown(self.file.at(f"{part.name}[{number}]"), table, part.keys)
        known = [{key: row[key] for key in part.keys if key in row} for row in tables]
        problems = problems_of_scopes(known, self.file)
        self.folder.problems.extend(problems)
        if not problems:
            self.folder.records = [
                store_scope_list(record.changed(**{part.name: known}))
                if record.kind == part.kind
                else record
                for record in self.folder.records
            ]

    def _read_table(
        self, table: TomlTable, row: dict[str, Any], place: FilePlace, owners: Mapping[str, str]
    ) -> str:
        kind = KINDS[table.kind]
        inner = [inside.name for inside in table.inside]
        self._refuse_unknown(place, row, (*kind.allowed, *inner))
        values = self._values(kind, row, place, owners)
        key = key_of(kind, values)
        self.folder.records.append(Record(kind.name, key, values, place))
        for inside in table.inside:
            self._read_list(inside, row.get(inside.name, []), place, {**owners, kind.name: key})
        return key

    def _values(
        self, kind: RecordKind, row: dict[str, Any], place: FilePlace, owners: Mapping[str, str]
    ) -> dict[str, Any]:
        values: dict[str, Any] = {kind.owner: owners[kind.owner]} if kind.owner else {}
        for name in kind.keys:
            values[name] = self._value(kind, name, row, place)
        for name in kind.keys:
            values[name] = self._resolve(kind, name, values)
        if kind.counter:
            values[kind.counter] = self._number(kind, row, place, values)
        values |= {name: default_of(kind.model_field(name)) for name in kind.tables}
        return values

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
            return default_of(kind.model_field(name))
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

    def _refuse_unknown(self, place: FilePlace, row: dict[str, Any], known: Any) -> None:
        for name in sorted(set(row) - set(known)):
            hint = did_you_mean(name, known)
            self.folder.refuse(place.at(name), f"unknown key.{hint}", allowed=join_known(known))


_NARROWING = {("response", "clauses"), ("response", "questions")}
"""Lists that narrow a record to what they name; without the list it is about everything."""


def _owner(kind: RecordKind) -> tuple[str, ...]:
    return (kind.owner,) if kind.owner else ()
