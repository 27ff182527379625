"""The pages of a negotiation's grid, on which absences are marked for many questions at once."""

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
from proposals.models import Coverage, CoverageBasis, CoverageKind, Negotiation
from proposals.models.coverage import problem_of_where
from proposals.web.admin.grid_data import Grid
from sources.validators import is_row_number, valid_written_text

REMOVE = "remove"
ACTIONS = ("add", "change", "delete")


class MarkForm(forms.Form):
    """The absence to record in the chosen cells, and how it was established."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Mark as"),
        choices=[*CoverageKind.choices, (REMOVE, gettext_lazy("not coded yet: remove the record"))],
    )
    where = forms.CharField(
        label=gettext_lazy("Moved to"),
        required=False,
        max_length=200,
        validators=[valid_written_text],
        help_text=Coverage._meta.get_field("where").help_text,
        widget=forms.TextInput(attrs={"size": 40, "dir": "auto"}),
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("Read"), choices=[("", "–"), *CoverageBasis.choices], required=False
    )
    note = forms.CharField(
        label=gettext_lazy("How it was established"),
        required=False,
        validators=[valid_written_text],
        help_text=gettext_lazy("For example: Not mentioned in the three digests read."),
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60, "dir": "auto"}),
    )

    def clean(self) -> dict[str, Any]:
        """Require a basis and a note, and the paper of what is moved; not to remove a record."""
        data = super().clean() or {}
        if data.get("kind") == REMOVE:
            return data
        if not data.get("basis"):
            self.add_error("basis", _("Say what was read: the full text, or digests only."))
        if not data.get("note"):
            self.add_error("note", _("Say how it was established; readers see this."))
        problem = problem_of_where(data.get("kind", ""), data.get("where", ""))
        if problem and "where" in data:
            self.add_error("where", problem)
        return data

    @property
    def mark(self) -> CoverageMark:
        """The mark of a valid form."""
        data = self.cleaned_data
        return CoverageMark() if data["kind"] == REMOVE else CoverageMark(**data)


class GridPages(admin.ModelAdmin):
    """The pages of the grid, below a negotiation's address."""

    def get_urls(self) -> list[URLPattern]:
        """Return the addresses, with that of the grid."""
        view: Callable[[Any], Any] = self.admin_site.admin_view
        grid = path("<int:pk>/grid/", view(self.grid), name="proposals_negotiation_grid")
        return [grid, *super().get_urls()]

    @admin.display(description=gettext_lazy("coding"))
    def to_grid(self, negotiation: Negotiation) -> SafeString:
        """Return a link to the grid."""
        address = reverse("admin:proposals_negotiation_grid", args=[negotiation.pk])
        return format_html('<a href="{}">{}</a>', address, _("grid"))

    def grid(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the grid; mark cells in two steps, a preview of the changes and the changes."""
        negotiation = get_object_or_404(Negotiation, pk=pk)
        if not request.user.has_perm("proposals.view_coverage"):
            raise PermissionDenied
        if request.method != "POST":
            return self._show(request, negotiation, MarkForm(), ())
        if not self._may_mark(request):
            raise PermissionDenied
        form = MarkForm(request.POST)
        cells = dict(read_cells(request.POST.getlist("cell")))
        if form.is_valid() and "confirm" in request.POST:
            return self._apply(request, negotiation, cells, form)
        return self._plan(request, negotiation, cells, form)

    def _plan(
        self, request: HttpRequest, negotiation: Negotiation, cells: dict[Cell, str], form: MarkForm
    ) -> HttpResponse:
        """Show the plan for the cells, or for all open cells of a column; or the form's errors."""
        column = request.POST.get("column", "")
        if is_row_number(column):
            grid = Grid(negotiation, request.GET, ())
            cells |= dict.fromkeys(grid.open_cells(int(column)), "")
        if not cells:
            form.add_error(None, _("Choose at least one cell."))
        if not form.is_valid():
            return self._show(request, negotiation, form, cells)
        return self._preview(request, negotiation, plan_coverage(negotiation, cells, form.mark))

    def _apply(
        self, request: HttpRequest, negotiation: Negotiation, seen: dict[Cell, str], form: MarkForm
    ) -> HttpResponse:
        """Carry the plan out; show it again if the cells changed since the editor saw it."""
        try:
            plan = apply_coverage(negotiation, seen, form.mark, request.user)
        except PlanConflict as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return self._preview(request, negotiation, error.plan)
        message = describe_plan(plan)
        self.log_change(request, negotiation, message)
        self.message_user(request, message)
        return HttpResponseRedirect(request.get_full_path())

    def _show(
        self, request: HttpRequest, negotiation: Negotiation, form: MarkForm, chosen: Iterable[Cell]
    ) -> HttpResponse:
        context = {
            "title": _("Coding: %(negotiation)s") % {"negotiation": negotiation},
            "grid": Grid(negotiation, request.GET, chosen),
            "form": form,
            "may_mark": self._may_mark(request),
        }
        return self._render(request, negotiation, "grid.html", context)

    def _preview(
        self, request: HttpRequest, negotiation: Negotiation, plan: CoveragePlan
    ) -> HttpResponse:
        kind = plan.mark.kind or REMOVE
        context = {
            "title": _("What would be recorded"),
            "plan": plan,
            "kind": kind,
            "basis_label": dict(CoverageBasis.choices).get(plan.mark.basis, ""),
            "kind_label": dict(CoverageKind.choices).get(kind, ""),
        }
        return self._render(request, negotiation, "grid_preview.html", context)

    def _render(
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

    def _may_mark(self, request: HttpRequest) -> bool:
        return any(request.user.has_perm(f"proposals.{action}_coverage") for action in ACTIONS)


def read_cells(values: Iterable[str]) -> Iterable[tuple[Cell, str]]:
    """Yield the cells that boxes sent, each with its token in the plan that was seen, if any."""
    for value in values:
        question, version, token = [*value.split("-", 2), "", ""][:3]
        if is_row_number(question) and is_row_number(version):
            yield (int(question), int(version)), token


def describe_plan(plan: CoveragePlan) -> str:
    """Say in a sentence how many cells a plan changed, and how."""
    parts = [
        (plan.added, ngettext("%(n)d recorded", "%(n)d recorded", len(plan.added))),
        (plan.changed, ngettext("%(n)d changed", "%(n)d changed", len(plan.changed))),
        (plan.removed, ngettext("%(n)d removed", "%(n)d removed", len(plan.removed))),
        (plan.refused, ngettext("%(n)d refused", "%(n)d refused", len(plan.refused))),
    ]
    counts = [words % {"n": len(cells)} for cells, words in parts if cells]
    return _("Absences: %(what)s.") % {"what": ", ".join(counts) or _("nothing to change")}
