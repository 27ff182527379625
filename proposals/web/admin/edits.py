"""The pages of an edit: making it, and the points of the edited text with what it does to each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from proposals.comparisons.edit_marks import edit_marks
from proposals.editing.edits import (
    ADD_CLAUSE,
    EditedPoint,
    EditFacts,
    EditSheet,
    Treatment,
    edit_sheet,
    make_edit,
    strike_out,
)
from proposals.models import Proposal, Version

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

WORDS: dict[Treatment, StrPromise] = {
    Treatment.LEFT_ALONE: gettext_lazy("left alone"),
    Treatment.NOT_TOLD: gettext_lazy("not told"),
    Treatment.CHANGED: gettext_lazy("changed"),
    Treatment.STRUCK_OUT: gettext_lazy("struck out"),
    Treatment.REPLACED: gettext_lazy("another stands in its place"),
}
"""What an edit does with a point, in words."""


class EditForm(forms.ModelForm):
    """What is known of a new edit before any of its points."""

    class Meta:
        model = Version
        fields = ("proposal", "key", "label", "date", "tier", "complete")
        widgets = {"date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, edited: Version, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial["proposal"] = edited.proposal_id
        rows = Proposal.objects.filter(negotiation=edited.proposal.negotiation_id)
        self.fields["proposal"].queryset = rows  # type: ignore[attr-defined]
        self.fields["proposal"].help_text = _(
            "The same if its authors go on with their text; another if somebody else edits it."
        )


class EditPages(admin.ModelAdmin):
    """The pages of an edit, below the address of a version."""

    def get_urls(self) -> list[URLPattern]:
        """Return the addresses, with those of edits."""
        view: Callable[[Any], Any] = self.admin_site.admin_view
        strike = view(require_POST(self.strike_out))
        return [
            path("<int:pk>/edit/", view(self.make_edit), name="proposals_version_edit"),
            path("<int:pk>/points/", view(self.points), name="proposals_version_points"),
            path("<int:pk>/strike-out/", strike, name="proposals_version_strike_out"),
            *super().get_urls(),
        ]

    def make_edit(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask what the edit of a version is called, then make it."""
        edited = self._version(pk)
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = EditForm(request.POST or None, edited=edited)
        edit = self._make_edit(request, edited, form)
        if edit:
            return HttpResponseRedirect(points_address(edit.pk))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Make an edit of a version"),
            "opts": self.opts,
            "version": edited,
            "form": form,
        }
        return TemplateResponse(request, "admin/proposals/version/edit.html", context)

    def _make_edit(self, request: HttpRequest, edited: Version, form: EditForm) -> Version | None:
        """Make the edit and return it; None if the form has errors."""
        if not form.is_valid():
            return None
        try:
            edit = make_edit(edited, EditFacts(**form.cleaned_data), request.user)
        except ValidationError as error:  # somebody else took the key meanwhile
            form.add_error(None, error.messages)
            return None
        words = _("Made as an edit of %(version)s.") % {"version": edited}
        self.log_addition(request, edit, words)
        self.message_user(request, _("The edit is made. Enter only what it changes."))
        return edit

    def points(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the points of the edited text, with what the edit does to each."""
        edit = self._edit(pk)
        if not self.has_view_or_change_permission(request, edit):
            raise PermissionDenied
        sheet, chosen = edit_sheet(edit), request.GET.getlist("against")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Points of the edited text: %(edit)s") % {"edit": edit},
            "opts": self.opts,
            "version": edit,
            "lines": [_line(one, edit) for one in sheet.points],
            "added": sheet.added,
            "add_point": _address_of_new(edit, ordinal=_next_place(sheet)),
            "marks": edit_marks(edit, chosen),
            "chosen": chosen,
            "may_add": request.user.has_perm(ADD_CLAUSE),
        }
        return TemplateResponse(request, "admin/proposals/version/points.html", context)

    def strike_out(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Enter that the edit strikes a point out."""
        edit, key = self._edit(pk), request.POST.get("point", "")
        try:
            clause = strike_out(edit, key, request.user)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
        else:
            self.log_change(request, edit, _("Struck out: %(clause)s.") % {"clause": clause})
            words = _("Struck out, as a draft: %(clause)s. It needs evidence before review.")
            self.message_user(request, words % {"clause": clause}, messages.SUCCESS)
        return HttpResponseRedirect(f"{points_address(edit.pk)}#points")

    def _version(self, pk: int) -> Version:
        rows = Version.objects.select_related(
            "proposal__negotiation", "edits__proposal__negotiation"
        )
        return get_object_or_404(rows, pk=pk)

    def _edit(self, pk: int) -> Version:
        version = self._version(pk)
        if version.edits_id is None:
            raise Http404
        return version


def points_address(version: int) -> str:
    """Return the address of the page with the points that an edit is about."""
    return reverse("admin:proposals_version_points", args=[version])


def _line(one: EditedPoint, edit: Version) -> dict[str, Any]:
    """Return one point for the table, with the ways from there."""
    return {
        "point": one.point,
        "treatment": one.treatment.value,
        "words": WORDS[one.treatment],
        "clauses": one.clauses,
        "elsewhere": one.point.version_id != edit.edits_id,
        "change": _address_of_new(edit, point=one.point.pk),
    }


def _address_of_new(edit: Version, **more: int) -> str:
    return f"{reverse('admin:proposals_clause_add')}?{urlencode({'version': edit.pk, **more})}"


def _next_place(sheet: EditSheet) -> int:
    """Return the place behind all points and all that is added to them."""
    clauses = [*(one.point for one in sheet.points), *sheet.added]
    return 1 + max((clause.ordinal for clause in clauses), default=0)
