"""Fields of the admin for lists of entries, typed as lines instead of JSON.

A line is a label, or a key and a label with a colon between: "sea: a halt at sea". What lines
cannot say (short forms, regions, cases within cases) is typed, and shown, as JSON.
"""

from __future__ import annotations

import json
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from sources.form_fields import TableField

_KEYED = re.compile(r"(?P<key>[a-z0-9][a-z0-9_-]*):\s+(?P<label>\S.*)")
_JSON = ("[", "{")


class EntriesField(TableField):
    """A list of entries, each on a line of its own."""

    empty: Any = []

    def to_python(self, value: Any) -> Any:
        """Return the entries that lines, or JSON, name. Raises ValidationError."""
        if value is None or value == self.empty:
            return self.empty
        text = value if isinstance(value, str) else json.dumps(value)
        if not text.strip():
            return self.empty
        if text.lstrip().startswith(_JSON) or _is_json(text):
            return super().to_python(value)
        return self.read([line.strip() for line in text.splitlines() if line.strip()])

    def read(self, lines: list[str]) -> Any:
        """Return the entries of lines."""
        return [_entry(line) for line in lines]

    def prepare_value(self, value: Any) -> Any:
        """Return entries as lines; as JSON where lines would not say all of it."""
        if isinstance(value, str):
            return value
        entries = [value] if isinstance(value, dict) and value else value or []
        if isinstance(entries, list) and all(map(_is_plain, entries)):
            return "\n".join(f"{entry['key']}: {entry['label']}" for entry in entries)
        return super().prepare_value(value)


class EntryField(EntriesField):
    """One entry or none."""

    empty: Any = {}

    def read(self, lines: list[str]) -> Any:
        """Return the entry of the only line."""
        if len(lines) > 1:
            raise ValidationError(_("One line is wanted here, not %(n)s.") % {"n": len(lines)})
        return _entry(lines[0])


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _entry(line: str) -> dict[str, str]:
    if found := _KEYED.fullmatch(line):
        return found.groupdict()
    key = slugify(line)
    if not key:
        message = _(
            "“%(line)s” needs a key in small Latin letters before it, for example: "
            "key-of-it: %(line)s"
        )
        raise ValidationError(message % {"line": line})
    return {"key": key, "label": line}


def _is_plain(entry: Any) -> bool:
    return (
        isinstance(entry, dict)
        and entry.keys() == {"key", "label"}
        and _entry_of_line(entry) == entry
    )


def _entry_of_line(entry: dict[str, Any]) -> dict[str, str] | None:
    found = _KEYED.fullmatch(f"{entry['key']}: {entry['label']}")
    return found.groupdict() if found else None
