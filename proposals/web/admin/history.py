"""The history of a clause in the admin: who changed what, word by word, and a way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from proposals.editing.locking import EditConflict
from proposals.editing.restoration import Seen, restore
from proposals.history import ContentDiff, NameLookup, diff_contents, look_up_names
from proposals.history.entries import HistoryEntry, entries
from proposals.models import Clause, ReviewState, Transition

PER_PAGE = 50
EDIT = "proposals.change_clause"
"""The right to restore. A published clause is restored too, though no page edits it in place."""


@dataclass(frozen=True)
class HistoryRow:
    """One remembered change: what differs from the record before it, and the step that it was."""

    snapshot: HistoryEntry
    change: ContentDiff | None
    step: Transition | None

    @property
    def number(self) -> int:
        """What it goes by in addresses."""
        return self.snapshot.revision_id

    @property
    def state(self) -> str:
        """The state of review after it, in words."""
        return str(dict(ReviewState.choices).get(self.snapshot.content.state, ""))


class HistoryMixin(admin.ModelAdmin):
    """Replaces the admin's own history of a clause, and restores from it."""

    def get_urls(self) -> list[URLPattern]:
        """With the address that restores."""
        view = self.admin_site.admin_view(require_POST(self.restore_view))
        own = path("<path:object_id>/restore/", view, name="proposals_clause_restore")
        return [own, *super().get_urls()]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Every record, newest first, and the differences between any two that are chosen."""
        clause = self._clause(request, object_id)
        kept = entries(clause)
        chosen = _chosen(request, kept)
        page = Paginator(kept, PER_PAGE).get_page(request.GET.get("page"))
        names = look_up_names(clause, [one.content for one in [*_reach(page, kept), *chosen]])
        context = {
            **self.admin_site.each_context(request),
            "title": _("History: %(clause)s") % {"clause": clause},
            "opts": self.opts,
            "original": clause,
            "clause": clause,
            "revision": Clause.objects.filter(revises=clause).first(),
            "page": page,
            "records": list(_records(clause, page, kept, names)),
            "chosen": chosen,
            "change": diff_contents(chosen[0].content, chosen[1].content, names)
            if chosen
            else None,
            "seen": Seen.of(clause),
            "language": names.language,
            "may_restore": request.user.has_perm(EDIT),
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/proposals/history.html", context)

    def restore_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Bring a record back as a draft and open it; readers go on seeing what is published."""
        clause = self._clause(request, object_id)
        if not request.user.has_perm(EDIT):
            raise PermissionDenied(EDIT)
        try:
            record, seen = _asked(request)
            done = restore(clause, record, request.user, request.POST.get("reason", ""), seen)
        except EditConflict as conflict:
            return self._back(request, clause, [*conflict.messages, _("Nothing was restored.")])
        except ValidationError as error:
            return self._back(request, clause, error.messages)
        self._tell(request, done.draft, done.lost)
        return redirect("admin:proposals_clause_change", done.draft.pk)

    def _clause(self, request: HttpRequest, object_id: str) -> Clause:
        found = self.get_object(request, unquote(object_id))
        if found is None:
            raise Http404
        if not self.has_view_or_change_permission(request, found):
            raise PermissionDenied
        return cast(Clause, found)

    def _back(self, request: HttpRequest, clause: Clause, words: Iterable[str]) -> HttpResponse:
        self.message_user(request, " ".join(words), messages.ERROR)
        return redirect(reverse("admin:proposals_clause_history", args=[clause.pk]))

    def _tell(self, request: HttpRequest, draft: Clause, lost: tuple[str, ...]) -> None:
        text = _("Restored into this draft. Readers see no difference until it is published.")
        self.message_user(request, text, messages.SUCCESS)
        if lost:
            what = ngettext(
                "This could not be restored:", "These could not be restored:", len(lost)
            )
            self.message_user(request, f"{what} {' '.join(lost)}", messages.WARNING)


def _asked(request: HttpRequest) -> tuple[int, Seen]:
    """The record to restore, and the edition that the editor saw; raises ValidationError."""
    names = ("record", "row", "edition")
    try:
        record, row, edition = (int(request.POST.get(name, "")) for name in names)
    except ValueError:
        text = _("The form was incomplete: open the history afresh and choose a record there.")
        raise ValidationError(text) from None
    return record, Seen(row, edition)


def _chosen(
    request: HttpRequest, kept: list[HistoryEntry]
) -> tuple[HistoryEntry, HistoryEntry] | tuple[()]:
    """The two records to compare, the older first; without a choice the latest change."""
    by_number = {str(one.revision_id): one for one in kept}
    old = by_number.get(request.GET.get("from", ""))
    new = by_number.get(request.GET.get("to", ""))
    if old is None or new is None:
        return (_before(kept), kept[0]) if len(kept) > 1 else ()
    return (old, new) if kept.index(old) >= kept.index(new) else (new, old)


def _before(kept: list[HistoryEntry]) -> HistoryEntry:
    """The latest record whose content is another than now: steps of review change none."""
    now = replace(kept[0].content, state="")
    others = (one for one in kept[1:] if replace(one.content, state="") != now)
    return next(others, kept[1])


def _reach(page: Page[HistoryEntry], kept: list[HistoryEntry]) -> list[HistoryEntry]:
    """The records of a page, and the one before them, from which the oldest differs."""
    return kept[page.start_index() - 1 if kept else 0 : page.end_index() + 1]


def _records(
    clause: Clause, page: Page[HistoryEntry], kept: list[HistoryEntry], names: NameLookup
) -> Iterable[HistoryRow]:
    reach = _reach(page, kept)
    numbers = [one.revision_id for one in reach]
    steps = {
        step.revision_id: step
        for step in Transition.objects.filter(clause=clause, revision__in=numbers)
    }
    for place, one in enumerate(reach[: len(page)]):
        older = reach[place + 1] if place + 1 < len(reach) else None
        change = diff_contents(older.content, one.content, names) if older else None
        yield HistoryRow(one, change, steps.get(one.revision_id))
