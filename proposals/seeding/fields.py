"""Values of records: checked against the fields of models, and brought into one form."""

from __future__ import annotations

import re
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
from proposals.seeding.letters import name_letters
from proposals.seeding.problems import did_you_mean, shorten
from proposals.seeding.toml_hints import month_alone
from sources.fields import AddressField
from sources.validators import valid_key, valid_language

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
            value = reader(raw, field.name) if reader is _day else reader(raw)
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
    elif isinstance(field, models.ForeignKey):
        _check_given(field, value)
    elif not isinstance(field, models.ManyToManyField):
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
            return _in_utc(value)
        case Decimal():
            return plain_number(value)
        case dict():
            return {key: _normalize_inner(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_normalize_inner(inner) for inner in value]
    return value


def _in_utc(moment: datetime) -> datetime:
    """Return a time with a zone in the one zone; one that the calendar ends before as it is."""
    try:
        return moment.astimezone(UTC) if moment.tzinfo else moment
    except OverflowError:
        return moment


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
            return any(_holds_nul(inner) for pair in raw.items() for inner in pair)
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
    _check_given(field, value)
    if value not in field.empty_values:
        _run_validators(field, value)


def _check_given(field: Field, value: Any) -> None:
    if value in field.empty_values and is_required(field):
        raise FieldRefused("must not be empty.", found=value)


def _run_validators(field: Field, value: Any) -> None:
    try:
        for validator in field.validators:
            validator(value)
    except ValidationError as error:
        message = " ".join(error.messages)
        if isinstance(value, str):
            message = message.replace(value, shorten(value)) if len(value) > 80 else message
        letters = name_letters(value) if _is_latin(field) else ""
        raise FieldRefused(f"{message}{letters}", found=value) from error


def _is_latin(field: Field) -> bool:
    """Tell whether a field holds a key or a tag, which is of Latin letters."""
    tags = (valid_key, valid_language)
    return isinstance(field, models.SlugField) or any(one in tags for one in field.validators)


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise FieldRefused("a text is needed.", found=raw, allowed='"in quotation marks"')
    return raw


def _flag(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise FieldRefused("a yes or no is needed.", found=raw, allowed="true, false")
    return raw


_LARGEST_COUNT = 2**31 - 1
"""The largest number that every database has room for."""

_COUNTS = f"0, 1, 2 and so on, up to {_LARGEST_COUNT}"


def _count(raw: Any) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= _LARGEST_COUNT:
        raise FieldRefused("a whole number is needed.", found=raw, allowed=_COUNTS)
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


def _day(raw: Any, name: str = "") -> date:
    if isinstance(raw, datetime) or not isinstance(raw, date):
        hint = ""
        if isinstance(raw, str) and re.fullmatch(r"\s*\d{4}-\d{2}\s*", raw):
            hint = f" {month_alone(name, raw.strip())}"
        raise FieldRefused(
            f"a date is needed.{hint}", found=raw, allowed="2025-06-02, without quotation marks"
        )
    return raw


def _moment(raw: Any) -> datetime:
    if not isinstance(raw, datetime) or _in_utc(raw).tzinfo is not UTC:
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
