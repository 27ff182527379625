"""Proposals and their versions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from proposals.models import Clause, Coverage, Party, Proposal, Version
from proposals.web.admin.clause_list import counted
from proposals.web.admin.deletion import HoldsClauses
from proposals.web.admin.filters import VersionCodingFilter
from proposals.web.admin.forms import ProposalForm, as_in
from proposals.web.admin.reference_fields import ReferenceField, ReferencesField
from proposals.web.admin.reference_forms import NamedFormSet, ReferringForm
from proposals.web.admin.versions import VersionPages


class PartiesForm(ProposalForm):
    """A proposal, with boxes for the parties of its negotiation."""

    class Meta:
        widgets = {"parties": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        parties = Party.objects.select_related("negotiation")
        if self.instance.negotiation_id:
            parties = parties.filter(negotiation=self.instance.negotiation_id)
        field: Any = self.fields["parties"]
        field.choices = [(party.pk, self._name(party)) for party in parties]

    def _name(self, party: Party) -> str:
        return str(party) if self.instance.negotiation_id else f"{party} ({party.negotiation})"


class VersionInline(admin.TabularInline):
    """Versions of a proposal, each with a link to its clauses."""

    model = Version
    formset = NamedFormSet
    fields = ("key", "label", "date", "language", "tier", "ordinal")
    extra = 0
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Version]:
        """With what their names need."""
        return super().get_queryset(request).select_related("proposal")


@admin.register(Proposal)
class ProposalAdmin(HoldsClauses):
    """Proposals in the order in which they were handed over."""

    held_by = "version__proposal"
    form = PartiesForm
    list_display = ("name", "kind", "negotiation", "ordinal", "handed_over")
    list_filter = ("negotiation", "kind")
    list_select_related = ("negotiation",)
    search_fields = ("name", "title", "key")
    inlines = (VersionInline,)


class VersionForm(ReferringForm):
    """A version, with the article that printed it found by its words."""

    published_by = ReferenceField("article", **as_in(Version, "published_by"))


@admin.register(Version)
class VersionAdmin(VersionPages, HoldsClauses):
    """Versions with their clauses in order."""

    held_by = "version"
    form = VersionForm
    ordering = ("proposal", "ordinal", "key")
    list_display = ("__str__", "date", "tier", "clauses")
    list_filter = (VersionCodingFilter, "proposal__negotiation", "tier")
    list_select_related = ("proposal",)
    search_fields = ("proposal__name", "label", "key")
    fieldsets = (
        (None, {"fields": ("proposal", "key", "label", "date")}),
        (
            _("How it became known"),
            {"fields": ("tier", "language", "published_by", "completeness")},
        ),
        (_("Further"), {"fields": ("ordinal", "note")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Version]:
        """With the number of clauses, in the same query."""
        clauses = counted(Clause.objects.originals(), "version")
        return super().get_queryset(request).annotate(clause_count=clauses)

    @admin.display(description=_("clauses"), ordering="clause_count")
    def clauses(self, version: Version) -> int:
        """How many clauses are entered."""
        return version.clause_count  # type: ignore[attr-defined]


class CoverageForm(ReferringForm):
    """A checked absence, with what was read found by its words."""

    version = ReferenceField("version", **as_in(Coverage, "version"))
    question = ReferenceField("question", **as_in(Coverage, "question"))
    articles = ReferencesField("article", **as_in(Coverage, "articles"))


@admin.register(Coverage)
class CoverageAdmin(admin.ModelAdmin):
    """Checked absences one by one; for many at once there is the grid of a negotiation."""

    form = CoverageForm
    ordering = ("version", "question__ordinal", "question__key")
    list_display = ("question", "version", "kind", "basis")
    list_filter = ("kind", "basis", "version__proposal__negotiation", "version__proposal")
    list_select_related = ("question", "version__proposal")
    search_fields = ("question__text", "question__key", "note")
