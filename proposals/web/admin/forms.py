"""The forms of proposals, and of the text of a clause; its rows have modules of their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proposals.editing.clause_order import next_ordinal
from proposals.editing.edits import edited_points
from proposals.models import Clause, ClauseStatus, Party, Topic, Version
from proposals.web.admin.reference_fields import ReferenceField, ReferencesField
from sources.validators import is_row_number

PREVIEW = "_look"
"""The name of the button that shows what was understood, and saves nothing."""

PLACE_FIELDS = ("version", "key", "ordinal")
"""The fields for the place of a clause; a revision keeps the place of what it revises."""

PAGE_FIELDS = frozenset({"edition", "seen", "why"})
"""The fields that belong to this visit to the page, not to the clause."""


def refuse_strangers(parties: Iterable[Party], negotiation_id: int | None, field: str) -> None:
    """Raise ValidationError if a party belongs to another negotiation."""
    strangers = [party.name for party in parties if party.negotiation_id != negotiation_id]
    if strangers and negotiation_id is not None:
        message = gettext("Not a party to this negotiation: %(names)s.")
        raise ValidationError({field: message % {"names": ", ".join(strangers)}})


class ProposalForm(forms.ModelForm):
    """A proposal of parties to its own negotiation."""

    def clean(self) -> dict[str, Any]:
        """Refuse parties of another negotiation."""
        data = super().clean() or {}
        negotiation = data.get("negotiation")
        parties = data.get("parties", ())
        refuse_strangers(parties, negotiation.pk if negotiation else None, "parties")
        return data


def field_options(model: Any, name: str) -> dict[str, Any]:
    """Return label, help text and `required` of a model's field, for a form field in its place."""
    field = model._meta.get_field(name)
    return {
        "label": field.verbose_name.capitalize(),
        "help_text": field.help_text,
        "required": not field.blank,
    }


class ClauseForm(forms.ModelForm):
    """The text of a clause and its place, with the edition that the editor saw.

    `chosen_version` is the version as chosen on the page; None where it is not chosen yet.
    """

    version = ReferenceField("version", **field_options(Clause, "version"))
    topics = ReferencesField("topics", **field_options(Clause, "topics"))
    replaces = forms.MultipleChoiceField(
        label=_("Stands in place of"),
        help_text=_(
            "The points of the edited text in whose place it stands; the point with its own key "
            "needs no tick."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    why = forms.CharField(
        label=_("What you changed, and why"),
        help_text=_("Goes into the history of the clause, for other editors."),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    class Meta:
        model = Clause
        fields = (
            "version", "key", "label", "ordinal", "status", "option", "option_label", "heading",
            "text", "quote", "quote_language", "quote_origin", "quote_by", "quote_gloss",
            "confidence", "contested", "topics", "replaces",
        )  # fmt: skip
        widgets = {
            "heading": forms.TextInput(attrs={"dir": "auto"}),
            "text": forms.Textarea(attrs={"rows": 9, "dir": "auto"}),
            "quote": forms.TextInput(attrs={"dir": "auto"}),
            "quote_by": forms.TextInput(attrs={"dir": "auto"}),
            "quote_gloss": forms.TextInput(attrs={"dir": "auto"}),
            "contested": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            "option_label": forms.TextInput(attrs={"dir": "auto"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_preview = PREVIEW in self.data
        self.initial["edition"] = self.instance.edition
        if self.instance.revises_id:
            for name in PLACE_FIELDS:
                self.fields.pop(name, None)
        self.chosen_version = self._find_version()
        if "version" in self.fields:
            self._set_version(self.chosen_version)
        topics: Any = self.fields["topics"]
        topics.set_choices(self._chosen_topics())
        self._set_points()

    def is_valid(self) -> bool:
        """Return whether the clause may be saved: not for a preview."""
        return super().is_valid() and not self.is_preview

    def clean(self) -> dict[str, Any]:
        """Refuse a key that another clause has, which the constraint cannot know of a form."""
        data = super().clean() or {}
        others = Clause.objects.originals().exclude(pk=self.instance.pk)
        version, key = data.get("version"), data.get("key")
        if version and key and others.filter(version=version, key=key).exists():
            self.add_error("key", gettext("This version already has a clause with this key."))
        return data

    def clean_replaces(self) -> list[str]:
        """Refuse points that the edited text does not have."""
        keys: list[str] = self.cleaned_data["replaces"]
        unknown = [key for key in keys if key not in self.points]
        if unknown and self._edits:
            message = gettext("The edited text has no such point: %(keys)s.")
            raise ValidationError(message % {"keys": ", ".join(unknown)})
        return keys

    @property
    def alters_text(self) -> bool:
        """Whether saving would change anything that is stored of the clause."""
        return bool(set(self.changed_data) - PAGE_FIELDS)

    def _chosen_version_key(self) -> str:
        return str(self["version"].value() or "") if "version" in self.fields else ""

    def _find_version(self) -> Version | None:
        own = self.instance.version if self.instance.version_id else None
        key = self._chosen_version_key()
        if "version" not in self.fields or (own and key in ("", str(own.pk))):
            return own
        field: Any = self.fields["version"]
        return field.widget.finder.rows().filter(pk=key).first() if is_row_number(key) else None

    def _set_version(self, version: Version | None) -> None:
        """Show the version in its control, and begin a new clause in it, behind the others."""
        field: Any = self.fields["version"]
        known = {str(version.pk): version} if version else {}
        field.set_choices(known, None, self._chosen_version_key())
        if version and not self.instance.version_id:
            self.instance.version = version
        if version and not self.is_bound and not self.instance.pk:
            self.initial.setdefault("ordinal", next_ordinal(version))

    @property
    def _edits(self) -> bool:
        """Whether the version, as far as it is chosen, edits another text."""
        return self.chosen_version is not None and self.chosen_version.edits_id is not None

    def _set_points(self) -> None:
        """Offer the points of the edited text, and a status that only clauses of edits have.

        A key that is no point stays in sight, so that nothing is lost unseen.
        """
        version = self.chosen_version
        self.points = {one.key: one for one in edited_points(version)} if version else {}
        chosen = [str(key) for key in self["replaces"].value() or ()]
        unknown = [key for key in dict.fromkeys(chosen) if key not in self.points]
        field: Any = self.fields["replaces"]
        field.choices = [
            *((key, str(point)) for key, point in self.points.items()),
            *((key, gettext("%(key)s (not in the edited text)") % {"key": key}) for key in unknown),
        ]
        status: Any = self.fields["status"]
        if not self._edits and self["status"].value() != ClauseStatus.STRUCK_OUT:
            choices = [one for one in status.choices if one[0] != ClauseStatus.STRUCK_OUT]
            status.widget.choices = choices

    def _chosen_topics(self) -> Iterable[Topic]:
        if not self.is_bound:
            if self.instance.pk:
                return self.instance.topics.select_related("theme")
            chosen = self.initial.get("topics") or ()
        else:
            chosen = self["topics"].value() or ()
        keys = [key for key in chosen if is_row_number(key)]
        if not keys:
            return ()
        return Topic.objects.select_related("theme").filter(pk__in=keys)
