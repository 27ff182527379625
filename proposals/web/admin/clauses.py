"""The page of a clause: text, answers and evidence edited together, reviewed, never overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from proposals.editing.locking import EditConflict, acquire
from proposals.history.recorder import record_change
from proposals.models import Clause, Confidence, EvidenceStance, ReviewState
from proposals.models.publication_guard import PublishedClause
from proposals.web.admin.clause_list import ClauseListing
from proposals.web.admin.clause_page.comments import answer_comment
from proposals.web.admin.clause_page.inlines import EvidenceInline, TermInline, signed
from proposals.web.admin.clause_page.late_edits import Clash, clash_with, clash_with_removed
from proposals.web.admin.clause_page.page import beside, fragments, reading
from proposals.web.admin.clause_page.review_steps import ReadingStep, dropped, take_step
from proposals.web.admin.flags import page_of
from proposals.web.admin.forms import LOOK, ClauseForm
from proposals.web.admin.history import HistoryMixin
from proposals.web.admin.reference_fields import FINDERS, MOST_OFFERED
from sources.validators import is_row_number

MORE = "_more"
"""The button that adds an empty row where scripts are off; its value is the kind of row."""
USUAL: Mapping[str, Mapping[str, str]] = {
    "terms": {"confidence": Confidence.HIGH},
    "evidence": {"stance": EvidenceStance.SUPPORTS},
}
"""What stands in the controls of an empty row."""
KNOWN_TO_READERS = (ReviewState.PUBLISHED, ReviewState.WITHDRAWN)


@admin.register(Clause)
class ClauseAdmin(HistoryMixin, ClauseListing):
    """Clauses: entered, looked at before saving, reviewed; their list is in `listing`."""

    form = ClauseForm
    fields = ClauseForm.Meta.fields
    inlines = (TermInline, EvidenceInline)
    add_form_template = change_form_template = "admin/proposals/clause/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        """With the address that looks references up by words."""
        find = path(
            "find/<slug:name>/", self.admin_site.admin_view(self.find), name="proposals_clause_find"
        )
        return [find, *super().get_urls()]

    def find(self, request: HttpRequest, name: str) -> JsonResponse:
        """What may be referred to by the words typed so far, in the form that Select2 reads."""
        finder = FINDERS.get(name)
        if finder is None or not self.has_view_or_change_permission(request):
            raise PermissionDenied
        page, home = (_number(request.GET.get(name, "")) for name in ("page", "negotiation"))
        first = MOST_OFFERED * max(0, page - 1)
        rows = finder.search(request.GET.get("term", ""), home or None)
        found = list(rows[first : first + MOST_OFFERED + 1])
        offered = [{"id": str(row.pk), "text": finder.label(row)} for row in found[:MOST_OFFERED]]
        return JsonResponse({"results": offered, "pagination": {"more": len(found) > MOST_OFFERED}})

    # Who may

    def has_change_permission(self, request: HttpRequest, obj: Clause | None = None) -> bool:
        """Nobody edits in place what readers see."""
        return super().has_change_permission(request, obj) and not (obj and obj.is_published)

    def has_delete_permission(self, request: HttpRequest, obj: Clause | None = None) -> bool:
        """What readers know is withdrawn, not deleted; a revision is given up, with its history."""
        kept = obj is not None and (obj.state in KNOWN_TO_READERS or obj.revises_id is not None)
        return super().has_delete_permission(request, obj) and not kept

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Clause | None:
        """The clause with what its page names, in one query."""
        related = ("version__proposal__negotiation", "revises", "edited_by", "submitted_by")
        if not is_row_number(object_id):
            return None
        return Clause.objects.select_related(*related).filter(pk=object_id).first()

    # What a request asks for

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The form; for what may not be edited, a page to read with the steps that are open."""
        clause = self.get_object(request, unquote(object_id)) if object_id else None
        if request.method != "POST":
            if clause and not self.has_change_permission(request, clause):
                return self._read(request, clause)
            return super().changeform_view(request, object_id, form_url, extra_context)
        if object_id and clause is None and self.has_change_permission(request):
            return self._clashed(request, clash_with_removed(self, request))
        if clause and not self.has_change_permission(request, clause):
            return self._posted_to_read(request, clause)
        return self._posted(request, clause, form_url, extra_context)

    def _posted(
        self,
        request: HttpRequest,
        clause: Clause | None,
        form_url: str,
        extra: dict[str, Any] | None,
    ) -> HttpResponse:
        if clause:
            answered = answer_comment(request, clause)
            if answered:
                return answered
        self._without_saving(request)
        looks = LOOK in request.POST
        if clause and not looks and request.POST.get("edition") != str(clause.edition):
            return self._clashed(request, clash_with(self, request, clause))
        if clause and "_drop" in request.POST:
            return dropped(request, clause)
        try:
            key = str(clause.pk) if clause else None
            return super().changeform_view(request, key, form_url, extra)
        except (EditConflict, PublishedClause, PermissionDenied) as error:
            if clause is None or not self.has_change_permission(request):
                raise
            now = self.get_object(request, str(clause.pk))
            if isinstance(error, PermissionDenied) and now and not now.is_published:
                raise  # a step that this person may not take, not a save that came too late
            clash = clash_with(self, request, now) if now else clash_with_removed(self, request)
            return self._clashed(request, clash)

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """A form that was sent is not turned away: what was typed would be lost."""
        if request.method == "POST" and self.has_change_permission(request):
            raise EditConflict(None)
        return super()._get_obj_does_not_exist_redirect(  # type: ignore[misc]
            request, opts, object_id
        )

    def _without_saving(self, request: HttpRequest) -> None:
        """One row more, or a comment on the way: the page is shown again with what was typed."""
        kind = request.POST.get(MORE, "")
        if not kind and "_comment" not in request.POST and "_close" not in request.POST:
            return
        data = request.POST.copy()
        data[LOOK] = "1"
        total = data.get(f"{kind}-TOTAL_FORMS", "")
        if total.isdecimal() and len(total) < 4:
            data[f"{kind}-TOTAL_FORMS"] = str(int(total) + 1)
            for name, usual in USUAL.get(kind, {}).items():
                data[f"{kind}-{total}-{name}"] = usual
        request.POST = data  # type: ignore[assignment]

    def _clashed(self, request: HttpRequest, clash: Clash) -> HttpResponse:
        """The page with both editors' work, nothing of it saved."""
        request.POST = clash.data  # type: ignore[assignment]
        key = str(clash.clause.pk) if clash.clause else None
        response = super().changeform_view(request, key, clash.address, {"clash": clash})
        response.status_code = 409
        return response

    def _read(self, request: HttpRequest, clause: Clause) -> HttpResponse:
        if not self.has_view_or_change_permission(request, clause):
            raise PermissionDenied
        context = {**self.admin_site.each_context(request), **reading(self, request, clause)}
        return TemplateResponse(request, "admin/proposals/clause/reading.html", context)

    def _posted_to_read(self, request: HttpRequest, clause: Clause) -> HttpResponse:
        """A step, a comment or the beginning of a revision; typed text goes to the revision."""
        if not self.has_view_or_change_permission(request, clause):
            raise PermissionDenied
        answered = answer_comment(request, clause) or ReadingStep(request, clause).response()
        if answered:
            return answered
        if not self.has_change_permission(request) or "edition" not in request.POST:
            raise PermissionDenied
        return self._clashed(request, clash_with(self, request, clause))

    # Saving

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Nothing yet: a clause is saved together with its answers and evidence."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save everything as one recorded edit; raises EditConflict if somebody was faster."""
        if change and not form.alters and not any(one.has_changed() for one in formsets):
            for one in formsets:
                one.save(commit=False)  # the log of the admin asks what it saved: nothing
            return
        clause: Clause = form.instance
        if change:
            acquire(clause, form.cleaned_data["edition"] or 0, request.user)
        else:
            clause.created_by = clause.edited_by = request.user  # type: ignore[assignment]
        reason = form.cleaned_data["why"] or (_("edited") if change else _("entered"))
        with record_change(clause, request.user, reason):
            clause.save()
            super().save_related(request, form, formsets, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Sign new evidence with the editor's name and the time."""
        for entry in formset.save(commit=False):
            signed(entry, request.user).save()
        for entry in formset.deleted_objects:
            entry.delete()
        formset.save_m2m()

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Take the step of review that was asked for with the save."""
        return self._stepped(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Take the step of review that was asked for with the save."""
        return self._stepped(request, obj) or super().response_change(request, obj)

    def _stepped(self, request: HttpRequest, clause: Clause) -> HttpResponse | None:
        if "_step" not in request.POST:
            return None
        try:
            shown = take_step(request, clause, seen=clause.edition)
        except ValidationError as error:
            messages.warning(request, _("It is saved, but the step was not taken."))
            for text in error.messages:
                messages.error(request, text)
            shown = clause
        return HttpResponseRedirect(page_of(shown))

    # Drawing

    def forms_of(
        self, request: HttpRequest, clause: Clause | None, data: Any = None
    ) -> tuple[Any, list[Any]]:
        """The form of a clause and of its rows; as stored, or as in `data`."""
        fields = flatten_fieldsets(self.get_fieldsets(request, clause))
        form_class = self.get_form(request, clause, change=clause is not None, fields=fields)
        form = form_class(data, instance=clause)
        rows = [
            one(data, instance=form.instance, queryset=inline.get_queryset(request))
            for one, inline in self.get_formsets_with_inlines(request, clause)
        ]
        return form, rows

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """With what was understood and what it would change; for htmx, these parts alone."""
        context.update(beside(self, request, context))
        if request.htmx and LOOK in request.POST:  # type: ignore[attr-defined]
            return fragments(request, context)
        return super().render_change_form(request, context, *args, **kwargs)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
