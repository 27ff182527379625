"""The list of clauses: its columns, flags, filters and bulk actions."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from proposals.editing.deletion_guards import AWAITED
from proposals.models import Clause, Evidence, Term
from proposals.web.admin.bulk_actions import ClauseActions
from proposals.web.admin.deletion import ClauseHolderAdmin
from proposals.web.admin.filters import (
    CodingFilter,
    EvidenceFilter,
    MineFilter,
    QueueFilter,
    QuoteFilter,
)
from proposals.web.admin.flags import draw_flags, find_flags


class ClauseChangeList(ChangeList):
    """A page of clauses with their flags."""

    def get_results(self, request: HttpRequest) -> None:
        """Fetch the page, then its flags in three queries, however long the page is."""
        super().get_results(request)
        rows = list(self.result_list)
        flags = find_flags(rows)
        for row in rows:
            row.flags = flags[row.pk]
        self.result_list = rows


class ClauseListAdmin(ClauseActions, ClauseHolderAdmin):
    """The part of `ClauseAdmin` for many clauses at once."""

    also_protecting = AWAITED
    ordering = ("version", "ordinal", "key")
    list_display = ("number", "heading", "version", "state", "answers", "sources", "flags")
    list_display_links = ("number", "heading")
    list_filter = (
        QueueFilter,
        "state",
        MineFilter,
        EvidenceFilter,
        QuoteFilter,
        CodingFilter,
        "version__proposal__negotiation",
        "version__proposal",
        "topics__theme",
        "status",
        "confidence",
    )
    list_select_related = ("version__proposal",)
    list_per_page = 50
    search_fields = ("uid", "label", "heading", "text", "quote")

    def get_changelist(self, request: HttpRequest, **more: Any) -> type[ChangeList]:
        """Return the class of the list, which has flags."""
        return ClauseChangeList

    def get_queryset(self, request: HttpRequest) -> QuerySet[Clause]:
        """Count what the list shows of each clause, in the same query."""
        return (
            super()
            .get_queryset(request)
            .annotate(
                answer_count=count_rows(Term.objects.all(), "clause"),
                source_count=count_rows(Evidence.objects.all(), "clause"),
            )
        )

    @admin.display(description=_("number"), ordering="ordinal")
    def number(self, clause: Clause) -> str:
        """Return the number of the clause in its document."""
        return clause.label or clause.key

    @admin.display(description=_("answers"), ordering="answer_count")
    def answers(self, clause: Clause) -> int:
        """Return the number of answers."""
        return clause.answer_count  # type: ignore[attr-defined]

    @admin.display(description=_("evidence"), ordering="source_count")
    def sources(self, clause: Clause) -> int:
        """Return the number of pieces of evidence."""
        return clause.source_count  # type: ignore[attr-defined]

    @admin.display(description=_("to know"))
    def flags(self, clause: Clause) -> SafeString:
        """Return the flags in HTML."""
        return draw_flags(clause.flags)  # type: ignore[attr-defined]


def count_rows(rows: QuerySet[Any], holder: str) -> Coalesce:
    """Return the expression that counts these rows for each holder.

    Several such counts in one query do not multiply each other.
    """
    groups = rows.filter(**{holder: OuterRef("pk")}).order_by().values(holder)
    number = groups.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)
