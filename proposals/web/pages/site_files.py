"""Files that browsers and search engines ask for at fixed addresses of a site."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse

from proposals.language.addresses import path_in
from proposals.language.languages import LANGUAGES
from proposals.web.pages.export_request import site_root
from sources.read_only import read_only

CACHE_SECONDS = 86_400
"""Seconds for which the answers may be kept: they change with a new version of the site."""


@read_only
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Say what programs need not fetch, and where the list of pages is.

    Pages that are not to be found say so themselves: a program that may not fetch them could not
    read that.
    """
    lines = (
        "User-agent: *",
        *(f"Disallow: {path_in(reverse('admin:index'), code)}" for code in LANGUAGES),
        "Disallow: /*/export/brief.pdf",
        "Disallow: /*/export/comparison.pdf",
        "Disallow: /*/freeze/",
        "",
        f"Sitemap: {site_root(request)}{reverse('site:sitemap')}",
        "",
    )
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@read_only
def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """Redirect browsers that ask for an icon without being told of one to where it stands."""
    return _static_file("icon.ico")


@read_only
def touch_icon(request: HttpRequest) -> HttpResponseRedirect:
    """Redirect phones that keep a page on their screen to the icon for it."""
    return _static_file("icon-touch.png")


def _static_file(name: str) -> HttpResponseRedirect:
    response = HttpResponseRedirect(static(name))
    response["Cache-Control"] = f"public, max-age={CACHE_SECONDS}"
    return response
