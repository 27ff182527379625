"""Answers and evidence as rows on the page of their clause."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from proposals.models import Evidence, Term
from proposals.web.admin.clause_page.evidence_forms import EvidenceForm, EvidenceFormSet
from proposals.web.admin.clause_page.term_forms import TermForm, TermFormSet


class TermInline(admin.StackedInline):
    """Answers of a clause."""

    model = Term
    fk_name = "clause"
    form = TermForm
    formset = TermFormSet
    fields = TermForm.Meta.fields
    extra = 0
    template = "admin/proposals/clause/answers.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Term]:
        """With what their words need."""
        rows = super().get_queryset(request).order_by("question__ordinal", "number", "pk")
        related = rows.select_related("question__unit", "question__topic", "waits_for", "clause")
        return related.prefetch_related("bearers")


class EvidenceInline(admin.StackedInline):
    """Evidence on a clause."""

    model = Evidence
    form = EvidenceForm
    formset = EvidenceFormSet
    fields = EvidenceForm.Meta.fields
    extra = 0
    template = "admin/proposals/clause/evidence.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        """With what their names need."""
        rows = super().get_queryset(request).order_by("article__key", "number", "pk")
        return rows.select_related("clause", "article__outlet")


def signed(entry: Any, by: Any) -> Any:
    """A row that is about to be saved; evidence is signed with the editor's name and the time."""
    if isinstance(entry, Evidence) and entry.tagged_at is None:
        entry.tagged_by = by.get_username()
        entry.tagged_at = timezone.now()
    return entry
