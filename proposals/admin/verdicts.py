"""Editors' verdicts."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone

from proposals.models import Judgement


@admin.register(Judgement)
class JudgementAdmin(admin.ModelAdmin):
    """Judgements; signed with the editor's name and the time, unless that is filled in."""

    list_display = ("question", "first", "second", "mark", "author", "made_at")
    list_filter = ("question__negotiation", "mark")
    list_select_related = ("question", "first__proposal", "second__proposal")
    search_fields = ("question__text", "reason", "author")
    autocomplete_fields = ("question", "first", "second")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Fill in the name of the editor."""
        return {
            "author": request.user.get_username(),
            **super().get_changeform_initial_data(request),
        }

    def save_model(
        self, request: HttpRequest, obj: Judgement, form: ModelForm[Judgement], change: bool
    ) -> None:
        """Note when it was made."""
        obj.made_at = obj.made_at or timezone.now()
        super().save_model(request, obj, form, change)
