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

from django.db import (
    DatabaseError,
    InterfaceError,
    InternalError,
    OperationalError,
    connection,
    transaction,
)
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.defaults import server_error

from config.middleware import is_staff_address
from config.sessions import read_form
from sources.refusals import refusal_of

UNAVAILABLE, CONFLICT = 503, 409
RETRY_SECONDS = 30

# The primary result codes of SQLite, https://www.sqlite.org/rescode.html: busy, locked, out of
# memory, read-only, interrupted, input or output, full, cannot open, protocol of locks.
SQLITE_CODES = frozenset({5, 6, 7, 8, 9, 10, 13, 14, 15})
SQLITE_WORDS = ("locked", "disk is full", "readonly", "disk i/o", "unable to open")
# Classes and codes of PostgreSQL, its appendix A: connection, resources, an operator stepped in,
# input or output; no lock in time, read-only, a transaction that took too long, two that wait for
# each other.
POSTGRESQL_CLASSES = ("08", "53", "57", "58")
POSTGRESQL_CODES = frozenset({"55P03", "25006", "25P03", "25P04", "40001", "40P01"})

log = logging.getLogger("django.request")


@dataclass(frozen=True)
class _Answer:
    """The status of an answer, and its heading and reason in words."""

    status: int
    title: str
    reason: str


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


def is_unavailable(error: BaseException | None) -> bool:
    """Tell whether an error is one of the database's state, and no fault of a statement."""
    if isinstance(error, InterfaceError):
        return True
    # A server that is read-only raises the latter.
    if not isinstance(error, (OperationalError, InternalError)):
        return False
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return (code & 0xFF) in SQLITE_CODES
    state = getattr(cause, "sqlstate", None)
    if state is not None:
        return state.startswith(POSTGRESQL_CLASSES) or state in POSTGRESQL_CODES
    # A connection that was never made, or was lost, has no code; nor have errors made by hand.
    text = str(error).lower()
    was_lost = hasattr(cause, "sqlstate") and not isinstance(error, InternalError)
    return was_lost or any(words in text for words in SQLITE_WORDS)


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
    sent = request.method == "POST" and is_staff_address(request.path)
    written = read_form(request) if sent else None
    page = {
        "answer": answer,
        "written": written if written and written.fields else None,
        "sent": request.method == "POST",
        "token": get_token(request) if written else "",
        "language": get_language() or "en",
        "direction": "rtl" if get_language_bidi() else "ltr",
        "seconds": RETRY_SECONDS,
    }
    response = HttpResponse(render_to_string("503.html", page), status=answer.status)
    response["Cache-Control"] = "no-store"
    return response
