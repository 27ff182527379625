"""The admin of clauses: text, answers and evidence edited together, reviewed, never overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from proposals.editing.locking import EditConflict
from proposals.models import Clause, EvidenceStance
from proposals.models.publication_guard import PublishedClause
from proposals.web.admin.clause_list import ClauseListAdmin
from proposals.web.admin.clause_page.comments import handle_comment
from proposals.web.admin.clause_page.context import form_context, reading_context, render_preview
from proposals.web.admin.clause_page.inlines import EvidenceInline, TermInline
from proposals.web.admin.clause_page.late_edits import LateEdit, merge_late_edit, rescue_late_edit
from proposals.web.admin.clause_page.point_copy import (
    answers_of_point,
    point_to_change,
    text_of_point,
)
from proposals.web.admin.clause_page.review_steps import handle_drop, handle_reading, take_step
from proposals.web.admin.deletion import PUBLIC_STATES
from proposals.web.admin.finders import FINDERS, MOST_OFFERED
from proposals.web.admin.flags import clause_address
from proposals.web.admin.forms import PREVIEW, ClauseForm
from proposals.web.admin.history import ClauseHistoryMixin
from proposals.web.admin.whole_edits import WholeEditMixin
from sources.validators import is_row_number

ADD_ROW = "_more"
"""The name of the button that adds a row where scripts are off; its value is the kind of row."""
ROW_DEFAULTS: Mapping[str, Mapping[str, str]] = {
    "terms": {"confidence": ""},  # that of the clause
    "evidence": {"stance": EvidenceStance.SUPPORTS},
}
"""The values in the controls of an empty row."""


@admin.register(Clause)
class ClauseAdmin(WholeEditMixin, ClauseHistoryMixin, ClauseListAdmin):
    """Clauses, entered, previewed and reviewed on one page; their list is in `clause_list`."""

    shares_edits = False  # an edition for the whole row guards it

    form = ClauseForm
    fields = ClauseForm.Meta.fields
    inlines = (TermInline, EvidenceInline)
    add_form_template = change_form_template = "admin/proposals/clause/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        """Return the addresses, with the one that looks references up by words."""
        find = path(
            "find/<slug:name>/", self.admin_site.admin_view(self.find), name="proposals_clause_find"
        )
        return [find, *super().get_urls()]

    def find(self, request: HttpRequest, name: str) -> JsonResponse:
        """Return rows that have the words typed so far, in the form that Select2 reads."""
        finder = FINDERS.get(name)
        if finder is None or not self.has_view_or_change_permission(request):
            raise PermissionDenied
        page, negotiation = (_number(request.GET.get(name, "")) for name in ("page", "negotiation"))
        first = MOST_OFFERED * max(0, page - 1)
        matches = finder.search(request.GET.get("term", ""), negotiation or None)
        rows = list(matches[first : first + MOST_OFFERED + 1])
        results = [{"id": str(row.pk), "text": finder.label(row)} for row in rows[:MOST_OFFERED]]
        return JsonResponse({"results": results, "pagination": {"more": len(rows) > MOST_OFFERED}})

    # Permissions

    def has_change_permission(self, request: HttpRequest, obj: Clause | None = None) -> bool:
        """Refuse to everybody what readers see: it is not edited in place."""
        return super().has_change_permission(request, obj) and not (obj and obj.is_published)

    def has_delete_permission(self, request: HttpRequest, obj: Clause | None = None) -> bool:
        """Refuse what readers know, which is withdrawn, and a revision, which is given up.

        A revision that is given up leaves its history.
        """
        refused = obj is not None and (obj.state in PUBLIC_STATES or obj.revises_id is not None)
        return super().has_delete_permission(request, obj) and not refused

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Clause | None:
        """Return the clause with what its page names, in one query."""
        related = ("version__proposal__negotiation", "revises", "edited_by", "submitted_by")
        if not is_row_number(object_id):
            return None
        return Clause.objects.select_related(*related).filter(pk=object_id).first()

    # A new clause

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin with what the address says, or with the point of the edited text that it names."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        point = point_to_change(request)
        return {**initial, **text_of_point(point)} if point else initial

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """Begin with the answers of the point of the edited text that is to be changed."""
        more: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method != "POST" and obj.pk is None and isinstance(inline, TermInline):
            point = point_to_change(request)
            more["initial"] = answers_of_point(point) if point else []
        return more

    # Requests

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the form; for what may not be edited, a page to read with the steps to take now."""
        clause = self.get_object(request, unquote(object_id)) if object_id else None
        if request.method != "POST":
            if clause and not self.has_change_permission(request, clause):
                return self._show_reading(request, clause)
            return super().changeform_view(request, object_id, form_url, extra_context)
        if object_id and clause is None and self.has_change_permission(request):
            return self._show_late_edit(request, rescue_late_edit(self, request))
        if clause and not self.has_change_permission(request, clause):
            return self._post_to_reading(request, clause)
        return self._post(request, clause, form_url, extra_context)

    def _post(
        self,
        request: HttpRequest,
        clause: Clause | None,
        form_url: str,
        extra: dict[str, Any] | None,
    ) -> HttpResponse:
        """Save or preview the form; after another's save, show both editors' work instead."""
        response = handle_comment(request, clause) if clause else None
        if response:
            return response
        self._turn_into_preview(request)
        is_late = clause is not None and request.POST.get("edition") != str(clause.edition)
        if clause and is_late and PREVIEW not in request.POST:
            return self._show_late_edit(request, merge_late_edit(self, request, clause))
        if clause and "_drop" in request.POST:
            return handle_drop(request, clause)
        try:
            key = str(clause.pk) if clause else None
            return super().changeform_view(request, key, form_url, extra)
        except IntegrityError:
            if clause is not None:
                raise
            # somebody else took the key in this moment: asked again, the form finds it taken
            return super().changeform_view(request, None, form_url, extra)
        except (EditConflict, PublishedClause, PermissionDenied) as error:
            if clause is None or not self.has_change_permission(request):
                raise
            return self._handle_refusal(request, clause, error)

    def _handle_refusal(
        self, request: HttpRequest, clause: Clause, error: Exception
    ) -> HttpResponse:
        """Show both editors' work if the refused save came too late; else raise the error."""
        current = self.get_object(request, str(clause.pk))
        if isinstance(error, PermissionDenied) and current and not current.is_published:
            raise error  # a step that this person may not take, not a save that came too late
        if current is None:
            return self._show_late_edit(request, rescue_late_edit(self, request))
        return self._show_late_edit(request, merge_late_edit(self, request, current))

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """Raise EditConflict for a form that was sent, whose input a redirect would lose."""
        if request.method == "POST" and self.has_change_permission(request):
            raise EditConflict(None)
        return super()._get_obj_does_not_exist_redirect(  # type: ignore[misc]
            request, opts, object_id
        )

    def _turn_into_preview(self, request: HttpRequest) -> None:
        """Let the page be shown again with what is typed, for one row more or after a comment."""
        kind = request.POST.get(ADD_ROW, "")
        if not kind and "_comment" not in request.POST and "_close" not in request.POST:
            return
        data = request.POST.copy()
        data[PREVIEW] = "1"
        total = data.get(f"{kind}-TOTAL_FORMS", "")
        if total.isdecimal() and len(total) < 4:
            data[f"{kind}-TOTAL_FORMS"] = str(int(total) + 1)
            for name, value in ROW_DEFAULTS.get(kind, {}).items():
                data[f"{kind}-{total}-{name}"] = value
        request.POST = data  # type: ignore[assignment]

    def _show_late_edit(self, request: HttpRequest, edit: LateEdit) -> HttpResponse:
        """Show the page with both editors' work, nothing of it saved."""
        request.POST = edit.data  # type: ignore[assignment]
        key = str(edit.clause.pk) if edit.clause else None
        response = super().changeform_view(request, key, edit.address, {"clash": edit})
        response.status_code = 409
        return response

    def _show_reading(self, request: HttpRequest, clause: Clause) -> HttpResponse:
        if not self.has_view_or_change_permission(request, clause):
            raise PermissionDenied
        frame = self.admin_site.each_context(request)
        context = {**frame, **reading_context(self, request, clause)}
        return TemplateResponse(request, "admin/proposals/clause/reading.html", context)

    def _post_to_reading(self, request: HttpRequest, clause: Clause) -> HttpResponse:
        """Take a step, add a comment or open a revision; typed text goes to the revision."""
        if not self.has_view_or_change_permission(request, clause):
            raise PermissionDenied
        response = handle_comment(request, clause) or handle_reading(request, clause)
        if response:
            return response
        if not self.has_change_permission(request) or "edition" not in request.POST:
            raise PermissionDenied
        return self._show_late_edit(request, merge_late_edit(self, request, clause))

    # Saving

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Take the step of review that was asked for with the save."""
        return self._take_step(request, obj) or super().response_add(
            request, obj, post_url_continue
        )

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Take the step of review that was asked for with the save."""
        return self._take_step(request, obj) or super().response_change(request, obj)

    def _take_step(self, request: HttpRequest, clause: Clause) -> HttpResponse | None:
        if "_step" not in request.POST:
            return None
        try:
            row = take_step(request, clause, seen=clause.edition)
        except ValidationError as error:
            messages.warning(request, _("It is saved, but the step was not taken."))
            for text in error.messages:
                messages.error(request, text)
            row = clause
        return HttpResponseRedirect(clause_address(row))

    # Forms

    def build_forms(
        self, request: HttpRequest, clause: Clause | None, data: Any = None
    ) -> tuple[Any, list[Any]]:
        """Return the form of a clause and the formsets of its rows, as stored or as in `data`."""
        fields = flatten_fieldsets(self.get_fieldsets(request, clause))
        form_class = self.get_form(request, clause, change=clause is not None, fields=fields)
        form = form_class(data, instance=clause)
        formsets = [
            formset_class(data, instance=form.instance, queryset=inline.get_queryset(request))
            for formset_class, inline in self.get_formsets_with_inlines(request, clause)
        ]
        return form, formsets

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Render the page with what was understood and its impact; for htmx, these parts alone."""
        context.update(form_context(request, context))
        if request.htmx and PREVIEW in request.POST:  # type: ignore[attr-defined]
            return render_preview(request, context)
        return super().render_change_form(request, context, *args, **kwargs)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
