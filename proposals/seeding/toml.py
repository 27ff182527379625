"""Writing values as TOML: one form for each, so that equal content is equal text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from proposals.domain.scalars import exact_text

WIDTH = 100
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
}
# A quotation mark that, with those after it, would be read as the end of the text.
_CLOSING = re.compile(r'"(?="")|"\Z')
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def write_pair(key: str, value: Any) -> str:
    """Return the line (or lines) that give a key its value."""
    line = f"{write_key(key)} = {write_value(value)}"
    if isinstance(value, list) and (len(line) > WIDTH or _has_tables(value)):
        inner = "".join(f"    {write_value(item)},\n" for item in value)
        return f"{write_key(key)} = [\n{inner}]"
    return line


def write_key(key: str) -> str:
    """Return a key, quoted only where TOML needs it."""
    return key if _BARE_KEY.fullmatch(key) else _one_line(key)


def write_value(value: Any) -> str:
    """Return a value in its one form; raise TypeError for what TOML does not know."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Decimal():
            return exact_text(value)
        case str():
            return _multi_line(value) if "\n" in value else _one_line(value)
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case Mapping():
            return _table(value)
        case list() | tuple():
            return "[" + ", ".join(write_value(item) for item in value) + "]"
    raise TypeError(f"TOML has no form for {value!r}")


def _table(value: Mapping[str, Any]) -> str:
    pairs = ", ".join(f"{write_key(key)} = {_inline(item)}" for key, item in value.items())
    return f"{{ {pairs} }}" if pairs else "{}"


def _inline(item: Any) -> str:
    """Return a value for a table that stands on one line."""
    return _one_line(item) if isinstance(item, str) else write_value(item)


def _one_line(text: str) -> str:
    return '"' + "".join(_escape(letter) for letter in text) + '"'


def _multi_line(text: str) -> str:
    body = _CONTROL.sub(_escape_unless_space, text.replace("\\", "\\\\"))
    body = _CLOSING.sub(r'\\"', body)
    return f'"""\n{body}"""'


def _escape_unless_space(match: re.Match[str]) -> str:
    letter = match.group()
    return letter if letter in "\n\t" else _escape(letter)


def _escape(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    return f"\\u{ord(letter):04X}" if _CONTROL.match(letter) else letter


def _has_tables(value: list[Any]) -> bool:
    return any(isinstance(item, Mapping) for item in value)
