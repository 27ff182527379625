"""The values of an article in one row of a file: each cell checked, all faults together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sources.addresses import host_of
from sources.article_import.questions import ASKED_ABOUT, DATES, open_questions, sure_of
from sources.article_import.stored import StoredPress
from sources.models import Article, Extent, Outlet
from sources.texts import clean_text
from sources.written_days import written_day

# Rows of other tables: checked by looking them up, not by the field.
REFERENCES = ("outlet", "syndicated_from", "origin")
DATE_NOTE = "Only “%(cell)s” is stated."  # for readers, in the language of editors


@dataclass
class RowValues:
    """The values of a row by field, its private text, and what is wrong with it."""

    values: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    faults: list[str] = field(default_factory=list)

    def fault(self, name: str, message: str) -> None:
        """Add what is wrong with a cell."""
        self.faults.append(f"{name}: {message}")


def read_row(cells: Mapping[str, str], press: StoredPress) -> RowValues:
    """Return what a row says; empty cells say nothing and never erase. No query.

    What is asked about it is a fault until the row answers it: see `questions`.
    """
    content = RowValues()
    for name, cell in cells.items():
        if name in DATES:
            _read_date(content, name, cell)
        elif name == "text":
            _read_text(content, cell)
        elif name == "extent":
            _read_extent(content, cell)
        elif name == "sure":
            _check_sure(content, cells)
        elif name not in REFERENCES:
            content.values[name] = cell
    for question in open_questions(cells):
        content.fault(question.field, question.message)
    _read_references(content, cells, press)
    _check_fields(content)
    return content


def _read_date(content: RowValues, name: str, cell: str) -> None:
    """Read a whole day; the time of day that some tools add is left out.

    A month that is said to be all that is known goes into the note on the date.
    """
    written = written_day(cell)
    if written.day is not None:
        content.values[name] = written.day
    elif written.is_partial and name == "published":
        note = DATE_NOTE % {"cell": cell}
        content.values.setdefault("published_note", note)
    elif not written.is_read:
        content.fault(name, _("“%(cell)s” is no date; write 2025-06-02.") % {"cell": cell})


def _check_sure(content: RowValues, cells: Mapping[str, str]) -> None:
    """Check that the fields which are said to be right are asked about at all."""
    unknown = sorted(sure_of(cells) - set(ASKED_ABOUT))
    if unknown:
        message = _("“%(cell)s” is none of: %(known)s.")
        known = {"cell": " ".join(unknown), "known": ", ".join(ASKED_ABOUT)}
        content.fault("sure", message % known)


def _read_text(content: RowValues, cell: str) -> None:
    """Read the private text."""
    try:
        content.text = clean_text(cell)
    except ValidationError as error:
        content.fault("text", " ".join(error.messages))


def _read_extent(content: RowValues, cell: str) -> None:
    """Read how much was read of the article, by key or by words."""
    names = {str(word).casefold(): value for value, word in Extent.choices}
    value = names.get(cell.casefold(), cell.lower())
    if value in Extent.values:
        content.values["extent"] = value
    else:
        message = _("“%(cell)s” is none of: %(known)s.")
        content.fault("extent", message % {"cell": cell, "known": ", ".join(Extent.values)})


def _read_references(content: RowValues, cells: Mapping[str, str], press: StoredPress) -> None:
    """Look up outlet, shared material and the article that it was taken from."""
    if "outlet" in cells:
        _read_outlet(content, cells["outlet"], cells.get("url", ""), press=press)
    elif (outlet := press.outlet_at(host_of(cells.get("url", "")))) is not None:
        content.values["outlet"] = outlet
    if "origin" in cells:
        _set_reference(content, "origin", cells["origin"], press.origins.get(cells["origin"]))
    if "syndicated_from" in cells:
        key = cells["syndicated_from"]
        _set_reference(content, "syndicated_from", key, press.articles.get(key))


def _read_outlet(content: RowValues, name: str, url: str, *, press: StoredPress) -> None:
    """Set the outlet with this key or name; one that is not stored is new.

    Of several with one name the host of the address decides, if it is that of one of them.
    """
    called = press.outlets_called(name)
    if len(called) > 1:
        at_host = press.outlet_at(host_of(url))
        if at_host not in called:
            message = _("“%(name)s” is the name of several: %(keys)s. Write the key of one.")
            keys = ", ".join(outlet.key for outlet in called)
            content.fault("outlet", message % {"name": name, "keys": keys})
            return
        called = [at_host]
    outlet = called[0] if called else press.new_outlet(name, url)
    content.values["outlet"] = outlet
    if outlet._state.adding:
        _check_new_outlet(content, outlet)


def _check_new_outlet(content: RowValues, outlet: Outlet) -> None:
    """Check the name of an outlet that would be added."""
    try:
        outlet.clean_fields()
    except ValidationError as error:
        content.fault("outlet", " ".join(error.messages))


def _set_reference(content: RowValues, name: str, cell: str, row: Any) -> None:
    """Set a reference to a stored row; if there is none, add that it has to be there first."""
    if row is None:
        content.fault(name, _("“%(cell)s” is not known; add it first.") % {"cell": cell})
    else:
        content.values[name] = row


def _check_fields(content: RowValues) -> None:
    """Check each value as the form of an article would. No query."""
    values = {name: value for name, value in content.values.items() if name not in REFERENCES}
    try:
        unchecked = {field.name for field in Article._meta.fields} - set(values)
        article = Article(**values)
        article.clean_fields(exclude=unchecked)
        # Fields bring addresses into the form in which they are stored.
        content.values |= {name: getattr(article, name) for name in values}
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            content.fault(name, " ".join(messages))
