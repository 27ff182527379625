"""The door of every page on which editors write: nobody changes alone what readers are told."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from proposals.comparisons.all_marks import all_marks, moved_marks
from proposals.data_stamps.lock_timeout import without_lock
from proposals.editing.held_parts import joined, keep_texts
from proposals.editing.row_notes import Notes, Noting, noting
from proposals.editing.row_revisions import hold
from proposals.editing.rows_beside import keep_editor
from proposals.language.addresses import neutral_path
from proposals.models import RowRevision
from proposals.web.previews import is_preview

SHOWS_HELD = "shows_held"
"""The attribute of a response that says itself which parts of what was sent are held."""
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class RowRevisionMiddleware:
    """Middleware that lets editors write, and takes back what readers would see at once.

    What was written is kept as a change that waits for a second person, and its page is shown
    instead of the answer. A request is one transaction: it is kept as a whole, or not at all where
    it failed. A preview is one that locks nobody out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE_METHODS or not _is_editor(request):
            return self.get_response(request)
        # Read what is sent before the transaction, which on SQLite nobody else can write beside.
        _sent = request.POST
        after = {}
        lock = without_lock() if is_preview(request) else nullcontext()
        with lock, transaction.atomic(), noting() as noted:
            response = self.get_response(request)
            is_whole = response.status_code < 500 and not connection.needs_rollback
            notes, held = (_notes(noted), noted.held) if is_whole else (Notes(), [])
            if notes.negotiations:
                after = all_marks(notes.negotiations)
            else:
                keep_editor(notes.changes, request.user)
            transaction.set_rollback(not is_whole or bool(notes.negotiations))
        if not notes.negotiations and not held:
            return response
        moved = []
        if notes.negotiations:
            held = [notes, *held]
            moved = moved_marks(all_marks(notes.negotiations), after)
        revision = hold(joined(held), request.user, moved)
        if getattr(response, SHOWS_HELD, False):
            return response
        answer = _show(request, revision)
        if notes.negotiations:
            _keep_texts(request, noted.texts)
        return answer


def _keep_texts(request: HttpRequest, texts: dict[int, tuple[str, str] | None]) -> None:
    with transaction.atomic():
        lost = keep_texts(texts)
    for words in lost:
        message = _("This text is not kept; keep it again when its article is there: %(words)s …")
        messages.warning(request, message % {"words": words})


def _notes(noted: Noting) -> Notes:
    """Return what was written; raise IntegrityError where that names a row that is gone."""
    try:
        return noted.notes()
    except ObjectDoesNotExist as error:
        raise IntegrityError(f"FOREIGN KEY of a row that is gone: {error}") from error


def _is_editor(request: HttpRequest) -> bool:
    """Tell whether an editor writes on a page for editors.

    What they send to the pages of readers, such as a freeze, changes nothing that readers see.
    """
    desk = neutral_path(reverse("admin:index"))
    if not neutral_path(request.path).startswith(desk):
        return False
    user = request.user
    return bool(user.is_authenticated and user.is_staff)


def _show(request: HttpRequest, revision: RowRevision) -> HttpResponse:
    """Lead to the page of the change; what the page said of its success is not true."""
    list(messages.get_messages(request))
    messages.warning(
        request,
        _("Readers see this, so it is not changed yet: a second person has to publish it."),
    )
    address = reverse("admin:proposals_rowrevision_change", args=[revision.pk])
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)
