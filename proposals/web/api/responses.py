"""What holds for every answer: only reading, an ETag of its bytes, open to all sites."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import gettext

from proposals.comparisons.lookups import UnknownName
from proposals.web.api.problems import ApiProblem, ProblemType, database_away, unknown_name
from sources.database_state import is_unavailable
from sources.read_only import PUBLIC

METHODS = ("GET", "HEAD", "OPTIONS")
EXPOSED_HEADERS = "ETag, Link, Parley-Hash"
"""Headers that scripts of other sites may read besides the usual ones."""
REQUEST_HEADERS = "If-None-Match"
"""Headers that scripts of other sites may send besides the usual ones."""
_DAY = 24 * 60 * 60

log = logging.getLogger("django.request")

View = Callable[..., HttpResponse]


def api_view(view: View) -> View:
    """Put around every address of the interface what holds for all of them."""

    @wraps(view)
    def inner(request: HttpRequest, **parts: Any) -> HttpResponse:
        response = _response(view, request, parts)
        # Nothing here depends on who asks, so that every site may read it.
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = EXPOSED_HEADERS
        return response

    inner.csrf_exempt = True  # type: ignore[attr-defined]
    return inner


def _response(view: View, request: HttpRequest, parts: dict[str, Any]) -> HttpResponse:
    """Return the view's response, or a problem document for whatever it raises."""
    if request.method == "OPTIONS":
        return _preflight()
    try:
        if request.method not in METHODS:
            raise _wrong_method()
        return _with_etag(request, view(request, **parts))
    except ApiProblem as problem:
        return problem.response(request)
    except UnknownName as error:
        return unknown_name(error).response(request)
    except (SuspiciousOperation, BadRequest):
        text = gettext("The request holds more than can be read, or what no request may hold.")
        return ApiProblem(ProblemType.BAD_REQUEST, text).response(request)
    except Exception as error:
        if is_unavailable(error):
            log.error("The database cannot be used: %s", " ".join(str(error).split()))
            return database_away().response(request)
        log.exception("Internal Server Error: %s", request.path, extra={"request": request})
        text = gettext("The fault is on this side. Trying again later may help.")
        return ApiProblem(ProblemType.UNEXPECTED, text).response(request)


def _with_etag(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return a response with an ETag; 304 if the program has these very bytes already."""
    response["Cache-Control"] = PUBLIC
    response["ETag"] = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    known = [
        tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))
    ]
    if "*" not in known and response["ETag"] not in known:
        return response
    unchanged = HttpResponseNotModified()
    for name in ("Cache-Control", "ETag", "Link", "Parley-Hash"):
        if name in response:
            unchanged[name] = response[name]
    return unchanged


def _preflight() -> HttpResponse:
    """Return what a browser wants to know before it lets another site's script ask."""
    response = HttpResponse(status=204)
    del response["Content-Type"]
    response["Allow"] = ", ".join(METHODS)
    response["Access-Control-Allow-Methods"] = response["Allow"]
    response["Access-Control-Allow-Headers"] = REQUEST_HEADERS
    response["Access-Control-Max-Age"] = str(_DAY)
    return response


def _wrong_method() -> ApiProblem:
    text = gettext("Nothing can be changed here: %(allowed)s are understood.")
    listed = ", ".join(METHODS)
    detail = text % {"allowed": listed}
    headers = {"Allow": listed}
    return ApiProblem(ProblemType.WRONG_METHOD, detail, allowed=METHODS, headers=headers)
