"""The history of clauses and responses in the admin: who changed what, and a way back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from proposals.editing.locking import EditConflict
from proposals.editing.restoration import Seen, restore
from proposals.history import diff_contents, look_up_names
from proposals.history.entries import HistoryEntry, list_entries
from proposals.history.timeline import choose_pair, timeline_rows
from proposals.models import Clause
from sources.list_pages import list_page

PER_PAGE = 50
EDIT = "proposals.change_clause"
"""The right to restore. A published clause is restored too, though no page edits it in place."""


class HistoryMixin(admin.ModelAdmin):
    """The history of a clause or a response in the place of the admin's own."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show every entry, newest first, and the differences between any two that are chosen."""
        row = self.get_recorded_row(request, object_id)
        entries = list_entries(row)
        chosen = choose_pair(entries, request.GET.get("from", ""), request.GET.get("to", ""))
        page = list_page(entries, PER_PAGE, request.GET.get("page"))
        listed = _with_older(page, entries)
        names = look_up_names(row, [entry.content for entry in (*listed, *chosen)])
        context = {
            **self.admin_site.each_context(request),
            "title": _("History: %(clause)s") % {"clause": row},
            "opts": self.opts,
            "original": row,
            "page": page,
            "records": list(timeline_rows(row, listed, len(page), names)),
            "chosen": chosen,
            "change": diff_contents(chosen[0].content, chosen[1].content, names)
            if chosen
            else None,
            "language": names.language,
            "may_restore": False,
            **self.get_history_context(request, row),
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/proposals/history.html", context)

    def get_history_context(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """Return what the page needs besides the entries."""
        return {"revision": None, "revised": None}

    def get_recorded_row(self, request: HttpRequest, object_id: str) -> Any:
        """Return the row. Raises Http404, or PermissionDenied."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        return row


class ClauseHistoryMixin(HistoryMixin):
    """The history of a clause, with a way to restore from it."""

    def get_urls(self) -> list[URLPattern]:
        """Return the addresses, with the one that restores."""
        view = self.admin_site.admin_view(require_POST(self.restore_view))
        own = path("<path:object_id>/restore/", view, name="proposals_clause_restore")
        return [own, *super().get_urls()]

    def get_history_context(self, request: HttpRequest, row: Clause) -> dict[str, Any]:
        """Return the revision and the revised clause, and what restoring needs."""
        return {
            "revision": Clause.objects.filter(revises=row).first(),
            "revised": row.revises_id,
            "seen": Seen.of(row),
            "may_restore": request.user.has_perm(EDIT),
        }

    def restore_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Bring an entry back as a draft and open it; readers go on seeing what is published."""
        clause: Clause = self.get_recorded_row(request, object_id)
        if not request.user.has_perm(EDIT):
            raise PermissionDenied(EDIT)
        try:
            number, seen = _read_form(request)
            reason = request.POST.get("reason", "")
            restored = restore(clause, number, request.user, reason=reason, seen=seen)
        except EditConflict as conflict:
            return self._refuse(request, clause, [*conflict.messages, _("Nothing was restored.")])
        except ValidationError as error:
            return self._refuse(request, clause, error.messages)
        self._report(request, restored.lost)
        return redirect("admin:proposals_clause_change", restored.draft.pk)

    def _refuse(self, request: HttpRequest, clause: Clause, words: Iterable[str]) -> HttpResponse:
        """Show the history again, with the reason why nothing was restored."""
        self.message_user(request, " ".join(words), messages.ERROR)
        return redirect(reverse("admin:proposals_clause_history", args=[clause.pk]))

    def _report(self, request: HttpRequest, lost: tuple[str, ...]) -> None:
        """Say that an entry was restored, and what of it could not be."""
        text = _("Restored into this draft. Readers see no difference until it is published.")
        self.message_user(request, text, messages.SUCCESS)
        if lost:
            what = ngettext(
                "This could not be restored:", "These could not be restored:", len(lost)
            )
            self.message_user(request, f"{what} {' '.join(lost)}", messages.WARNING)


def _read_form(request: HttpRequest) -> tuple[int, Seen]:
    """Return the entry to restore, and the edition that the editor saw; raise ValidationError."""
    names = ("record", "row", "edition")
    try:
        number, row, edition = (int(request.POST.get(name, "")) for name in names)
    except ValueError:
        text = _("The form was incomplete: open the history afresh and choose a record there.")
        raise ValidationError(text) from None
    return number, Seen(row, edition)


def _with_older(page: Page[HistoryEntry], entries: list[HistoryEntry]) -> list[HistoryEntry]:
    """Return the entries of a page, and the one before them, from which the oldest differs."""
    return entries[page.start_index() - 1 if entries else 0 : page.end_index() + 1]
