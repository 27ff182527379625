"""Limits on failed logins, counted by name and address, and the page that refuses more."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import admin
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from config.sessions import read_written
from sources.visitors import NOBODY, UNPROVEN, counted_address, is_proven

SHARED = 4
"""How many times as often all names of one address may fail: colleagues share an address."""
UNPROVEN_SECONDS = 10
"""How long a name waits that failed too often where nobody can tell one visitor from another."""


class LoginAttempts(AxesDatabaseHandler):
    """The count of failed logins by name and address, and, less strictly, by address alone.

    A name alone is not counted: then anybody could lock an analyst out from afar. Where a proxy may
    stand for everybody, because it was not declared, its address locks nobody out: names are slowed
    down there, so that a guess costs time, and the right password has its turn soon.
    """

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Return the failures that count against the limit."""
        counted = counted_address(request)
        of_name, of_address = (
            attempts.aggregate(total=Sum("failures_since_start"))["total"] or 0
            for attempts in self.get_user_attempts(request, credentials)
        )
        failures = 0 if counted == NOBODY else max(of_name, of_address // SHARED)
        if failures < settings.AXES_FAILURE_LIMIT and not is_proven(counted):
            return self._unproven_failures(request, credentials)
        return int(failures)

    def _unproven_failures(self, request: HttpRequest, credentials: dict[str, Any] | None) -> int:
        """Return the failures of a name from all addresses that nobody vouches for.

        As many as lock out, if they were too many and the last of them is but a moment ago.
        """
        username = get_client_username(request, credentials)
        since = now() - settings.AXES_COOLOFF_TIME
        found = AccessAttempt.objects.filter(
            username=username, ip_address__startswith=UNPROVEN, attempt_time__gte=since
        ).aggregate(total=Sum("failures_since_start"), last=Max("attempt_time"))
        limit = int(settings.AXES_FAILURE_LIMIT)
        too_many = (found["total"] or 0) >= limit * SHARED
        if too_many and found["last"] > now() - timedelta(seconds=UNPROVEN_SECONDS):
            vars(request)["login_wait"] = UNPROVEN_SECONDS
            return limit
        return 0

    def reset_user_attempts(
        self, request: HttpRequest, credentials: dict[str, Any] | None = None
    ) -> int:
        """Forget what failed for a name that now signed in; other names at the address stay."""
        of_name, _of_address = self.filter_user_attempts(request, credentials)
        return int(of_name.delete()[0])


def refuse(
    request: HttpRequest, _original: HttpResponse | None, _credentials: dict[str, Any] | None
) -> HttpResponse:
    """Say how long to wait, and keep what was being written."""
    usual = int(settings.AXES_COOLOFF_TIME.total_seconds())
    wait = int(vars(request).get("login_wait", usual))
    page = {
        **admin.site.each_context(request),
        "title": _("Too many failed logins"),
        "minutes": wait // 60,
        "seconds": wait,
        "written": read_written(request),
        "next": request.POST.get("next", ""),
    }
    response = render(request, "admin/too_many_logins.html", page, status=429)
    response["Retry-After"] = str(wait)
    return response
