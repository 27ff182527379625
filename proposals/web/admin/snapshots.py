"""Frozen comparisons: a list to look at. Nobody edits one; an administrator can take one away."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from proposals.models import Snapshot

PACKED = ("record_packed", "sheet_packed", "styles_packed")


@admin.register(Snapshot)
class SnapshotAdmin(admin.ModelAdmin):
    """Everybody on the staff sees them; what readers see anyway needs no permission.

    Only a superuser deletes, for what should never have been public: the address is gone then.
    """

    list_display = ("title", "short_hash", "frozen_at", "size", "by_staff")
    list_filter = ("frozen_at", "by_staff")
    search_fields = ("title", "hash", "negotiation", "selection")
    fields = (
        "page", "hash", "sheet_hash", "negotiation", "selection", "frozen_at", "by_staff", "size",
    )  # fmt: skip
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Snapshot]:
        """Without the bytes, of which no list is made."""
        return super().get_queryset(request).defer(*PACKED)

    @admin.display(description=_("hash"), ordering="hash")
    def short_hash(self, row: Snapshot) -> str:
        """The first 16 digits."""
        return row.hash[:16]

    @admin.display(description=_("size of the record"), ordering="record_size")
    def size(self, row: Snapshot) -> str:
        """The record's length, rounded."""
        return filesizeformat(row.record_size)

    @admin.display(description=_("page"))
    def page(self, row: Snapshot) -> SafeString:
        """The page that readers see."""
        return format_html('<a href="{}" dir="auto">{}</a>', row.get_absolute_url(), row.title)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Everybody on the staff."""
        return bool(request.user.is_active and request.user.is_staff)

    def has_view_permission(self, request: HttpRequest, obj: Snapshot | None = None) -> bool:
        """Everybody on the staff."""
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody: the button on a page freezes."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Superusers."""
        return bool(request.user.is_active and request.user.is_superuser)
