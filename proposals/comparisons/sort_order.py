"""The order of rows: by the numbers that editors gave, then by key, sign by sign.

A database puts texts in the order of its locale, and two databases differ; the order of a record,
and so its hash, must not.
"""

from __future__ import annotations

from typing import Protocol

from proposals.models import Question, Version

SortKey = tuple[int | str, ...]


class Ordered(Protocol):
    """A row with a place among others, and a key."""

    ordinal: int
    key: str


def sort_key(row: Ordered) -> SortKey:
    """Return the sort key of a row among others of its owner."""
    return (row.ordinal, row.key)


def version_sort_key(version: Version) -> SortKey:
    """Return the sort key of a version in its negotiation; reads its proposal."""
    return (*sort_key(version.proposal), *sort_key(version))


def question_sort_key(question: Question) -> SortKey:
    """Return the sort key of a question in the codebook; reads its topic and theme."""
    return (*sort_key(question.topic.theme), *sort_key(question.topic), *sort_key(question))
