"""What the page of a clause in the admin needs: marks as characters, since it draws no pictures."""

from __future__ import annotations

from django import template

from proposals.domain.verdicts import Mark
from proposals.language.labels import SYMBOLS

register = template.Library()


@register.filter
def symbol(kind: Mark) -> str:
    """Return one character for a mark; its word has to stand beside it."""
    return SYMBOLS[kind]
