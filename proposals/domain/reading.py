"""Values in plain language: "at least 30 days", "air, land and sea", "A, then B".

`read` writes one form for each value; `parse` (in `parsing`) takes that form and others.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from proposals.domain.parsing import examples, parse
from proposals.domain.values import Choice, DateSpan, Items, Range, Sequence, Text, Value, kind_of
from proposals.domain.vocabulary import Frame, Kind, Unit
from proposals.domain.wording import MONTHS, amount, day_in_words, listed, measured

__all__ = [
    "MONTHS",
    "amount",
    "day_in_words",
    "examples",
    "listed",
    "measured",
    "named",
    "parse",
    "read",
]


def read(value: Value, frame: Frame) -> str:
    """One value in plain language, as it reads within a sentence."""
    return _WRITERS[kind_of(value)](value, frame)


def named(unit: Unit, frame: Frame) -> Unit:
    """The unit as the question knows it: what a comparison stands in for has no name of its own."""
    return next((known for known in frame.all_units if known.key == unit.key), unit)


def _write_choice(value: Choice, frame: Frame) -> str:
    if value.options == frame.keys:
        return "any option"
    return listed((frame.label(key) for key in frame.sort(value.options)), "or")


def _write_items(value: Items, frame: Frame) -> str:
    if not value.required:
        return _write_excluded(value, frame)
    required = listed((frame.label(key) for key in frame.sort(value.required)), "and")
    if not value.excluded:
        return required
    if value.required | value.excluded == frame.keys:
        return f"only {required}"
    excluded = listed((frame.label(key) for key in frame.sort(value.excluded)), "or")
    return f"{required}; not {excluded}"


def _write_excluded(value: Items, frame: Frame) -> str:
    if not value.excluded:
        return "anything"
    if value.excluded == frame.keys:
        return "nothing"
    return "not " + listed((frame.label(key) for key in frame.sort(value.excluded)), "or")


def _write_range(value: Range, frame: Frame) -> str:
    low, high, unit = value.stated_low, value.high, named(value.unit, frame)
    if value.low is not None and value.low == high:
        return measured(value.low, unit)
    lower = "" if low is None else "more than" if value.low_open else "at least"
    upper = "less than" if value.high_open else "at most"
    if low is None:
        return f"any number of {unit.many}" if high is None else f"{upper} {measured(high, unit)}"
    if high is None:
        return f"{lower} {measured(low, unit)}"
    if not value.low_open and not value.high_open:
        return f"{amount(low)} to {measured(high, unit)}"
    return f"{lower} {amount(low)} and {upper} {measured(high, unit)}"


def _write_date(value: DateSpan, frame: Frame) -> str:
    first = day_in_words(value.first) if value.first else ""
    last = day_in_words(value.last) if value.last else ""
    if first and first == last:
        return first
    if first and last:
        return f"{first} to {last}"
    return f"from {first}" if first else f"until {last}" if last else "any day"


def _write_sequence(value: Sequence, frame: Frame) -> str:
    return "; ".join(
        ", then ".join(
            " together with ".join(frame.label(step) for step in group) for group in chain
        )
        for chain in value.chains(frame.sort)
    )


def _write_text(value: Text, frame: Frame) -> str:
    return value.prose


_WRITERS: dict[Kind, Callable[[Any, Frame], str]] = {
    Kind.CHOICE: _write_choice,
    Kind.ITEMS: _write_items,
    Kind.RANGE: _write_range,
    Kind.DATE: _write_date,
    Kind.SEQUENCE: _write_sequence,
    Kind.TEXT: _write_text,
}
