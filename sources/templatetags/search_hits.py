"""The words of a search, marked where they stand."""

from __future__ import annotations

import re
from html import unescape

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from sources.search_terms import SearchTerms, pieces

register = template.Library()

_TAG = re.compile(r"""(<(?:[^<>"']|"[^"]*"|'[^']*')*>)""")


@register.filter(is_safe=False)
def hits(text: str, searched: SearchTerms | str) -> SafeString:
    """Return a text with the words of a search marked; escaped in any case."""
    return _marked(text, searched.needles if isinstance(searched, SearchTerms) else ())


@register.filter(is_safe=False)
def hits_in_html(html: SafeString, searched: SearchTerms | str) -> SafeString:
    """Return cleaned HTML with the words of a search marked in its texts, never in its tags."""
    needles = searched.needles if isinstance(searched, SearchTerms) else ()
    if not needles:
        return html
    parts = _TAG.split(html)
    return format_html_join(
        "",
        "{}",
        ((mark_safe(part) if place % 2 else _marked(unescape(part), needles),)  # noqa: S308 - a tag
         for place, part in enumerate(parts)),
    )  # fmt: skip


def _marked(text: str, needles: tuple[str, ...]) -> SafeString:
    if not needles:
        return format_html("{}", str(text))
    return format_html_join(
        "",
        "{}",
        ((format_html("<mark>{}</mark>", part) if hit else part,)
         for part, hit in pieces(str(text), needles)),
    )  # fmt: skip
