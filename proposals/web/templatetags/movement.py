"""Template tags of the page of movements."""

from __future__ import annotations

from django import template

from proposals.comparisons.movements import MovedRow
from proposals.exports.addresses import row_path
from proposals.models import Negotiation

register = template.Library()

MOST_SIDE_BY_SIDE = 5


@register.simple_tag
def row_movement_url(negotiation: Negotiation, row: MovedRow) -> str:
    """Return the address of a question in the comparison of the last texts that answer it."""
    keys = [cell.document.key for cell in row.row.cells if not cell.is_uncoded]
    return row_path(negotiation, row.question, tuple(keys[-MOST_SIDE_BY_SIDE:]))
