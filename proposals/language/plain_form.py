"""Values as people write them: "at least 30 days", "air, land and sea", "A, then B".

`write` returns one form for each value; `value_parser` reads it, and other ways to say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from proposals.domain.storage import stated_low
from proposals.domain.values import Choice, DateSpan, Items, Range, Sequence, Text, Value, kind_of
from proposals.domain.vocabulary import Frame, Kind, Measure
from proposals.language.base import Language


def write(value: Value, frame: Frame, language: Language) -> str:
    """Return one value in plain language, as it reads within a sentence."""
    return _WRITERS[kind_of(value)](value, frame, language)


def labels(keys: Iterable[str], frame: Frame, joiner: str, language: Language) -> str:
    """Return the labels of entries as a list, in the order of the question."""
    return language.listed((frame.label(key) for key in frame.sort(set(keys))), joiner)


def chains(value: Sequence, frame: Frame, language: Language, *, joiner: str) -> str:
    """Return an order of steps; `joiner` is the key of the pattern between its chains."""
    return language.joined(_chains(value, frame, language), joiner)


def first_chain(value: Sequence, frame: Frame, language: Language) -> str:
    """Return the first chain of an order, and that there are others, if there are."""
    first, *others = _chains(value, frame, language)
    return language.text("order.more", before=first) if others else first


def _chains(value: Sequence, frame: Frame, language: Language) -> list[str]:
    """Return each chain of an order in words."""
    return [
        language.joined(
            (
                language.joined((frame.label(step) for step in group), "order.together")
                for group in chain
            ),
            "order.then",
        )
        for chain in value.chains(frame.sort)
    ]


def days_of(value: DateSpan, language: Language, *, family: str) -> str:
    """Return a span of days; `family` is what the keys of its patterns begin with."""
    first = language.day(value.first) if value.first else ""
    last = language.day(value.last) if value.last else ""
    if first and first == last:
        return language.text("date.on", day=first)
    if first and last:
        return language.text(f"{family}.between", first=first, last=last)
    if first:
        return language.text(f"{family}.from", first=first)
    return language.text(f"{family}.until", last=last) if last else language.text(f"{family}.any")


def _write_choice(value: Choice, frame: Frame, language: Language) -> str:
    if value.options == frame.keys:
        return language.text("choice.any")
    low, high = value.ends if frame.ordered and len(value.options) > 1 else (None, None)
    if low is not None and high is None:
        return language.text("choice.at_least", option=frame.label(low))
    if high is not None and low is None:
        return language.text("choice.at_most", option=frame.label(high))
    return language.text("choice.some", options=labels(value.options, frame, "list.or", language))


def _write_items(value: Items, frame: Frame, language: Language) -> str:
    required = labels(value.required, frame, "list.and", language)
    excluded = labels(value.excluded, frame, "list.none_of", language)
    if not value.required:
        if not value.excluded:
            return language.text("items.anything")
        if value.excluded == frame.keys:
            return language.text("items.nothing")
        return language.text("items.excluded", excluded=excluded)
    if not value.excluded:
        return language.text("items.required", required=required)
    if value.required | value.excluded == frame.keys:
        return language.text("items.only", required=required)
    return language.text("items.both", required=required, excluded=excluded)


def _write_range(value: Range, frame: Frame, language: Language) -> str:
    if value.only_top and frame.top is not None:
        return frame.top.label
    if frame.measures is Measure.LIMIT and value.high is not None and value.low == value.high:
        high = language.amount(value.high, frame.known_unit(value.unit))
        return language.text("range.at_most", high=high)
    return amounts(value, frame, language)


def amounts(value: Range, frame: Frame, language: Language) -> str:
    """Return the amounts of a range in words, whatever the question measures."""
    low, high, unit = stated_low(value, frame), value.high, frame.known_unit(value.unit)
    if value.low is not None and value.low == high:
        return language.text("range.exactly", low=language.amount(value.low, unit))
    if low is None and high is None:
        return language.text("range.any", unit=language.unit_name(unit, "many"))
    if high is None:
        key = "range.more_than" if value.low_open else "range.at_least"
        return language.text(key, low=language.amount(low or Decimal(0), unit))
    if low is None:
        key = "range.less_than" if value.high_open else "range.at_most"
        return language.text(key, high=language.amount(high, unit))
    key = _BETWEEN[value.low_open, value.high_open]
    return language.text(key, low_number=language.number(low), high=language.amount(high, unit))


_BETWEEN = {
    (False, False): "range.between",
    (False, True): "range.at_least_less_than",
    (True, False): "range.more_than_at_most",
    (True, True): "range.more_than_less_than",
}


def _write_date(value: DateSpan, frame: Frame, language: Language) -> str:
    return days_of(value, language, family="date")


def _write_sequence(value: Sequence, frame: Frame, language: Language) -> str:
    return chains(value, frame, language, joiner="order.chains")


def _write_text(value: Text, frame: Frame, language: Language) -> str:
    return value.prose


_WRITERS: dict[Kind, Callable[[Any, Frame, Language], str]] = {
    Kind.CHOICE: _write_choice,
    Kind.ITEMS: _write_items,
    Kind.RANGE: _write_range,
    Kind.DATE: _write_date,
    Kind.SEQUENCE: _write_sequence,
    Kind.TEXT: _write_text,
}


def examples(frame: Frame, language: Language) -> str:
    """Return examples of answers to a question."""
    names = list(frame.labels.values())
    listed = " | ".join(names)
    match frame.kind:
        case Kind.CHOICE:
            return listed
        case Kind.ITEMS:
            some = language.listed(names[:2], "list.and")
            return language.text("examples.items", some=some, one=names[0], all=listed)
        case Kind.SEQUENCE:
            order = language.joined(names[:2], "order.then")
            return language.text("examples.sequence", order=order, all=listed)
        case Kind.RANGE:
            return _examples_of_range(frame, language)
        case Kind.DATE:
            first, last = language.day(date(2025, 6, 20)), language.day(date(2025, 6, 30))
            return language.text(
                "examples.list.three",
                one=language.text("date.on", day=first),
                two=language.text("date.until", last=last),
                three=language.text("date.between", first=first, last=last),
            )
        case Kind.TEXT:
            return language.text("examples.text")


def _examples_of_range(frame: Frame, language: Language) -> str:
    unit = frame.all_units[0]
    thirty = language.amount(Decimal(30), unit)
    few = language.text(
        "range.between",
        low_number=language.number(Decimal(2)),
        high=language.amount(Decimal(3), unit),
    )
    return language.text(
        "examples.list.three",
        one=language.text("range.at_most", high=thirty)
        if frame.measures is Measure.LIMIT
        else language.text("range.at_least", low=thirty),
        two=few,
        three=thirty,
    )
