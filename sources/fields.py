"""Fields and constraints that the models of the press have in common."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sources.validators import (
    WEB_ADDRESS_PATTERN,
    valid_key,
    valid_language,
    valid_web_address,
    valid_written_table,
    valid_written_text,
)

ADDRESS_LENGTH = 1000  # long addresses of the press stay under 400 characters


class _Written:
    """What readers see of it: migrations know the field as Django's, for a rule is no column."""

    django_path: ClassVar[str]

    def deconstruct(self) -> Any:
        """Return the field as Django's own of the same column."""
        name, _path, arguments, keywords = super().deconstruct()  # type: ignore[misc]
        return name, self.django_path, arguments, keywords


class WrittenLine(_Written, models.CharField):
    """A name or another text on one line, of signs that can be seen."""

    django_path = "django.db.models.CharField"
    default_validators = [valid_written_text]


class WrittenText(_Written, models.TextField):
    """A longer text, of signs that can be seen."""

    django_path = "django.db.models.TextField"
    default_validators = [valid_written_text]


class WrittenTable(_Written, models.JSONField):
    """A table or a list of tables, in which every text is of signs that can be seen."""

    django_path = "django.db.models.JSONField"
    default_validators = [valid_written_table]


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
