"""The parts of stored values, checked one by one: lists of keys, numbers, days."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from proposals.domain.errors import ErrorCode, InvalidValue


def strings(found: object, key: str) -> list[str]:
    """Return a list of keys. Raises InvalidValue."""
    if not isinstance(found, list | tuple | set | frozenset) or not all(
        isinstance(item, str) for item in found
    ):
        raise InvalidValue(ErrorCode.NO_KEYS, key=key, found=found)
    return list(found)


def word(found: object) -> str:
    """Return a single word. Raises InvalidValue."""
    if not isinstance(found, str):
        raise InvalidValue(ErrorCode.NO_UNIT_KEY, key="unit", found=found)
    return found


def shown(key: object) -> str:
    """Return a key for a message; what is no text is not written out, for it may be of any size."""
    return key if isinstance(key, str) else f"a key that is a {type(key).__name__}"


def number(found: object, key: str) -> Decimal:
    """Return an exact number from a text, an integer or a Decimal. Raises InvalidValue."""
    if isinstance(found, bool) or not isinstance(found, str | int | Decimal):
        raise InvalidValue(ErrorCode.NO_NUMBER, key=key, found=found)
    try:
        return Decimal(found.strip() if isinstance(found, str) else found)
    except (InvalidOperation, ValueError) as error:
        raise InvalidValue(ErrorCode.NO_NUMBER, key=key, found=found) from error


def day(found: object, key: str) -> date:
    """Return a day from a date or ISO text. Raises InvalidValue."""
    if isinstance(found, datetime) or not isinstance(found, str | date):
        raise InvalidValue(ErrorCode.NO_DAY, key=key, found=found)
    if isinstance(found, date):
        return found
    try:
        return date.fromisoformat(found)
    except ValueError as error:
        raise InvalidValue(ErrorCode.NO_DAY, key=key, found=found) from error
