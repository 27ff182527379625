"""The parts of stored values, checked one by one: lists of keys, numbers, days."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from proposals.domain.errors import InvalidValue


def strings(found: object, key: str) -> list[str]:
    """A list of keys. Raises InvalidValue."""
    if not isinstance(found, list | tuple | set | frozenset) or not all(
        isinstance(item, str) for item in found
    ):
        raise InvalidValue("a list of keys is needed.", key=key, found=found)
    return list(found)


def word(found: object) -> str:
    """A single word. Raises InvalidValue."""
    if not isinstance(found, str):
        raise InvalidValue("the unit's key is needed.", key="unit", found=found)
    return found


def shown(key: object) -> str:
    """A key for a message; what is no text is not written out, for it may be of any size."""
    return key if isinstance(key, str) else f"a key that is a {type(key).__name__}"


def number(found: object, key: str) -> Decimal:
    """An exact number: a text, an integer or a Decimal. Raises InvalidValue."""
    if isinstance(found, bool) or not isinstance(found, str | int | Decimal):
        raise InvalidValue(
            "an exact number is needed.", key=key, found=found, allowed='30 or "4.5"'
        )
    try:
        return Decimal(found.strip() if isinstance(found, str) else found)
    except (InvalidOperation, ValueError) as error:
        raise InvalidValue("an exact number is needed.", key=key, found=found) from error


def day(found: object, key: str) -> date:
    """A day, as a date or as ISO text. Raises InvalidValue."""
    if isinstance(found, datetime) or not isinstance(found, str | date):
        raise InvalidValue("a day is needed.", key=key, found=found, allowed="2025-06-20")
    if isinstance(found, date):
        return found
    try:
        return date.fromisoformat(found)
    except ValueError as error:
        raise InvalidValue(
            "a day is needed.", key=key, found=found, allowed="2025-06-20"
        ) from error
