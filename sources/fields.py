"""Fields and constraints that the models of the press have in common."""

from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Left
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from sources.addresses import folded
from sources.form_fields import TableField
from sources.validators import (
    WEB_SCHEMES,
    valid_key,
    valid_language,
    valid_web_address,
    valid_written_table,
    valid_written_text,
)

ADDRESS_LENGTH = 1000  # long addresses of the press stay under 400 characters


class _PlainColumn:
    """A field that migrations know as Django's of the same column: a rule is no column."""

    django_path: ClassVar[str]

    def deconstruct(self) -> Any:
        """Return the field as Django's own of the same column."""
        name, _path, arguments, keywords = super().deconstruct()  # type: ignore[misc]
        return name, self.django_path, arguments, keywords


class AddressField(_PlainColumn, models.URLField):
    """A field for a web address: `HTTP://News.Example/1` is stored as `http://news.example/1`.

    Whoever writes it, the database holds one spelling of scheme and host.
    """

    django_path = "django.db.models.URLField"

    def to_python(self, value: Any) -> Any:
        """Return the address as it is stored."""
        plain = super().to_python(value)
        return folded(plain) if isinstance(plain, str) else plain

    def get_prep_value(self, value: Any) -> Any:
        """Return the address as it is stored, for queries and updates."""
        plain = super().get_prep_value(value)
        return folded(plain) if isinstance(plain, str) else plain

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Give the row in memory the address that is stored."""
        value = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


class WrittenLine(_PlainColumn, models.CharField):
    """A name or another text on one line, of signs that can be seen."""

    django_path = "django.db.models.CharField"
    default_validators = [valid_written_text]


class WrittenText(_PlainColumn, models.TextField):
    """A longer text, of signs that can be seen."""

    django_path = "django.db.models.TextField"
    default_validators = [valid_written_text]


class WrittenTable(_PlainColumn, models.JSONField):
    """A table or a list of tables, in which every text is of signs that can be seen."""

    django_path = "django.db.models.JSONField"
    default_validators = [valid_written_table]

    def formfield(self, **kwargs: Any) -> Any:
        """Return the form field, in which anything can be typed."""
        return super().formfield(**{"form_class": TableField, **kwargs})


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


def address_field(name: Any, help_text: Any) -> AddressField:
    """Return the field for an http or https address; empty when there is none."""
    return AddressField(
        name,
        max_length=ADDRESS_LENGTH,
        blank=True,
        validators=[valid_web_address],
        help_text=help_text,
    )


def is_web_address(field: str, name: str, message: Any) -> models.CheckConstraint:
    """Return the constraint that `field` is empty or begins with http:// or https://.

    No pattern: SQLite by itself knows none, and could neither load a dump of such a table nor
    write to it.
    """
    begins = (Q(Exact(Left(field, Value(len(scheme))), Value(scheme))) for scheme in WEB_SCHEMES)
    return models.CheckConstraint(
        condition=reduce(or_, begins, Q(**{field: ""})),
        name=name,
        violation_error_message=message,
    )
