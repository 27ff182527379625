"""Tables of articles in any known format, told apart by their beginning, as rows of texts."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sources.article_import import bibtex, csl_json, ris
from sources.article_import.columns import (
    COLUMNS,
    MOST_ROWS,
    OF_MANAGERS,
    ImportTable,
    TableRow,
    column_name,
    filled_cells,
    manager_cells,
    plain_name,
    refuse_many_columns,
    refuse_many_rows,
    repeated,
    shown,
    shown_names,
)

__all__ = ["COLUMNS", "MOST_CHARACTERS", "MOST_ROWS", "ImportTable", "TableRow", "read_table"]

# The dry run sends the file back with the form, signed; Django reads 2.5 million bytes of a form.
MOST_CHARACTERS = 1_000_000
# A cell may hold a whole text; the csv module's own bound is 131,072 characters.
csv.field_size_limit(MOST_CHARACTERS)
# What Excel writes above a table, and does not count as a row.
SEPARATOR = re.compile(r'"?sep=(?P<sign>[^\r\n"])"?[^\r\n]{0,99}(?:\r\n|\r|\n)', re.IGNORECASE)
LISTS = ("articles", "items")


def read_table(text: str) -> ImportTable:
    """Return the rows of a file: JSON, RIS or BibTeX if it begins like one, else CSV.

    A row of CSV has the number that a spreadsheet shows, an entry of another format counts from
    1. Raises `ValidationError` when the file is too long, cannot be read, or has no column known
    here.
    """
    if len(text) > MOST_CHARACTERS:
        message = _("The file has %(found)s characters; at most %(most)s are read. Split it.")
        sizes = {"found": len(text), "most": MOST_CHARACTERS}
        raise ValidationError(message, code="too_long", params=sizes)
    rows, names = _rows(text.lstrip("\ufeff").strip())
    refuse_many_columns(names)
    if not set(names) & set(COLUMNS):
        message = _("No column is known here. Known: %(known)s.")
        raise ValidationError(message, code="columns", params={"known": ", ".join(COLUMNS)})
    return ImportTable(tuple(rows), tuple(shown(name) for name in names if name not in COLUMNS))


def _rows(text: str) -> tuple[list[TableRow], list[str]]:
    """Return the rows of a text, and the names of their columns."""
    if text[:1] in ("[", "{"):
        return _from_json(text)
    if ris.is_ris(text):
        return ris.read(text)
    if bibtex.is_bibtex(text):
        return bibtex.read(text)
    return _from_csv(text)


def _from_csv(text: str) -> tuple[list[TableRow], list[str]]:
    """Return rows and columns of CSV with commas, semicolons or tabs, or what Excel names."""
    named = SEPARATOR.match(text)
    table = text[named.end() :] if named else text
    head = table.split("\n", 1)[0]
    delimiter = named["sign"] if named else max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(table, newline=""), delimiter=delimiter, strict=True)
    filled: list[tuple[int, list[str]]] = []
    found = 0
    try:
        names = next(reader, [])
        refuse_many_columns(names)
        for number, line in enumerate(reader, start=2):
            refuse_many_columns(line, row=number)
            if any(line):
                found += 1
                if found <= MOST_ROWS:
                    filled.append((number, line))
    except (csv.Error, ValueError) as error:
        message = _("The file cannot be read as CSV: %(error)s.")
        raise ValidationError(message, code="csv", params={"error": error}) from error
    refuse_many_rows(found)
    written = [plain_name(name) for name in names]
    if "publication_title" in written:
        return _from_manager(written, filled)
    names = [column_name(name) for name in written]
    _refuse_repetition(names)
    rows = [
        TableRow(number, filled_cells(zip(names, line, strict=False)), _too_long(names, line))
        for number, line in filled
    ]
    return rows, names


def _from_manager(
    names: list[str], lines: list[tuple[int, list[str]]]
) -> tuple[list[TableRow], list[str]]:
    """Return rows and columns of CSV as Zotero writes it; empty columns are not mentioned."""
    _refuse_repetition(names)
    rows, used = [], set()
    for number, line in lines:
        fields = {name: cell for name, cell in zip(names, line, strict=False) if cell.strip()}
        used |= set(fields)
        rows.append(TableRow(number, _manager_row(names, fields), _too_long(names, line)))
    read = {source for sources in OF_MANAGERS.values() for source in sources}
    ignored = [name for name in names if name in used and name not in read]
    # Named as Zotero's, so that its keys are not taken for ours.
    prefix = "Zotero: " if "item_type" in names else ""
    return rows, [*OF_MANAGERS, *(f"{prefix}{name}" for name in ignored)]


def _manager_row(names: list[str], fields: dict[str, str]) -> dict[str, str]:
    """Return the cells of one row; in a table that an editor made shorter, our columns as well."""
    ours = {} if "item_type" in names else filled_cells(fields.items())
    return {**ours, **manager_cells(fields)}


def _refuse_repetition(names: list[str]) -> None:
    """Refuse a head in which two columns mean the same."""
    if twice := repeated(names):
        message = _("These columns stand in the head twice: %(names)s.")
        raise ValidationError(message, code="twice", params={"names": shown_names(twice)})


def _too_long(names: list[str], line: list[str]) -> tuple[str, ...]:
    """Return the fault of a line that is longer than the head."""
    if len(line) <= len(names):
        return ()
    message = _("The row has %(found)s cells, the head has %(most)s.")
    return (str(message) % {"found": len(line), "most": len(names)},)


def _from_json(text: str) -> tuple[list[TableRow], list[str]]:
    """Return entries and their names of a JSON list, or of a list in an object."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        message = _("The file cannot be read as JSON: %(error)s.")
        raise ValidationError(message, code="json", params={"error": error}) from error
    lists = [content.get(name) for name in LISTS] if isinstance(content, dict) else [content]
    entries = next((entries for entries in lists if isinstance(entries, list)), None)
    if entries is None:
        message = _("The JSON has to be a list of articles, or an object with a list “articles”.")
        raise ValidationError(message, code="json")
    refuse_many_rows(len(entries))
    for number, entry in enumerate(entries, start=1):
        refuse_many_columns(entry if isinstance(entry, dict) else (), row=number)
    rows = [_json_row(number, entry) for number, entry in enumerate(entries, start=1)]
    names = [name for entry in entries if isinstance(entry, dict) for name in _json_names(entry)]
    return rows, list(dict.fromkeys(names))


def _json_names(entry: dict[str, Any]) -> list[str]:
    """Return the names of an entry in our words."""
    if csl_json.is_csl(entry):
        return csl_json.names(entry)
    return [column_name(name) for name in entry]


def _json_row(number: int, entry: Any) -> TableRow:
    """Return one entry of JSON; values that are no text are at fault."""
    if not isinstance(entry, dict):
        return TableRow(number, {}, (str(_("The entry is no object with names and values.")),))
    if csl_json.is_csl(entry):
        return TableRow(number, csl_json.cells(entry))
    texts = {name: _text(value) for name, value in entry.items() if value is not None}
    wrong = [name for name, text in texts.items() if text is None and column_name(name) in COLUMNS]
    message = _("“%(name)s” has to be a text.")
    faults = tuple(str(message) % {"name": name} for name in wrong)
    cells = filled_cells(
        (column_name(name), text) for name, text in texts.items() if text is not None
    )
    return TableRow(number, cells, faults)


def _text(value: Any) -> str | None:
    """Return a text, or a whole number as text (a key may be one); None for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value)
