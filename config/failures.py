"""What a database that is full, locked, read-only or gone answers: 503, with what was typed.

Readers are told to come again. An editor gets the form back, to be sent again; a save that a rule
of the database refuses comes back in the same way, wherever no form of its own says so.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

from django.db import DatabaseError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.defaults import server_error

from config.middleware import is_staff_address
from config.sessions import carried_form
from proposals.web.api.problems import RETRY_SECONDS, database_away
from proposals.web.row_revisions import RowRevisionMiddleware
from sources.database_state import is_unavailable
from sources.refusals import refusal_of

__all__ = ["RETRY_SECONDS", "answer_error", "answer_failure", "is_unavailable"]

UNAVAILABLE, CONFLICT = 503, 409

log = logging.getLogger("django.request")


@dataclass(frozen=True)
class _Answer:
    """The status of an answer, and its heading and reason in words."""

    status: int
    title: str
    reason: str


class EditingMiddleware(RowRevisionMiddleware):
    """The door of what editors write, which says in words that its transaction did not come about.

    Its beginning and its end are no part of a view: nobody else would say that for them on a site
    that shows errors to its developer.
    """

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return super().__call__(request)
        except Exception as error:
            answer = answer_failure(request, error)
            if answer is None:
                raise
            return answer


class FailuresMiddleware:
    """Middleware that says in words what the database did not do for a view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for a failure of the database; leave every other error to Django."""
        return answer_failure(request, error)


def answer_error(request: HttpRequest) -> HttpResponse:
    """Answer for an error that no view raised, such as that of a session which is not read."""
    error = sys.exc_info()[1]
    known = answer_failure(request, error) if isinstance(error, Exception) else None
    return known or server_error(request)


def answer_failure(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """Return the page for a database that cannot be used now, or that refused what was sent.

    None for every other error.
    """
    if is_unavailable(error):
        log.error("The database cannot be used: %s", " ".join(str(error).split()))
        if request.path.startswith(reverse("api:index")):
            return database_away().response(request)
        answer = _Answer(UNAVAILABLE, _("The database cannot be used just now"), _reason(error))
        response = _page(request, answer)
        response["Retry-After"] = str(RETRY_SECONDS)
        return response
    is_editing = request.method == "POST" and is_staff_address(request.path)
    if is_editing and isinstance(error, DatabaseError) and not isinstance(error, OperationalError):
        log.warning("The database refused a save: %s", " ".join(str(error).split()))
        title = _("This was not saved")
        if connection.in_atomic_block:
            transaction.set_rollback(True)  # and nothing of it, whatever was written before
        return _page(request, _Answer(CONFLICT, title, refusal_of(error).message))
    return None


def answer_busy(request: HttpRequest) -> HttpResponse:
    """Return the page for an editor who finds no place, with what was typed; no query."""
    reason = _("Nothing was saved. Please send it again soon.")
    return _page(request, _Answer(UNAVAILABLE, _("Too many readers at once"), reason))


def _reason(error: Exception) -> str:
    """Return what became of a save: only a connection lost at the very end leaves it open."""
    if _was_committing(error.__traceback__) and not _is_sqlite(error):
        return _(
            "The connection was lost while it was saved. Look first whether your change is there, "
            "and send it again if not."
        )
    return _("Nothing was saved. It is full, locked, read-only or being restarted.")


def _is_sqlite(error: Exception) -> bool:
    return hasattr(error.__cause__, "sqlite_errorcode")


def _was_committing(trace: TracebackType | None) -> bool:
    while trace is not None:
        if trace.tb_frame.f_code.co_name == "_commit":
            return True
        trace = trace.tb_next
    return False


def _page(request: HttpRequest, answer: _Answer) -> HttpResponse:
    """Return the answer, with what was typed; nothing is asked of the database for it."""
    if request.headers.get("HX-Request"):
        text = f"{answer.title}. {answer.reason}"
        return HttpResponse(text, status=answer.status, content_type="text/plain; charset=utf-8")
    sent = request.method == "POST"
    written = carried_form(request) if sent and is_staff_address(request.path) else None
    page = {
        "answer": answer,
        "written": written,
        "is_login": written is not None and written.address == reverse("admin:login"),
        "sent": sent,
        "token": get_token(request) if written else "",
        "language": get_language() or "en",
        "direction": "rtl" if get_language_bidi() else "ltr",
    }
    response = HttpResponse(render_to_string("503.html", page), status=answer.status)
    response["Cache-Control"] = "no-store"
    return response
