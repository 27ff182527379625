"""The input of one answer: words, boxes for the question's kind, and what both say together.

An editor fills in either. The page sends along what it showed (`was`), so that it is known which
of the two was changed; an answer that both change differently is refused, never guessed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from proposals.domain.errors import DomainError, ErrorCode, InvalidValue
from proposals.domain.storage import Stored, from_stored, to_stored
from proposals.domain.vocabulary import Frame, Kind
from proposals.language import plain_form
from proposals.language.active import active_language
from proposals.language.messages import explain_error
from proposals.language.value_parser import parse, value_of

Filled = Mapping[str, list[str]]
"""What stands in the boxes: the name of a box → what was filled in or ticked."""

REQUIRED, EXCLUDED, OPEN = "required", "excluded", "open"
LOW = ("at_least", "more_than")
HIGH = ("at_most", "less_than")
"""What an end may mean, by the keys of the stored form."""


@dataclass(frozen=True)
class AnswerInput:
    """What words and boxes say: the stored form and its words, or why there is none.

    `by` tells which side was changed: "words", "boxes", or neither.
    """

    words: str = ""
    stored: Stored | None = None
    problem: str = ""
    by: str = ""


def settle(frame: Frame, words: str, boxes: Filled | None, was: str) -> AnswerInput:
    """The answer that an editor gave in words, in boxes, or in both alike.

    `boxes` is None where the page showed none; `was` is what the words were on the page.
    """
    before = _quietly(was, frame)
    written = _side(lambda: understood(words, frame), AnswerInput(words, before, by="words"), frame)
    ticked = AnswerInput()
    if boxes is not None:
        shown = from_boxes(to_boxes(before, frame) or {}, frame)
        ticked = _side(
            lambda: from_boxes(boxes, frame), AnswerInput(words, shown, by="boxes"), frame
        )
    changed = [side for side in (written, ticked) if side.by]
    if len(changed) == 2:
        return _agreed(written, ticked)
    if changed:
        return changed[0]
    if before is None:
        return AnswerInput(words, problem=_missing(frame))
    return AnswerInput(in_words(before, frame), before)


def understood(words: str, frame: Frame) -> Stored | None:
    """Return the stored form of an answer in words, or of a table in JSON; None without words.

    Raises InvalidValue, and NoTable for what begins like a table and is none.
    """
    text = words.strip()
    if not text:
        return None
    data = _table(text) if text.startswith("{") else text
    return to_stored(value_of(data, frame, active_language()), frame)


def in_words(stored: Any, frame: Frame) -> str:
    """A stored answer in words; as a table where the words would not read back as the same."""
    language = active_language()
    try:
        words = plain_form.write(from_stored(stored, frame), frame, language)
        if to_stored(parse(words, frame, language), frame) == stored:
            return words
    except DomainError:
        pass  # what no longer fits its question is shown as it is stored
    return stored if isinstance(stored, str) else json.dumps(stored, ensure_ascii=False)


def from_boxes(boxes: Filled, frame: Frame) -> Stored | None:
    """Return the stored form of what is filled in; None if nothing is.

    Raises InvalidValue, and BoxesDisagree for boxes that cannot be filled in together.
    """
    reader = _READERS.get(frame.kind)
    found = reader(boxes, frame) if reader else None
    return None if found is None else to_stored(from_stored(found, frame), frame)


def to_boxes(stored: Stored | None, frame: Frame) -> Filled | None:
    """What stands in the boxes for a stored answer; None where boxes cannot show it."""
    if frame.kind is Kind.TEXT:
        return None
    if stored is None:
        return {}
    try:
        return _FILLERS[frame.kind](to_stored(from_stored(stored, frame), frame), frame)
    except DomainError:
        return {}


def _side(say: Callable[[], Stored | None], shown: AnswerInput, frame: Frame) -> AnswerInput:
    """One side: empty if it says what the page showed."""
    try:
        found = say()
    except DomainError as error:
        problem = explain_error(error, active_language())
        return replace(shown, stored=None, problem=problem)
    except NoTable as error:
        return replace(shown, stored=None, problem=str(error))
    if found == shown.stored:
        return AnswerInput()
    return replace(shown, stored=found, problem="" if found else _missing(frame))


def _agreed(written: AnswerInput, ticked: AnswerInput) -> AnswerInput:
    if not written.words.strip():
        return ticked
    if written.problem or ticked.problem:
        return written if written.problem else ticked
    if written.stored == ticked.stored:
        return written
    message = gettext("The words and the boxes say different things: change one of them only.")
    return replace(written, stored=None, problem=message)


def _missing(frame: Frame) -> str:
    message = gettext("This field is required. Allowed: %(examples)s.")
    return message % {"examples": plain_form.examples(frame, active_language())}


def _quietly(words: str, frame: Frame) -> Stored | None:
    try:
        return understood(words, frame)
    except (DomainError, NoTable):
        return None


class NoTable(ValueError):
    """A text that begins like a table in JSON and is none; its message is for the editor."""


class BoxesDisagree(NoTable):
    """Boxes that cannot be filled in together; its message is for the editor."""


def _table(text: str) -> Any:
    try:
        return json.loads(text, parse_float=str)
    except (ValueError, RecursionError) as error:
        message = gettext("Not a table in JSON (%(error)s). Allowed: %(example)s.")
        example = gettext("for example %(table)s") % {"table": '{"at_least": 30}'}
        raise NoTable(message % {"error": error, "example": example}) from error


def _one(boxes: Filled, name: str) -> str:
    return next(iter(boxes.get(name, ())), "").strip()


def _read_choice(boxes: Filled, frame: Frame) -> Stored | None:
    return {"admits": list(boxes["admits"])} if boxes.get("admits") else None


def _read_items(boxes: Filled, frame: Frame) -> Stored | None:
    said = {key: _one(boxes, f"item-{key}") for key in frame.labels}
    required = [key for key, state in said.items() if state == REQUIRED]
    excluded = [key for key, state in said.items() if state == EXCLUDED]
    sides = {"requires": required, "excludes": excluded}
    stated = {name: keys for name, keys in sides.items() if keys}
    # Nothing ticked is nothing said; every item opened on purpose is an answer.
    return stated or ({"requires": []} if any(said.values()) else None)


def _read_range(boxes: Filled, frame: Frame) -> Stored | None:
    low, high = _one(boxes, "low"), _one(boxes, "high")
    if _one(boxes, "any"):
        return _leaves_open(low or high, {"any": True})
    unit = frame.unit_named(_one(boxes, "unit") or frame.all_units[0].key)
    ends = {
        _one(boxes, f"{name}_word") or usual[0]: _number(amount, frame)
        for name, usual, amount in (("low", LOW, low), ("high", HIGH, high))
        if amount
    }
    return {**ends, "unit": unit.key} if ends else None


def _number(text: str, frame: Frame) -> Decimal:
    """A number as editors write it in their language. Raises InvalidValue."""
    language = active_language()
    if not re.fullmatch(language.number_pattern, text):
        raise InvalidValue(ErrorCode.NOT_UNDERSTOOD, found=text, frame=frame)
    return language.parsed_number(text)


def _read_date(boxes: Filled, frame: Frame) -> Stored | None:
    ends = {name: _one(boxes, name) for name in ("from", "to")}
    given = {name: day for name, day in ends.items() if day}
    if _one(boxes, "any"):
        return _leaves_open(given, {"any": True})
    return dict(given) or None


def _leaves_open(filled: object, found: Stored) -> Stored:
    if filled:
        message = gettext("an end is filled in and “any” is ticked. Allowed: one of the two.")
        raise BoxesDisagree(message)
    return found


def _read_sequence(boxes: Filled, frame: Frame) -> Stored | None:
    places: dict[int, list[str]] = {}
    for key in frame.labels:
        place = _one(boxes, f"step-{key}")
        if not place:
            continue
        if not (place.isascii() and place.isdigit() and len(place) < 5):
            message = gettext(
                "%(step)s: a step has no place in the order. Found: %(found)s. Allowed: 1, 2, 3 …."
            )
            raise BoxesDisagree(message % {"step": frame.label(key), "found": repr(place)})
        places.setdefault(int(place), []).append(key)
    return {"chains": [[places[place] for place in sorted(places)]]} if places else None


def _fill_choice(stored: Stored, frame: Frame) -> Filled:
    return {"admits": stored["admits"]}


def _fill_items(stored: Stored, frame: Frame) -> Filled:
    sides = ((REQUIRED, stored.get("requires", ())), (EXCLUDED, stored.get("excludes", ())))
    stated = {f"item-{key}": [state] for state, keys in sides for key in keys}
    return {f"item-{key}": [OPEN] for key in frame.labels} | stated


def _fill_range(stored: Stored, frame: Frame) -> Filled:
    if "any" in stored:
        return {"any": ["on"]}
    exactly = str(stored.get("exactly", ""))
    found: dict[str, list[str]] = {"unit": [str(stored.get("unit", frame.all_units[0].key))]}
    for name, usual in (("low", LOW), ("high", HIGH)):
        found[name], found[f"{name}_word"] = [exactly], [usual[0]]
        for word in usual:
            if word in stored:
                found[name], found[f"{name}_word"] = [stored[word]], [word]
    return found


def _fill_date(stored: Stored, frame: Frame) -> Filled:
    if "any" in stored:
        return {"any": ["on"]}
    only = stored.get("on", "")
    return {name: [str(stored.get(name, only))] for name in ("from", "to")}


def _fill_sequence(stored: Stored, frame: Frame) -> Filled | None:
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
