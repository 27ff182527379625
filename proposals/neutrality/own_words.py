"""The texts of a negotiation that are in our own words, each with its file and its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from proposals.seeding.layout import DOCUMENTS, EVIDENCE_KINDS, FILE_OF_KIND
from proposals.seeding.schema import KINDS, Index, Record, local_key

OWN_WORDS: Mapping[str, tuple[str, ...]] = {
    "theme": ("name",),
    "topic": ("name", "definition", "pax_note"),
    "outlet": ("ownership", "ownership_source"),
    "origin": ("name", "note"),
    "article": ("headline_note", "published_note", "note"),
    "negotiation": ("name", "summary", "order_note", "scopes"),
    "party": ("name",),
    "disagreement": ("title", "reading"),
    "account": ("text",),
    "map": ("title", "note"),
    "question": ("text", "note", "top", "vocabulary"),
    "proposal": ("name", "handed_over_note", "note"),
    "version": ("label", "completeness", "note"),
    "clause": ("heading", "text", "option_label", "contested"),
    "term": ("value", "scope", "condition", "note"),
    "coverage": ("where", "note"),
    "coverage evidence": ("note",),
    "evidence": ("note",),
    "response": ("text",),
    "response evidence": ("note",),
    "judgement": ("reason",),
}
"""The fields that whoever records a negotiation writes; quotations, titles and headlines are not.

Of fields that hold tables, the texts under TEXTS_OF_TABLES are meant.
"""

TEXTS_OF_TABLES = ("label", "note", "text")


@dataclass(frozen=True)
class Passage:
    """A text in our own words: the file that holds it, where in the file, and the text."""

    file: str
    where: str
    text: str


def own_passages(index: Index) -> Iterator[Passage]:
    """Yield every text in our own words that is not empty, kind by kind."""
    places = (record.place.file for record in index["negotiation"].values())
    home = next(places, "").rpartition("/")[0]
    for kind, fields in OWN_WORDS.items():
        for record in index[kind].values():
            for name in fields:
                for path, text in _texts(name, record.values[name]):
                    yield Passage(file_of(record, home), where=f"{_row(record)}, {path}", text=text)


def _texts(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield the texts of a value, each with its path of keys."""
    if isinstance(value, str) and value.strip():
        yield path, value
    elif isinstance(value, list):
        for number, row in enumerate(value, start=1):
            if isinstance(row, Mapping):
                yield from _texts(f"{path}[{number}]", row)
    elif isinstance(value, Mapping):
        for name in TEXTS_OF_TABLES:
            yield from _texts(f"{path}.{name}", value.get(name))


def file_of(record: Record, home: str = "") -> str:
    """Return the name of the file that holds a record; `home` is the negotiation's folder.

    A shared record may stand in a codebook, whose name comes first then.
    """
    folder = record.place.file.rpartition("/")[0]
    if KINDS[record.kind].shared and folder not in ("", home):
        return record.place.file
    if record.kind in FILE_OF_KIND:
        return FILE_OF_KIND[record.kind]
    if record.kind == "proposal":
        return f"{DOCUMENTS}/{local_key(record.key)}.*.toml"
    proposal, version = _document_parts(record)[:2]
    return f"{DOCUMENTS}/{proposal}.{version}.toml"


def _row(record: Record) -> str:
    """Return the name by which a person finds a record in its file."""
    match record.kind:
        case "negotiation" | "proposal" | "version":
            return record.kind
        case "clause" | "term" | "coverage" | "response":
            return f"{record.kind} {_document_parts(record)[-1]}"
        case name if name in EVIDENCE_KINDS:
            return f"{record.kind} {_document_parts(record)[-1]}"
    whole = record.values.get("key") or local_key(record.key)
    return f"{record.kind} {whole}"


def _document_parts(record: Record) -> list[str]:
    """Return the keys of proposal and version, and the rest of a record's key if there is any."""
    return _BETWEEN_KEYS.split(local_key(record.key), maxsplit=2)


_BETWEEN_KEYS = re.compile(r"[.#:]")
"""What stands before the key of a version, and before those of a clause, question, response."""
