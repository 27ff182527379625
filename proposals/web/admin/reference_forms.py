"""Forms with references that are found by words, with scripts and without."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from proposals.web.admin.reference_fields import ReferenceField, ReferencesField
from sources.form_rows import BoundedFormSet
from sources.validators import is_row_number


class ReferenceForm(forms.ModelForm):
    """A form that shows the rows of its references by name, with one query each."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, field in self.fields.items():
            if isinstance(field, ReferenceField):
                self._show_row(name, field)
            elif isinstance(field, ReferencesField):
                self._show_rows(name, field)

    def _show_row(self, name: str, field: ReferenceField) -> None:
        chosen = str(self[name].value() or "")
        known = {str(row.pk): row for row in _fetch_rows(field, [chosen])}
        field.set_choices(known, None, chosen)

    def _show_rows(self, name: str, field: ReferencesField) -> None:
        if not self.is_bound and name in getattr(self.instance, "_prefetched_objects_cache", ()):
            field.set_choices(getattr(self.instance, name).all())
            return
        values = self[name].value() or []
        keys = [str(getattr(value, "pk", value)) for value in values]
        field.set_choices(_fetch_rows(field, keys))


def _fetch_rows(field: Any, keys: Iterable[str]) -> list[Any]:
    numbers = [int(key) for key in keys if is_row_number(key)]
    return list(field.queryset.filter(pk__in=numbers)) if numbers else []


class LabelledFormSet(BoundedFormSet):
    """Forms in the rows of a table, where a control has no label but the head of its column."""

    def add_fields(self, form: forms.ModelForm[Any], index: int | None) -> None:
        """Give every control its label for those who hear the page, the box for deleting too."""
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs["aria-label"] = str(field.label)
