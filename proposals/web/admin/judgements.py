"""Judgements: the verdicts of editors beside the computed ones."""

from __future__ import annotations

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone

from proposals.models import Judgement
from proposals.models.review import name_of
from proposals.web.admin.forms import field_options
from proposals.web.admin.reference_fields import ReferenceField
from proposals.web.admin.reference_forms import ReferenceForm
from sources.word_search import WordSearchAdmin


class JudgementForm(ReferenceForm):
    """A verdict on a pair of documents, found by their names."""

    question = ReferenceField("question", **field_options(Judgement, "question"))
    first = ReferenceField("version", **field_options(Judgement, "first"))
    second = ReferenceField("version", **field_options(Judgement, "second"))


@admin.register(Judgement)
class JudgementAdmin(WordSearchAdmin):
    """Judgements, each signed with the time and the name of its own author, never of another."""

    form = JudgementForm
    list_display = ("question", "first", "second", "mark", "author", "made_at")
    list_filter = ("question__negotiation", "mark")
    list_select_related = ("question", "first__proposal", "second__proposal")
    search_fields = ("question__text", "reason", "author")
    readonly_fields = ("author", "made_at")

    def save_model(
        self, request: HttpRequest, obj: Judgement, form: ModelForm[Judgement], change: bool
    ) -> None:
        """Put the editor's name and the time on what is new or changed."""
        if not change or form.has_changed():
            obj.author = name_of(request.user)
            obj.made_at = timezone.now()
        super().save_model(request, obj, form, change)
