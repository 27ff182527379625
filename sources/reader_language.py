"""How the language of the reader writes days and numbers, and in which order names stand.

This app knows no languages: whoever does says here which one is read at the moment.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

EDITORS_LANGUAGE = "en"
"""The code of the language in which editors describe outlets and articles."""


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
_put_texts: Callable[[Sequence[Any]], None]


def use(current: Callable[[], ReaderLanguage], put_texts: Callable[[Sequence[Any]], None]) -> None:
    """Ask this from now on for the language that is read at the moment, and for texts in it."""
    global _current, _put_texts
    _current, _put_texts = current, put_texts


def put_texts(evidence: Sequence[Any]) -> None:
    """Put texts in the reader's language into evidence that was read with what it stands on."""
    _put_texts(evidence)


def reader_language() -> ReaderLanguage:
    """Return the language that is read at the moment."""
    return _current()
