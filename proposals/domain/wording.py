"""Small words that reading and parsing share: months, amounts with units, lists, days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from proposals.domain.vocabulary import Unit

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def listed(words: Iterable[str], joiner: str) -> str:
    """ "a, b and c", with the joiner before the last."""
    words = list(words)
    return f" {joiner} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def amount(number: Decimal) -> str:
    """A number for reading: thousands apart, no exponent, no trailing zeros."""
    return f"{number:,f}"


def measured(number: Decimal, unit: Unit) -> str:
    """A number with its unit, singular where English wants it."""
    return f"{amount(number)} {unit.one if abs(number) == 1 else unit.many}"


def day_in_words(day: date) -> str:
    """ "20 June 2025", the same in every locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
