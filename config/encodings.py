"""Bodies of answers in fewer bytes: which encodings a reader takes, and packing into them."""

from __future__ import annotations

import gzip
from typing import Any

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

PLAIN = "identity"
"""The encoding of a body as it is."""
ENCODINGS = ("br", "gzip")
"""The encodings that bodies are packed into, the better one first."""
SHORTEST = 200
"""Bytes below which nothing is gained by packing."""
# Pages are packed while their first reader waits: beyond these, time grows faster than bytes fall.
_GZIP_LEVEL, _BROTLI_QUALITY = 6, 5
_TYPES = ("text/", "application/json", "application/ld+json", "application/xml")
_ENDINGS = ("+xml", "+json")


def is_packable(response: HttpResponse) -> bool:
    """Tell whether the body of an answer is text, and long enough to gain by packing."""
    kind = response.get("Content-Type", "").partition(";")[0].strip()
    return (kind.startswith(_TYPES) or kind.endswith(_ENDINGS)) and (
        len(response.content) >= SHORTEST
    )


class PackingMiddleware(GZipMiddleware):
    """Django's middleware that packs answers, for readers who do not refuse it.

    The original packs for "gzip;q=0" too. It leaves alone what was packed before: kept pages.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        """Return the answer, packed if its reader takes that."""
        if "gzip" in _taken(request.headers.get("Accept-Encoding", "")):
            return super().process_response(request, response)
        patch_vary_headers(response, ["Accept-Encoding"])
        return response


def taken_encoding(request: HttpRequest) -> str:
    """Return the best encoding that a reader takes; PLAIN if it is none of ours."""
    taken = _taken(request.headers.get("Accept-Encoding", ""))
    return next((encoding for encoding in ENCODINGS if encoding in taken), PLAIN)


def _taken(header: str) -> set[str]:
    """Return the encodings that a header names and does not refuse with "q=0"."""
    taken = set()
    for part in header.lower().split(","):
        name, _semicolon, quality = part.partition(";")
        weight = quality.replace(" ", "").removeprefix("q=")
        if not weight or weight.strip("0."):
            taken.add(name.strip())
    return taken


def packed(body: bytes, encoding: str) -> bytes:
    """Return a body in an encoding."""
    if encoding == "gzip":
        return gzip.compress(body, compresslevel=_GZIP_LEVEL, mtime=0)
    if encoding == "br":
        return bytes(brotli.compress(body, quality=_BROTLI_QUALITY))
    return body


def unpacked(body: bytes, encoding: str) -> bytes:
    """Return a body as it was before it was packed into an encoding."""
    if encoding == "gzip":
        return gzip.decompress(body)
    if encoding == "br":
        return bytes(brotli.decompress(body))
    return body
