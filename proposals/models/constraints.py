"""Rules that several models share: constraints of the database, and limits on quotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, Q, TextChoices, UniqueConstraint
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LONGEST_QUOTE = 15
"""Words that may be quoted from a copyrighted text."""


def short_quote(quote: str) -> None:
    """Raise ValidationError for a quotation of more than fifteen words."""
    words = len(quote.split())
    if words > LONGEST_QUOTE:
        raise ValidationError(
            _("The quote has %(words)d words; at most %(limit)d may be quoted."),
            code="long_quote",
            params={"words": words, "limit": LONGEST_QUOTE},
        )


def one_of(
    model: str, field: str, choices: type[TextChoices], *, blank: bool = False
) -> CheckConstraint:
    """Return the constraint that `field` has only values of `choices`, or is empty if `blank`."""
    return CheckConstraint(
        name=f"proposals_{model}_{field}_known",
        condition=Q(**{f"{field}__in": [*choices.values, *([""] if blank else [])]}),
        violation_error_message=format_lazy(
            _("Not one of the allowed values of “{field}”: {allowed}."),
            field=field,
            allowed=", ".join(choices.values),
        ),
    )


def only_one(model: str, *fields: str, message: str | StrPromise) -> UniqueConstraint:
    """Return the constraint that each combination of `fields` occurs once."""
    return UniqueConstraint(
        fields=fields, name=f"proposals_{model}_unique", violation_error_message=message
    )
