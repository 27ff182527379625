"""The filters of the admin's lists: by queue, evidence, quotes, coding and editor."""

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
    """The filter by a work queue of the start page."""

    title = gettext_lazy("what waits")
    parameter_name = "queue"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Choices:
        """Return every queue."""
        return [(queue.name, queue.label) for queue in QUEUES]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the clauses in the chosen queue."""
        chosen = next((queue for queue in QUEUES if queue.name == self.value()), None)
        return chosen.pick(queryset, request.user) if chosen else queryset


class EvidenceFilter(SimpleListFilter):
    """The filter of clauses by the evidence on them."""

    title = gettext_lazy("evidence")
    parameter_name = "rests"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Choices:
        """Return the choices: without evidence, on one source, or disputed."""
        return [
            ("nothing", _("without evidence")),
            ("one", _("on one source")),
            ("disputed", _("disputed")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the clauses with the chosen evidence."""
        if self.value() == "one":
            return on_one_source(queryset)
        conditions = {"nothing": ~has_evidence("pk"), "disputed": is_disputed()}
        return filter_by_choice(queryset, conditions, self.value())


class QuoteFilter(SimpleListFilter):
    """The filter of clauses by the outcome of the last check of their quotes."""

    title = gettext_lazy("quotes")
    parameter_name = "quotes"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Choices:
        """Return every state of a quote, and the two that must be mended as one."""
        return [("doubtful", _("changed or not found")), *QuoteState.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the clauses with a quote in the chosen state."""
        conditions: dict[str, Any] = {state: has_quotes(state) for state in QuoteState.values}
        conditions["doubtful"] = has_quotes(QuoteState.CHANGED, QuoteState.MISSING)
        return filter_by_choice(queryset, conditions, self.value())


class CodingFilter(SimpleListFilter):
    """The filter of clauses on whose topics coding is missing in their document."""

    title = gettext_lazy("coding")
    parameter_name = "coding"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Choices:
        """Return the choices: not coded yet, without an answer, or without a topic."""
        return [("open", _("not coded")), ("silent", _("gives no answer")), ("bare", _("no topic"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the clauses on which the chosen coding is missing."""
        conditions: dict[str, Any] = {
            "open": is_uncoded(),
            "silent": Q(answer_count=0),
            "bare": Q(topics__isnull=True),
        }
        return filter_by_choice(queryset, conditions, self.value())


class MineFilter(SimpleListFilter):
    """The filter of clauses that the editor entered, edited or handed in."""

    title = gettext_lazy("mine")
    parameter_name = "mine"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Choices:
        """Return the ways in which a clause can be an editor's own, and any of them."""
        return [
            ("any", _("entered, edited or handed in by me")),
            ("created_by", _("entered by me")),
            ("edited_by", _("last edited by me")),
            ("submitted_by", _("handed in by me")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the editor's own clauses."""
        if self.value() == "any":
            return edited_by(queryset, request.user)
        names = ("created_by", "edited_by", "submitted_by")
        conditions: dict[str, Any] = {name: Q(**{name: request.user.pk}) for name in names}
        return filter_by_choice(queryset, conditions, self.value())


class UncodedFilter(SimpleListFilter):
    """The filter of questions or versions on which coding is missing."""

    title = gettext_lazy("coding")
    parameter_name = "coding"
    condition: Any = None

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Choices:
        """Return the only choice: not coded."""
        return [("open", _("not coded"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows on which coding is missing."""
        return filter_by_choice(queryset, {"open": type(self).condition()}, self.value())


class QuestionCodingFilter(UncodedFilter):
    """The filter of questions that some document neither answers nor is covered for."""

    condition = staticmethod(has_uncoded_versions)


class VersionCodingFilter(UncodedFilter):
    """The filter of versions that leave some question neither answered nor covered."""

    condition = staticmethod(has_uncoded_questions)


def filter_by_choice(
    rows: QuerySet[Any], conditions: dict[str, Any], chosen: str | None
) -> QuerySet[Any]:
    """Return the rows under the chosen condition; all rows if it is none of these."""
    return rows.filter(conditions[chosen]) if chosen in conditions else rows
