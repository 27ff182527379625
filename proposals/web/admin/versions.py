"""The pages of a version: its clauses in order, to be rearranged, its responses, and a copy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from proposals.editing.clause_order import arrange, move_clause, order_by_places
from proposals.editing.revisions import copy_version
from proposals.models import Clause, Evidence, Response, Term, Version
from proposals.web.admin.clause_list import count_rows
from proposals.web.admin.flags import draw_flags, find_flags
from sources.validators import is_row_number

MOVES = {"up": -1, "down": 1}


class CopyForm(forms.ModelForm):
    """The key and the label of the next version."""

    class Meta:
        model = Version
        fields = ("key", "label")

    def __init__(self, *args: Any, version: Version, **more: Any) -> None:
        super().__init__(*args, **more)
        self.version = version

    def clean_key(self) -> str:
        """Refuse a key that another version of the proposal has."""
        key = self.cleaned_data["key"]
        if Version.objects.filter(proposal=self.version.proposal_id, key=key).exists():
            raise ValidationError(_("This proposal already has a version with this key."))
        return key


class VersionPages(admin.ModelAdmin):
    """The clauses on the page of a version, and the pages that rearrange them and copy it."""

    change_form_template = "admin/proposals/version/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        """Return the addresses, with those that rearrange and copy."""
        view: Callable[[Any], Any] = self.admin_site.admin_view
        return [
            path("<int:pk>/order/", view(require_POST(self.order)), name="proposals_version_order"),
            path("<int:pk>/copy/", view(self.copy), name="proposals_version_copy"),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the version with its clauses."""
        more = self._clause_context(object_id) if is_row_number(object_id) else {}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **more})

    def _clause_context(self, object_id: str) -> dict[str, Any]:
        rows = fetch_clauses(int(object_id))
        flags = find_flags(rows)
        last = max((row.ordinal for row in rows), default=0)
        for row in rows:
            row.flags = draw_flags(flags[row.pk])
        add = urlencode({"version": object_id, "ordinal": last + 1})
        return {
            "clauses": rows,
            "seen": ",".join(str(row.pk) for row in rows),
            "add_clause": f"{reverse('admin:proposals_clause_add')}?{add}",
            "responses": fetch_responses(int(object_id)),
            "add_response": f"{reverse('admin:proposals_response_add')}?version={object_id}",
        }

    def order(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put the clauses in another order: one place up or down, or by the numbers typed."""
        version = get_object_or_404(Version, pk=pk)
        page = reverse("admin:proposals_version_change", args=[pk])
        try:
            seen = [int(key) for key in request.POST.get("seen", "").split(",") if key]
            changed = arrange(version, seen, read_order(request.POST, seen), request.user)
        except ValueError:
            self.message_user(request, _("A place is a whole number."), messages.ERROR)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
        except PermissionDenied:
            words = _("Readers would see another order: only reviewers can change that.")
            self.message_user(request, words, messages.ERROR)
        else:
            if changed:
                self.log_change(request, version, _("Put the clauses in another order."))
            self.message_user(request, _("The order is saved."), messages.SUCCESS)
        return HttpResponseRedirect(page + choose_anchor(request.POST))

    def copy(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the key and label of the next version, then make it."""
        version = get_object_or_404(Version.objects.select_related("proposal"), pk=pk)
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = CopyForm(request.POST or None, version=version)
        copy = self._make_copy(request, form)
        if copy:
            return HttpResponseRedirect(reverse("admin:proposals_version_change", args=[copy.pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": gettext_lazy("Copy a version"),
            "opts": self.opts,
            "version": version,
            "form": form,
            "clause_count": Clause.objects.originals().filter(version=version).count(),
        }
        return TemplateResponse(request, "admin/proposals/version/copy.html", context)

    def _make_copy(self, request: HttpRequest, form: CopyForm) -> Version | None:
        """Copy the version, and return the copy; None if the form has errors."""
        if not form.is_valid():
            return None
        try:
            copy = copy_version(form.version, **form.cleaned_data, by=request.user)
        except ValidationError as error:  # somebody else took the key meanwhile
            form.add_error(None, error.messages)
            return None
        words = _("Copied from %(version)s.") % {"version": form.version}
        self.log_addition(request, copy, words)
        self.message_user(request, _("The copy is made: all of its clauses are drafts."))
        return copy


def fetch_clauses(version: int) -> list[Any]:
    """Return the clauses of a version in its order, with the numbers of answers and evidence."""
    rows = Clause.objects.originals().filter(version=version).order_by("ordinal", "key")
    return list(
        rows.annotate(
            answer_count=count_rows(Term.objects.all(), "clause"),
            source_count=count_rows(Evidence.objects.all(), "clause"),
        )
    )


def fetch_responses(version: int) -> list[Response]:
    """Return the responses that a version gives, in order, with what their names need."""
    rows = Response.objects.filter(version=version).select_related("to__proposal")
    return list(rows.order_by("ordinal", "key"))


def read_order(data: Any, seen: list[int]) -> list[int]:
    """Return the order that the form asks for. Raises ValueError if a place is no number."""
    for move, places in MOVES.items():
        if move in data:
            return move_clause(seen, int(data[move]), places)
    return order_by_places(
        seen, {pk: int(data[f"place-{pk}"]) for pk in seen if f"place-{pk}" in data}
    )


def choose_anchor(data: Any) -> str:
    """Return the place on the page to go back to: the clause that was moved, or the list."""
    clause = next((data[move] for move in MOVES if move in data), "")
    return f"#clause-{clause}" if is_row_number(clause) else "#clauses"
