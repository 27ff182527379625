"""Changes of rows in words: each field with its old and its new value, for editors and readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import BooleanField
from django.urls import reverse
from django.utils.translation import gettext as _

from proposals.editing.row_changes import RowAction, RowChange, stored_changes
from proposals.history.text_diff import WordingDiff, compare_wordings
from proposals.models import RowRevision
from sources.capitals import capfirst


@dataclass(frozen=True)
class FieldWords:
    """One field with both values in words; an empty one stands for nothing."""

    label: str
    before: str
    after: str
    is_of_data: bool = True
    """Whether the values are words of the data, and no words of the reader's language for them."""

    @property
    def wording(self) -> WordingDiff:
        """Both values as one text, to be shown word by word."""
        return compare_wordings(self.before, self.after)


@dataclass(frozen=True)
class RowWords:
    """One row: what it is, its name, what becomes of it, and the fields that differ.

    `address` is the page with the history of a clause or a response that is withdrawn.
    """

    kind: str
    name: str
    action: str
    fields: tuple[FieldWords, ...]
    address: str = ""

    @property
    def is_change(self) -> bool:
        """Whether the row was there before and is there after."""
        return self.action in (RowAction.CHANGED, RowAction.REORDERED)

    @property
    def action_word(self) -> str:
        """The word for what becomes of it."""
        return {
            RowAction.ADDED: _("added"),
            RowAction.CHANGED: _("changed"),
            RowAction.DELETED: _("removed"),
            RowAction.WITHDRAWN: _("withdrawn"),
            RowAction.REORDERED: _("put in another order"),
        }[RowAction(self.action)]


def rows_in_words(revision: RowRevision) -> list[RowWords]:
    """Return the rows of a change in words, in the language of the reader."""
    return [row_in_words(change) for change in stored_changes(revision.changes)]


def row_in_words(change: RowChange) -> RowWords:
    """Return what becomes of one row in words, in the language of the reader."""
    fields = (_field(change, name, values) for name, values in change.fields.items())
    told = tuple(one for one in fields if one.before or one.after)
    kind = capfirst(str(change.model_class._meta.verbose_name))
    return RowWords(kind, change.name, change.action, told, _address(change))


def _address(change: RowChange) -> str:
    uid, kind = change.rests_on.get("uid"), change.model_class._meta.model_name
    return reverse(f"proposals:{kind}_history", args=[uid]) if uid else ""


def _field(change: RowChange, name: str, values: Iterable[Any]) -> FieldWords:
    before, after = values
    if change.action == RowAction.REORDERED:
        return FieldWords(_("clauses"), _words(None, before), _words(None, after))
    try:
        field: Any = change.model_class._meta.get_field(name)
    except FieldDoesNotExist:  # of an older version of the site
        return FieldWords(name, _words(None, before), _words(None, after))
    is_of_data = not getattr(field, "flatchoices", None) and not isinstance(field, BooleanField)
    label = str(field.verbose_name)
    return FieldWords(label, _words(field, before), _words(field, after), is_of_data)


def _words(field: Any, value: Any) -> str:
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    choices = dict(getattr(field, "flatchoices", None) or ())
    if choices and not isinstance(value, dict | list):
        return str(choices.get(value, value))
    if isinstance(value, dict | list):
        return "\n".join(_lines(value))
    return str(value)


def _lines(value: Any) -> Iterator[str]:
    """Yield the entries of a table or a list, each in a line."""
    if isinstance(value, list):
        yield from filter(None, map(_line, value))
    elif value.keys() == {"pk", "name"}:
        yield str(value["name"])
    else:
        for key, entry in value.items():
            yield f"{key}: {_line(entry)}"


def _line(entry: Any) -> str:
    if isinstance(entry, Mapping):
        if entry.keys() == {"pk", "name"}:
            return str(entry["name"])
        return ", ".join(f"{key}: {_line(one)}" for key, one in entry.items())
    if isinstance(entry, list):
        return "; ".join(map(_line, entry))
    return str(entry)
