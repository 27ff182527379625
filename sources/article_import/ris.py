"""Entries of RIS, as Zotero and other reference managers write it."""

from __future__ import annotations

import re

from sources.article_import.columns import TableRow, manager_cells, refuse_many_rows

BEGINNING = re.compile(r"TY\s{1,3}-(?:\s|\Z)")
TAG = re.compile(r"([A-Z][A-Z0-9])\s{1,3}-(?:\s(.*)|\Z)")
NAMES = {
    "headline": ("TI", "T1", "CT"),
    "outlet": ("T2", "JF", "JO", "BT", "PB"),
    "published": ("DA", "PY", "Y1"),
    "accessed": ("Y2",),
    "url": ("UR",),
    "language": ("LA",),
}


def is_ris(text: str) -> bool:
    """Tell whether a text begins like RIS: with the type of its first entry."""
    return bool(BEGINNING.match(text))


def read(text: str) -> tuple[list[TableRow], list[str]]:
    """Return the entries of RIS, counted from 1, and their names: ours for what is read."""
    entries: list[dict[str, list[list[str]]]] = []
    tag = ""
    for line in text.splitlines():
        match = TAG.match(line.strip("\ufeff"))
        if match is None:
            if entries and tag in entries[-1] and line.strip():
                # A long text goes on in the next line.
                entries[-1][tag][-1].append(line.strip())
            continue
        tag = match[1]
        if tag == "TY":
            entries.append({})
        entries[-1].setdefault(tag, []).append([(match[2] or "").strip()])
    refuse_many_rows(len(entries))
    rows = [_row(number, entry) for number, entry in enumerate(entries, start=1)]
    ours = {source: column for column, sources in NAMES.items() for source in sources}
    tags = [tag for entry in entries for tag, texts in entry.items() if any(map(any, texts))]
    return rows, list(dict.fromkeys(ours.get(tag, f"RIS: {tag}") for tag in tags))


def _row(number: int, entry: dict[str, list[list[str]]]) -> TableRow:
    """Return one entry; of a tag that stands there twice, the first is taken."""
    fields = {tag: " ".join(texts[0]) for tag, texts in entry.items()}
    return TableRow(number, manager_cells(fields, NAMES))
