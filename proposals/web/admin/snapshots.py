"""Frozen comparisons in a list without editing; an administrator can delete one."""

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
from sources.word_search import WordSearchAdmin

PACKED = ("record_packed", "sheet_packed", "styles_packed")


@admin.register(Snapshot)
class SnapshotAdmin(WordSearchAdmin):
    """Snapshots, for everybody on the staff: readers see them anyway.

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
        """Leave out the bytes, which no page of the admin shows."""
        return super().get_queryset(request).defer(*PACKED)

    @admin.display(description=_("hash"), ordering="hash")
    def short_hash(self, row: Snapshot) -> str:
        """Return the first 16 digits of the hash."""
        return row.hash[:16]

    @admin.display(description=_("size of the record"), ordering="record_size")
    def size(self, row: Snapshot) -> str:
        """Return the length of the record, rounded."""
        return filesizeformat(row.record_size)

    @admin.display(description=_("page"))
    def page(self, row: Snapshot) -> SafeString:
        """Return a link to the page that readers see."""
        return format_html('<a href="{}" dir="auto">{}</a>', row.get_absolute_url(), row.title)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Allow everybody on the staff."""
        return bool(request.user.is_active and request.user.is_staff)

    def has_view_permission(self, request: HttpRequest, obj: Snapshot | None = None) -> bool:
        """Allow everybody on the staff."""
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: a comparison is frozen with the button on its page."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a frozen comparison is not edited."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow superusers."""
        return bool(request.user.is_active and request.user.is_superuser)
