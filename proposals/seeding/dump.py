"""Dumping a stored negotiation into a folder of TOML files that loads again as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from proposals.models import Negotiation, SeedRecord
from proposals.models.translations import key_of_subject, kind_of_subject
from proposals.seeding.database import read_database
from proposals.seeding.file_reader import CODEBOOK_MARK
from proposals.seeding.layout import DOCUMENTS, FILE_OF_KIND, TEXTS, WORD_LIST
from proposals.seeding.problems import FilePlace
from proposals.seeding.schema import KINDS, SHARED_TRANSLATION, Index, Record, index_of
from proposals.seeding.writer import write_folder


class DumpRefused(Exception):
    """The negotiation is unknown, or the folder holds files that would not belong to it."""


def dump(negotiation: str, path: Path) -> list[Path]:
    """Write the folder and return its files; raises DumpRefused before anything is written."""
    files = file_texts(negotiation)
    _refuse_other_files(path, files)
    written = []
    for name, text in sorted(files.items()):
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        written.append(file)
    return written


def file_texts(negotiation: str) -> dict[str, str]:
    """Return the text of each file of a negotiation's folder; raise DumpRefused if unknown."""
    return write_folder(records_of(negotiation))


def records_of(negotiation: str) -> Index:
    """Return the records that a negotiation's folder holds; raise DumpRefused if unknown."""
    index = read_database(negotiation).index
    if not index["negotiation"]:
        known = ", ".join(Negotiation.objects.values_list("key", flat=True)) or "nothing"
        raise DumpRefused(f'there is no negotiation "{negotiation}". Known: {known}.')
    return _select_records(index, negotiation)


def _select_records(index: Index, negotiation: str) -> Index:
    """Return the negotiation's own records, and shared ones that it needs or has loaded.

    Those that only a codebook holds are told as standing in its file.
    """
    pending = [
        record for kind in KINDS.values() if not kind.shared for record in index[kind.name].values()
    ]
    recorded = SeedRecord.objects.filter(folder=negotiation).values_list("model", "key")
    loaded = dict.fromkeys(recorded)
    pending += [
        index[kind][key] for kind, key in loaded if KINDS[kind].shared and key in index[kind]
    ]
    selected: dict[tuple[str, str], Record] = {}
    translations = _shared_translations(index)
    while pending:
        record = pending.pop()
        if (record.kind, record.key) not in selected:
            selected[record.kind, record.key] = record
            pending.extend(translations.get((record.kind, record.key), ()))
            pending.extend(_required_by(record, index))
    codebooks = _codebooks_of(selected)
    return index_of(
        replace(record, place=FilePlace(codebooks[row] + _file_of(record)))
        if row in codebooks and row not in loaded
        else record
        for row, record in selected.items()
    )


def _file_of(record: Record) -> str:
    """Return the file that holds a shared record."""
    if record.kind == SHARED_TRANSLATION:
        return f"{TEXTS}/{record.values['language']}.toml"
    return FILE_OF_KIND[record.kind]


def _shared_translations(index: Index) -> dict[tuple[str, str], list[Record]]:
    """Return the translations of shared rows, by the kind and the key of the row."""
    by_row: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in index[SHARED_TRANSLATION].values():
        subject = str(record.values["subject"])
        by_row[kind_of_subject(subject), key_of_subject(subject)].append(record)
    return by_row


def _codebooks_of(selected: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return the keys of the codebooks that hold some of the selected rows, by row."""
    held = SeedRecord.objects.filter(folder__endswith=CODEBOOK_MARK).order_by("-pk")
    of_rows = {
        (model, key): folder for folder, model, key in held.values_list("folder", "model", "key")
    }
    return {row: of_rows[row] for row in selected if row in of_rows}


def _required_by(record: Record, index: Index) -> list[Record]:
    kind = KINDS[record.kind]
    if kind.name == "unit":
        # Answers may be given in any unit that converts to the question's own.
        size = record.values["base"] or record.key
        return [unit for unit in index["unit"].values() if size in (unit.key, unit.values["base"])]
    required = []
    for name in kind.names:
        target, value = kind.target(name), record.values[name]
        if target is not None and target.shared and value:
            keys = value if isinstance(value, list) else [value]
            required += [index[target.name][key] for key in keys]
    return required


def _refuse_other_files(path: Path, files: dict[str, str]) -> None:
    """Raise DumpRefused for files of another dump: they would be loaded together with this one."""
    inner = (path / DOCUMENTS, path / TEXTS)
    present = [*path.glob("*.toml"), *(file for one in inner for file in one.glob("*.toml"))]
    others = {file.relative_to(path).as_posix() for file in present} - {*files, WORD_LIST}
    if others:
        names = ", ".join(sorted(others))
        raise DumpRefused(f"{path} holds files that do not belong to this negotiation: {names}.")
