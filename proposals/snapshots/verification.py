"""Verification of a file as the record of a frozen comparison; no database and no settings."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from proposals.exports.record.canonical import WORDS, canonical, content_of, digest

HASH = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
"""The pattern of a SHA-256 in a name or a text."""

_FORMAT = "parley-comparison/"


class VerificationOutcome(StrEnum):
    """The results that the verification of a file can have."""

    WHOLE = "whole"
    CONTENT_WHOLE = "content whole"
    RESPELLED = "respelled"
    ALTERED = "altered"
    UNREADABLE = "unreadable"
    UNNAMED = "unnamed"


@dataclass(frozen=True)
class Verification:
    """The outcome for a file, the hash expected, the hash found, and what is wrong where.

    `words` is the language of human texts in the file. No hash covers these: that the content is
    whole says nothing of them.
    """

    outcome: VerificationOutcome
    expected: str = ""
    found: str = ""
    problem: str = ""
    words: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether all of the file is what was frozen, spelled as it was."""
        return self.outcome is VerificationOutcome.WHOLE


def find_hash(name: str) -> str:
    """Return the only hash in the name of a file; empty if there is none, or more than one."""
    hashes = set(HASH.findall(PurePath(name).name.lower()))
    return hashes.pop() if len(hashes) == 1 else ""


def verify(content: bytes, expected: str) -> Verification:
    """Compare the bytes of a file with a hash; `expected` is empty if it is not known."""
    actual = digest(content)
    if expected and actual == expected:
        return Verification(VerificationOutcome.WHOLE, expected, actual)
    try:
        record = _read(content)
        own = digest(canonical(content_of(record)))
        spelled = canonical(record) == content
    except ValueError as error:
        problem = _describe_error(error)
        return Verification(VerificationOutcome.UNREADABLE, expected, actual, problem)
    except RecursionError:
        problem = "lists within lists without an end."
        return Verification(VerificationOutcome.UNREADABLE, expected, actual, problem)
    if not expected:
        return Verification(VerificationOutcome.UNNAMED, found=own)
    if own == expected:
        # It is not the bytes that were hashed: so the file has words, or another spelling.
        outcome = VerificationOutcome.CONTENT_WHOLE if spelled else VerificationOutcome.RESPELLED
        return Verification(outcome, expected, own, words=_words_language(record))
    return Verification(VerificationOutcome.ALTERED, expected, own)


def _read(content: bytes) -> Any:
    """Return the record in a file. Raise ValueError for anything else, with the place."""
    if content.lstrip()[:1] == b"<":
        raise ValueError("a page, which carries no record; take record.json of the same address.")
    value = json.loads(content.decode("utf-8"), object_pairs_hook=_unique_keys)
    if not (isinstance(value, dict) and str(value.get("format", "")).startswith(_FORMAT)):
        raise ValueError(f'no record of a comparison: "format" should begin with "{_FORMAT}".')
    return value


def _words_language(record: Any) -> str:
    words = record.get(WORDS)
    return str(words.get("language", "")) if isinstance(words, dict) else ""


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; raise ValueError if a key stands twice: programs differ in which counts."""
    value = dict(pairs)
    if len(value) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {twice!r} stands twice in one object.")
    return value


def _describe_error(error: ValueError) -> str:
    """Return what is wrong, and where."""
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start + 1} is no UTF-8."
    if isinstance(error, json.JSONDecodeError):
        return f"no JSON at line {error.lineno}, column {error.colno}: {error.msg}."
    return str(error)
