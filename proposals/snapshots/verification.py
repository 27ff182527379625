"""Whether a file still is the record of a frozen comparison; needs no database and no settings."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from proposals.exports.record.canonical import canonical, digest

HASH = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
"""A SHA-256 in a name or a text."""

_FORMAT = "parley-comparison/"


class VerificationOutcome(StrEnum):
    """What was found of a file."""

    WHOLE = "whole"
    RESPELLED = "respelled"
    ALTERED = "altered"
    UNREADABLE = "unreadable"
    UNNAMED = "unnamed"


@dataclass(frozen=True)
class Finding:
    """The outcome, the hash that was expected, the one that was found, and what is wrong where."""

    outcome: VerificationOutcome
    expected: str = ""
    found: str = ""
    problem: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the content is the one that was frozen, byte for byte."""
        return self.outcome is VerificationOutcome.WHOLE


def hash_in(name: str) -> str:
    """The only hash in the name of a file; empty if there is none, or more than one."""
    found = set(HASH.findall(PurePath(name).name.lower()))
    return found.pop() if len(found) == 1 else ""


def check(content: bytes, expected: str) -> Finding:
    """Hold the bytes of a file against a hash; `expected` is empty if nobody knows it."""
    found = digest(content)
    if expected and found == expected:
        return Finding(VerificationOutcome.WHOLE, expected, found)
    try:
        own = digest(canonical(_read(content)))
    except ValueError as error:
        return Finding(VerificationOutcome.UNREADABLE, expected, found, _place(error))
    except RecursionError:
        return Finding(
            VerificationOutcome.UNREADABLE, expected, found, "lists within lists without an end."
        )
    if not expected:
        return Finding(VerificationOutcome.UNNAMED, found=own)
    if own == expected:
        return Finding(VerificationOutcome.RESPELLED, expected, found)
    return Finding(VerificationOutcome.ALTERED, expected, own)


def _read(content: bytes) -> Any:
    """The record in a file. Raises ValueError for anything else, with the place."""
    if content.lstrip()[:1] == b"<":
        raise ValueError("a page, which carries no record; take record.json of the same address.")
    value = json.loads(content.decode("utf-8"), object_pairs_hook=_once)
    if not (isinstance(value, dict) and str(value.get("format", "")).startswith(_FORMAT)):
        raise ValueError(f'no record of a comparison: "format" should begin with "{_FORMAT}".')
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object none of whose keys stands twice: programs differ in which one they believe."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {twice!r} stands twice in one object.")
    return found


def _place(error: ValueError) -> str:
    """What is wrong, and where."""
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start + 1} is no UTF-8."
    if isinstance(error, json.JSONDecodeError):
        return f"no JSON at line {error.lineno}, column {error.colno}: {error.msg}."
    return str(error)
