"""Errors of the engine in words: what is wrong, what was found, and what would be right."""

from __future__ import annotations

import reprlib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from proposals.domain.errors import CodingProblem, DomainError, ErrorCode, InvalidValue
from proposals.domain.vocabulary import Frame, Unit
from proposals.language.base import Language
from proposals.language.keys import ALLOWED_SLOTS, KEYS
from proposals.language.plain_form import examples


@dataclass(frozen=True)
class Message:
    """An error for people: `found` is what stood there, `allowed` what would be right."""

    text: str
    key: str = ""
    found: object = None
    allowed: str = ""


def explain_error(error: DomainError, language: Language) -> str:
    """Return an error in one or more sentences: place, fault, what was found, what is allowed."""
    message = message_of(error, language)
    text = message.text
    if message.key:
        text = language.text("error.key", key=message.key, error=text)
    if message.found is not None:
        text = language.text("error.found", error=text, found=_shown(message.found, language))
    if message.allowed:
        text = language.text("error.allowed", error=text, allowed=message.allowed)
    return text


def message_of(error: DomainError, language: Language) -> Message:
    """Return the parts of what is said about an error."""
    text = _text(error.code, error, language)
    if not isinstance(error, InvalidValue):
        return Message(text)
    return Message(text, error.key, _found(error, language), _allowed(error, language))


def explain_problem(problem: CodingProblem, language: Language) -> str:
    """Return why answers cannot be taken together."""
    return explain_error(DomainError(problem.code, **dict(problem.details)), language)


def _text(code: ErrorCode, error: DomainError, language: Language) -> str:
    key = f"error.{code.value}"
    return language.text(key, **_slots(KEYS[key], error, language))


def _slots(names: Iterable[str], error: DomainError, language: Language) -> dict[str, str]:
    known: dict[str, Any] = {**error.details}
    if isinstance(error, InvalidValue):
        known |= {"key": error.key, "found": error.found}
    return {name: _written(name, known.get(name), language) for name in names}


def _written(name: str, value: object, language: Language) -> str:
    match value:
        case Unit():
            return language.unit_name(value, "many")
        case Decimal() | int():
            return language.number(Decimal(value))
        case str() if name == "found":
            return repr(value)
    return str(value)


def _found(error: InvalidValue, language: Language) -> object:
    """What stood there; of a range without amounts its ends in words."""
    if error.code is ErrorCode.EMPTY_RANGE:
        low, high, unit = (error.details[name] for name in ("low", "high", "unit"))
        return language.text(
            "range.between", low_number=str(low), high=f"{high} {language.unit_name(unit, 'many')}"
        )
    return error.found


def _allowed(error: InvalidValue, language: Language) -> str:
    """What would be right: words of the error's own, else keys, else forms, else examples."""
    details = error.details
    frame: Frame | None = details.get("frame")
    if error.code in ALLOWED_SLOTS:
        key = f"allowed.{error.code.value}"
        slots = _slots(KEYS[key], error, language)
        if "examples" in KEYS[key] and frame:
            slots["examples"] = examples(frame, language)
            names = (language.unit_name(unit, "many") for unit in frame.all_units)
            slots["units"] = language.joined(names, "list.comma")
        return language.text(key, **slots)
    if error.code is ErrorCode.OTHER_KIND:
        return str(details["kind"])
    if error.code is ErrorCode.OTHER_UNIT:
        return repr(details["known"])
    if "keys" in details:
        return ", ".join(details["keys"]) or language.text("error.nothing_allowed")
    if frame is not None:
        return examples(frame, language)
    return ", ".join(details.get("forms", ()))


def _shown(found: object, language: Language) -> str:
    """What was found, short enough to read whatever it is."""
    try:
        return _SHORT.repr(found)
    except (ValueError, RecursionError):  # an integer with too many digits to be written out
        return language.text("error.very_large", type=type(found).__name__)


_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = 200
_SHORT.maxlist = _SHORT.maxtuple = _SHORT.maxdict = 12
