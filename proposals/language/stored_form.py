"""Stored answers in words where their question is gone, or does not allow them any more.

Without its question an answer has no labels and no names of units: its keys stand for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from proposals.domain.values import DateSpan
from proposals.domain.vocabulary import Frame
from proposals.language.base import Language
from proposals.language.plain_form import days_of

_LOWER, _UPPER = ("at_least", "more_than"), ("at_most", "less_than")


def write_stored(stored: Any, frame: Frame | None, language: Language) -> str:
    """Return a stored answer as people read it; `frame` is that of its question, if there is one.

    Takes whatever was ever stored, and raises nothing.
    """
    if not isinstance(stored, Mapping):
        return str(stored)
    words = _Words(frame, language)
    pieces = [words.piece(name, value) for name, value in stored.items() if name != "unit"]
    text = language.listed(pieces, "list.and")
    unit = str(stored.get("unit") or "") or words.unit
    return f"{text} {unit}" if unit and words.is_amount(stored) else text


class _Words:
    def __init__(self, frame: Frame | None, language: Language) -> None:
        self.frame, self.language = frame, language

    @property
    def unit(self) -> str:
        """The unit of the question in the plural, empty if none is known."""
        unit = self.frame.unit if self.frame else None
        return self.language.unit_name(unit, "many") if unit else ""

    def piece(self, name: str, value: Any) -> str:
        """Return what stands under one key of a table."""
        language = self.language
        if write := _WRITERS.get(name):
            return write(self, value)
        if name in ("from", "to", "on"):
            return self._day(name, value)
        if name in (*_LOWER, "exactly"):
            return language.text(f"range.{name}", low=self._end(value))
        if name in _UPPER:
            return language.text(f"range.{name}", high=self._end(value))
        return name if value is True else f"{name}: {self.listed(value)}"

    def is_amount(self, stored: Mapping[str, Any]) -> bool:
        """Tell whether a table states a number."""
        ends = [stored[name] for name in (*_LOWER, *_UPPER, "exactly") if name in stored]
        return any(_number(end) is not None for end in ends)

    def label(self, key: Any) -> str:
        """Return the label of an entry; its key if there is none."""
        return (self.frame.labels if self.frame else {}).get(str(key), str(key))

    def top(self) -> str:
        """Return the name of the top outcome."""
        return self.frame.top.label if self.frame and self.frame.top else "top"

    def _end(self, value: Any) -> str:
        number = _number(value)
        return self.label(value) if number is None else self.language.number(number)

    def listed(self, value: Any, joiner: str = "list.and") -> str:
        """Return entries in one line."""
        return self.language.listed(map(self.label, _each(value)), joiner)

    def excluded(self, value: Any) -> str:
        """Return what a table rules out."""
        return self.language.text("items.excluded", excluded=self.listed(value, "list.none_of"))

    def options(self, value: Any) -> str:
        """Return what a table admits."""
        return self.listed(value, "list.or")

    def chains(self, value: Any) -> str:
        """Return an order of steps."""
        language = self.language
        written = [
            language.joined(
                [language.joined(map(self.label, _each(step)), "order.together") for step in chain],
                "order.then",
            )
            for chain in map(_each, _each(value))
        ]
        return language.joined(written, "order.chains")

    def _day(self, name: str, value: Any) -> str:
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            return str(value)
        span = DateSpan(None if name == "to" else day, None if name == "from" else day)
        return days_of(span, self.language, family="date")


_WRITERS: dict[str, Callable[[_Words, Any], str]] = {
    "text": lambda _words, value: str(value),
    "any": lambda words, _value: words.language.text("choice.any"),
    "top": lambda words, _value: words.top(),
    "admits": _Words.options,
    "requires": lambda words, value: words.listed(value),
    "rules_out": _Words.excluded,
    "excludes": _Words.excluded,
    "chains": _Words.chains,
}


def _number(value: Any) -> Decimal | None:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _each(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list | tuple) else [value]
