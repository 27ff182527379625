"""Writes a stored negotiation as a folder of TOML files that loads again as it is."""

from __future__ import annotations

from pathlib import Path

from proposals.models import Negotiation, SeedRecord
from proposals.seeding.database import read_database
from proposals.seeding.schema import DOCUMENTS, KINDS, Index, Record, index_of
from proposals.seeding.writer import write_folder


class CannotDump(Exception):
    """The negotiation is unknown, or the folder holds files that would not belong to it."""


def dump(negotiation: str, path: Path) -> list[Path]:
    """Write the folder and return its files; raises CannotDump before anything is written."""
    files = texts(negotiation)
    _refuse_strangers(path, files)
    written = []
    for name, text in sorted(files.items()):
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        written.append(file)
    return written


def texts(negotiation: str) -> dict[str, str]:
    """The text of each file of a negotiation's folder; raises CannotDump if it is unknown."""
    index = read_database(negotiation).index
    if not index["negotiation"]:
        known = ", ".join(Negotiation.objects.values_list("key", flat=True)) or "nothing"
        raise CannotDump(f'there is no negotiation "{negotiation}". Known: {known}.')
    return write_folder(_belonging(index, negotiation))


def _belonging(index: Index, negotiation: str) -> Index:
    """The negotiation's own records, and of the shared ones those that it needs or has loaded."""
    wanted = [
        record for kind in KINDS.values() if not kind.shared for record in index[kind.name].values()
    ]
    loaded = SeedRecord.objects.filter(folder=negotiation).values_list("model", "key")
    wanted += [
        index[kind][key] for kind, key in loaded if KINDS[kind].shared and key in index[kind]
    ]
    found: dict[tuple[str, str], Record] = {}
    while wanted:
        record = wanted.pop()
        if (record.kind, record.key) not in found:
            found[record.kind, record.key] = record
            wanted.extend(_needed_by(record, index))
    return index_of(found.values())


def _needed_by(record: Record, index: Index) -> list[Record]:
    kind = KINDS[record.kind]
    if kind.name == "unit":
        # Answers may be given in any unit that converts to the question's own.
        size = record.values["base"] or record.key
        return [u for u in index["unit"].values() if size in (u.key, u.values["base"])]
    needed = []
    for name in kind.names:
        target, value = kind.target(name), record.values[name]
        if target is not None and target.shared and value:
            keys = value if isinstance(value, list) else [value]
            needed += [index[target.name][key] for key in keys]
    return needed


def _refuse_strangers(path: Path, files: dict[str, str]) -> None:
    """Files of another dump would be loaded together with this one."""
    found = [*path.glob("*.toml"), *(path / DOCUMENTS).glob("*.toml")]
    strangers = [name for file in found if (name := file.relative_to(path).as_posix()) not in files]
    if strangers:
        names = ", ".join(sorted(strangers))
        raise CannotDump(f"{path} holds files that do not belong to this negotiation: {names}.")
