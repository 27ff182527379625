"""The inlines of a clause's page: its answers and its evidence."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from proposals.models import Evidence, Term
from proposals.models.evidence_fields import ArticleEvidence
from proposals.web.admin.clause_page.evidence_forms import EvidenceForm, EvidenceFormSet
from proposals.web.admin.clause_page.term_forms import TermForm, TermFormSet


class TermInline(admin.StackedInline):
    """The answers of a clause."""

    model = Term
    fk_name = "clause"
    form = TermForm
    formset = TermFormSet
    fields = TermForm.Meta.fields
    extra = 0
    template = "admin/proposals/clause/answers.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Term]:
        """Fetch with the answers what their words need."""
        rows = super().get_queryset(request).order_by("question__ordinal", "number", "pk")
        related = rows.select_related("question__unit", "question__topic", "waits_for", "clause")
        return related.prefetch_related("bearers")


class EvidenceInline(admin.StackedInline):
    """The evidence on a clause."""

    model = Evidence
    form = EvidenceForm
    formset = EvidenceFormSet
    fields = EvidenceForm.Meta.fields
    extra = 0
    template = "admin/proposals/clause/evidence.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        """Fetch with the evidence what its names need."""
        rows = super().get_queryset(request).order_by("article__key", "number", "pk")
        return rows.select_related("clause", "article__outlet")


def sign_evidence(row: Any, by: Any) -> None:
    """Put the editor's name and the time on new evidence before it is saved."""
    if isinstance(row, ArticleEvidence) and row.tagged_at is None:
        row.tagged_by = by.get_username()
        row.tagged_at = timezone.now()
