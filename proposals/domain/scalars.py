"""The parts of stored values, checked one by one: lists of keys, numbers, days."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from proposals.domain.errors import ErrorCode, InvalidValue


def strings(data: object, key: str) -> list[str]:
    """Return a list of texts; raise InvalidValue for anything else."""
    if not isinstance(data, list | tuple | set | frozenset) or not all(
        isinstance(item, str) for item in data
    ):
        raise InvalidValue(ErrorCode.NO_KEYS, key=key, found=data)
    return list(data)


def unit_key(data: object) -> str:
    """Return the key of a unit; raise InvalidValue for anything but a text."""
    if not isinstance(data, str):
        raise InvalidValue(ErrorCode.NO_UNIT_KEY, key="unit", found=data)
    return data


def readable_key(key: object) -> str:
    """Return a key for a message; of what is no text only the type, for it may be of any size."""
    return key if isinstance(key, str) else f"a key that is a {type(key).__name__}"


def number(data: object, key: str) -> Decimal:
    """Return the exact number of a text, an integer or a Decimal; raise InvalidValue for others."""
    if isinstance(data, bool) or not isinstance(data, str | int | Decimal):
        raise InvalidValue(ErrorCode.NO_NUMBER, key=key, found=data)
    try:
        return Decimal(data.strip() if isinstance(data, str) else data)
    except (InvalidOperation, ValueError) as error:
        raise InvalidValue(ErrorCode.NO_NUMBER, key=key, found=data) from error


def day(data: object, key: str) -> date:
    """Return the day of a date or an ISO text; raise InvalidValue for anything else."""
    if isinstance(data, datetime) or not isinstance(data, str | date):
        raise InvalidValue(ErrorCode.NO_DAY, key=key, found=data)
    if isinstance(data, date):
        return data
    try:
        return date.fromisoformat(data)
    except ValueError as error:
        raise InvalidValue(ErrorCode.NO_DAY, key=key, found=data) from error
