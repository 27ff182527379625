"""The boxes of an answer as values: read into the stored form, and filled in from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from proposals.domain.errors import DomainError, ErrorCode, InvalidValue
from proposals.domain.storage import Stored, from_stored, to_stored
from proposals.domain.vocabulary import Frame, Kind
from proposals.language.active import active_language

BoxValues = Mapping[str, list[str]]
"""The values in the boxes: the name of a box → the texts in it, or the options ticked."""

REQUIRED, EXCLUDED, OPEN = "required", "excluded", "open"
LOW = ("at_least", "more_than")
HIGH = ("at_most", "less_than")
"""The meanings that an end can have, by the keys of the stored form."""
SCALE_ENDS = ("at_least", "at_most")
"""The boxes for the ends of a stretch of a scale, by the keys of the stored form."""


class InputRefused(ValueError):
    """Input that cannot be read as an answer; the message is for the editor."""


def read_boxes(boxes: BoxValues, frame: Frame) -> Stored | None:
    """Return the stored form of the values in the boxes; None if all are empty.

    Raises InvalidValue, and InputRefused for boxes that cannot be filled in together.
    """
    reader = _READERS.get(frame.kind)
    value = reader(boxes, frame) if reader else None
    return None if value is None else to_stored(from_stored(value, frame), frame)


def fill_boxes(stored: Stored | None, frame: Frame) -> BoxValues | None:
    """Return the values in the boxes for a stored answer; None where boxes cannot show it."""
    filler = _FILLERS.get(frame.kind)
    if filler is None:
        return None
    if stored is None:
        return {}
    try:
        values: BoxValues | None = filler(to_stored(from_stored(stored, frame), frame), frame)
    except DomainError:
        return {}
    return values


def _first_value(boxes: BoxValues, name: str) -> str:
    return next(iter(boxes.get(name, ())), "").strip()


def _read_choice(boxes: BoxValues, frame: Frame) -> Stored | None:
    ticked = list(boxes.get("admits", ()))
    ends = {name: step for name in SCALE_ENDS if (step := _first_value(boxes, name))}
    if not frame.ordered or not ends:
        return {"admits": ticked} if ticked else None
    if ticked:
        message = gettext(
            "options are ticked and an end of the scale is chosen. Allowed: one of the two."
        )
        raise InputRefused(message)
    return dict(ends)


def _read_items(boxes: BoxValues, frame: Frame) -> Stored | None:
    states = {key: _first_value(boxes, f"item-{key}") for key in frame.labels}
    required = [key for key, state in states.items() if state == REQUIRED]
    excluded = [key for key, state in states.items() if state == EXCLUDED]
    sides = {"requires": required, "excludes": excluded}
    listed = {name: keys for name, keys in sides.items() if keys}
    # Nothing ticked is no answer; every item opened on purpose is one.
    return listed or ({"requires": []} if any(states.values()) else None)


def _read_range(boxes: BoxValues, frame: Frame) -> Stored | None:
    low, high = _first_value(boxes, "low"), _first_value(boxes, "high")
    is_any, is_top = (bool(_first_value(boxes, name)) for name in ("any", "top"))
    if is_any and is_top:
        message = gettext("“any” and “%(top)s” are ticked. Allowed: one of the two.")
        raise InputRefused(message % {"top": frame.top.label if frame.top else "top"})
    if is_any:
        return _any_value(low or high)
    if is_top:
        return _top_value(low or high, frame)
    unit = frame.unit_named(_first_value(boxes, "unit") or frame.all_units[0].key)
    ends = {
        _first_value(boxes, f"{name}_word") or words[0]: _parse_number(amount, frame)
        for name, words, amount in (("low", LOW, low), ("high", HIGH, high))
        if amount
    }
    return {**ends, "unit": unit.key} if ends else None


def _parse_number(text: str, frame: Frame) -> Decimal:
    """Parse a number as editors write it in their language. Raises InvalidValue."""
    language = active_language()
    if not re.fullmatch(language.number_pattern, text):
        raise InvalidValue(ErrorCode.NOT_UNDERSTOOD, found=text, frame=frame)
    return language.parsed_number(text)


def _read_date(boxes: BoxValues, frame: Frame) -> Stored | None:
    ends = {name: _first_value(boxes, name) for name in ("from", "to")}
    days = {name: day for name, day in ends.items() if day}
    if _first_value(boxes, "any"):
        return _any_value(days)
    return dict(days) or None


def _any_value(ends: object) -> Stored:
    """Return the stored form of “any”. Raises InputRefused if an end is filled in too."""
    if ends:
        message = gettext("an end is filled in and “any” is ticked. Allowed: one of the two.")
        raise InputRefused(message)
    return {"any": True}


def _top_value(ends: object, frame: Frame) -> Stored:
    """Return the stored form of the top outcome. Raises InputRefused if an end is filled in too."""
    if ends:
        message = gettext("an end is filled in and “%(top)s” is ticked. Allowed: one of the two.")
        raise InputRefused(message % {"top": frame.top.label if frame.top else "top"})
    return {"top": True}


def _read_sequence(boxes: BoxValues, frame: Frame) -> Stored | None:
    places: dict[int, list[str]] = {}
    for key in frame.labels:
        place = _first_value(boxes, f"step-{key}")
        if not place:
            continue
        if not (place.isascii() and place.isdigit() and len(place) < 5):
            message = gettext(
                "%(step)s: a step has no place in the order. Found: %(found)s. Allowed: 1, 2, 3 …."
            )
            raise InputRefused(message % {"step": frame.label(key), "found": repr(place)})
        places.setdefault(int(place), []).append(key)
    return {"chains": [[places[place] for place in sorted(places)]]} if places else None


def _fill_choice(stored: Stored, frame: Frame) -> BoxValues:
    ends = {name: [stored[name]] for name in SCALE_ENDS if name in stored}
    return ends or {"admits": stored["admits"]}


def _fill_items(stored: Stored, frame: Frame) -> BoxValues:
    sides = ((REQUIRED, stored.get("requires", ())), (EXCLUDED, stored.get("excludes", ())))
    listed = {f"item-{key}": [state] for state, keys in sides for key in keys}
    return {f"item-{key}": [OPEN] for key in frame.labels} | listed


def _fill_range(stored: Stored, frame: Frame) -> BoxValues:
    for flag in ("any", "top"):
        if flag in stored:
            return {flag: ["on"]}
    exactly = str(stored.get("exactly", ""))
    values: dict[str, list[str]] = {"unit": [str(stored.get("unit", frame.all_units[0].key))]}
    for name, words in (("low", LOW), ("high", HIGH)):
        values[name], values[f"{name}_word"] = [exactly], [words[0]]
        for word in words:
            if word in stored:
                values[name], values[f"{name}_word"] = [stored[word]], [word]
    return values


def _fill_date(stored: Stored, frame: Frame) -> BoxValues:
    if "any" in stored:
        return {"any": ["on"]}
    day = stored.get("on", "")
    return {name: [str(stored.get(name, day))] for name in ("from", "to")}


def _fill_sequence(stored: Stored, frame: Frame) -> BoxValues | None:
    chains = stored["chains"]
    if len(chains) > 1:
        return None  # several strands have no single numbering
    groups = [[link] if isinstance(link, str) else link for link in chains[0]]
    return {f"step-{key}": [str(n)] for n, group in enumerate(groups, start=1) for key in group}


_READERS: Mapping[Kind, Any] = {
    Kind.CHOICE: _read_choice,
    Kind.ITEMS: _read_items,
    Kind.RANGE: _read_range,
    Kind.DATE: _read_date,
    Kind.SEQUENCE: _read_sequence,
}
_FILLERS: Mapping[Kind, Any] = {
    Kind.CHOICE: _fill_choice,
    Kind.ITEMS: _fill_items,
    Kind.RANGE: _fill_range,
    Kind.DATE: _fill_date,
    Kind.SEQUENCE: _fill_sequence,
}
