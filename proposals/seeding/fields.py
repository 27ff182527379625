"""Values of records: checked against the fields of models, and brought into one form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from django.core.exceptions import ValidationError
from django.db import models

from proposals.domain.errors import InvalidValue
from proposals.domain.scalars import number
from proposals.language.active import active_language
from proposals.language.messages import message_of
from proposals.seeding.problems import did_you_mean
from sources.fields import AddressField

Field: TypeAlias = "models.Field[Any, Any]"


class FieldRefused(Exception):
    """A value that its field does not take."""

    def __init__(self, message: str, *, found: object = None, allowed: str = "") -> None:
        super().__init__(message)
        self.message, self.found, self.allowed = message, found, allowed


def is_required(field: Field) -> bool:
    """Tell whether a table must give this key."""
    return not field.blank and not field.has_default() and not field.null


def default_of(field: Field) -> Any:
    """Return the value of a record whose table leaves the key out."""
    if isinstance(field, models.ManyToManyField):
        return []
    if field.null:
        return None
    if field.has_default():
        return normalize(field.get_default())
    return "" if field.empty_strings_allowed else None


def read_field(field: Field, raw: Any) -> Any:
    """Return the value that a file gives for a field; raise FieldRefused with what is allowed."""
    if _holds_nul(raw):
        raise FieldRefused("no text may hold the character U+0000.")
    for types, reader in _READERS:
        if isinstance(field, types):
            value = reader(raw)
            break
    else:
        # Tables of JSON are checked by validators, or by the rules for answers and vocabularies.
        value = raw
    value = normalize(value)
    if isinstance(field, AddressField):
        value = field.to_python(value)
    if value == "" and field.null:
        return None
    _check_choice(field, value)
    if isinstance(field, models.JSONField):
        _run_validators(field, value)
    elif not isinstance(field, models.ForeignKey | models.ManyToManyField):
        _check_rules(field, value)
    return value


def normalize(value: Any) -> Any:
    """Return the one form of a value, the same from a file and from the database.

    Numbers inside tables stay as they were written: only their question can tell what 6.000 is.
    """
    match value:
        case str():
            return value.replace("\r\n", "\n").strip()
        case datetime():
            return value.astimezone(UTC)
        case Decimal():
            return plain_number(value)
        case dict():
            return {key: _normalize_inner(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_normalize_inner(inner) for inner in value]
    return value


def _normalize_inner(value: Any) -> Any:
    return value if isinstance(value, Decimal) else normalize(value)


def plain_number(amount: Decimal) -> Decimal:
    """Return the same number without needless zeros and without an exponent."""
    if not amount.is_finite():
        return amount
    digits = format(amount, "f")
    return Decimal(digits.rstrip("0").rstrip(".") if "." in digits else digits)


def _holds_nul(raw: Any) -> bool:
    """Tell whether any text inside holds the one character that PostgreSQL does not store."""
    match raw:
        case str():
            return "\0" in raw
        case dict():
            return any(_holds_nul(inner) for inner in raw.values())
        case list():
            return any(_holds_nul(inner) for inner in raw)
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
    _run_validators(field, value)


def _run_validators(field: Field, value: Any) -> None:
    try:
        for validator in field.validators:
            validator(value)
    except ValidationError as error:
        raise FieldRefused(" ".join(error.messages), found=value) from error


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise FieldRefused("a text is needed.", found=raw, allowed='"in quotation marks"')
    return raw


def _flag(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise FieldRefused("a yes or no is needed.", found=raw, allowed="true, false")
    return raw


def _count(raw: Any) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or raw < 0:
        raise FieldRefused("a whole number is needed.", found=raw, allowed="0, 1, 2 and so on")
    return raw


def _number(raw: Any) -> Decimal:
    exact = isinstance(raw, int | Decimal) and not isinstance(raw, bool)
    if not exact or not Decimal(raw).is_finite():
        raise FieldRefused(
            "a number is needed.", found=raw, allowed="0 or 4.5, without quotation marks"
        )
    try:
        return number(raw, "")
    except InvalidValue as error:
        message = message_of(error, active_language())
        raise FieldRefused(message.text, found=raw, allowed=message.allowed) from error


def _day(raw: Any) -> date:
    if isinstance(raw, datetime) or not isinstance(raw, date):
        raise FieldRefused(
            "a date is needed.", found=raw, allowed="2025-06-02, without quotation marks"
        )
    return raw


def _moment(raw: Any) -> datetime:
    if not isinstance(raw, datetime) or raw.tzinfo is None:
        raise FieldRefused(
            "a time with its zone is needed.", found=raw, allowed="2025-06-02T14:30:00Z"
        )
    return raw


def _keys(raw: Any) -> list[str]:
    if not isinstance(raw, list) or not all(isinstance(key, str) for key in raw):
        raise FieldRefused("a list of keys is needed.", found=raw, allowed='["one", "two"]')
    if len(set(raw)) < len(raw):
        raise FieldRefused("a key stands in the list twice.", found=raw)
    return sorted(raw)


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
