"""Addresses of documents in an earlier notation: they lead to those of today.

A version that was not the newest stood in addresses as "proposal@version"; now each stands there as
"proposal.version".
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase

from config.middleware import is_staff_address

_SIGN = "(?:@|%40)"
_KEY = "[A-Za-z0-9_-]+"
_IN_QUERY = re.compile(rf"(?<![^&])(d=|document=)({_KEY}){_SIGN}({_KEY})(?![^&])")
_IN_PATH = re.compile(rf"(/documents/{_KEY})@({_KEY})(?![^/])")


class OldAddressMiddleware:
    """Middleware that answers an earlier notation of a document with the address of today."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method in ("GET", "HEAD") and _is_page(request.path):
            address = request.get_full_path()
            today = address_of_today(address)
            if today != address:
                return HttpResponsePermanentRedirect(today)
        return self.get_response(request)


def _is_page(path: str) -> bool:
    """Tell whether a path is for readers, and ours: two slashes begin the name of another site."""
    return not path.startswith("//") and not is_staff_address(path)


def address_of_today(address: str) -> str:
    """Return an address with its documents in the notation of today; others as they are."""
    path, question_mark, query = address.partition("?")
    path = _IN_PATH.sub(r"\1.\2", path)
    return path + question_mark + _IN_QUERY.sub(r"\1\2.\3", query)
