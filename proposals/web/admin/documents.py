"""Proposals, their versions, and the absences recorded in these."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from proposals.models import Clause, Coverage, Party, Proposal, Version
from proposals.models.proposals import version_order
from proposals.web.admin.clause_list import count_rows
from proposals.web.admin.deletion import ClauseHolderAdmin
from proposals.web.admin.edits import EditPages
from proposals.web.admin.evidence_inlines import CoverageEvidenceInline
from proposals.web.admin.filters import VersionCodingFilter
from proposals.web.admin.forms import ProposalForm, field_options
from proposals.web.admin.reference_fields import ReferenceField, ReferencesField
from proposals.web.admin.reference_forms import LabelledFormSet, ReferenceForm
from proposals.web.admin.versions import VersionPages
from sources.word_search import WordSearchAdmin


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
        field.choices = [(party.pk, self._label(party)) for party in parties]

    def _label(self, party: Party) -> str:
        return str(party) if self.instance.negotiation_id else f"{party} ({party.negotiation})"


class VersionRowForm(forms.ModelForm):
    """A version in a row of a table, which has no columns for the texts that it refers to."""

    def _update_errors(self, errors: ValidationError) -> None:
        """Show what is wrong with an edited or copied text above the row."""
        by_field = getattr(errors, "error_dict", {})
        for name in ("edits", "copy_of"):
            if name in by_field and name not in self.fields:
                by_field.setdefault(NON_FIELD_ERRORS, []).extend(by_field.pop(name))
        super()._update_errors(errors)  # type: ignore[misc]


class VersionInline(admin.TabularInline):
    """The versions of a proposal, each with a link to its clauses."""

    model = Version
    form = VersionRowForm
    formset = LabelledFormSet
    fields = ("key", "label", "date", "language", "tier", "ordinal")
    extra = 0
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Version]:
        """Fetch with the versions what their names need, and what they edit or are copies of."""
        rows = super().get_queryset(request)
        return rows.select_related("proposal", "edits__proposal", "copy_of__proposal")


@admin.register(Proposal)
class ProposalAdmin(ClauseHolderAdmin):
    """Proposals in the order in which they were handed over."""

    clause_lookup = "version__proposal"
    form = PartiesForm
    list_display = ("name", "kind", "negotiation", "ordinal", "handed_over")
    list_filter = ("negotiation", "kind")
    list_select_related = ("negotiation",)
    search_fields = ("name", "title", "key")
    prepopulated_fields = {"key": ("name",)}
    inlines = (VersionInline,)


class VersionForm(ReferenceForm):
    """A version, with the texts that it refers to and the article that printed it, by words."""

    edits = ReferenceField("version", **field_options(Version, "edits"))
    copy_of = ReferenceField("version", **field_options(Version, "copy_of"))
    published_by = ReferenceField("article", **field_options(Version, "published_by"))


@admin.register(Version)
class VersionAdmin(EditPages, VersionPages, ClauseHolderAdmin):
    """Versions with their clauses in order."""

    clause_lookup = "version"
    form = VersionForm
    ordering = version_order()
    list_display = ("__str__", "date", "tier", "complete", "clauses")
    list_filter = (VersionCodingFilter, "proposal__negotiation", "tier")
    list_select_related = ("proposal__negotiation",)
    search_fields = ("proposal__name", "label", "key")
    fieldsets = (
        (None, {"fields": ("proposal", "key", "label", "date")}),
        (
            _("How it became known"),
            {"fields": ("tier", "language", "published_by", "complete", "completeness")},
        ),
        (_("Other texts"), {"fields": ("edits", "copy_of")}),
        (_("Further"), {"fields": ("ordinal", "note")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Version]:
        """Count the clauses of each version, in the same query."""
        clauses = count_rows(Clause.objects.originals(), "version")
        return super().get_queryset(request).annotate(clause_count=clauses)

    @admin.display(description=_("clauses"), ordering="clause_count")
    def clauses(self, version: Version) -> int:
        """Return the number of clauses that are entered."""
        return version.clause_count  # type: ignore[attr-defined]


class CoverageForm(ReferenceForm):
    """A checked absence, with the articles that were read found by their words."""

    version = ReferenceField("version", **field_options(Coverage, "version"))
    question = ReferenceField("question", **field_options(Coverage, "question"))
    articles = ReferencesField("article", **field_options(Coverage, "articles"))


@admin.register(Coverage)
class CoverageAdmin(WordSearchAdmin):
    """Checked absences one by one; for many at once there is the grid of a negotiation."""

    form = CoverageForm
    inlines = (CoverageEvidenceInline,)
    ordering = ("version", "question__ordinal", "question__key")
    list_display = ("question", "version", "kind", "where", "basis")
    list_filter = ("kind", "basis", "version__proposal__negotiation", "version__proposal")
    list_select_related = ("question", "version__proposal")
    search_fields = ("question__text", "question__key", "where", "note")
