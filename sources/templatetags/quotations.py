"""Quotations on pages, in the marks of their own language."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sources.quotation_marks import holds_quotes
from sources.text_directions import direction_of_language, runs

register = template.Library()


@register.simple_tag
def quote_attributes(text: str, language: str) -> SafeString:
    """Return the attributes of a `q`: language, direction, and whether it holds marks itself."""
    named = format_html(' lang="{}"', language) if language else ""
    holds = format_html(' class="{}"', "holds-quotes") if holds_quotes(text, language) else ""
    return format_html('dir="{}"{}{}', _direction(text, language), named, holds)


def _direction(text: str, language: str) -> str:
    """Return the direction of the language, if the text has letters of it; else its own.

    So an English quotation that begins with an Arabic word still runs from left to right.
    """
    if language and runs(text, direction_of_language(language)):
        return direction_of_language(language)
    return "auto"
