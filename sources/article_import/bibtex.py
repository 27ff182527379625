"""Entries of BibTeX and BibLaTeX, as Zotero writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sources.article_import.columns import TableRow, manager_cells, refuse_many_rows, shown_names
from sources.article_import.latex_text import plain_url, read_latex

BEGINNING = re.compile(r"(?:%[^\n]*\n|\s)*@[A-Za-z]+\s*[{(]")
ENTRY = re.compile(r"@\s*([A-Za-z]+)\s*([{(])\s*")
FIELD = re.compile(r"\s*(?:,\s*)?([A-Za-z][\w:.+/-]*)\s*=\s*")
KEY = re.compile(r"[^,\s{}()=]*\s*(?=[,})])")
WORD = re.compile(r"[A-Za-z0-9_:.+/-]+")
JOINED = re.compile(r"\s*#\s*")
NO_ARTICLES = ("comment", "preamble", "string")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAMES = {
    "headline": ("title",),
    "outlet": (
        *("journaltitle", "journal", "newspaper", "booktitle", "maintitle", "organization"),
        *("publisher", "institution"),
    ),
    "published": ("date",),
    "accessed": ("urldate",),
    "url": ("url",),
    "language": ("language", "langid"),
}
READ_TOGETHER = ("year", "month", "day")


def is_bibtex(text: str) -> bool:
    """Tell whether a text begins like BibTeX."""
    return bool(BEGINNING.match(text))


def read(text: str) -> tuple[list[TableRow], list[str]]:
    """Return the entries of BibTeX, counted from 1, and their names: ours for what is read.

    Raises `ValidationError` with the line where the text breaks the grammar.
    """
    entries = list(_entries(text))
    refuse_many_rows(len(entries))
    rows = [_row(number, entry) for number, entry in enumerate(entries, start=1)]
    ours = {source: column for column, sources in NAMES.items() for source in sources}
    ours |= dict.fromkeys(READ_TOGETHER, "published")
    names = [name for entry in entries for name, value in entry.items() if value]
    return rows, list(dict.fromkeys(ours.get(name, f"BibTeX: {name}") for name in names))


def _entries(text: str) -> Iterator[dict[str, str]]:
    """Return the fields of each entry, as they are written; what stands between is a comment."""
    place = 0
    while match := ENTRY.search(text, place):
        kind, close = match[1].lower(), "}" if match[2] == "{" else ")"
        if kind in NO_ARTICLES:
            place = _end(text, match.end(), close)
            continue
        key = KEY.match(text, match.end())
        if key is None:
            raise _broken(text, match.end())
        fields: dict[str, str] = {}
        place = key.end()
        while field := FIELD.match(text, place):
            value, place = _value(text, field.end())
            fields.setdefault(field[1].lower(), value)
        place = _end(text, place, close, only_spaces=True)
        yield fields


def _value(text: str, place: int) -> tuple[str, int]:
    """Return a value and where it ends: pieces in braces or quotation marks, or single words."""
    pieces = []
    while True:
        sign = text[place : place + 1]
        if sign in ("{", '"'):
            end = _end(text, place + 1, "}" if sign == "{" else '"')
            pieces.append(text[place + 1 : end - 1])
        elif word := WORD.match(text, place):
            end = word.end()
            pieces.append(word[0])
        else:
            raise _broken(text, place)
        joined = JOINED.match(text, end)
        if joined is None:
            return "".join(pieces), end
        place = joined.end()


def _end(text: str, place: int, close: str, *, only_spaces: bool = False) -> int:
    """Return the place after the sign that closes what was opened before `place`."""
    depth = 0
    start = place
    while place < len(text):
        sign = text[place]
        if sign == close and depth == 0:
            return place + 1
        if only_spaces and not sign.isspace() and sign != ",":
            break
        if sign == "\\":
            place += 1
        elif sign in "{}":
            depth += 1 if sign == "{" else -1
        if depth < 0:
            break
        place += 1
    raise _broken(text, start)


def _broken(text: str, place: int) -> ValidationError:
    """Return the refusal of a text that breaks the grammar here."""
    message = _("The file cannot be read as BibTeX: line %(line)s, near “%(words)s”.")
    words = " ".join(text[place : place + 40].split())
    line = text.count("\n", 0, place) + 1
    return ValidationError(message, code="bibtex", params={"line": line, "words": words})


def _row(number: int, entry: dict[str, str]) -> TableRow:
    """Return one entry as a row; a command of LaTeX that is not known here is its fault."""
    fields, faults = {}, []
    for column, names in NAMES.items():
        for name in names:
            if column == "url":
                fields[name] = plain_url(entry.get(name, ""))
                continue
            fields[name], unread = read_latex(entry.get(name, ""))
            message = _("%(column)s: “%(unread)s” is LaTeX that cannot be read here.")
            # Each command once: a text may have thousands.
            commands = list(dict.fromkeys(unread))
            if commands:
                faults.append(message % {"column": column, "unread": shown_names(commands)})
    if not fields["date"]:
        fields["date"] = _date(entry)
    return TableRow(number, manager_cells(fields, NAMES), tuple(faults))


def _date(entry: dict[str, str]) -> str:
    """Return year, month and day, as many as an entry has, with hyphens."""
    year, month, day = (read_latex(entry.get(name, ""))[0].strip() for name in READ_TOGETHER)
    starts = [month.lower().startswith(name) for name in MONTHS]
    number = f"{starts.index(True) + 1:02}" if any(starts) else month.rjust(2, "0")
    if not month:
        return year
    return f"{year}-{number}-{day.rjust(2, '0')}" if day else f"{year}-{number}"
