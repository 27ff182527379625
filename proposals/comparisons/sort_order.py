"""The order of rows: by the numbers that editors gave, then by key, sign by sign.

A database puts texts in the order of its locale, and two databases differ; the order of a record,
and so its hash, must not.
"""

from __future__ import annotations

from typing import Protocol

from django.db import connection
from django.db.models.functions import Collate

from proposals.models import Question, Version

SortKey = tuple[int | str, ...]

CODEBOOK = ("topic__theme__", "topic__", "")
"""The paths from a question to the rows in whose order it stands."""

_SIGN_BY_SIGN = {"postgresql": "C", "sqlite": "BINARY"}


class Ordered(Protocol):
    """A row with a place among others, and a key."""

    ordinal: int
    key: str


def sort_key(row: Ordered) -> SortKey:
    """Return the sort key of a row among others of its owner."""
    return (row.ordinal, row.key)


def version_sort_key(version: Version) -> SortKey:
    """Return the sort key of a version in its negotiation, by its date; reads its proposal."""
    day = version.date.toordinal() if version.date else 0
    return (*sort_key(version.proposal), day, *sort_key(version))


def question_sort_key(question: Question) -> SortKey:
    """Return the sort key of a question in the codebook; reads its topic and theme."""
    return (*sort_key(question.topic.theme), *sort_key(question.topic), *sort_key(question))


def database_order(*paths: str) -> tuple[str | Collate, ...]:
    """Return the same order as expressions for `order_by`, for lists of which a part is read.

    The rows at each path, such as "topic__", are put in order one after the other; "" stands for
    the rows themselves.
    """
    collation = _SIGN_BY_SIGN[connection.vendor]
    return tuple(
        expression
        for path in paths
        for expression in (f"{path}ordinal", Collate(f"{path}key", collation))
    )
