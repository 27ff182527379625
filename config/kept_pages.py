"""Finished pages, kept for the next reader while nothing that they show has changed.

A page is kept under the stamp of the data, read before the page is made, and everything else that
it depends on: its address, its language, whether it is a fragment, the day, and the code. Any write
moves the stamp, so that no old page is ever asked for again; nothing has to be thrown away in time.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.db import BaseDatabaseCache
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import parse_etags
from django.utils.timezone import localdate
from django.utils.translation import get_language

from config.code_version import code_version
from config.encodings import PLAIN, is_packable, packed, taken_encoding, unpacked
from config.middleware import is_staff_address
from proposals.comparisons.stored_marks import marks_version
from proposals.data_stamps import Stamp, read_stamp, under_stamp
from proposals.data_stamps.frozen import Found, are_still_so
from proposals.data_stamps.lock_timeout import short_wait
from sources.read_only import PUBLIC

PRIVATE = "private, no-cache"
"""For whoever has a session: the page may hold links of an editor."""
VARYING = ("HX-Request", "HX-History-Restore-Request")
"""Headers of a request that pages depend on, besides that of the encoding."""
# A day: what is kept elsewhere and never asked for again has to go some time.
_KEPT_SECONDS = 24 * 60 * 60
MOST_BYTES = 1024 * 1024
"""The most bytes of a page that is kept, wherever pages are kept."""
_KNOWN_VARIETIES = frozenset(name.lower() for name in (*VARYING, "Accept-Encoding"))

log = logging.getLogger("django.request")


@dataclass(frozen=True)
class KeptPage:
    """A finished answer: its headers, and its body in each encoding that was asked for so far.

    A body that is not `packable` is kept and sent as it is. `frozen` is what the page shows of
    frozen comparisons, which come and go without a new stamp, and `freezes` the number of the stamp
    that says whether any did since it was looked for.
    """

    headers: tuple[tuple[str, str], ...]
    packable: bool
    bodies: Mapping[str, bytes]
    frozen: tuple[Found, ...] = ()
    freezes: int = 0

    @property
    def size(self) -> int:
        """The bytes that it takes, roughly."""
        return 2048 + sum(map(len, self.bodies.values()))

    def with_encoding(self, encoding: str) -> KeptPage:
        """Return the page with its body in an encoding too."""
        if encoding in self.bodies:
            return self
        known = next(iter(self.bodies))
        body = packed(unpacked(self.bodies[known], known), encoding)
        return replace(self, bodies={**self.bodies, encoding: body})


@dataclass
class _State:
    """What is known of a request while it is answered: its key, and whether a kept page was it."""

    key: str
    stamp: Stamp
    is_answered: bool = False


class KeptPagesMiddleware:
    """Middleware that answers readers with pages that are kept; it stands next to the views.

    One query reads the stamp. With it a page is handed out again, or its reader told that nothing
    has changed (304); or the page is made, and kept if it depends on nothing else than its key.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        # Now, while the files are those that this process runs.
        code_version()
        marks_version()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _may_be_public(request):
            return _private(request, self.get_response(request))
        stamp = read_stamp()
        if stamp is None:
            return self.get_response(request)
        state = _State(page_key(request, stamp), stamp)
        vars(request)["kept_page"] = state
        with under_stamp(stamp):
            response = self.get_response(request)
        if not stamp.may_be_kept:
            return _unkept(response)
        return response if state.is_answered else _kept(request, response, state)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """Answer with a kept page, if there is one; the address has a view by now."""
        state: _State | None = vars(request).get("kept_page")
        if state is None:
            return None
        key = state.key
        if _etag(key) in _known_to_reader(request):
            state.is_answered = True
            return _not_modified({"ETag": _etag(key), "Cache-Control": PUBLIC})
        page = _up_to_date(_find(key), state)
        if page is None:
            return None
        state.is_answered = True
        return _answer(request, page, key)


def page_key(request: HttpRequest, stamp: Stamp) -> str:
    """Return the key of the answer to a request: a hash of everything that it depends on."""
    parts = (
        code_version(),
        str(stamp),
        localdate().isoformat(),
        get_language() or "",
        request.scheme or "",
        request.get_host(),
        request.get_full_path(),
        *(request.headers.get(name, "") for name in VARYING),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _may_be_public(request: HttpRequest) -> bool:
    """Tell whether everybody may get the same answer: nothing is sent in, and nobody is known."""
    known = settings.SESSION_COOKIE_NAME in request.COOKIES
    reads = request.method in ("GET", "HEAD")
    return reads and not known and not is_staff_address(request.path)


def _private(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Return an answer that no shared cache hands on, if whoever asked has a session."""
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    if has_session and response.get("Cache-Control", PUBLIC) == PUBLIC:
        response["Cache-Control"] = PRIVATE
    return response


def _unkept(response: HttpResponseBase) -> HttpResponseBase:
    """Return an answer that is made again for the next reader, whatever its view says of that."""
    response["Cache-Control"] = "no-store"
    del response["ETag"]
    return response


def _kept(request: HttpRequest, response: HttpResponseBase, state: _State) -> HttpResponseBase:
    """Keep a new answer, if it depends on nothing that its key does not hold, and return it.

    An answer to HEAD gets the headers that one to GET has, and is not kept: what a view says to
    HEAD need not be whole.
    """
    if not isinstance(response, HttpResponse) or not _is_keepable(request, response):
        return response
    frozen = tuple(sorted(state.stamp.frozen))
    # Names that a page shows change without what it takes for its last change.
    del response["Last-Modified"]
    if "Cache-Control" not in response:
        response["Cache-Control"] = PUBLIC
        if not frozen:
            response.setdefault("ETag", _etag(state.key))
    # A view's own Cache-Control belongs into its 304 too, and what is shown of frozen comparisons
    # may have changed: another tag, by which none is answered unless the page, and so its headers,
    # is still kept.
    response.setdefault("ETag", f'W/"{_further_key(state.key, frozen)[-40:]}"')
    if not response.content:
        # Of a file that is not made for HEAD: nobody is told that it has no bytes.
        return StreamingHttpResponse((), headers=dict(response.items()))
    packable = is_packable(response)
    encoding = taken_encoding(request) if packable else PLAIN
    body = packed(response.content, encoding)
    page = KeptPage(
        tuple(response.items()), packable, {encoding: body}, frozen, state.stamp.freezes
    )
    if request.method == "GET":
        _keep(state.key, page)
    return _packed_answer(page, encoding)


def _up_to_date(page: KeptPage | None, state: _State) -> KeptPage | None:
    """Return a kept page if what it shows of frozen comparisons still is so; else None.

    No query, or one for each of these after some were added or went.
    """
    if page is None or not page.frozen or page.freezes == state.stamp.freezes:
        return page
    if not are_still_so(page.frozen):
        return None
    page = replace(page, freezes=state.stamp.freezes)
    _keep(state.key, page)
    return page


def _further_key(key: str, frozen: tuple[Found, ...]) -> str:
    """Return a key of a page together with what it shows of frozen comparisons."""
    return hashlib.sha256(f"{key} {frozen}".encode()).hexdigest() if frozen else key


def _is_keepable(request: HttpRequest, response: HttpResponse) -> bool:
    varieties = {name.strip().lower() for name in response.get("Vary", "").split(",")} - {""}
    session = getattr(request, "session", None)
    return (
        response.status_code == 200
        and not response.cookies
        and varieties <= _KNOWN_VARIETIES
        and "Content-Encoding" not in response
        and not any(
            word in response.get("Cache-Control", "")
            for word in ("private", "no-store", "no-cache")
        )
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and not (session is not None and session.accessed)
    )


def _answer(request: HttpRequest, page: KeptPage, key: str) -> HttpResponse:
    """Return a kept page in the encoding that the reader takes, or that nothing has changed."""
    headers = dict(page.headers)
    known = get_conditional_response(request, etag=headers["ETag"])
    if known is not None and known.status_code == 304:
        return _not_modified(headers)
    encoding = taken_encoding(request) if page.packable else PLAIN
    whole = page.with_encoding(encoding)
    if whole is not page:
        _keep(key, whole)
    return _packed_answer(whole, encoding)


def _not_modified(headers: Mapping[str, str]) -> HttpResponse:
    response = HttpResponseNotModified()
    for name, value in headers.items():
        if name not in ("Content-Type", "Content-Length", "Content-Disposition"):
            response[name] = value
    patch_vary_headers(response, [*VARYING, "Accept-Encoding"])
    return response


def _packed_answer(page: KeptPage, encoding: str) -> HttpResponse:
    response = HttpResponse(page.bodies[encoding], headers=dict(page.headers))
    if encoding != PLAIN:
        response["Content-Encoding"] = encoding
        # Of the packed bytes a strong tag would not be true.
        if not response["ETag"].startswith("W/"):
            response["ETag"] = f"W/{response['ETag']}"
    if page.packable:
        patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _etag(key: str) -> str:
    return f'W/"{key[:40]}"'


def _known_to_reader(request: HttpRequest) -> list[str]:
    return parse_etags(request.headers.get("If-None-Match", ""))


def _find(key: str) -> KeptPage | None:
    """Return a kept page; a cache that does not answer costs time, never the page."""
    try:
        # A table throws away what it finds too old, and so writes even here.
        with _cache_wait():
            page: KeptPage | None = caches["pages"].get(key)
    except Exception as problem:  # noqa: BLE001 - of any kind of cache
        log.warning("The cache of pages does not answer: %r", problem)
        return None
    return page


def _cache_wait() -> AbstractContextManager[None]:
    """Let a cache in the database not wait long for writers; others never wait for any."""
    is_table = isinstance(caches["pages"], BaseDatabaseCache)
    return short_wait() if is_table else nullcontext()


def _keep(key: str, page: KeptPage) -> None:
    if page.size > MOST_BYTES:
        return
    try:
        with _cache_wait():
            caches["pages"].set(key, page, _KEPT_SECONDS)
    except Exception as problem:  # noqa: BLE001 - of any kind of cache
        log.warning("The cache of pages takes nothing: %r", problem)
