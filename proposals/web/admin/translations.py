"""Texts in other languages in a list without editing: the workbench has them side by side."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proposals.models import Translation
from sources.word_search import WordSearchAdmin


@admin.register(Translation)
class TranslationAdmin(WordSearchAdmin):
    """Translations; typed and reviewed in the workbench, where a second person has to review."""

    list_display = ("subject", "field", "language", "state", "original", "text", "typed_by")
    list_filter = ("language", "state", "negotiation")
    list_select_related = ("negotiation",)
    search_fields = ("subject", "original", "text")
    fields = (
        "edit", "negotiation", "subject", "field", "language", "original", "text", "state",
        "typed_by",
    )  # fmt: skip
    readonly_fields = fields

    @admin.display(description=_("beside the original"))
    def edit(self, translation: Translation) -> SafeString:
        """Return the way to the workbench."""
        owner = translation.negotiation.key if translation.negotiation else "shared"
        address = reverse("workbench:texts", args=[owner, translation.language])
        return format_html('<a href="{}">{}</a>', address, gettext("Edit in the workbench"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: texts are typed in the workbench."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a change needs a second person, whom the workbench asks."""
        return False
