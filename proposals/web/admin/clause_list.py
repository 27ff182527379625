"""The list of clauses: its columns, its flags, its filters and what can be done to many."""

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
from proposals.web.admin.deletion import HoldsClauses
from proposals.web.admin.filters import (
    CodingFilter,
    EvidenceFilter,
    MineFilter,
    QueueFilter,
    QuoteFilter,
)
from proposals.web.admin.flags import drawn, flags_of


class ClauseList(ChangeList):
    """A page of clauses, each with what an editor should know of it."""

    def get_results(self, request: HttpRequest) -> None:
        """Fetch the page, then its flags: so many queries, however long the page is."""
        super().get_results(request)
        rows = list(self.result_list)
        flags = flags_of(rows)
        for row in rows:
            row.flags = flags[row.pk]
        self.result_list = rows


class ClauseListing(ClauseActions, HoldsClauses):
    """What `ClauseAdmin` does with many clauses at once."""

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
        """With flags."""
        return ClauseList

    def get_queryset(self, request: HttpRequest) -> QuerySet[Clause]:
        """With the numbers that the list shows, in the same query."""
        answers = counted(Term.objects.all(), "clause")
        sources = counted(Evidence.objects.all(), "clause")
        found = super().get_queryset(request)
        return found.annotate(answer_count=answers, source_count=sources)

    @admin.display(description=_("number"), ordering="ordinal")
    def number(self, clause: Clause) -> str:
        """Its number in the document."""
        return clause.label or clause.key

    @admin.display(description=_("answers"), ordering="answer_count")
    def answers(self, clause: Clause) -> int:
        """How many answers it gives."""
        return clause.answer_count  # type: ignore[attr-defined]

    @admin.display(description=_("evidence"), ordering="source_count")
    def sources(self, clause: Clause) -> int:
        """How many pieces of evidence it has."""
        return clause.source_count  # type: ignore[attr-defined]

    @admin.display(description=_("to know"))
    def flags(self, clause: Clause) -> SafeString:
        """What an editor should know of it."""
        return drawn(clause.flags)  # type: ignore[attr-defined]


def counted(rows: QuerySet[Any], holder: str) -> Coalesce:
    """How many of these rows each holder has; several such counts do not multiply each other."""
    groups = rows.filter(**{holder: OuterRef("pk")}).order_by().values(holder)
    number = groups.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)
