"""One spelling for a JSON value, and the name that follows from it.

The spelling is that of RFC 8785 for the values that records hold: keys in order, no spaces, text as
UTF-8, whole numbers. Fractions are text in a record, so that no machine rounds them its own way.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

WORDS = "words"
"""The key of human texts in any object of a record."""

_HASHED_WHOLE = ("parley-comparison/1", "parley-comparison/2")


class NotCanonical(ValueError):
    """A value that has no single spelling, with the place where it stands."""


def canonical(value: Any) -> bytes:
    """Return the one spelling of a JSON value. Raises NotCanonical for what has none."""
    _refuse(value, "$")
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def without_words(value: Any) -> Any:
    """Return a record without the words of a language, which stand under the key "words".

    What is left is the content, the same whoever reads it; the hash of a record is that of its
    content.
    """
    if isinstance(value, dict):
        return {key: without_words(part) for key, part in value.items() if key != WORDS}
    return [without_words(part) for part in value] if isinstance(value, list) else value


def content_of(record: dict[str, Any]) -> dict[str, Any]:
    """Return what the hash of a record is of; of the first two formats that is all of it."""
    return record if record.get("format") in _HASHED_WHOLE else without_words(record)


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def in_fours(hashed: str) -> str:
    """Return the first 16 digits of a hash in fours: enough to tell two sheets apart at a table."""
    return " ".join(hashed[place : place + 4] for place in range(0, 16, 4))


def _refuse(value: Any, place: str) -> None:
    if isinstance(value, dict):
        for key, part in value.items():
            if not (isinstance(key, str) and key.isascii()):
                raise NotCanonical(f"{place}: the key {key!r} is not plain ASCII text.")
            _refuse(part, f"{place}.{key}")
    elif isinstance(value, (list, tuple)):
        for number, part in enumerate(value):
            _refuse(part, f"{place}[{number}]")
    elif not (value is None or isinstance(value, (str, bool, int))):
        kind = type(value).__name__
        raise NotCanonical(f"{place}: {value!r} is a {kind}. Allowed: text, whole numbers, lists.")
