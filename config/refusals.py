"""The answer to requests that cannot be read: in words, with what was found and what would do."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.views.decorators.csrf import requires_csrf_token


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what is too much of the request, if that is known, and how much would do."""
    context = {"too_much": _too_much(request, exception)}
    return render(request, "400.html", context, status=400)


def _too_much(request: HttpRequest, exception: Exception) -> str:
    """Return which bound was broken, and how to stay below it; empty if none was."""
    if isinstance(exception, RequestDataTooBig):
        found = request.META.get("CONTENT_LENGTH", "")
        sizes = {
            "found": filesizeformat(found) if found.isdecimal() and len(found) < 16 else "?",
            "most": filesizeformat(settings.DATA_UPLOAD_MAX_MEMORY_SIZE),
        }
        return gettext("The form has %(found)s; at most %(most)s are read, besides files.") % sizes
    if isinstance(exception, TooManyFieldsSent):
        most = {"most": settings.DATA_UPLOAD_MAX_NUMBER_FIELDS}
        return gettext("The address or the form has more than %(most)s fields.") % most
    if isinstance(exception, TooManyFilesSent):
        most = {"most": settings.DATA_UPLOAD_MAX_NUMBER_FILES}
        return gettext("The form has more than %(most)s files.") % most
    return ""
