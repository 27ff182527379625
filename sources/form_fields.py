"""The form field of tables, which says in words what Django's own would fail on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.fields import InvalidJSONInput


class TableField(forms.JSONField):
    """A table or list typed as JSON, whatever numbers and however many brackets it has."""

    def to_python(self, value: Any) -> Any:
        """Return the value. Raises ValidationError also for what Python cannot read."""
        try:
            return super().to_python(value)
        except (ValueError, RecursionError) as error:
            message = self.error_messages["invalid"]
            raise ValidationError(message, code="invalid", params={"value": value}) from error

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Return what was typed, to be shown again."""
        try:
            return super().bound_data(data, initial)
        except (ValueError, RecursionError):
            return InvalidJSONInput(data)
