"""The codebook: themes, topics, units, and the questions of each negotiation."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from proposals.editing.deletion_guards import JUDGED
from proposals.models import Map, Question, Theme, Topic, UnitOfMeasure
from proposals.web.admin.filters import QuestionCodingFilter
from proposals.web.admin.forms import field_options
from proposals.web.admin.reference_fields import ReferenceField
from proposals.web.admin.reference_forms import ReferenceForm
from sources.deletion_refusals import ProtectedAdmin


@admin.register(UnitOfMeasure)
class UnitAdmin(ProtectedAdmin):
    """Units of measure."""

    list_display = ("key", "one", "many", "whole", "base", "factor")
    search_fields = ("key", "one", "many")


@admin.register(Theme)
class ThemeAdmin(ProtectedAdmin):
    """Themes."""

    list_display = ("name", "ordinal")
    search_fields = ("name", "key")
    prepopulated_fields = {"key": ("name",)}


@admin.register(Topic)
class TopicAdmin(ProtectedAdmin):
    """Topics, with their codes in other data sets."""

    list_display = ("name", "theme", "ordinal", "pax_code", "pax_match")
    list_filter = ("theme", "pax_match")
    list_select_related = ("theme",)
    search_fields = ("name", "key", "definition")
    prepopulated_fields = {"key": ("name",)}


@admin.register(Map)
class MapAdmin(ProtectedAdmin):
    """Maps with their regions."""

    list_display = ("key", "title", "negotiation", "licence")
    list_filter = ("negotiation",)
    list_select_related = ("negotiation",)
    search_fields = ("key", "title")


class QuestionForm(ReferenceForm):
    """A question on a topic, found by its name."""

    topic = ReferenceField("topics", **field_options(Question, "topic"))


@admin.register(Question)
class QuestionAdmin(ProtectedAdmin):
    """Questions with the answers that can be given."""

    form = QuestionForm
    also_protecting = JUDGED
    ordering = ("negotiation", "ordinal", "key")
    list_display = ("key", "text", "kind", "topic", "negotiation", "answers")
    list_filter = (QuestionCodingFilter, "negotiation", "kind", "topic__theme")
    list_select_related = ("topic", "negotiation")
    search_fields = ("key", "text", "topic__name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        """Count the answers to each question, in the same query."""
        return super().get_queryset(request).annotate(answer_count=Count("terms"))

    @admin.display(description=_("answers"), ordering="answer_count")
    def answers(self, question: Question) -> int:
        """Return the number of stored answers."""
        return question.answer_count  # type: ignore[attr-defined]
