"""The parts of stored values, checked one by one: lists of keys, numbers, days."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from proposals.domain.errors import ErrorCode, InvalidValue

_GROUPS = re.compile(r"[-+−]?(?!0+[.,])\d{1,3}([.,])\d{3}(?:\1\d{3})*")
"""A number whose points, or whose commas, could all part thousands."""


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
    """Return the exact number of a text, an integer or a Decimal; raise InvalidValue for others.

    A point or a comma that could part thousands is refused: 800.000 is not read as 800.
    """
    if isinstance(data, bool) or not isinstance(data, str | int | Decimal):
        raise InvalidValue(ErrorCode.NO_NUMBER, key=key, found=data)
    if isinstance(data, str):
        refuse_groups(data, key)
    try:
        amount = Decimal(data.strip() if isinstance(data, str) else data)
    except (InvalidOperation, ValueError) as error:
        raise InvalidValue(ErrorCode.NO_NUMBER, key=key, found=data) from error
    if could_be_thousands(amount):
        raise unclear_thousands(amount, key, data)
    return amount


def could_be_thousands(amount: Decimal) -> bool:
    """Tell whether a number as it was written has one to three digits, then exactly three decimals.

    Its mark could part thousands as well: 6.000, 4.125. It cannot in 0.125, 1234.567 and 4.1250.
    """
    return amount.as_tuple().exponent == -3 and 1 <= amount.copy_abs() < 1000


def exact_text(amount: Decimal) -> str:
    """Return a number in figures that read back as the same number, and in no other way.

    There is no exponent, and a further zero where three decimals would look like thousands: 4.1250.
    """
    text = f"{amount:f}"
    whole, point, decimals = text.partition(".")
    shortest = f"{whole}{point}{decimals.rstrip('0')}".rstrip(".")
    return f"{shortest}0" if could_be_thousands(Decimal(shortest)) else shortest


def refuse_groups(text: str, key: str, decimal_mark: str = ".") -> None:
    """Raise InvalidValue, with the possible readings, for figures that points or commas part.

    `decimal_mark` is the one that the error writes before decimals.
    """
    figures = text.strip()
    if not _GROUPS.fullmatch(figures):
        return
    groups = re.split("[.,]", figures.replace("−", "-"))
    if len(groups) == 2:
        raise unclear_thousands(Decimal(".".join(groups)), key, text, decimal_mark=decimal_mark)
    more = Decimal("".join(groups))
    raise InvalidValue(
        ErrorCode.GROUPED_NUMBER, key=key, found=text, more=more, plain=exact_text(more)
    )


def unclear_thousands(
    less: Decimal, key: str, found: object, *, decimal_mark: str = "."
) -> InvalidValue:
    """Return the error about a number that is `less`, or a thousand times as much."""
    sign, digits, _exponent = less.as_tuple()
    more = Decimal((sign, digits, 0))  # exact, whatever the precision around
    return InvalidValue(
        ErrorCode.UNCLEAR_THOUSANDS,
        key=key,
        found=found,
        less=less,
        more=more,
        exact=exact_text(less).replace(".", decimal_mark),
        plain=exact_text(more),
    )


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
