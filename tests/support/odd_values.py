"""Values that no page asks for and anybody can send, and who answers them with a failure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.test import Client

ODD = (
    "9" * 23,  # more than 64 bits
    "9223372036854775808",  # one more than 63 bits, in as many digits as they can have
    "9" * 5_000,  # more than Python reads as a number
    "\U0001d7d8",  # a digit outside ASCII
    "²",  # a digit that is no number
    "-1\0",
    "1e999999",
    '{"at_least": 1e999, "[": [[[[[[[[[[[[[[[[[[[',
    "0000-13-45 \u202e\ufffe",
)


def failures(client: Client, asked: Iterable[tuple[str, str, Mapping[str, Any]]]) -> list[str]:
    """Ask each (method, address, values); return those that the site failed to answer."""
    client.raise_request_exception = False
    found = []
    for method, address, values in asked:
        response = getattr(client, method)(address, values)
        if response.status_code >= 500:
            kind, error, _trace = response.exc_info or (None, response.status_code, None)
            name = kind.__name__ if kind else ""
            shown = {key: str(value)[:24] for key, value in values.items()}
            found.append(f"{method} {address[:200]} {shown}: {name} {str(error)[:200]}")
    return found
