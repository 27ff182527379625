"""Negotiations with their parties, and disagreements with their accounts."""

from __future__ import annotations

from django.contrib import admin

from proposals.models import Account, Disagreement, Negotiation, Party


class PartyInline(admin.TabularInline):
    """Parties of a negotiation."""

    model = Party
    extra = 0


class AccountInline(admin.StackedInline):
    """Accounts of a disputed fact."""

    model = Account
    extra = 0
    autocomplete_fields = ("articles",)


@admin.register(Negotiation)
class NegotiationAdmin(admin.ModelAdmin):
    """Negotiations."""

    list_display = ("name", "place", "begins", "ends")
    search_fields = ("name", "key", "place")
    prepopulated_fields = {"key": ("name",)}
    inlines = (PartyInline,)


@admin.register(Party)
class PartyAdmin(admin.ModelAdmin):
    """Parties, mostly to be found from other pages."""

    list_display = ("name", "negotiation", "role")
    list_filter = ("negotiation", "role")
    list_select_related = ("negotiation",)
    search_fields = ("name", "key")


@admin.register(Disagreement)
class DisagreementAdmin(admin.ModelAdmin):
    """Points on which the sources differ."""

    list_display = ("key", "title", "state", "negotiation")
    list_filter = ("negotiation", "state")
    list_select_related = ("negotiation",)
    search_fields = ("key", "title", "reading")
    inlines = (AccountInline,)
