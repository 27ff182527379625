"""Requests to the site without a network: through the WSGI application and all its middleware."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.wsgi import get_wsgi_application

from benchmarks.process import HOST


@dataclass(frozen=True)
class Answer:
    """What came back: the body as it travels, names of headers in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text, decompressed."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


@cache
def application() -> Callable[..., Any]:
    """Return the WSGI application of the site, as a server holds it."""
    return get_wsgi_application()


def get(address: str, **headers: str) -> Answer:
    """Ask for an address as a browser does; header names have underscores: `If_None_Match=…`."""
    return ask(environ(address, **headers))


def environ(address: str, **headers: str) -> dict[str, Any]:
    """Return what a server passes on for a request."""
    parts = urlsplit(address)
    own = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(parts.path),
        "QUERY_STRING": parts.query,
        "SERVER_NAME": HOST,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": HOST,
        "HTTP_ACCEPT_ENCODING": "gzip",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
    } | own


def ask(request: dict[str, Any]) -> Answer:
    """Send a request and read all of the answer, as a server does."""
    begun: list[Any] = []
    response = application()(
        request, lambda status, headers, error=None: begun.extend((status, headers))
    )
    try:
        body = b"".join(response)
    finally:
        close = getattr(response, "close", None)
        if close is not None:
            close()
    status, headers = begun
    return Answer(int(status.split()[0]), {name.lower(): value for name, value in headers}, body)
