"""Forms whose references are found by words, with scripts and without."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BaseInlineFormSet

from proposals.web.admin.reference_fields import ReferenceField, ReferencesField


class ReferringForm(forms.ModelForm):
    """A form that names what its references hold, in one query each."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, field in self.fields.items():
            if isinstance(field, ReferenceField):
                self._offer_one(name, field)
            elif isinstance(field, ReferencesField):
                self._offer_several(name, field)

    def _offer_one(self, name: str, field: ReferenceField) -> None:
        chosen = str(self[name].value() or "")
        known = {str(row.pk): row for row in _rows(field, [chosen])}
        field.offer(known, None, chosen)

    def _offer_several(self, name: str, field: ReferencesField) -> None:
        if not self.is_bound and name in getattr(self.instance, "_prefetched_objects_cache", ()):
            field.offer(getattr(self.instance, name).all())
            return
        given = self[name].value() or []
        field.offer(_rows(field, [str(getattr(row, "pk", row)) for row in given]))


def _rows(field: Any, keys: Iterable[str]) -> list[Any]:
    numbers = [int(key) for key in keys if key.isdecimal()]
    return list(field.queryset.filter(pk__in=numbers)) if numbers else []


class NamedFormSet(BaseInlineFormSet):
    """Forms in the rows of a table: a control has no label there but the head of its column."""

    def add_fields(self, form: forms.ModelForm[Any], index: int | None) -> None:
        """Let every control say what it is, the box for deleting too."""
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs["aria-label"] = str(field.label)
