"""The grid of a negotiation: what is coded, and marking absences for many questions at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from proposals.editing.coverage import (
    Cell,
    CoverageMark,
    CoveragePlan,
    PlanConflict,
    apply_coverage,
    plan_coverage,
)
from proposals.models import CoverageBasis, CoverageKind, Negotiation
from proposals.web.admin.grid_data import Grid
from sources.validators import is_row_number

REMOVE = "remove"
ACTIONS = ("add", "change", "delete")


class MarkForm(forms.Form):
    """What to record of the chosen cells, and how it was established."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Mark as"),
        choices=[*CoverageKind.choices, (REMOVE, gettext_lazy("not coded yet: remove the record"))],
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("Read"), choices=[("", "–"), *CoverageBasis.choices], required=False
    )
    note = forms.CharField(
        label=gettext_lazy("How it was established"),
        required=False,
        help_text=gettext_lazy("For example: Not mentioned in the three digests read."),
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60, "dir": "auto"}),
    )

    def clean(self) -> dict[str, Any]:
        """A claim that something is absent needs a basis and a note."""
        data = super().clean() or {}
        if data.get("kind") == REMOVE:
            return data
        if not data.get("basis"):
            self.add_error("basis", _("Say what was read: the full text, or digests only."))
        if not data.get("note"):
            self.add_error("note", _("Say how it was established; readers see this."))
        return data

    @property
    def mark(self) -> CoverageMark:
        """The mark, once the form is valid."""
        data = self.cleaned_data
        return CoverageMark() if data["kind"] == REMOVE else CoverageMark(**data)


class GridPages(admin.ModelAdmin):
    """The grid below a negotiation's address."""

    def get_urls(self) -> list[URLPattern]:
        """With the grid."""
        view: Callable[[Any], Any] = self.admin_site.admin_view
        grid = path("<int:pk>/grid/", view(self.grid), name="proposals_negotiation_grid")
        return [grid, *super().get_urls()]

    @admin.display(description=gettext_lazy("coding"))
    def to_grid(self, negotiation: Negotiation) -> SafeString:
        """Link to the grid."""
        address = reverse("admin:proposals_negotiation_grid", args=[negotiation.pk])
        return format_html('<a href="{}">{}</a>', address, _("grid"))

    def grid(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the grid; mark cells in two steps, a look at what would change and the change."""
        negotiation = get_object_or_404(Negotiation, pk=pk)
        if not request.user.has_perm("proposals.view_coverage"):
            raise PermissionDenied
        if request.method != "POST":
            return self._show(request, negotiation, MarkForm(), ())
        if not self._may(request):
            raise PermissionDenied
        form = MarkForm(request.POST)
        cells = dict(sent_cells(request.POST.getlist("cell")))
        if form.is_valid() and "confirm" in request.POST:
            return self._carry_out(request, negotiation, cells, form)
        return self._plan(request, negotiation, cells, form)

    def _plan(
        self, request: HttpRequest, negotiation: Negotiation, cells: dict[Cell, str], form: MarkForm
    ) -> HttpResponse:
        column = request.POST.get("column", "")
        if is_row_number(column):
            grid = Grid(negotiation, request.GET, ())
            cells |= dict.fromkeys(grid.open_cells(int(column)), "")
        if not cells:
            form.add_error(None, _("Choose at least one cell."))
        if not form.is_valid():
            return self._show(request, negotiation, form, cells)
        return self._preview(request, negotiation, plan_coverage(negotiation, cells, form.mark))

    def _carry_out(
        self, request: HttpRequest, negotiation: Negotiation, seen: dict[Cell, str], form: MarkForm
    ) -> HttpResponse:
        try:
            done = apply_coverage(negotiation, seen, form.mark, request.user)
        except PlanConflict as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return self._preview(request, negotiation, error.plan)
        words = told(done)
        self.log_change(request, negotiation, words)
        self.message_user(request, words)
        return HttpResponseRedirect(request.get_full_path())

    def _show(
        self, request: HttpRequest, negotiation: Negotiation, form: MarkForm, chosen: Iterable[Cell]
    ) -> HttpResponse:
        grid = Grid(negotiation, request.GET, chosen)
        more = {"grid": grid, "form": form, "may_mark": self._may(request)}
        title = _("Coding: %(negotiation)s") % {"negotiation": negotiation}
        return self._answer(request, negotiation, "grid.html", {"title": title, **more})

    def _preview(
        self, request: HttpRequest, negotiation: Negotiation, made: CoveragePlan
    ) -> HttpResponse:
        title = _("What would be recorded")
        kind = made.mark.kind or REMOVE
        more = {"title": title, "plan": made, "kind": kind}
        more["basis_label"] = dict(CoverageBasis.choices).get(made.mark.basis, "")
        more["kind_label"] = dict(CoverageKind.choices).get(kind, "")
        return self._answer(request, negotiation, "grid_preview.html", more)

    def _answer(
        self, request: HttpRequest, negotiation: Negotiation, page: str, more: dict[str, Any]
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "negotiation": negotiation,
            "query": request.GET.urlencode(),
            **more,
        }
        return TemplateResponse(request, f"admin/proposals/negotiation/{page}", context)

    def _may(self, request: HttpRequest) -> bool:
        return any(request.user.has_perm(f"proposals.{action}_coverage") for action in ACTIONS)


def sent_cells(values: Iterable[str]) -> Iterable[tuple[Cell, str]]:
    """The cells that boxes sent, each with the token of the plan that was seen, if any."""
    for value in values:
        question, version, token = [*value.split("-", 2), "", ""][:3]
        if is_row_number(question) and is_row_number(version):
            yield (int(question), int(version)), token


def told(done: CoveragePlan) -> str:
    """What was done, in a sentence."""
    parts = [
        (done.added, ngettext("%(n)d recorded", "%(n)d recorded", len(done.added))),
        (done.changed, ngettext("%(n)d changed", "%(n)d changed", len(done.changed))),
        (done.removed, ngettext("%(n)d removed", "%(n)d removed", len(done.removed))),
        (done.refused, ngettext("%(n)d refused", "%(n)d refused", len(done.refused))),
    ]
    said = [words % {"n": len(entries)} for entries, words in parts if entries]
    return _("Absences: %(what)s.") % {"what": ", ".join(said) or _("nothing to change")}
