"""The actions on many clauses at once: a page shows what would happen, then it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.models import Clause
from proposals.web.admin.bulk_changes import CHANGES, BulkChange, BulkOutcome, carry_out
from sources.validators import is_row_number

MOST_AT_ONCE = 200  # every one is tried before it is done


class ClauseActions(admin.ModelAdmin):
    """The actions on many clauses, each with a preview."""

    actions = tuple(change.name for change in CHANGES)

    def has_review_permission(self, request: HttpRequest) -> bool:
        """Return whether this editor may publish and send back."""
        return request.user.has_perm("proposals.review_clause")

    def preview(
        self, request: HttpRequest, queryset: QuerySet[Clause], change: BulkChange
    ) -> HttpResponse | None:
        """Show what would happen; once that is confirmed, apply the change where it can be."""
        clauses = list(queryset.select_related("version__proposal")[: MOST_AT_ONCE + 1])
        if len(clauses) > MOST_AT_ONCE:
            message = _("At most %(limit)d clauses at once; choose fewer.")
            self.message_user(request, message % {"limit": MOST_AT_ONCE}, messages.ERROR)
            return None
        form = change.form(request.POST if "confirm" in request.POST else None)
        for clause in clauses:  # the edition that the editor saw, not the one that is stored now
            seen = request.POST.get(f"seen-{clause.pk}", "")
            clause.edition = int(seen) if is_row_number(seen) else clause.edition
        if form.is_valid():
            self._apply(request, clauses, change, form.cleaned_data)
            return None
        outcomes = [carry_out(change, clause, request.user, {}, keep=False) for clause in clauses]
        return self._show(request, change, form, outcomes)

    def _apply(
        self,
        request: HttpRequest,
        clauses: Sequence[Clause],
        change: BulkChange,
        data: dict[str, Any],
    ) -> None:
        """Apply the change to each clause, and tell the editor the outcome."""
        outcomes = [carry_out(change, clause, request.user, data, keep=True) for clause in clauses]
        refused = [outcome for outcome in outcomes if outcome.problems]
        for outcome in refused:
            message = f"{outcome.clause}: {' '.join(outcome.problems)}"
            self.message_user(request, message, messages.ERROR)
        count = len(outcomes) - len(refused)
        message = ngettext("%(what)s: %(count)d clause.", "%(what)s: %(count)d clauses.", count)
        level = messages.SUCCESS if count else messages.WARNING
        self.message_user(request, message % {"what": change.label, "count": count}, level)

    def _show(
        self,
        request: HttpRequest,
        change: BulkChange,
        form: forms.Form,
        outcomes: Sequence[BulkOutcome],
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": change.label,
            "opts": self.opts,
            "change": change,
            "form": form,
            "possible": [outcome for outcome in outcomes if not outcome.problems],
            "refused": [outcome for outcome in outcomes if outcome.problems],
            "checkbox": ACTION_CHECKBOX_NAME,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/proposals/clause/bulk.html", context)


def _build_action(change: BulkChange) -> Callable[..., HttpResponse | None]:
    @admin.action(description=change.label, permissions=[change.permission])
    def action(
        modeladmin: ClauseActions, request: HttpRequest, queryset: QuerySet[Clause]
    ) -> HttpResponse | None:
        return modeladmin.preview(request, queryset, change)

    action.__name__ = change.name
    return action


for _change in CHANGES:
    setattr(ClauseActions, _change.name, _build_action(_change))
