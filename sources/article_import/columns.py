"""Columns of tables of articles: what they are called, and rows of their filled cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sources.article_import.language_names import TAGS

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
    "sure",
)
MOST_ROWS = 2_000
MOST_COLUMNS = 200
"""Columns of a table, or names of an entry: Zotero writes 87."""
SHOWN_CHARACTERS = 80
"""What of a name, a command or a cell stands in a message."""
SHOWN_NAMES = 20
# What other tools call them.
ALSO_CALLED = {
    "title": "headline",
    "date": "published",
    "address": "url",
    "link": "url",
    "archive": "archived_url",
    "publisher": "outlet",
    "lang": "language",
    "access_date": "accessed",
    "publication_title": "outlet",
}
# What reference managers write, of which the first that is filled counts. Their keys are not
# ours, their archives are buildings, and their notes and abstracts may quote.
OF_MANAGERS = {
    "headline": ("title",),
    "outlet": ("publication_title", "publisher"),
    "published": ("date",),
    "accessed": ("access_date",),
    "url": ("url",),
    "language": ("language",),
}
MARKUP = re.compile(r"</?(?:i|b|em|strong|sub|sup|span|sc)(?:\s[^<>]{0,200})?>", re.IGNORECASE)
ESCAPED_AMPERSAND = re.compile(r"&(?:(?:amp|#38|#x26);)+", re.IGNORECASE)
ADDRESSES = ("url", "archived_url")


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


def refuse_many_rows(found: int) -> None:
    """Raise ValidationError if a file has more rows or entries than are read."""
    if found > MOST_ROWS:
        message = _("The file has %(found)s rows; at most %(most)s are read. Split it.")
        sizes = {"found": found, "most": MOST_ROWS}
        raise ValidationError(message, code="too_many", params=sizes)


def refuse_many_columns(names: Sized, row: int = 0) -> None:
    """Raise ValidationError if a head, a row or an entry has more columns than are read.

    `row` is its number; without one, the head or all entries are meant.
    """
    if len(names) <= MOST_COLUMNS:
        return
    sizes = {"found": len(names), "most": MOST_COLUMNS, "row": row}
    if row:
        message = _(
            "Row %(row)s has %(found)s cells; at most %(most)s are read. Take out those that are "
            "not needed."
        )
    else:
        message = _(
            "The file has %(found)s columns; at most %(most)s are read. Take out those that are "
            "not needed."
        )
    raise ValidationError(message, code="too_wide", params=sizes)


def shown(text: str) -> str:
    """Return a text as a message shows it: its beginning, if it is long."""
    line = " ".join(text[: 4 * SHOWN_CHARACTERS].split())
    return line if len(line) <= SHOWN_CHARACTERS else f"{line[: SHOWN_CHARACTERS - 1]}…"


def shown_names(names: Sequence[str]) -> str:
    """Return names as a message shows them: the first of many, and how many there are."""
    line = ", ".join(map(shown, names[:SHOWN_NAMES]))
    return line if len(names) <= SHOWN_NAMES else f"{line}, … ({len(names)})"


def repeated(names: Iterable[str]) -> list[str]:
    """Return the names that stand there more than once, in order."""
    return sorted(name for name, count in Counter(names).items() if name and count > 1)


def column_name(name: str) -> str:
    """Return a column's name in our words."""
    plain = plain_name(name)
    return ALSO_CALLED.get(plain, plain)


def plain_name(name: str) -> str:
    """Return a column's name in small letters, its words joined."""
    return name.strip().lower().replace(" ", "_").replace("-", "_")


def filled_cells(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the filled cells of known columns, without white space around.

    Addresses lose the escapes of the page that they were copied from.
    """
    # What no database can hold as text: NUL, halves of characters.
    clean = (
        (name, text.replace("\0", "").encode(errors="ignore").decode().strip())
        for name, text in pairs
    )
    return {name: _plain(name, text) for name, text in clean if name in COLUMNS and text}


def _plain(name: str, text: str) -> str:
    """Return a cell as it is read here: a plain address, and the tag of a language by its name."""
    if name == "language":
        return TAGS.get(text.lower(), text)
    return plain_address(text) if name in ADDRESSES else text


def plain_address(text: str) -> str:
    """Return an address in which `&amp;`, even twice, is the sign that it stands for."""
    return ESCAPED_AMPERSAND.sub("&", text)


def manager_cells(
    fields: Mapping[str, str], names: Mapping[str, tuple[str, ...]] = OF_MANAGERS
) -> dict[str, str]:
    """Return the cells of a row that a reference manager wrote: `fields` by its own names."""
    pairs = []
    for column, sources in names.items():
        filled = (fields[name] for name in sources if fields.get(name, "").strip())
        pairs.append((column, next(filled, "")))
    plain = ((name, MARKUP.sub("", text) if name == "headline" else text) for name, text in pairs)
    return filled_cells(plain)
