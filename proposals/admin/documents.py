"""Proposals, their versions, and what a version does not answer."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from proposals.admin.forms import ProposalForm
from proposals.models import Clause, Coverage, Proposal, Version


class VersionInline(admin.StackedInline):
    """Versions of a proposal, each with a link to its clauses."""

    model = Version
    extra = 0
    show_change_link = True
    autocomplete_fields = ("published_by",)


class ClauseInline(admin.TabularInline):
    """Clauses of a version, each with a link to its answers and evidence."""

    model = Clause
    fields = ("key", "label", "heading", "status", "state", "ordinal")
    readonly_fields = ("state",)
    extra = 0
    show_change_link = True


class CoverageInline(admin.TabularInline):
    """Checked absences in a version."""

    model = Coverage
    extra = 0
    autocomplete_fields = ("question", "articles")


@admin.register(Proposal)
class ProposalAdmin(admin.ModelAdmin):
    """Proposals in the order in which they were handed over."""

    form = ProposalForm
    list_display = ("name", "kind", "negotiation", "ordinal", "handed_over")
    list_filter = ("negotiation", "kind")
    list_select_related = ("negotiation",)
    search_fields = ("name", "title", "key")
    autocomplete_fields = ("negotiation", "parties")
    inlines = (VersionInline,)


@admin.register(Version)
class VersionAdmin(admin.ModelAdmin):
    """Versions with their clauses and checked absences."""

    ordering = ("proposal", "ordinal", "key")

    list_display = ("__str__", "date", "tier", "clauses")
    list_filter = ("proposal__negotiation", "tier")
    list_select_related = ("proposal",)
    search_fields = ("proposal__name", "label", "key")
    autocomplete_fields = ("proposal", "published_by")
    inlines = (ClauseInline, CoverageInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Version]:
        """With the number of clauses, in the same query."""
        return super().get_queryset(request).annotate(clause_count=Count("clauses"))

    @admin.display(description=_("clauses"), ordering="clause_count")
    def clauses(self, version: Version) -> int:
        """How many clauses are entered."""
        return version.clause_count  # type: ignore[attr-defined]
