"""One value of a record: checked against its model field, and brought into its one form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from django.core.exceptions import ValidationError
from django.db import models

from proposals.seeding.problems import did_you_mean

Field: TypeAlias = "models.Field[Any, Any]"


class FieldRefused(Exception):
    """A value that its field does not take."""

    def __init__(self, message: str, *, found: object = None, allowed: str = "") -> None:
        super().__init__(message)
        self.message, self.found, self.allowed = message, found, allowed


def is_required(field: Field) -> bool:
    """Whether a table must give this key."""
    return not field.blank and not field.has_default() and not field.null


def default_of(field: Field) -> Any:
    """What a record holds when a table leaves the key out."""
    if isinstance(field, models.ManyToManyField):
        return []
    if field.null:
        return None
    if field.has_default():
        return tidy(field.get_default())
    return "" if field.empty_strings_allowed else None


def read_field(field: Field, found: Any) -> Any:
    """The value that a file gives for a field; raises Refused with what would be right."""
    if _holds_nul(found):
        raise FieldRefused("no text may hold the character U+0000.")
    for types, reader in _READERS:
        if isinstance(field, types):
            value = reader(found)
            break
    else:
        value = found  # tables of JSON are checked by the rules for answers and vocabularies
    value = tidy(value)
    if value == "" and field.null:
        return None
    _check_choice(field, value)
    if not isinstance(field, models.ForeignKey | models.ManyToManyField | models.JSONField):
        _check_rules(field, value)
    return value


def tidy(value: Any) -> Any:
    """The one form of a value, the same from a file and from the database."""
    match value:
        case str():
            return value.replace("\r\n", "\n").strip()
        case datetime():
            return value.astimezone(UTC)
        case Decimal():
            return plain(value)
        case dict():
            return {key: tidy(inner) for key, inner in value.items()}
        case list() | tuple():
            return [tidy(inner) for inner in value]
    return value


def plain(number: Decimal) -> Decimal:
    """The same number without needless zeros and without an exponent."""
    if not number.is_finite():
        return number
    digits = format(number, "f")
    return Decimal(digits.rstrip("0").rstrip(".") if "." in digits else digits)


def _holds_nul(found: Any) -> bool:
    """Whether a text anywhere inside holds the one character that PostgreSQL does not store."""
    match found:
        case str():
            return "\0" in found
        case dict():
            return any(_holds_nul(inner) for inner in found.values())
        case list():
            return any(_holds_nul(inner) for inner in found)
    return False


def _check_choice(field: Field, value: Any) -> None:
    known = [str(key) for key, _label in field.flatchoices]
    if known and value not in known:
        hint = did_you_mean(str(value), known)
        raise FieldRefused(
            f"not one of the known words.{hint}", found=value, allowed=", ".join(known)
        )


def _check_rules(field: Field, value: Any) -> None:
    if value in field.empty_values:
        if is_required(field):
            raise FieldRefused("must not be empty.", found=value)
        return
    try:
        field.run_validators(value)
    except ValidationError as error:
        raise FieldRefused(" ".join(error.messages), found=value) from error


def _text(found: Any) -> str:
    if not isinstance(found, str):
        raise FieldRefused("a text is needed.", found=found, allowed='"in quotation marks"')
    return found


def _flag(found: Any) -> bool:
    if not isinstance(found, bool):
        raise FieldRefused("a yes or no is needed.", found=found, allowed="true, false")
    return found


def _count(found: Any) -> int:
    if isinstance(found, bool) or not isinstance(found, int) or found < 0:
        raise FieldRefused("a whole number is needed.", found=found, allowed="0, 1, 2 and so on")
    return found


def _number(found: Any) -> Decimal:
    exact = isinstance(found, int | Decimal) and not isinstance(found, bool)
    if not exact or not Decimal(found).is_finite():
        raise FieldRefused(
            "a number is needed.", found=found, allowed="0 or 4.5, without quotation marks"
        )
    return Decimal(found)


def _day(found: Any) -> date:
    if isinstance(found, datetime) or not isinstance(found, date):
        raise FieldRefused(
            "a date is needed.", found=found, allowed="2025-06-02, without quotation marks"
        )
    return found


def _moment(found: Any) -> datetime:
    if not isinstance(found, datetime) or found.tzinfo is None:
        raise FieldRefused(
            "a time with its zone is needed.", found=found, allowed="2025-06-02T14:30:00Z"
        )
    return found


def _keys(found: Any) -> list[str]:
    if not isinstance(found, list) or not all(isinstance(key, str) for key in found):
        raise FieldRefused("a list of keys is needed.", found=found, allowed='["one", "two"]')
    if len(set(found)) < len(found):
        raise FieldRefused("a key stands in the list twice.", found=found)
    return sorted(found)


# The first fitting line counts: a moment is a kind of day, and every reference is a text.
_READERS: tuple[tuple[tuple[type[Field], ...], Callable[[Any], Any]], ...] = (
    ((models.ManyToManyField,), _keys),
    ((models.ForeignKey, models.CharField, models.TextField), _text),
    ((models.BooleanField,), _flag),
    ((models.IntegerField,), _count),
    ((models.DecimalField,), _number),
    ((models.DateTimeField,), _moment),
    ((models.DateField,), _day),
)
