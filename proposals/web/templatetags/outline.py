"""The outline of a comparison, for templates."""

from __future__ import annotations

from django import template

from proposals.comparisons import Matrix, Outline
from proposals.comparisons import outline as outline_of

register = template.Library()


@register.simple_tag
def outline(matrix: Matrix) -> Outline:
    """Return the rows of a comparison in one line each, by what they say."""
    return outline_of(matrix)
