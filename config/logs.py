"""Logs as lines of JSON, on request: what happened, in which request, and nothing of its reader.

No line holds an address of a visitor, what follows the question mark, or the name of a browser.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest
from django.http.response import HttpResponseBase

ID_KEY = "parley.request_id"
"""Where the number of a request stands in its environment, for the server's own log."""
ID_HEADER = "X-Request-ID"
FIELDS = ("request_id", "method", "path", "status", "duration_ms")
"""What a line says of a request, besides when, how grave, by whom, and in words."""
_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_QUERY = re.compile(r"(?<=[\w/])\?[^\s\"']+")
_READER = re.compile(r"\bip=\S*")
_current: ContextVar[dict[str, str] | None] = ContextVar("request", default=None)

log = logging.getLogger("config.requests")


class JsonFormatter(logging.Formatter):
    """Writes a record as one line of JSON: time (UTC), level, logger, message, and its request."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {
            "time": at.replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_readers(record.getMessage()),
            **(_current.get() or {}),
        }
        line |= {name: vars(record)[name] for name in FIELDS if name in vars(record)}
        if record.exc_info:
            line["exception"] = without_readers(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


class ReaderFilter(logging.Filter):
    """Takes out of a server's own words what they say of a reader."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the message; every record passes."""
        record.msg, record.args = without_readers(record.getMessage()), ()
        return True


def without_readers(text: str) -> str:
    """Return a text without the queries of addresses and without the address of a visitor."""
    return _READER.sub("ip=-", _QUERY.sub("", text))


class RequestLogMiddleware:
    """Middleware that gives each request a number, and writes a line when it is answered.

    Lines of whatever is logged meanwhile carry the number. An answer that failed tells it to its
    reader, who may quote it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if settings.LOG_FORMAT != "json":
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        number = _number(request)
        request.META[ID_KEY] = number
        known = {"request_id": number, "method": request.method or "", "path": request.path}
        token = _current.set(known)
        begun = time.perf_counter()
        try:
            response = self.get_response(request)
            milliseconds = round((time.perf_counter() - begun) * 1000, 1)
            if response.status_code >= 500:
                response[ID_HEADER] = number
            log.info(
                request_words(known["method"], request.path, response.status_code, milliseconds),
                extra={"status": response.status_code, "duration_ms": milliseconds},
            )
        finally:
            _current.reset(token)
        return response


def request_words(method: str, path: str, status: int, milliseconds: float) -> str:
    """Return in words what became of a request."""
    return f"{method} {path} {status} in {milliseconds:g} ms"


def _number(request: HttpRequest) -> str:
    """Return the number that a declared proxy gave the request; else a new one."""
    given = request.headers.get(ID_HEADER, "") if settings.BEHIND_PROXY else ""
    return given if _ID.fullmatch(given) else secrets.token_hex(8)
