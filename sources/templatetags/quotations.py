"""Quotations on pages, in the marks of their own language."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sources.quotation_marks import holds_quotes

register = template.Library()


@register.simple_tag
def quote_attributes(text: str, language: str) -> SafeString:
    """Return the attributes of a `q`: language, direction, and whether it holds marks itself."""
    named = format_html(' lang="{}"', language) if language else ""
    holds = format_html(' class="{}"', "holds-quotes") if holds_quotes(text, language) else ""
    return format_html('dir="auto"{}{}', named, holds)
