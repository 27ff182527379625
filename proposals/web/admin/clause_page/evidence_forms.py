"""The forms of pieces of evidence on the page of a clause, a response or a checked absence."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django import forms

from proposals.editing.conditions import DOUBTFUL
from proposals.editing.quote_candidates import ChangedSide, find_changed_sides
from proposals.models import (
    CoverageEvidence,
    Disagreement,
    Evidence,
    ResponseEvidence,
    Term,
    Version,
)
from proposals.web.admin.clause_page.row_references import (
    chosen_key,
    fetch_references,
    version_of,
)
from proposals.web.admin.forms import field_options
from proposals.web.admin.reference_fields import ReferenceField
from sources.form_rows import BoundedFormSet

WIDGETS = {
    "quote": forms.TextInput(attrs={"dir": "auto"}),
    "quote_gloss": forms.TextInput(attrs={"dir": "auto"}),
    "before": forms.TextInput(attrs={"dir": "auto"}),
    "after": forms.TextInput(attrs={"dir": "auto"}),
    "note": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
}

OF_OTHER_TEXTS = (
    "article", "stance", "basis", "quote", "before", "after", "quote_language",
    "quote_gloss", "origin", "note", "number",
)  # fmt: skip
"""The fields of evidence on what is no clause: no answer and no disagreement is part of it."""


class ArticleEvidenceForm(forms.ModelForm):
    """The evidence of an article on a text."""

    article = ReferenceField("article", **field_options(Evidence, "article"))
    origin = ReferenceField("origin", **field_options(Evidence, "origin"))

    @property
    def doubtful(self) -> bool:
        """Whether the stored quote needs an editor."""
        return bool(self.instance.quote) and self.instance.quote_state in DOUBTFUL

    @cached_property
    def changed_sides(self) -> list[ChangedSide]:
        """The sides of the stored quote on which other words stand now."""
        return find_changed_sides(self.instance) if self.doubtful else []


class EvidenceForm(ArticleEvidenceForm):
    """The evidence of an article on a clause, or on one answer of it."""

    class Meta:
        model = Evidence
        fields = (
            "article", "stance", "basis", "term", "quote", "before", "after", "quote_language",
            "quote_gloss", "origin", "disagreement", "note", "number",
        )  # fmt: skip
        widgets = WIDGETS


class CoverageEvidenceForm(ArticleEvidenceForm):
    """The evidence of an article on a checked absence."""

    class Meta:
        model = CoverageEvidence
        fields = OF_OTHER_TEXTS
        widgets = WIDGETS


class ResponseEvidenceForm(ArticleEvidenceForm):
    """The evidence of an article on a response."""

    class Meta:
        model = ResponseEvidence
        fields = OF_OTHER_TEXTS
        widgets = WIDGETS


class ArticleEvidenceFormSet(BoundedFormSet):
    """The evidence on a text; articles and shared material are looked up once for all forms."""

    @cached_property
    def articles(self) -> Mapping[str, Any]:
        """The articles that the forms name, by primary key."""
        return fetch_references(self, "article")

    @cached_property
    def origins(self) -> Mapping[str, Any]:
        """The shared material that the forms name, by primary key."""
        return fetch_references(self, "origin")

    def add_fields(self, form: Any, index: int | None) -> None:
        """Show what is chosen in the controls of references."""
        super().add_fields(form, index)
        for name, known in (("article", self.articles), ("origin", self.origins)):
            form.fields[name].set_choices(known, None, chosen_key(form, name))


class EvidenceFormSet(ArticleEvidenceFormSet):
    """The evidence on a clause, on its own answers and its own negotiation's disagreements."""

    @property
    def version(self) -> Version | None:
        """The version of the clause; None on a page where it is not chosen yet."""
        return version_of(self)

    @cached_property
    def choices(self) -> dict[str, tuple[Any, list[tuple[Any, str]]]]:
        """The rows and the choices of each reference, looked up once for all forms."""
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

    def add_fields(self, form: Any, index: int | None) -> None:
        """Let only what belongs to the clause and its negotiation be chosen."""
        super().add_fields(form, index)
        for name, (rows, choices) in self.choices.items():
            field: Any = form.fields[name]
            field.queryset = rows
            field.choices = [("", "---------"), *choices]
