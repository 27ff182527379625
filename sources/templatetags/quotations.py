"""Quotations on pages, in the marks of their own language."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sources.quotation_marks import holds_quotes, leans_back
from sources.text_directions import direction_of_language, direction_of_text, runs

register = template.Library()


@register.simple_tag
def quote_attributes(text: str, language: str) -> SafeString:
    """Return the attributes of a quotation: its direction, language, and class."""
    named = format_html(' lang="{}"', language) if language else ""
    direction = format_html('dir="{}"', _direction(text, language))
    return format_html("{}{}{}", direction, named, quote_class(text, language))


@register.simple_tag
def quote_class(text: str, language: str) -> SafeString:
    """Return the class of a quotation that holds quotation marks itself; else nothing."""
    return (
        format_html(' class="{}"', "holds-quotes") if holds_quotes(text, language) else SafeString()
    )


@register.filter
def space_before(after: str) -> str:
    """Return what stands between a quotation and the words after it: a space, or nothing."""
    return "" if leans_back(after) else " "


def _direction(text: str, language: str) -> str:
    """Return how a quotation runs: as its first letter does, or else as its language does.

    So an English quotation that begins with an Arabic word still runs from left to right.
    """
    of_language = direction_of_language(language)
    first = direction_of_text(text, of_language)
    is_turned = bool(language) and first is not of_language and runs(text, of_language)
    return of_language if is_turned else "auto"
