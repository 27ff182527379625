"""What stands beside the tables: `datapackage.json` for programs, and the words for people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from proposals.exports.bundle import ExportBundle
from proposals.exports.citations.references import citation_of
from proposals.exports.tables.codebook import EXPLAINED
from proposals.exports.tables.columns import DataTable, TableColumn, Type
from proposals.exports.tables.csv_file import DIALECT

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


@dataclass(frozen=True)
class FileFacts:
    """A file of the archive: how long it is, and its SHA-256."""

    size: int
    hash: str


def facts(bundle: ExportBundle) -> list[tuple[str, str]]:
    """Return what is inside and where it is from: a name and a value each."""
    count = _("%(shown)d of %(total)d") % {
        "shown": bundle.matrix.row_count,
        "total": bundle.matrix.total,
    }
    return [
        (_("Comparison"), bundle.title),
        (_("Selection"), bundle.selection_words),
        (_("Questions shown"), count),
        (_("Address"), bundle.address),
        (_("Made"), bundle.moment.isoformat(timespec="seconds")),
        (_("SHA-256 of the content"), bundle.hash),
        (_("Licence of the data"), f"{LICENCE['title']} ({LICENCE['name']}), {LICENCE['path']}"),
        (_("Cite as"), citation_of(bundle).strip()),
    ]


def advice() -> list[str]:
    """Return what a reader of the tables has to know, a paragraph each."""
    return [
        _(
            "Silent, deferred, withdrawn, struck out, moved elsewhere and not coded yet are six "
            "things (column state of answers and positions), and none of them is agreement. A "
            "published demand is not a last word."
        ),
        _(
            "A text that a spreadsheet could run as a formula has an apostrophe before it, and so "
            "has every part of it after a semicolon, a tab or the end of a line. To have the text "
            "back, take one apostrophe away at the beginning and after each of these."
        ),
        _(
            "An empty cell says nothing. A character that a sheet cannot hold is written _xHHHH_. "
            "What is too long for one cell goes on in the table continuations."
        ),
        _(
            "Quotations and headlines stay with their publishers; the licence covers the words and "
            "the coding of this site."
        ),
    ]


def csv_instructions() -> str:
    """Return how the CSV files are opened in a spreadsheet."""
    return _(
        "The CSV files are UTF-8, parted by commas, every text in double quotes, lines ending in "
        "CR LF. In a spreadsheet do not open them by a double click: import them (data, from "
        "text), and choose UTF-8 and the comma. comparison.xlsx holds the same tables ready made."
    )


def readme(bundle: ExportBundle) -> str:
    """Return README.txt of the archive."""
    lines = [f"{name}: {value}" for name, value in facts(bundle)]
    files = [f"{table.name}.csv: {table.meaning}" for table in EXPLAINED]
    last = _("datapackage.json says the same to programs (Data Package 2.0).")
    blocks = ["\n".join(lines), csv_instructions(), *advice(), "\n".join([*files, last])]
    return "\n\n".join(blocks) + "\n"


def datapackage(bundle: ExportBundle, files: Mapping[str, FileFacts]) -> bytes:
    """Return the description of the archive; `files` are those of its tables by name."""
    package: dict[str, Any] = {
        "$schema": PROFILE,
        "name": f"{bundle.negotiation.key}-{bundle.hash[:16]}",
        "id": f"sha256:{bundle.hash}",
        "title": bundle.title,
        "description": bundle.selection_words,
        "homepage": bundle.address,
        "created": bundle.moment.isoformat(timespec="seconds"),
        "licenses": [LICENCE],
        "contributors": [{"title": "Parley"}],
        "format": bundle.record["format"],
        "rules": bundle.record["rules"],
        "selection": bundle.record["selection"],
        "resources": [_resource(table, files[table.name]) for table in EXPLAINED],
    }
    return json.dumps(package, ensure_ascii=False, indent=2).encode() + b"\n"


def _resource(table: DataTable, file: FileFacts) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "description": str(table.meaning),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.hash}",
        "dialect": DIALECT,
        "schema": _schema(table),
    }


def _schema(table: DataTable) -> dict[str, Any]:
    links = [
        {
            "fields": list(link.columns),
            "reference": {"resource": link.table, "fields": list(link.names)},
        }
        for link in table.links
    ]
    schema: dict[str, Any] = {
        "fields": [_field(column, column.name in table.key) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    return {**schema, "foreignKeys": links} if links else schema


def _field(column: TableColumn, key: bool) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required or key else {}
    if column.values:
        constraints["enum"] = list(column.values)
    description: dict[str, Any] = {
        "name": column.name,
        "type": column.type.value,
        "description": str(column.meaning),
    }
    if column.type is Type.YES_NO:
        description |= {"trueValues": ["true"], "falseValues": ["false"]}
    return {**description, "constraints": constraints} if constraints else description
