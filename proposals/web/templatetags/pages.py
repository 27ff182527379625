"""Texts in Markdown cut in two: what stands at the head of a page, and what follows."""

from __future__ import annotations

import re

from django import template

register = template.Library()

_PARAGRAPH = re.compile(r"\n[ \t]*\n")


@register.filter
def lead(text: str) -> str:
    """Return the first paragraph of a text in Markdown: what stands at the head of a page."""
    return _PARAGRAPH.split(text.strip().replace("\r\n", "\n"), maxsplit=1)[0]


@register.filter
def after_lead(text: str) -> str:
    """Return what follows the first paragraph; empty if nothing does."""
    return "".join(_PARAGRAPH.split(text.strip().replace("\r\n", "\n"), maxsplit=1)[1:])
