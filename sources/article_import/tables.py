"""Tables of articles in CSV or JSON, told apart by their beginning, as rows of texts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

COLUMNS = (
    "key",
    "outlet",
    "headline",
    "headline_note",
    "description",
    "published",
    "published_note",
    "url",
    "url_note",
    "archived_url",
    "accessed",
    "language",
    "syndicated_from",
    "origin",
    "extent",
    "note",
    "text",
)
# What other tools call them.
ALSO_CALLED = {
    "title": "headline",
    "date": "published",
    "address": "url",
    "link": "url",
    "archive": "archived_url",
    "publisher": "outlet",
    "lang": "language",
}
MOST_ROWS = 2_000
# The dry run sends the file back with the form, signed; Django reads 2.5 million bytes of a form.
MOST_CHARACTERS = 1_000_000
# A cell may hold a whole text; the csv module's own bound is 131,072 characters.
csv.field_size_limit(MOST_CHARACTERS)


@dataclass(frozen=True)
class TableRow:
    """One row as it stands in the file: its number there, its filled cells, what is wrong."""

    number: int
    cells: dict[str, str]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportTable:
    """All rows of a file, and the names of columns that mean nothing here."""

    rows: tuple[TableRow, ...]
    ignored: tuple[str, ...]


def read_table(text: str) -> ImportTable:
    """Return the rows of a file; JSON if it begins like JSON, else CSV.

    A row of CSV has the number that a spreadsheet shows, an entry of JSON counts from 1. Raises
    `ValidationError` when the file is too long, cannot be read, or has no column known here.
    """
    if len(text) > MOST_CHARACTERS:
        message = _("The file has %(found)s characters; at most %(most)s are read. Split it.")
        sizes = {"found": len(text), "most": MOST_CHARACTERS}
        raise ValidationError(message, code="too_long", params=sizes)
    plain = text.lstrip("\ufeff").strip()
    rows, names = _from_json(plain) if plain[:1] in ("[", "{") else _from_csv(plain)
    if not set(names) & set(COLUMNS):
        message = _("No column is known here. Known: %(known)s.")
        raise ValidationError(message, code="columns", params={"known": ", ".join(COLUMNS)})
    if len(rows) > MOST_ROWS:
        message = _("The file has %(found)s rows; at most %(most)s are read. Split it.")
        sizes = {"found": len(rows), "most": MOST_ROWS}
        raise ValidationError(message, code="too_many", params=sizes)
    return ImportTable(tuple(rows), tuple(name for name in names if name not in COLUMNS))


def _from_csv(text: str) -> tuple[list[TableRow], list[str]]:
    """Return rows and columns of CSV with commas, semicolons or tabs."""
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        message = _("The file cannot be read as CSV: %(error)s.")
        raise ValidationError(message, code="csv", params={"error": error}) from error
    names = [_name(name) for name in lines[0]] if lines else []
    if twice := sorted({name for name in names if name and names.count(name) > 1}):
        message = _("These columns stand in the head twice: %(names)s.")
        raise ValidationError(message, code="twice", params={"names": ", ".join(twice)})
    filled = ((number, line) for number, line in enumerate(lines[1:], start=2) if any(line))
    return [_csv_row(number, names, line) for number, line in filled], names


def _csv_row(number: int, names: list[str], line: list[str]) -> TableRow:
    """Return one line of CSV; a line that is longer than the head is at fault."""
    faults: tuple[str, ...] = ()
    if len(line) > len(names):
        message = _("The row has %(found)s cells, the head has %(most)s.")
        faults = (str(message) % {"found": len(line), "most": len(names)},)
    return TableRow(number, _cells(zip(names, line, strict=False)), faults)


def _from_json(text: str) -> tuple[list[TableRow], list[str]]:
    """Return entries and their names of a JSON list, or of the list `articles` of an object."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        message = _("The file cannot be read as JSON: %(error)s.")
        raise ValidationError(message, code="json", params={"error": error}) from error
    entries = content.get("articles") if isinstance(content, dict) else content
    if not isinstance(entries, list):
        message = _("The JSON has to be a list of articles, or an object with a list “articles”.")
        raise ValidationError(message, code="json")
    rows = [_json_row(number, entry) for number, entry in enumerate(entries, start=1)]
    names = [_name(name) for entry in entries if isinstance(entry, dict) for name in entry]
    return rows, list(dict.fromkeys(names))


def _json_row(number: int, entry: Any) -> TableRow:
    """Return one entry of JSON; values that are no text are at fault."""
    if not isinstance(entry, dict):
        return TableRow(number, {}, (str(_("The entry is no object with names and values.")),))
    texts = {name: _text(value) for name, value in entry.items() if value is not None}
    wrong = [name for name, text in texts.items() if text is None and _name(name) in COLUMNS]
    message = _("“%(name)s” has to be a text.")
    faults = tuple(str(message) % {"name": name} for name in wrong)
    cells = _cells((_name(name), text) for name, text in texts.items() if text is not None)
    return TableRow(number, cells, faults)


def _text(value: Any) -> str | None:
    """Return a text, or a whole number as text (a key may be one); None for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value)


def _cells(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the filled cells of known columns, without white space around."""
    # What no database can hold as text: NUL, halves of characters.
    clean = (
        (name, text.replace("\0", "").encode(errors="ignore").decode()) for name, text in pairs
    )
    return {name: text.strip() for name, text in clean if name in COLUMNS and text.strip()}


def _name(name: str) -> str:
    """Return a column's name in our words."""
    plain = name.strip().lower().replace(" ", "_").replace("-", "_")
    return ALSO_CALLED.get(plain, plain)
