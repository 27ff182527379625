"""Fields and constraints that the models of the press have in common."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sources.validators import WEB_ADDRESS_PATTERN, valid_key, valid_language, valid_web_address

ADDRESS_LENGTH = 1000  # long addresses of the press stay under 400 characters


def key_field(help_text: Any) -> "models.CharField[str, str]":
    """Return the field for a short, unique name that data files and addresses use."""
    return models.CharField(
        _("key"), max_length=80, unique=True, validators=[valid_key], help_text=help_text
    )


def language_field(help_text: Any) -> "models.CharField[str, str]":
    """Return the field for a language tag; empty when the language is not known."""
    return models.CharField(
        _("language"), max_length=35, blank=True, validators=[valid_language], help_text=help_text
    )


def address_field(name: Any, help_text: Any) -> "models.URLField[str, str]":
    """Return the field for an http or https address; empty when there is none."""
    return models.URLField(
        name,
        max_length=ADDRESS_LENGTH,
        blank=True,
        validators=[valid_web_address],
        help_text=help_text,
    )


def is_web_address(field: str, name: str, message: Any) -> models.CheckConstraint:
    """Return the constraint that `field` is empty or begins with http:// or https://."""
    return models.CheckConstraint(
        condition=Q(**{field: ""}) | Q(**{f"{field}__regex": WEB_ADDRESS_PATTERN}),
        name=name,
        violation_error_message=message,
    )
