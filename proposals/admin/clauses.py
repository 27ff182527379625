"""Clauses with their answers and their evidence: where most of an analyst's work is done."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from proposals.admin.forms import ClauseForm, EvidenceFormSet, TermForm, TermFormSet
from proposals.models import Clause, Evidence, Term


class TermInline(admin.StackedInline):
    """Answers of a clause."""

    model = Term
    fk_name = "clause"
    form = TermForm
    formset = TermFormSet
    extra = 0
    autocomplete_fields = ("question", "bearers", "waits_for")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Term]:
        """With what their words need."""
        return super().get_queryset(request).select_related("question__unit", "clause")


class EvidenceInline(admin.StackedInline):
    """Evidence on a clause."""

    model = Evidence
    formset = EvidenceFormSet
    extra = 0
    autocomplete_fields = ("article", "origin")
    readonly_fields = ("tagged_by", "tagged_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        """With what their names need."""
        return super().get_queryset(request).select_related("clause", "article")


@admin.register(Clause)
class ClauseAdmin(admin.ModelAdmin):
    """Clauses: entered, reviewed, published with evidence."""

    ordering = ("version", "ordinal", "key")

    form = ClauseForm
    list_display = ("number", "heading", "version", "status", "state", "answers", "sources")
    list_display_links = ("number", "heading")
    list_filter = (
        "state",
        "status",
        "confidence",
        "version__proposal__negotiation",
        "version__proposal",
    )
    list_select_related = ("version__proposal",)
    search_fields = ("uid", "label", "heading", "text", "quote")
    autocomplete_fields = ("version", "topics")
    readonly_fields = ("uid",)
    actions = ("publish",)
    inlines = (TermInline, EvidenceInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Clause]:
        """With the numbers that the list shows, in the same query."""
        return (
            super()
            .get_queryset(request)
            .annotate(
                answer_count=Count("terms", distinct=True),
                source_count=Count("evidence", distinct=True),
            )
        )

    @admin.display(description=_("number"), ordering="ordinal")
    def number(self, clause: Clause) -> str:
        """Its number in the document."""
        return clause.label or clause.key

    @admin.display(description=_("answers"), ordering="answer_count")
    def answers(self, clause: Clause) -> int:
        """How many answers it gives."""
        return clause.answer_count  # type: ignore[attr-defined]

    @admin.display(description=_("evidence"), ordering="source_count")
    def sources(self, clause: Clause) -> int:
        """How many pieces of evidence it has."""
        return clause.source_count  # type: ignore[attr-defined]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Sign new evidence with the editor's name and the time."""
        for entry in formset.save(commit=False):
            if isinstance(entry, Evidence) and entry.tagged_at is None:
                entry.tagged_by = request.user.get_username()
                entry.tagged_at = timezone.now()
            entry.save()
        for entry in formset.deleted_objects:
            entry.delete()
        formset.save_m2m()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Publish after the evidence is saved, if the editor asked for it."""
        super().save_related(request, form, formsets, change)
        if form.publishing and not form.instance.is_published:
            form.instance.publish()

    @admin.action(description=_("Publish the chosen clauses"), permissions=["change"])
    def publish(self, request: HttpRequest, clauses: QuerySet[Clause]) -> None:
        """Publish those that have evidence; name those that do not."""
        done = 0
        for clause in clauses:
            try:
                clause.publish()
                done += 1
            except ValidationError as error:
                self.message_user(request, f"{clause}: {' '.join(error.messages)}", messages.ERROR)
        message = ngettext(
            "%(count)d clause is published.", "%(count)d clauses are published.", done
        )
        self.message_user(request, message % {"count": done})
        if not done:
            self.message_user(request, gettext("Nothing was changed."), messages.WARNING)
