"""The codebook: themes, topics, units, and the questions of each negotiation."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from proposals.editing.deletion_guards import JUDGED
from proposals.models import Clause, Map, Question, Theme, Topic, UnitOfMeasure
from proposals.web.admin.filters import QuestionCodingFilter
from proposals.web.admin.flags import clause_address
from proposals.web.admin.forms import field_options
from proposals.web.admin.line_entries import EntriesField, EntryField
from proposals.web.admin.reference_fields import ReferenceField
from proposals.web.admin.reference_forms import ReferenceForm
from sources.deletion_refusals import ProtectedAdmin

PERHAPS_ROUNDED = _(
    "Amounts are counted in this smaller unit now. What was typed as “less than 2” of the unit "
    "before was stored as “at most 1”, and “more than 2” as “at least 3”: look at the answers of "
    "these clauses, and type such ones again:"
)
ANY_AMOUNT = _(
    "The question asks for a limit, and these clauses leave any amount open, which may or may not "
    "mean “no limit”. Their answers stay as they are until you change them:"
)


@admin.register(UnitOfMeasure)
class UnitAdmin(ProtectedAdmin):
    """Units of measure."""

    list_display = ("key", "one", "many", "whole", "base", "factor", "parts", "share")
    search_fields = ("key", "one", "many")

    def save_model(self, request: HttpRequest, obj: UnitOfMeasure, form: Any, change: bool) -> None:
        """Save; name the answers to look at where amounts are counted in smaller units now."""
        super().save_model(request, obj, form, change)
        sized = {"base", "factor", "parts", "whole"}
        clauses = obj.answers_rounded_before() if not change or sized & {*form.changed_data} else []
        if clauses:
            self.message_user(request, f"{PERHAPS_ROUNDED} {', '.join(clauses)}", messages.WARNING)


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
    vocabulary = EntriesField(
        **field_options(Question, "vocabulary")
        | {
            "help_text": _(
                "Only for lists and orders: the entries that an answer can name, each on a line: "
                "“a halt at sea”, or with a key before it “sea: a halt at sea”. With short forms "
                "or regions as JSON."
            )
        }
    )
    top = EntryField(
        **field_options(Question, "top")
        | {
            "help_text": _(
                "Only for numbers: an outcome above every number, for example “no limit”. Empty "
                "if there is none."
            )
        }
    )


@admin.register(Question)
class QuestionAdmin(ProtectedAdmin):
    """Questions with the answers that can be given."""

    form = QuestionForm
    also_protecting = JUDGED
    prepopulated_fields = {"key": ("label",)}
    ordering = ("negotiation", "ordinal", "key")
    list_display = ("key", "text", "kind", "topic", "negotiation", "answers")
    list_filter = (QuestionCodingFilter, "negotiation", "kind", "topic__theme")
    list_select_related = ("topic", "negotiation")
    search_fields = ("key", "text", "topic__name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        """Count the answers to each question, in the same query."""
        return super().get_queryset(request).annotate(answer_count=Count("terms"))

    def get_readonly_fields(self, request: HttpRequest, obj: Question | None = None) -> Any:
        """Add the answers to look at, if there are any."""
        fields = super().get_readonly_fields(request, obj)
        return (*fields, "to_look_at") if obj and obj.answers_of_any_amount() else fields

    def get_fields(self, request: HttpRequest, obj: Question | None = None) -> Any:
        """Put the answers to look at before everything else."""
        fields = super().get_fields(request, obj)
        return sorted(fields, key=lambda name: name != "to_look_at")

    @admin.display(description=_("answers to look at"))
    def to_look_at(self, question: Question) -> SafeString:
        """Return links to the clauses that leave the limit open."""
        clauses = Clause.objects.filter(uid__in=question.answers_of_any_amount()).order_by("uid")
        links = format_html_join(
            ", ", '<a href="{}">{}</a>', ((clause_address(one), one.uid) for one in clauses)
        )
        return format_html("{} {}", ANY_AMOUNT, links)

    def save_model(self, request: HttpRequest, obj: Question, form: Any, change: bool) -> None:
        """Save; name the answers to look at where the question comes to ask for a limit."""
        super().save_model(request, obj, form, change)
        clauses = obj.answers_of_any_amount() if "measures" in form.changed_data else []
        if clauses:
            self.message_user(request, f"{ANY_AMOUNT} {', '.join(clauses)}", messages.WARNING)

    @admin.display(description=_("answers"), ordering="answer_count")
    def answers(self, question: Question) -> int:
        """Return the number of stored answers."""
        return question.answer_count  # type: ignore[attr-defined]
