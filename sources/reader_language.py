"""How the language of the reader writes days and numbers, and in which order names stand.

This app knows no languages: whoever does says here which one is read at the moment.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol


class ReaderLanguage(Protocol):
    """What is asked of a language."""

    def day(self, day: date) -> str:
        """Return a day for reading."""

    def short_day(self, day: date) -> str:
        """Return a day for where there is little room."""

    def moment(self, moment: datetime, *, with_zone: bool = False) -> str:
        """Return a day with its time of day."""

    def number(self, amount: Decimal) -> str:
        """Return a number for reading."""

    def sort_key(self, name: str) -> Any:
        """Return the key by which names are put in the order of the alphabet."""


_current: Callable[[], ReaderLanguage]


def use(current: Callable[[], ReaderLanguage]) -> None:
    """Ask this from now on for the language that is read at the moment."""
    global _current
    _current = current


def reader_language() -> ReaderLanguage:
    """Return the language that is read at the moment."""
    return _current()
