"""One row of a file as the values of an article: each cell checked, all faults together."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sources.addresses import host_of
from sources.article_import.stored import Known
from sources.models import Article, Extent
from sources.texts import clean_text

DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?\Z")
DATES = ("published", "accessed")
# Rows of other tables: checked by looking them up, not by the field.
REFERENCES = ("outlet", "syndicated_from", "origin")


@dataclass
class Read:
    """The values of a row by field, its private text, and what is wrong with it."""

    values: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    faults: list[str] = field(default_factory=list)

    def fault(self, name: str, message: str) -> None:
        """Remember what is wrong with a cell."""
        self.faults.append(f"{name}: {message}")


def read_row(cells: Mapping[str, str], known: Known) -> Read:
    """Return what a row says; empty cells say nothing and never erase. No query."""
    read = Read()
    for name, cell in cells.items():
        if name in DATES:
            _read_date(read, name, cell)
        elif name == "text":
            _read_text(read, cell)
        elif name == "extent":
            _read_extent(read, cell)
        elif name not in REFERENCES:
            read.values[name] = cell
    _read_references(read, cells, known)
    _check_fields(read)
    return read


def _read_date(read: Read, name: str, cell: str) -> None:
    """Read a day; the time of day that some tools add is left out."""
    try:
        found = DAY.match(cell)
        read.values[name] = datetime.date.fromisoformat(found[1] if found else cell)
    except ValueError:
        read.fault(name, _("“%(cell)s” is no date; write 2025-06-02.") % {"cell": cell})


def _read_text(read: Read, cell: str) -> None:
    """Read the private text."""
    try:
        read.text = clean_text(cell)
    except ValidationError as error:
        read.fault("text", " ".join(error.messages))


def _read_extent(read: Read, cell: str) -> None:
    """Read how much was read of the article, by key or by words."""
    names = {str(word).casefold(): value for value, word in Extent.choices}
    value = names.get(cell.casefold(), cell.lower())
    if value in Extent.values:
        read.values["extent"] = value
    else:
        message = _("“%(cell)s” is none of: %(known)s.")
        read.fault("extent", message % {"cell": cell, "known": ", ".join(Extent.values)})


def _read_references(read: Read, cells: Mapping[str, str], known: Known) -> None:
    """Look up outlet, shared material and the article that it was taken from."""
    if "outlet" in cells:
        _look_up(read, "outlet", cells["outlet"], known.outlet(cells["outlet"]))
    elif (outlet := known.outlet_at(host_of(cells.get("url", "")))) is not None:
        read.values["outlet"] = outlet
    if "origin" in cells:
        _look_up(read, "origin", cells["origin"], known.origins.get(cells["origin"]))
    if "syndicated_from" in cells:
        key = cells["syndicated_from"]
        _look_up(read, "syndicated_from", key, known.articles.get(key))


def _look_up(read: Read, name: str, cell: str, found: Any) -> None:
    """Take what was found; else say that it has to be there first."""
    if found is None:
        read.fault(name, _("“%(cell)s” is not known; add it first.") % {"cell": cell})
    else:
        read.values[name] = found


def _check_fields(read: Read) -> None:
    """Check each value as the form of an article would. No query."""
    given = {name: value for name, value in read.values.items() if name not in REFERENCES}
    try:
        unchecked = {f.name for f in Article._meta.fields} - set(given)
        Article(**given).clean_fields(exclude=unchecked)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            read.fault(name, " ".join(messages))
