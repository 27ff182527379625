"""The names by which readers tell rows apart, and which rows would be called the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass

from proposals.domain.vocabulary import fold

_NAMES = frozenset(
    (
        ("negotiation", "name"),
        ("party", "name"),
        ("proposal", "name"),
        ("proposal", "title"),
        ("theme", "name"),
        ("topic", "name"),
        ("question", "text"),
    )
)


@dataclass(frozen=True)
class RowName:
    """A name of a row in the original, with its place: row and field as `Translation` has them.

    `owner` tells whose row it is; names of different owners are never compared.
    """

    owner: Hashable
    subject: str
    field: str
    original: str

    @property
    def group(self) -> str:
        """Among which names it must be unlike all others; empty for a text that is no name."""
        kind, _space, key = self.subject.rpartition(" ")
        if (kind, self.field) in _NAMES:
            return f"{kind} {self.field}"
        if (kind, self.field) == ("version", "label"):
            return f"version {key.partition('.')[0]} label"
        first, *rest = self.field.split(".")
        if (kind, first) in (("negotiation", "scopes"), ("map", "regions")) and len(rest) == 1:
            return f"{self.subject} {first}"
        if kind == "question" and (
            self.field == "top" or (first == "vocabulary" and len(rest) == 1)
        ):
            return f"{self.subject} vocabulary"
        if kind == "question" and first == "vocabulary" and rest[1:] == ["short"]:
            return f"{self.subject} vocabulary short"
        return ""


class RowNames:
    """Names of rows in one language, and in the original where they may stand for want of it."""

    def __init__(self) -> None:
        """Begin without any."""
        self._called: dict[tuple[Hashable, str, str], dict[str, RowName]] = defaultdict(dict)

    def add(self, name: RowName, text: str) -> None:
        """Add a name as `text` has it in the language, and as the original has it."""
        if name.group:
            for called in (name.original, text):
                place = (name.owner, name.group, fold(called))
                self._called[place].setdefault(fold(name.original), name)

    def other(self, name: RowName, text: str) -> RowName | None:
        """Return another row that is called so; None if readers can tell the name from all others.

        Rows of one original name are no others: they are not told apart in the original, either.
        """
        if not name.group:
            return None
        called = self._called.get((name.owner, name.group, fold(text)), {})
        own = fold(name.original)
        return next((other for original, other in called.items() if original != own), None)
