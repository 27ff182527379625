"""What the controls of the comparison offer: documents for columns, filters, chips, ways back."""

from __future__ import annotations

from dataclasses import dataclass

from proposals.comparisons import Document
from proposals.domain.verdicts import Mark


@dataclass(frozen=True)
class ControlOption:
    """One choice of a list of documents; `in_other_column` when another column shows it."""

    key: str
    name: str
    chosen: bool
    in_other_column: bool


@dataclass(frozen=True)
class Slot:
    """One column: which document stands in it, and links that move it or take it away.

    A link is empty where it would lead nowhere.
    """

    number: int
    document: Document
    options: tuple[ControlOption, ...]
    earlier: str
    without: str


@dataclass(frozen=True)
class Filter:
    """One box to tick, with the number of questions behind it."""

    key: str
    label: str
    count: int
    chosen: bool
    mark: Mark | None = None


@dataclass(frozen=True)
class Preset:
    """A ready choice of rows, with the number of questions behind it."""

    label: str
    count: int
    chosen: bool
    href: str


@dataclass(frozen=True)
class Chip:
    """One active filter, with the address without it."""

    what: str
    label: str
    href: str


@dataclass(frozen=True)
class WayBack:
    """A filter that leaves nothing, and how many questions there are without it."""

    what: str
    count: int
    href: str
