"""Negotiations with their parties and their grid, and disagreements with their accounts."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from proposals.editing.deletion_guards import CITED
from proposals.models import Account, Disagreement, Negotiation, Party
from proposals.web.admin.deletion import ClauseHolderAdmin
from proposals.web.admin.forms import field_options
from proposals.web.admin.grid import GridPages
from proposals.web.admin.line_entries import EntriesField
from proposals.web.admin.reference_fields import ReferencesField
from proposals.web.admin.reference_forms import LabelledFormSet, ReferenceForm
from sources.deletion_refusals import ProtectedAdmin
from sources.form_rows import BoundedFormSet


class PartyInline(admin.TabularInline):
    """The parties of a negotiation."""

    model = Party
    formset = LabelledFormSet
    extra = 0


class AccountForm(ReferenceForm):
    """An account, with the articles that give it."""

    articles = ReferencesField("article", **field_options(Account, "articles"))

    class Meta:
        model = Account
        fields = ("ordinal", "text", "articles")


class AccountInline(admin.StackedInline):
    """The accounts of a disputed fact."""

    model = Account
    form = AccountForm
    formset = BoundedFormSet
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Account]:
        """Fetch the articles of all accounts at once."""
        rows = super().get_queryset(request).select_related("disagreement")
        return rows.prefetch_related("articles__outlet")


class NegotiationForm(forms.ModelForm):
    """A negotiation, whose cases are typed on lines."""

    scopes = EntriesField(
        **field_options(Negotiation, "scopes")
        | {
            "help_text": _(
                "The cases that answers can be limited to, each on a line: “in wartime”, or with a "
                "key before it “war: in wartime”. Cases within cases, and parts of a whole, are "
                "typed as JSON, for example: "
                '[{"key": "war", "label": "in wartime", "partition": "state", "complete": true}, '
                '{"key": "peace", "label": "in peacetime", "partition": "state", '
                '"complete": true}, '
                '{"key": "truce", "label": "during a truce", "within": ["war"]}]'
            )
        }
    )


@admin.register(Negotiation)
class NegotiationAdmin(GridPages, ClauseHolderAdmin):
    """Negotiations with their parties."""

    form = NegotiationForm

    clause_lookup = "version__proposal__negotiation"
    list_display = ("name", "place", "begins", "ends", "to_grid")
    search_fields = ("name", "key", "place")
    prepopulated_fields = {"key": ("name",)}
    inlines = (PartyInline,)


@admin.register(Party)
class PartyAdmin(ProtectedAdmin):
    """Parties, for links from other pages."""

    list_display = ("name", "negotiation", "role")
    list_filter = ("negotiation", "role")
    list_select_related = ("negotiation",)
    search_fields = ("name", "key")


@admin.register(Disagreement)
class DisagreementAdmin(ProtectedAdmin):
    """Points on which the sources differ."""

    also_protecting = CITED
    list_display = ("key", "title", "state", "negotiation")
    list_filter = ("negotiation", "state")
    list_select_related = ("negotiation",)
    search_fields = ("key", "title", "reading")
    inlines = (AccountInline,)
