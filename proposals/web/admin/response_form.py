"""The form of a response, with the edition that the editor saw."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proposals.editing.locking import EditConflict
from proposals.models import Response
from proposals.models.responses import problems_of_targets
from proposals.models.review import name_of
from proposals.web.admin.forms import field_options
from proposals.web.admin.reference_fields import ReferenceField, ReferencesField
from proposals.web.admin.reference_forms import ReferenceForm

PLACE_FIELDS = ("version", "key")
"""The fields of which its lasting name is made; they stay once it is saved."""
CONTENT_FIELDS = ("to", "stance", "clauses", "questions", "date", "text")
PAGE_FIELDS = ("why", "seen_edition")
"""The fields that belong to this visit to the page, not to the response."""


class ResponseForm(ReferenceForm):
    """A response with what it is about; documents, clauses and questions are found by words."""

    version = ReferenceField("version", **field_options(Response, "version"))
    to = ReferenceField("version", **field_options(Response, "to"))
    clauses = ReferencesField("waits_for", **field_options(Response, "clauses"))
    questions = ReferencesField("question", **field_options(Response, "questions"))
    seen_edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    why = forms.CharField(
        label=_("What you changed, and why"),
        help_text=_("Goes into the history of the response, for other editors."),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto", "class": "vTextField"}),
    )

    class Meta:
        model = Response
        fields = (*PLACE_FIELDS, *CONTENT_FIELDS)
        widgets = {"text": forms.Textarea(attrs={"rows": 6, "dir": "auto"})}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial["seen_edition"] = self.instance.edition
        self.is_late = False
        if self.instance.pk:
            for name in PLACE_FIELDS:
                self.fields.pop(name, None)

    @property
    def alters_text(self) -> bool:
        """Whether saving would change anything that is stored of the response."""
        return bool(set(self.changed_data) - set(PAGE_FIELDS))

    def clean(self) -> dict[str, Any]:
        """Refuse points of another document, and a save over what another editor saved."""
        data = super().clean() or {}
        if data.get("to"):
            targets = (data.get("clauses") or (), data.get("questions") or ())
            for name, problem in problems_of_targets(data["to"], *targets).items():
                self.add_error(name, problem)
        if self.instance.pk:
            self._refuse_late_edit(data)
        return data

    def _refuse_late_edit(self, data: dict[str, Any]) -> None:
        stored = Response.objects.select_related("edited_by").get(pk=self.instance.pk)
        if stored.edition == data.get("seen_edition"):
            return
        self.is_late = True
        sent: Any = self.data
        self.data = sent.copy()
        self.data[self.add_prefix("seen_edition")] = str(stored.edition)  # type: ignore[index]
        lines = [*EditConflict(stored).messages, *self._stored_values(stored, data)]
        lines.append(gettext("Nothing is saved. Save again to put your input in its place."))
        self.add_error(None, ValidationError(lines))

    def _stored_values(self, stored: Response, data: dict[str, Any]) -> Iterable[str]:
        """Yield who saved last, and what is stored otherwise than it was typed."""
        if stored.edited_by is not None:
            yield gettext("It was last saved by %(name)s.") % {"name": name_of(stored.edited_by)}
        for name in CONTENT_FIELDS:
            value, typed = getattr(stored, name), data.get(name)
            if name in ("clauses", "questions"):
                value, typed = list(value.all()), list(typed or ())
                if {row.pk for row in value} == {row.pk for row in typed}:
                    continue
            if value != typed:
                label = self.fields[name].label
                yield gettext("Stored now: %(label)s: %(value)s") % {
                    "label": label, "value": _words(stored, name, value),
                }  # fmt: skip


def _words(stored: Response, name: str, value: Any) -> str:
    if name == "stance":
        return stored.get_stance_display()
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
