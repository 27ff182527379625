"""The order of rows: by the numbers that editors gave, then by key, sign by sign.

A database puts texts in the order of its locale, and two databases differ; the order of a record,
and so its hash, must not.
"""

from __future__ import annotations

from typing import Protocol

from proposals.models import Question, Version

Place = tuple[int | str, ...]


class Placed(Protocol):
    """A row with a place among others, and a key."""

    ordinal: int
    key: str


def place(row: Placed) -> Place:
    """Where a row stands among others of its owner."""
    return (row.ordinal, row.key)


def place_of_version(version: Version) -> Place:
    """Where a version stands in its negotiation; follows it to its proposal."""
    return (*place(version.proposal), *place(version))


def place_of_question(question: Question) -> Place:
    """Where a question stands in the codebook; follows it to its topic and theme."""
    return (*place(question.topic.theme), *place(question.topic), *place(question))
