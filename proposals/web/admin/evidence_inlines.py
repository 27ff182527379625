"""The rows of evidence on the pages of responses and of checked absences."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from proposals.editing.quote_candidates import find_changed_sides
from proposals.models import CoverageEvidence, ResponseEvidence
from proposals.models.evidence_fields import ArticleEvidence
from proposals.web.admin.clause_page.evidence_forms import (
    OF_OTHER_TEXTS,
    ArticleEvidenceFormSet,
    CoverageEvidenceForm,
    ResponseEvidenceForm,
)


class ArticleEvidenceInline(admin.StackedInline):
    """The evidence of articles on a text that is no clause, with what became of its quotes.

    `names` are the references that its name and that of its text are made of.
    """

    names: ClassVar[tuple[str, ...]] = ()
    formset = ArticleEvidenceFormSet
    fields = (*OF_OTHER_TEXTS, "quote_state", "in_the_text")
    readonly_fields = ("quote_state", "in_the_text")
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Fetch with the evidence what its names need."""
        rows = super().get_queryset(request).order_by("article__key", "number", "pk")
        return rows.select_related(*self.names, "article__outlet", "origin")

    @admin.display(description=_("In the text"), empty_value="–")
    def in_the_text(self, evidence: ArticleEvidence) -> str:
        """Return what stands in the text instead: changed words beside the quote, or in it."""
        if sides := find_changed_sides(evidence):
            language = evidence.article.language
            return render_to_string(
                "workbench/_changed_sides.html", {"sides": sides, "language": language}
            )
        return evidence.quote_nearest


class CoverageEvidenceInline(ArticleEvidenceInline):
    """The words of articles on which an absence rests."""

    model = CoverageEvidence
    form = CoverageEvidenceForm
    names = ("coverage__question", "coverage__version__proposal__negotiation")


class ResponseEvidenceInline(ArticleEvidenceInline):
    """The evidence on a response."""

    model = ResponseEvidence
    form = ResponseEvidenceForm
    names = ("response",)
