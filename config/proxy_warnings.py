"""Says once a process that a request came through a proxy of which the settings know nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from sources.visitors import UNKNOWN, client_address, proxy_header

log = logging.getLogger("config.proxies")


class ProxyWarningMiddleware:
    """Middleware that warns at the first request that does not fit the number of proxies declared.

    No value of a header is logged: it would be a visitor's address.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._said = False

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not self._said:
            warning = _warning(request)
            if warning:
                self._said = True
                log.warning(warning)
        return self.get_response(request)


def _warning(request: HttpRequest) -> str:
    """Return what does not fit, and what would be right; empty if nothing is wrong."""
    if settings.BEHIND_PROXY:
        if client_address(request) != UNKNOWN:
            return ""
        return (
            f"BEHIND_PROXY is {int(settings.BEHIND_PROXY)}, but a request came whose "
            "X-Forwarded-For does not name a visitor so many entries from its end: failed logins "
            "cannot be counted by person. Let each proxy set that header, or mend BEHIND_PROXY."
        )
    header = proxy_header(request)
    if not header:
        return ""
    return (
        f"A request carries {header}, as if it came through a proxy, but BEHIND_PROXY is "
        f"{'0' if settings.PROXY_DENIED else 'not set'}. If there is a proxy, set BEHIND_PROXY=1: "
        "all its visitors look like one until then, and failed logins are only slowed down. "
        "If there is none, a visitor made the header up; BEHIND_PROXY=0 has it ignored."
    )
