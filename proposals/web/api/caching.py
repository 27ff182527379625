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

from proposals.web.api.problems import Problem, ProblemKind

ALLOWED = ("GET", "HEAD", "OPTIONS")
KEPT = "public, max-age=60"
"""A minute: corrections show soon, and a busy program asks no more often than that."""
HEADS_TO_SHOW = "ETag, Link, Parley-Hash"
"""Headers that scripts of other sites may read besides the usual ones."""
HEADS_TO_SEND = "If-None-Match"
_DAY = 24 * 60 * 60

log = logging.getLogger("django.request")

View = Callable[..., HttpResponse]


def answering(view: View) -> View:
    """Put around every address of the interface."""

    @wraps(view)
    def inner(request: HttpRequest, **parts: Any) -> HttpResponse:
        answer = _answer(view, request, parts)
        # Nothing here depends on who asks, so that every site may read it.
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Access-Control-Expose-Headers"] = HEADS_TO_SHOW
        return answer

    inner.csrf_exempt = True  # type: ignore[attr-defined]
    return inner


def _answer(view: View, request: HttpRequest, parts: dict[str, Any]) -> HttpResponse:
    if request.method == "OPTIONS":
        return _preflight()
    try:
        if request.method not in ALLOWED:
            raise _wrong_method(request)
        return _fresh(request, view(request, **parts))
    except Problem as problem:
        return problem.answer(request)
    except (SuspiciousOperation, BadRequest):
        text = gettext("The request holds more than can be read, or what no request may hold.")
        return Problem(ProblemKind.BAD_REQUEST, text).answer(request)
    except Exception:
        log.exception("Internal Server Error: %s", request.path, extra={"request": request})
        text = gettext("The fault is on this side. Trying again later may help.")
        return Problem(ProblemKind.UNEXPECTED, text).answer(request)


def _fresh(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """The answer with its name; only the name if the program has these very bytes already."""
    answer["Cache-Control"] = KEPT
    answer["ETag"] = quote_etag(hashlib.sha256(answer.content).hexdigest()[:32])
    known = [
        tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))
    ]
    if "*" not in known and answer["ETag"] not in known:
        return answer
    unchanged = HttpResponseNotModified()
    for name in ("Cache-Control", "ETag", "Link", "Parley-Hash"):
        if name in answer:
            unchanged[name] = answer[name]
    return unchanged


def _preflight() -> HttpResponse:
    answer = HttpResponse(status=204)
    del answer["Content-Type"]
    answer["Allow"] = ", ".join(ALLOWED)
    answer["Access-Control-Allow-Methods"] = answer["Allow"]
    answer["Access-Control-Allow-Headers"] = HEADS_TO_SEND
    answer["Access-Control-Max-Age"] = str(_DAY)
    return answer


def _wrong_method(request: HttpRequest) -> Problem:
    text = gettext("Nothing can be changed here: %(allowed)s are understood.")
    allowed = ", ".join(ALLOWED)
    detail = text % {"allowed": allowed}
    return Problem(ProblemKind.WRONG_METHOD, detail, ALLOWED, headers={"Allow": allowed})
