"""The form of a piece of evidence on the page of its clause."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.forms import BaseInlineFormSet

from proposals.models import Disagreement, Evidence, QuoteState, Term, Version
from proposals.web.admin.clause_page.term_forms import chosen, known, version_of
from proposals.web.admin.forms import as_in
from proposals.web.admin.reference_fields import ReferenceField

DOUBTFUL = (QuoteState.CHANGED, QuoteState.MISSING, QuoteState.SEVERAL)


class EvidenceForm(forms.ModelForm):
    """What an article does to a clause, or to one answer of it."""

    article = ReferenceField("article", **as_in(Evidence, "article"))
    origin = ReferenceField("origin", **as_in(Evidence, "origin"))

    class Meta:
        model = Evidence
        fields = (
            "article", "stance", "basis", "term", "quote", "before", "after", "quote_language",
            "origin", "disagreement", "note", "number",
        )  # fmt: skip
        widgets = {
            "quote": forms.TextInput(attrs={"dir": "auto"}),
            "before": forms.TextInput(attrs={"dir": "auto"}),
            "after": forms.TextInput(attrs={"dir": "auto"}),
            "note": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        }

    @property
    def about(self) -> Any:
        """The article as chosen on the page; None if there is none yet."""
        field: Any = self.fields["article"]
        cleaned = getattr(self, "cleaned_data", {})
        return cleaned.get("article") or field.known.get(chosen(self, "article"))

    @property
    def doubtful(self) -> bool:
        """Whether the stored quote needs an editor."""
        return bool(self.instance.quote) and self.instance.quote_state in DOUBTFUL


class EvidenceFormSet(BaseInlineFormSet):
    """The evidence of a clause: about its own answers and its own negotiation's disagreements."""

    @property
    def version(self) -> Version | None:
        """The version of the clause; None on a page where it is not chosen yet."""
        return version_of(self)

    @cached_property
    def offered(self) -> dict[str, tuple[Any, list[tuple[Any, str]]]]:
        """For each reference, what can be chosen, looked up once for all forms."""
        terms = Term.objects.none()
        disagreements = Disagreement.objects.none()
        if self.instance.pk:
            terms = self.instance.terms.select_related("clause", "question")
        if self.version:
            home = self.version.proposal.negotiation_id
            disagreements = Disagreement.objects.filter(negotiation=home)
        return {
            "term": (terms, [(row.pk, f"{row.question} (#{row.number})") for row in terms]),
            "disagreement": (disagreements, [(row.pk, str(row)) for row in disagreements]),
        }

    @cached_property
    def articles(self) -> Mapping[str, Any]:
        """The articles that the forms name, by primary key."""
        return known(self, "article")

    @cached_property
    def origins(self) -> Mapping[str, Any]:
        """The shared material that the forms name, by primary key."""
        return known(self, "origin")

    def add_fields(self, form: Any, index: int | None) -> None:
        """Offer only what belongs here."""
        super().add_fields(form, index)
        form.fields["article"].offer(self.articles, None, chosen(form, "article"))
        form.fields["origin"].offer(self.origins, None, chosen(form, "origin"))
        for name, (rows, choices) in self.offered.items():
            field: Any = form.fields[name]
            field.queryset = rows
            field.choices = [("", "---------"), *choices]
