"""The gate before the views: how many pages a process makes at once, and how many wait for it.

Whoever comes when both are full is told so at once, instead of waiting for half a minute behind all
others. Pages that are kept, files of the site and refusals need no place; neither do editors, who
would lose what they typed. The server has to have more threads than there are places, so that one
is free to say so (`--threads`): a process without threads does one thing at a time anyway.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, gettext

from config.failures import answer_busy
from config.middleware import is_staff_address
from proposals.web.pages.pdf import WAIT, is_in_the_queue

RETRY_SECONDS = 5
"""Seconds after which a reader who was turned away may well be served."""
PDF = ".pdf"
OPEN_PATHS = ("/healthz", "/readyz")
"""Where a supervisor asks whether the process is well."""


LOG_SECONDS = 60
"""Seconds between two lines of the log that say how many were turned away."""
log = logging.getLogger("django.request")


class Gate:
    """A number of places, and how many may wait for one of them, all of one process."""

    def __init__(self, places: int, waiting: int) -> None:
        self._places = threading.BoundedSemaphore(places)
        self._queue = threading.BoundedSemaphore(waiting) if waiting else None

    def enter(self, seconds: float) -> bool:
        """Take a place, after waiting for at most so long; False if there is none."""
        if self._places.acquire(blocking=False):
            return True
        if self._queue is None or not self._queue.acquire(blocking=False):
            return False
        try:
            return self._places.acquire(timeout=seconds)
        finally:
            self._queue.release()

    def leave(self) -> None:
        """Give a place back."""
        self._places.release()


class GateMiddleware:
    """Middleware that lets so many requests through to their views; the last of all.

    It stands behind the kept pages: what is answered by these never comes here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.gate = Gate(settings.PAGES_AT_ONCE, settings.PAGES_WAITING)
        self._turned_away, self._logged_at = 0, float("-inf")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        finally:
            if vars(request).pop("has_place", False):
                self.gate.leave()

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """Turn the request away if there is no place for it."""
        if is_let_through(request):
            return None
        if not self.gate.enter(settings.PAGES_WAIT_SECONDS):
            self._count()
            return busy(request)
        vars(request)["has_place"] = True
        return None

    def _count(self) -> None:
        """Count a request that is turned away, and say in the log now and then how many were."""
        self._turned_away += 1
        if time.monotonic() >= self._logged_at + LOG_SECONDS:
            self._logged_at = time.monotonic()
            log.warning("Too many readers at once: %s turned away so far.", self._turned_away)


def is_let_through(request: HttpRequest) -> bool:
    """Tell whether a request needs no place: a supervisor's, an editor's, of who waits for a file.

    An editor whose session has ended is given the login with what was typed, which takes no making.
    """
    if request.path in OPEN_PATHS:
        return True
    if request.path.endswith(PDF):
        return is_in_the_queue(request)
    if not is_staff_address(request.path):
        return False
    is_late = request.method == "POST" and request.path != reverse("admin:login")
    return is_late or request.user.is_authenticated


def busy(request: HttpRequest) -> HttpResponse:
    """Say that too many ask at once, and when to come again; no query."""
    response: HttpResponse
    if WAIT in request.GET and request.headers.get("HX-Request"):
        # The page that waits asks again by itself, as long as it is not told to stop.
        response = HttpResponse(status=204)
    elif request.method == "POST" and is_staff_address(request.path):
        response = answer_busy(request)
    elif request.path.startswith(reverse("api:index")):
        response = JsonResponse(
            {
                "title": gettext("Too many readers at once."),
                "status": 503,
                "detail": gettext("Nothing is wrong with the request. Please send it again soon."),
            },
            status=503,
            content_type="application/problem+json",
        )
    else:
        response = HttpResponse(_page(get_language() or ""), status=503)
    # A line in the log for each of them would be one more thing that many readers fill.
    response._has_been_logged = True  # type: ignore[attr-defined]
    response["Retry-After"] = str(RETRY_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


@lru_cache(maxsize=64)
def _page(_language: str) -> str:
    return render_to_string("busy.html", {"seconds": RETRY_SECONDS})
