"""The language of every answer: that of its address, and of nothing else.

No header, cookie or session chooses it, so that an address shows everybody the same: it can be
shared, cited and kept by caches.
"""

from __future__ import annotations

from collections.abc import AsyncIterable, Callable, Iterable, Iterator
from importlib import import_module

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponsePermanentRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import override

from proposals.language.addresses import PARAMETER, code_of_path, neutral_path
from proposals.language.base import Language
from proposals.language.languages import DATA_LANGUAGE, LANGUAGES

SITE_FILES = "site"
"""The namespace of files that hold no words: they have one address, and no language."""


class LanguageMiddleware:
    """Middleware that lets everything inside it speak the language of the address.

    It stands outside all others, so that none of them meets the language of an earlier request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        # What modules put into words when they are read is in the language of the data.
        with override(DATA_LANGUAGE):
            import_module(settings.ROOT_URLCONF)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        code = language_of_request(request)
        with override(code):
            usual = _usual_address(request)
            if usual:
                return HttpResponsePermanentRedirect(usual)
            response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse) and not response.is_async:
            response.streaming_content = _in_language(response.streaming_content, code)
        if _has_words(request, response):
            response.setdefault("Content-Language", code)
        return response


def language_of_request(request: HttpRequest) -> str:
    """Return the code of the language that an address asks for."""
    if not request.path_info.startswith(reverse("api:index")):
        return code_of_path(request.path_info)
    try:
        asked = request.GET.get(PARAMETER, "")
    except SuspiciousOperation:  # more parameters than can be read: the answer says so
        return DATA_LANGUAGE
    return asked if asked in LANGUAGES else DATA_LANGUAGE


def add_to_known(languages: Iterable[Language]) -> None:
    """Tell Django of languages that it does not know, so that it can name them."""
    for one in languages:
        LANG_INFO.setdefault(
            one.code,
            {
                "bidi": one.is_right_to_left,
                "code": one.code,
                "name": one.name,
                "name_local": one.name,
            },
        )


def _usual_address(request: HttpRequest) -> str:
    """Return the address of a page whose language somebody wrote although it has no part for it."""
    first = f"/{DATA_LANGUAGE}/"
    if request.method not in ("GET", "HEAD") or not request.path_info.startswith(first):
        return ""
    rest = request.get_full_path().replace(first, "/", 1)
    # Two slashes begin the name of another site.
    return "" if rest.startswith("//") else rest


def _in_language(content: Iterable[bytes] | AsyncIterable[bytes], code: str) -> Iterator[bytes]:
    """Yield what is written while it is sent, each piece in the language of the answer."""
    pieces = iter(content)  # type: ignore[arg-type]
    while True:
        with override(code):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


def _has_words(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Tell whether an answer is in a language: neither a redirect nor a file without words."""
    match = request.resolver_match
    is_file = neutral_path(request.path_info).startswith(f"/{settings.STATIC_URL.strip('/')}/")
    return response.status_code // 100 != 3 and not (
        is_file or (match is not None and match.namespace == SITE_FILES)
    )
