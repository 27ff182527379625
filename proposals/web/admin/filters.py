"""The filters of the lists: what waits, what is missing, what is mine."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proposals.editing.conditions import (
    has_quotes,
    has_uncoded_questions,
    has_uncoded_versions,
    is_disputed,
    is_uncoded,
)
from proposals.editing.queues import QUEUES, edited_by, on_one_source
from proposals.models import QuoteState
from proposals.models.querysets import has_evidence

Choices = list[tuple[str, Any]]


class QueueFilter(SimpleListFilter):
    """One of the work queues of the start page."""

    title = gettext_lazy("what waits")
    parameter_name = "queue"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Choices:
        """Every queue."""
        return [(queue.name, queue.label) for queue in QUEUES]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The clauses in the chosen queue."""
        chosen = next((queue for queue in QUEUES if queue.name == self.value()), None)
        return chosen.pick(queryset, request.user) if chosen else queryset


class EvidenceFilter(SimpleListFilter):
    """What the clause rests on."""

    title = gettext_lazy("evidence")
    parameter_name = "rests"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Choices:
        """Nothing, one source, or something that is disputed."""
        return [
            ("nothing", _("without evidence")),
            ("one", _("on one source")),
            ("disputed", _("disputed")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The clauses that rest on the chosen."""
        if self.value() == "one":
            return on_one_source(queryset)
        conditions = {"nothing": ~has_evidence("pk"), "disputed": is_disputed()}
        return filtered(queryset, conditions, self.value())


class QuoteFilter(SimpleListFilter):
    """What the last check of its quotes found."""

    title = gettext_lazy("quotes")
    parameter_name = "quotes"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Choices:
        """Every state of a quote, and the two that must be mended."""
        return [("doubtful", _("changed or not found")), *QuoteState.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The clauses with a quote in the chosen state."""
        conditions: dict[str, Any] = {state: has_quotes(state) for state in QuoteState.values}
        conditions["doubtful"] = has_quotes(QuoteState.CHANGED, QuoteState.MISSING)
        return filtered(queryset, conditions, self.value())


class CodingFilter(SimpleListFilter):
    """Whether the questions on its topics are coded in its document."""

    title = gettext_lazy("coding")
    parameter_name = "coding"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Choices:
        """Not coded yet, or without an answer of its own."""
        return [("open", _("not coded")), ("silent", _("gives no answer")), ("bare", _("no topic"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The clauses on which coding is missing."""
        conditions: dict[str, Any] = {
            "open": is_uncoded(),
            "silent": Q(answer_count=0),
            "bare": Q(topics__isnull=True),
        }
        return filtered(queryset, conditions, self.value())


class MineFilter(SimpleListFilter):
    """What the editor who looks has to do with it."""

    title = gettext_lazy("mine")
    parameter_name = "mine"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Choices:
        """Any of the ways in which a clause can be an editor's own."""
        return [
            ("any", _("entered, edited or handed in by me")),
            ("created_by", _("entered by me")),
            ("edited_by", _("last edited by me")),
            ("submitted_by", _("handed in by me")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The editor's own clauses."""
        if self.value() == "any":
            return edited_by(queryset, request.user)
        names = ("created_by", "edited_by", "submitted_by")
        conditions: dict[str, Any] = {name: Q(**{name: request.user.pk}) for name in names}
        return filtered(queryset, conditions, self.value())


class OpenFilter(SimpleListFilter):
    """Whether coding is missing; for lists of questions and of versions."""

    title = gettext_lazy("coding")
    parameter_name = "coding"
    condition: Any = None

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Choices:
        """Not coded yet."""
        return [("open", _("not coded"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows on which coding is missing."""
        return filtered(queryset, {"open": type(self).condition()}, self.value())


class QuestionCodingFilter(OpenFilter):
    """Questions that some document neither answers nor is covered for."""

    condition = staticmethod(has_uncoded_versions)


class VersionCodingFilter(OpenFilter):
    """Versions that leave some question neither answered nor covered."""

    condition = staticmethod(has_uncoded_questions)


def filtered(rows: QuerySet[Any], conditions: dict[str, Any], chosen: str | None) -> QuerySet[Any]:
    """The rows under the chosen condition; all of them if it is none of these."""
    return rows.filter(conditions[chosen]) if chosen in conditions else rows
