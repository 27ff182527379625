"""Writing records as the text of a folder's files; the reverse of reading them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from proposals.seeding.fields import default_of, is_required
from proposals.seeding.layout import (
    DOCUMENT,
    DOCUMENTS,
    FILES,
    TEXTS,
    TEXTS_FILE,
    Layout,
    TomlPart,
    TomlTable,
)
from proposals.seeding.schema import (
    KINDS,
    SHARED_TRANSLATION,
    TRANSLATION,
    Index,
    Record,
    RecordKind,
    local_key,
    written_key,
)
from proposals.seeding.toml import write_pair

AMOUNTS = ("at_least", "more_than", "at_most", "less_than", "exactly")
DAYS = ("from", "to", "on")
_PLAIN_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")


def write_folder(index: Index) -> dict[str, str]:
    """Return the text of each file of a folder, by its path inside the folder."""
    writer = _Writer(index)
    files = {name: writer.file(layout, {}) for name, layout in FILES.items()}
    for version in index["version"].values():
        name = f"{DOCUMENTS}/{local_key(version.key)}.toml"
        single = {"proposal": version.values["proposal"], "version": version.key}
        files[name] = writer.file(DOCUMENT, single)
    for language in writer.languages():
        files[f"{TEXTS}/{language}.toml"] = writer.file(TEXTS_FILE, {"language": language})
    return {name: text for name, text in files.items() if text}


class _Writer:
    """The writing of tables, each with the records that belong into it."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.owned: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for kind in KINDS.values():
            for record in sorted(index[kind.name].values(), key=self._sort_key):
                self.owned[kind.name, str(record.values.get(kind.owner, ""))].append(record)

    def file(self, layout: Layout, single: Mapping[str, str]) -> str:
        """Return a file's text; `single` has the keys of the records of its single tables."""
        blocks: list[str] = []
        for table in layout:
            if isinstance(table, TomlPart):
                blocks.extend(self._part(table))
                continue
            kind = KINDS[table.kind]
            owner = single.get(kind.owner, next(iter(self.index["negotiation"])))
            records = self.owned[kind.name, owner if kind.owner else ""]
            if table.kind in single:
                records = [self.index[table.kind][single[table.kind]]]
            records = [one for one in records if _stands_in(one, kind, single)]
            blocks.extend(self._tables(table, table.name, records))
        return "\n\n".join(blocks) + "\n" if blocks else ""

    def languages(self) -> list[str]:
        """Return the languages into which any text is translated."""
        kinds = (TRANSLATION, SHARED_TRANSLATION)
        rows = (record for kind in kinds for record in self.index[kind].values())
        return sorted({str(record.values["language"]) for record in rows})

    def _part(self, part: TomlPart) -> Iterable[str]:
        """Yield the tables that are one value of a record in another file."""
        for record in self.index[part.kind].values():
            for row in record.values[part.name]:
                pairs = (write_pair(key, row[key]) for key in part.keys if key in row)
                yield "\n".join((f"[[{part.name}]]", *pairs))

    def _tables(self, table: TomlTable, name: str, records: list[Record]) -> Iterable[str]:
        last: dict[tuple[str, ...], int] = defaultdict(int)
        for record in records:
            yield self._table(table, name, record, last)
            for inside in table.inside:
                children = self.owned[inside.kind, record.key]
                yield from self._tables(inside, f"{name}.{inside.name}", children)

    def _table(
        self, table: TomlTable, name: str, record: Record, last: dict[tuple[str, ...], int]
    ) -> str:
        kind = KINDS[record.kind]
        lines = [f"[[{name}]]" if table.many else f"[{name}]"]
        for key in kind.keys:
            value = record.values[key]
            field = kind.model_field(key)
            if is_required(field) or value != self._left_out(kind, key, record):
                lines.append(write_pair(key, self._written_value(kind, key, record)))
        if kind.counter:
            group = tuple(str(record.values[name]) for name in kind.counted_by)
            number = record.values[kind.counter]
            if number != last[group] + 1:
                lines.append(write_pair(kind.counter, number))
            last[group] = number
        return "\n".join(lines)

    def _left_out(self, kind: RecordKind, name: str, record: Record) -> Any:
        """Return the value of a record whose table leaves the key out."""
        if name in kind.as_owner:
            return self.index[kind.owner][record.values[kind.owner]].values[name]
        return default_of(kind.model_field(name))

    def _written_value(self, kind: RecordKind, name: str, record: Record) -> Any:
        value = record.values[name]
        target = kind.target(name)
        owner = kind.context_of(name, record.values)
        if kind.name == "term" and name == "value":
            return _answer(value)
        if target is None:
            return value
        if isinstance(value, list):
            return sorted((written_key(target, key, owner) for key in value), key=natural_order)
        return written_key(target, value, owner)

    def _sort_key(self, record: Record) -> tuple[Any, ...]:
        """Return the sort key of a record: its number, its question, then its own key."""
        values = record.values
        question = self.index["question"].get(str(values.get("question", "")))
        place = question.values["ordinal"] if question else 0
        return (values.get("ordinal", 0), place, natural_order(record.key))


def _stands_in(record: Record, kind: RecordKind, single: Mapping[str, str]) -> bool:
    """Tell whether a record belongs into the file that is told by the values of `single`."""
    return all(record.values[name] == single[name] for name in kind.of_file)


def natural_order(key: str) -> list[tuple[int, int, str]]:
    """Return the sort key by which A2 stands before A10."""
    parts = re.split(r"(\d+)", key)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def _answer(value: Any) -> Any:
    """Return the table of an answer with numbers and days as TOML knows them."""
    if not isinstance(value, Mapping):
        return value
    return {key: _amount_or_day(key, part) for key, part in value.items()}


def _amount_or_day(key: str, part: Any) -> Any:
    if key in AMOUNTS and isinstance(part, str) and _PLAIN_NUMBER.fullmatch(part):
        return Decimal(part)
    if key in DAYS and isinstance(part, str):
        return date.fromisoformat(part)
    return part
