"""Editors' verdicts."""

from __future__ import annotations

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone

from proposals.models import Judgement
from proposals.models.review import name_of
from proposals.web.admin.forms import as_in
from proposals.web.admin.reference_fields import ReferenceField
from proposals.web.admin.reference_forms import ReferringForm


class JudgementForm(ReferringForm):
    """A verdict on a pair of documents, found by their names."""

    question = ReferenceField("question", **as_in(Judgement, "question"))
    first = ReferenceField("version", **as_in(Judgement, "first"))
    second = ReferenceField("version", **as_in(Judgement, "second"))


@admin.register(Judgement)
class JudgementAdmin(admin.ModelAdmin):
    """Judgements; signed with the name of whoever wrote them and the time: never for another."""

    form = JudgementForm
    list_display = ("question", "first", "second", "mark", "author", "made_at")
    list_filter = ("question__negotiation", "mark")
    list_select_related = ("question", "first__proposal", "second__proposal")
    search_fields = ("question__text", "reason", "author")
    readonly_fields = ("author", "made_at")

    def save_model(
        self, request: HttpRequest, obj: Judgement, form: ModelForm[Judgement], change: bool
    ) -> None:
        """Sign what is new or changed."""
        if not change or form.has_changed():
            obj.author = name_of(request.user)
            obj.made_at = timezone.now()
        super().save_model(request, obj, form, change)
