"""Errors of the engine in words: what is wrong, what stood there, and what would be right."""

from __future__ import annotations

import reprlib
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from proposals.domain.errors import CodingProblem, DomainError, ErrorCode, InvalidValue
from proposals.domain.vocabulary import Frame, Unit
from proposals.language.base import Language
from proposals.language.error_keys import ALLOWED_SLOTS
from proposals.language.keys import KEYS
from proposals.language.plain_form import examples


@dataclass(frozen=True)
class Message:
    """An error for people: `found` is what stood there, `allowed` what would be right."""

    text: str
    key: str = ""
    found: object = None
    allowed: str = ""


def explain_error(error: DomainError, language: Language) -> str:
    """Return an error in sentences: the place, the fault, what stood there, what is allowed."""
    message = message_of(error, language)
    text = message.text
    if message.key:
        text = language.text("error.key", key=message.key, error=text)
    if message.found is not None:
        text = language.text("error.found", error=text, found=_short_text(message.found, language))
    if message.allowed:
        text = language.text("error.allowed", error=text, allowed=message.allowed)
    return text


def message_of(error: DomainError, language: Language) -> Message:
    """Return the parts of the sentences about an error."""
    text = _text_of(f"error.{error.code.value}", error, language)
    if not isinstance(error, InvalidValue):
        return Message(text)
    return Message(
        text,
        error.key,
        found=_faulty_data(error, language),
        allowed=_allowed(error, language),
    )


def explain_problem(problem: CodingProblem, language: Language) -> str:
    """Return why answers cannot be taken together."""
    return explain_error(DomainError(problem.code, **dict(problem.details)), language)


def _text_of(key: str, error: DomainError, language: Language, **slots: str) -> str:
    """Return the pattern of a key, filled with these slots and the details of an error."""
    details: dict[str, Any] = {**error.details}
    if isinstance(error, InvalidValue):
        details |= {"key": error.key, "found": error.found}
    written = {name: _slot_text(name, details.get(name), language) for name in KEYS[key]}
    return language.text(key, **written | slots)


def _slot_text(name: str, value: object, language: Language) -> str:
    match value:
        case Unit():
            return language.unit_label(value)
        case Decimal() | int():
            return language.number(Decimal(value))
        case str() if name == "found":
            return repr(value)
    return str(value)


def _faulty_data(error: InvalidValue, language: Language) -> object:
    """Return what stood there; of a range that admits no amount its ends in words."""
    if error.code is ErrorCode.EMPTY_RANGE:
        low, high, unit = (error.details[name] for name in ("low", "high", "unit"))
        return language.text(
            "range.between", low_number=language.number(low), high=language.amount(high, unit)
        )
    return error.found


def _allowed(error: InvalidValue, language: Language) -> str:
    """Return what would be right: words of the error's own, else keys, else examples or forms."""
    details = error.details
    frame: Frame | None = details.get("frame")
    if error.code in ALLOWED_SLOTS:
        key = f"allowed.{error.code.value}"
        slots = _slots_of_question(frame, language) if frame and "examples" in KEYS[key] else {}
        return _text_of(key, error, language, **slots)
    if error.code is ErrorCode.OTHER_KIND:
        return str(details["kind"])
    if error.code is ErrorCode.OTHER_UNIT:
        return repr(details["known"])
    if "keys" in details:
        return ", ".join(details["keys"]) or language.text("error.nothing_allowed")
    if frame is not None:
        return examples(frame, language)
    return ", ".join(details.get("forms", ()))


def _slots_of_question(frame: Frame, language: Language) -> dict[str, str]:
    """Return the examples of answers to a question, and the names of its units."""
    names = (language.unit_label(unit) for unit in frame.all_units)
    return {
        "examples": examples(frame, language),
        "units": language.joined(names, "list.comma"),
    }


def _short_text(data: object, language: Language) -> str:
    """Return faulty data as a text that is short enough to read, whatever they are."""
    try:
        return _SHORT.repr(data)
    except (ValueError, RecursionError):  # an integer with too many digits to be written out
        return language.text("error.very_large", type=type(data).__name__)


_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = 200
_SHORT.maxlist = _SHORT.maxtuple = _SHORT.maxdict = 12
