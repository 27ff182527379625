"""The admin of responses: entered with their evidence, reviewed like clauses, never overwritten."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from proposals.editing.locking import EditConflict
from proposals.models import Response
from proposals.models.publication_guard import PublishedRow
from proposals.web.admin.clause_page.context import STEPS_SHOWN
from proposals.web.admin.clause_page.review_steps import (
    beside_context,
    find_publication_obstacles,
    list_buttons,
    try_step,
)
from proposals.web.admin.deletion import PUBLIC_STATES
from proposals.web.admin.evidence_inlines import ResponseEvidenceInline
from proposals.web.admin.history import HistoryMixin
from proposals.web.admin.response_form import CONTENT_FIELDS, PLACE_FIELDS, ResponseForm
from proposals.web.admin.whole_edits import WholeEditMixin
from sources.validators import is_row_number
from sources.word_search import WordSearchAdmin


@admin.register(Response)
class ResponseAdmin(WholeEditMixin, HistoryMixin, WordSearchAdmin):
    """Responses, each on a page of its own with its evidence and the steps of review."""

    shares_edits = False  # an edition for the whole row guards it

    form = ResponseForm
    edition_field = "seen_edition"
    inlines = (ResponseEvidenceInline,)
    change_form_template = "admin/proposals/response/change_form.html"
    actions = None
    ordering = ("version", "ordinal", "key")
    list_display = ("__str__", "version", "date", "state")
    list_filter = ("state", "stance", "version__proposal__negotiation", "version__proposal")
    list_select_related = ("version__proposal", "to__proposal")
    search_fields = ("uid", "text")

    def get_urls(self) -> list[URLPattern]:
        """Return the addresses, with the one that takes steps of review."""
        view = self.admin_site.admin_view(require_POST(self.step_view))
        return [path("<int:pk>/step/", view, name="proposals_response_step"), *super().get_urls()]

    # Permissions

    def has_change_permission(self, request: HttpRequest, obj: Response | None = None) -> bool:
        """Refuse to everybody what readers see: it is not edited in place."""
        return super().has_change_permission(request, obj) and not (obj and obj.is_published)

    def has_delete_permission(self, request: HttpRequest, obj: Response | None = None) -> bool:
        """Refuse what readers know: it is withdrawn."""
        is_public = obj is not None and obj.state in PUBLIC_STATES
        return super().has_delete_permission(request, obj) and not is_public

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Response | None:
        """Return the response with what its page names, in one query."""
        if not is_row_number(object_id):
            return None
        related = Response.objects.with_versions().select_related("edited_by", "submitted_by")
        return related.filter(pk=object_id).first()

    # The page

    def get_fieldsets(self, request: HttpRequest, obj: Response | None = None) -> Any:
        """Return the fields: the place of a new response, and the reason of an edit."""
        if obj is None:
            return [(None, {"fields": (*PLACE_FIELDS, *CONTENT_FIELDS)})]
        if not self.has_change_permission(request, obj):
            return [(None, {"fields": CONTENT_FIELDS})]
        edit = {"fields": ("why", "seen_edition")}
        return [(None, {"fields": CONTENT_FIELDS}), (gettext_lazy("This edit"), edit)]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the form with the review; refuse to save over another editor's work."""
        row = self.get_object(request, object_id) if object_id else None
        context = {**(extra_context or {}), **(self._review_context(request, row) if row else {})}
        try:
            response = super().changeform_view(request, object_id, form_url, context)
        except (EditConflict, PublishedRow) as error:
            self.message_user(request, " ".join(error.messages), "ERROR")
            return HttpResponseRedirect(request.get_full_path())
        form = getattr(response, "context_data", {}).get("adminform")
        if form is not None and getattr(form.form, "is_late", False):
            response.status_code = 409
        return response

    def _review_context(self, request: HttpRequest, row: Response) -> dict[str, Any]:
        buttons = list_buttons(row, request.user)
        obstacles, waiting = find_publication_obstacles(row, list(row.evidence.all()))
        return {
            "steps": buttons,
            "reasons_needed": any(button.needs_reason for button in buttons),
            **beside_context(row, request.user),
            "obstacles": obstacles,
            "waiting_quotes": waiting,
            "past_steps": list(row.transitions.all()[:STEPS_SHOWN]),
        }

    def step_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take a step of review with the response as it is stored, and go back to its page."""
        row = get_object_or_404(Response.objects.with_versions(), pk=pk)
        try_step(request, row)
        return HttpResponseRedirect(reverse("admin:proposals_response_change", args=[pk]))

    # Saving

    def prepare_new(self, row: Response) -> None:
        """Put a new response after the others of its document."""
        others = Response.objects.filter(version=row.version_id)
        row.ordinal = 1 + (others.aggregate(last=Max("ordinal"))["last"] or 0)
