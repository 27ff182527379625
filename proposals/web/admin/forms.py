"""The forms of proposals, and of the text of a clause; its rows have modules of their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proposals.models import Clause, Party, Topic, Version
from proposals.web.admin.reference_fields import ReferenceField, ReferencesField
from sources.validators import is_row_number

LOOK = "_look"
"""The button that shows what was understood, and saves nothing."""

PLACE = ("version", "key", "ordinal")
"""Where a clause stands; a revision keeps the place of what it revises."""

ABOUT_THE_PAGE = frozenset({"edition", "seen", "why"})
"""Fields that say something of this visit, not of the clause."""


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


def as_in(model: Any, name: str) -> dict[str, Any]:
    """Label, help and need of a field that a form draws in its own way."""
    field = model._meta.get_field(name)
    return {
        "label": field.verbose_name.capitalize(),
        "help_text": field.help_text,
        "required": not field.blank,
    }


class ClauseForm(forms.ModelForm):
    """The text of a clause and where it stands, with the edition that the editor saw."""

    version = ReferenceField("version", **as_in(Clause, "version"))
    topics = ReferencesField("topics", **as_in(Clause, "topics"))
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
            "text", "quote", "quote_language", "confidence", "contested", "topics",
        )  # fmt: skip
        widgets = {
            "heading": forms.TextInput(attrs={"dir": "auto"}),
            "text": forms.Textarea(attrs={"rows": 9, "dir": "auto"}),
            "quote": forms.TextInput(attrs={"dir": "auto"}),
            "contested": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            "option_label": forms.TextInput(attrs={"dir": "auto"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.looking = LOOK in self.data
        self.initial["edition"] = self.instance.edition
        if self.instance.revises_id:
            for name in PLACE:
                self.fields.pop(name, None)
        self._offer_version()
        topics: Any = self.fields["topics"]
        topics.offer(self._chosen_topics())

    def is_valid(self) -> bool:
        """Whether it may be saved: not while the editor only looks."""
        return super().is_valid() and not self.looking

    @property
    def alters(self) -> bool:
        """Whether it would change anything that is stored of the clause."""
        return bool(set(self.changed_data) - ABOUT_THE_PAGE)

    @property
    def version_now(self) -> Version | None:
        """The version as chosen on the page; None on a page where it is not chosen yet."""
        return self._version

    def _offer_version(self) -> None:
        field: Any = self.fields.get("version")
        chosen = str(self["version"].value() or "") if field else ""
        own = self.instance.version if self.instance.version_id else None
        if not field or (own and chosen in ("", str(own.pk))):
            self._version = own
        else:
            rows = field.widget.finder.rows()
            self._version = rows.filter(pk=chosen).first() if is_row_number(chosen) else None
        if field:
            known = {str(self._version.pk): self._version} if self._version else {}
            field.offer(known, None, chosen)
            if self._version and not self.instance.version_id:
                self.instance.version = self._version
            if not self.is_bound and not self.instance.pk and self._version:
                self.initial.setdefault("ordinal", next_ordinal(self._version))

    def _chosen_topics(self) -> Iterable[Topic]:
        if not self.is_bound:
            if self.instance.pk:
                return self.instance.topics.select_related("theme")
            return ()
        keys = [key for key in self["topics"].value() or () if is_row_number(key)]
        return Topic.objects.select_related("theme").filter(pk__in=keys)


def next_ordinal(version: Version) -> int:
    """The place after the last clause of a version."""
    last = version.clauses.aggregate(last=Max("ordinal"))["last"]
    return 1 + (last or 0)
