"""Parameters that other sites add to links to follow whoever clicks: taken off our own addresses.

No page depends on them, and a link in a newsletter has new ones for each reader: with them no kept
page would ever be found, and a list would hand on in its links what its first reader came with.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from config.middleware import is_staff_address
from sources.trackers import TRACKING


class TrackingMiddleware:
    """Middleware that takes tracking parameters off the address before anything reads it.

    So a page is the same with and without them, and may be kept and handed out for both. Only pages
    for readers, and only where something is read (GET, HEAD): the admin has parameters with such
    names (`at__gte`), and in the interface for programs a name that is not known is an error.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method in ("GET", "HEAD") and _is_page(request.path):
            query = request.META.get("QUERY_STRING", "")
            request.META["QUERY_STRING"] = without_tracking(f"?{query}").removeprefix("?")
        return self.get_response(request)


def without_tracking(address: str) -> str:
    """Return an address without its tracking parameters; all others stay as they are written."""
    start, hash_sign, fragment = address.partition("#")
    path, question_mark, query = start.partition("?")
    parts = query.split("&")
    others = [part for part in parts if not TRACKING.fullmatch(part.partition("=")[0])]
    if others:
        path += question_mark + "&".join(others)
    return path + hash_sign + fragment


def _is_page(path: str) -> bool:
    """Tell whether a path is for readers, and not for the staff or for programs."""
    return not is_staff_address(path) and not path.startswith(reverse("api:index"))
