"""Limits on failed logins, counted by name and address, and the page that refuses more."""

from __future__ import annotations

import ipaddress
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from django.conf import settings
from django.contrib import admin
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from config.sessions import read_written

SHARED = 4
"""How many times as often all names of one address may fail: colleagues share an address."""
SUBSCRIBER_BITS = 64
"""Bits of an IPv6 address that tell one subscriber from the next; the rest is theirs to choose."""
UNKNOWN = "::"
"""The address of requests whose own cannot be read, so that their failures are counted too."""


class LoginAttempts(AxesDatabaseHandler):
    """The count of failed logins by name and address, and, less strictly, by address alone.

    A name alone is not counted: then anybody could lock an analyst out from afar.
    """

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Return the failures that count against the limit."""
        of_name, of_address = (
            attempts.aggregate(total=Sum("failures_since_start"))["total"] or 0
            for attempts in self.get_user_attempts(request, credentials)
        )
        return max(of_name, of_address // SHARED)

    def reset_user_attempts(
        self, request: HttpRequest, credentials: dict[str, Any] | None = None
    ) -> int:
        """Forget what failed for a name that now signed in; other names at the address stay."""
        of_name, _of_address = self.filter_user_attempts(request, credentials)
        return int(of_name.delete()[0])


def client_address(request: HttpRequest) -> str:
    """Return the address of a request as a text; behind a proxy, as the proxy gives it.

    Only the last entry is the proxy's own; a visitor can write the others.
    """
    text = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        text = request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1]
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return UNKNOWN
    if not isinstance(address, ipaddress.IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, SUBSCRIBER_BITS), strict=False).network_address)


def refuse(
    request: HttpRequest, _original: HttpResponse | None, _credentials: dict[str, Any] | None
) -> HttpResponse:
    """Say how long to wait, and keep what was being written."""
    wait = int(settings.AXES_COOLOFF_TIME.total_seconds())
    page = {
        **admin.site.each_context(request),
        "title": _("Too many failed logins"),
        "minutes": wait // 60,
        "written": read_written(request),
        "next": request.POST.get("next", ""),
    }
    response = render(request, "admin/too_many_logins.html", page, status=429)
    response["Retry-After"] = str(wait)
    return response
