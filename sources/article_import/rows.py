"""The rows of a plan: what would happen to each, to which article, and why."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sources.article_import.new_outlets import NewOutlet
from sources.models import Article, Outlet


class Status(StrEnum):
    """The kinds of things that can happen to a row.

    A waiting row is new, and so is its outlet; of one that is asked about only a person can tell
    whether it is new.
    """

    NEW = "new"
    WAITING = "waiting"
    ASKED = "asked"
    DUPLICATE = "duplicate"
    CHANGED = "changed"
    REFUSED = "refused"


@dataclass(frozen=True)
class FieldUpdate:
    """A field of a stored article that a row would change. For a private text: its sizes."""

    field: str
    old: str
    new: str


@dataclass
class ImportRow:
    """One row of the file with what would happen, to which article, and why.

    `headline` and `url` are those of the file, to know the row by.
    """

    number: int
    status: Status
    article: Article | None = None
    values: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    changes: tuple[FieldUpdate, ...] = ()
    reasons: tuple[str, ...] = ()
    headline: str = ""
    url: str = ""

    @property
    def new_outlet(self) -> Outlet | None:
        """The outlet of the row, if that is not stored yet."""
        outlet: Outlet | None = self.values.get("outlet")
        return outlet if outlet is not None and outlet._state.adding else None

    def summary(self) -> tuple[object, ...]:
        """Return what a person has seen of this row, to compare two plans by."""
        key = self.article.key if self.article is not None else ""
        return self.number, self.status.value, key, self.changes, self.reasons


@dataclass(frozen=True)
class ImportPlan:
    """All rows of a file, the outlets that they need, and the columns that are not read."""

    rows: tuple[ImportRow, ...]
    ignored: tuple[str, ...] = ()
    outlets: tuple[NewOutlet, ...] = ()

    def counts(self) -> dict[Status, int]:
        """Return how many rows have each status."""
        counter = Counter(row.status for row in self.rows)
        return {status: counter[status] for status in Status}

    def digest(self) -> str:
        """Return the same text for plans that would do the same."""
        outlets = [outlet.summary() for outlet in self.outlets]
        summary = repr(([row.summary() for row in self.rows], outlets))
        return hashlib.sha256(summary.encode(errors="backslashreplace")).hexdigest()
