"""Saving a text together with its parts: one edit, recorded as one, never over another editor's."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from proposals.editing.locking import EditConflict, acquire
from proposals.history.recorder import record_change
from proposals.models.publication_guard import PublishedRow
from proposals.web.admin.clause_page.inlines import sign_evidence
from sources.save_refusals import RefusalMixin
from sources.swaps import make_room


class WholeEditMixin(RefusalMixin):
    """Saves a text with its parts; its form tells with `alters_text` whether it changes the text.

    `edition_field` is the field of the form that holds the edition which the editor saw.
    """

    edition_field = "edition"
    own_refusals = (EditConflict, PublishedRow)

    def prepare_new(self, row: Any) -> None:
        """Set on a new text what no form asks for; nothing by default."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Do nothing: a text is saved together with its parts."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save everything as one recorded edit. Raises EditConflict if somebody was faster."""
        parts_change = any(formset.has_changed() for formset in formsets)
        if change and not form.alters_text and not parts_change:
            for formset in formsets:
                formset.save(commit=False)  # the log of the admin asks what it saved: nothing
            return
        row = form.instance
        if change:
            acquire(row, form.cleaned_data[self.edition_field] or 0, request.user)
        else:
            row.created_by = row.edited_by = request.user
            self.prepare_new(row)
        reason = form.cleaned_data.get("why") or (_("edited") if change else _("entered"))
        with record_change(row, request.user, reason):
            row.save()
            super().save_related(request, form, formsets, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Sign new evidence with the editor's name and the time."""
        make_room(formset)
        for part in formset.save(commit=False):
            sign_evidence(part, request.user)
            part.save()
        for part in formset.deleted_objects:
            part.delete()
        formset.save_m2m()
