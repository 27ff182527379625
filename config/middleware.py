"""Headers of every response: one constant content policy, and no copies of the staff's pages.

Only the pages that are made for it may stand in a frame of another site, and only whole pages for
readers are to be found by search engines: both are named here, so that no view can open itself.
"""

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from proposals.language.addresses import neutral_path

# Constant on purpose: no page may need an exception, so no page can be given one.
CONTENT_RULES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
CONTENT_POLICY = "; ".join(f"{directive} {source}" for directive, source in CONTENT_RULES.items())
FRAMED_PAGES = frozenset({"proposals:embed_question", "proposals:embed_topic"})
"""Names of addresses that any site may show in a frame; they set no cookie and take no input."""
FRAMED_POLICY = CONTENT_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
FRAMED_STATUSES = frozenset({200, 304, 404})
"""Statuses of such a page's own responses; a failure or a refusal is the site's, and stays out."""
LISTED_PAGES = frozenset(
    {
        "proposals:card",
        "proposals:clause",
        "proposals:compare",
        "proposals:corrections",
        "proposals:document",
        "proposals:home",
        "proposals:map",
        "proposals:method",
        "proposals:movement",
        "proposals:negotiation",
        "proposals:site_card",
        "proposals:topic",
        "sources:article",
        "sources:index",
        "sources:outlet",
    }
)
"""Names of addresses that search engines may show. Sheets, files, frames, frozen comparisons,
pieces of pages, and answers for programs lead readers to less, or to what was true once."""
UNLISTED = "noindex"
SEARCH_PARAMETER = "q"
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)


class ContentPolicyMiddleware:
    """Middleware that adds content security policy and permissions policy to every response.

    It stands outside the middleware that forbids frames altogether, and takes that back for the
    pages that may stand in one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        framed = may_be_framed(request, response)
        response["Content-Security-Policy"] = FRAMED_POLICY if framed else CONTENT_POLICY
        if framed:
            del response["X-Frame-Options"]
        response["Permissions-Policy"] = PERMISSIONS_POLICY
        return response


def may_be_framed(request: HttpRequest, response: HttpResponse) -> bool:
    """Tell whether another site may show this response in a frame."""
    match = request.resolver_match
    named = match is not None and match.view_name in FRAMED_PAGES
    return named and response.status_code in FRAMED_STATUSES


class SearchEnginesMiddleware:
    """Middleware that keeps out of search engines whatever is no whole page for readers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.resolver_match is not None and not may_be_listed(request):
            response["X-Robots-Tag"] = UNLISTED
        return response


def may_be_listed(request: HttpRequest) -> bool:
    """Tell whether search engines may show what was asked for.

    A fragment of a page is not, nor what a visitor searched for.
    """
    match = request.resolver_match
    try:
        is_search = bool(request.GET.get(SEARCH_PARAMETER, "").strip())
    except SuspiciousOperation:  # more parameters than can be read: no page has so many
        return False
    is_fragment = "HX-Request" in request.headers
    return match is not None and match.view_name in LISTED_PAGES and not (is_search or is_fragment)


class StaffPagesMiddleware:
    """Middleware that forbids browsers and caches to keep pages below the admin's address.

    What an analyst saw must not come back by the "back" button after logging out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_staff_address(request.path):
            response["Cache-Control"] = "private, no-store"
        return response


def is_staff_address(path: str) -> bool:
    """Tell whether a page at this path, in whatever language, is for analysts only."""
    return neutral_path(path).startswith(neutral_path(reverse("admin:index")))
