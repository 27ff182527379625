"""The same page in the other languages: what the switch and the head of a page name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django import template
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.urls import get_script_prefix
from django.utils.encoding import escape_uri_path

from proposals.exports.review_note import review_note
from proposals.language.active import active_language
from proposals.language.addresses import path_in
from proposals.language.base import Language
from proposals.language.languages import DATA_LANGUAGE, LANGUAGES
from proposals.web.pages.export_request import site_root
from proposals.web.pages.responses import address

register = template.Library()

FALLBACK = "x-default"
"""What search engines call the address for readers of any other language."""


@dataclass(frozen=True)
class PageLanguage:
    """A language that a page can be read in: its name in itself, and where the page stands.

    `turns` is its direction, where it is not that of the page; else empty.
    """

    code: str
    name: str
    turns: str
    address: str
    is_current: bool


@register.simple_tag(takes_context=True)
def languages_of_page(context: template.Context) -> list[PageLanguage]:
    """Return every language with the address of this very page in it; none if there is but one."""
    request = context.get("request")
    # The page that says that another could not be made is drawn without a request.
    if not isinstance(request, HttpRequest) or len(LANGUAGES) < 2:
        return []
    query, current = _query(request), active_language()
    return [
        PageLanguage(
            code=code,
            name=one.name,
            turns=_turns(one, current),
            address=_path_in(escape_uri_path(request.path_info), code)
            + (f"?{query}" if query else ""),
            is_current=code == current.code,
        )
        for code, one in LANGUAGES.items()
    ]


@register.simple_tag(takes_context=True)
def page_to_check(context: template.Context) -> PageLanguage | None:
    """Return this page in the language of the data, if nobody reviewed the one that it is in."""
    if active_language().reviewed:
        return None
    return next((one for one in languages_of_page(context) if one.code == DATA_LANGUAGE), None)


@register.simple_tag
def unreviewed_words() -> str:
    """Return the sentence that papers say of a language which nobody reviewed; empty otherwise."""
    return review_note()


@register.simple_tag(takes_context=True)
def addresses_of_page(context: template.Context, own: str = "") -> list[tuple[str, str]]:
    """Return the whole address of this page in every language, by code; none if there is but one.

    `own` is the one address that the page says is its own, if it says so.
    """
    request = context.get("request")
    # The page that says that another could not be made is drawn without a request.
    if not isinstance(request, HttpRequest) or len(LANGUAGES) < 2:
        return []
    return list(_alternates(own or _own(request), site_root(request)))


def _own(request: HttpRequest) -> str:
    query, path = _query(request), escape_uri_path(request.path)
    return f"{path}?{query}" if query else path


def _query(request: HttpRequest) -> str:
    """Return the query of the address that a page keeps; empty if it cannot be read."""
    try:
        return address(request).partition("?")[2]
    except SuspiciousOperation:
        return ""


def _turns(one: Language, current: Language) -> str:
    if one.is_right_to_left == current.is_right_to_left:
        return ""
    return "rtl" if one.is_right_to_left else "ltr"


def _alternates(address: str, home: str) -> Iterator[tuple[str, str]]:
    parts = urlsplit(address)
    path = f"/{parts.path.removeprefix(get_script_prefix())}"
    query = f"?{parts.query}" if parts.query else ""
    for code in LANGUAGES:
        yield code, f"{home}{_path_in(path, code)}{query}"
    yield FALLBACK, f"{home}{_path_in(path, DATA_LANGUAGE)}{query}"


def _path_in(path: str, code: str) -> str:
    """Return a path below the root of the site in a language, as browsers ask for it."""
    return get_script_prefix().removesuffix("/") + path_in(path, code)
