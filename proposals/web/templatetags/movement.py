"""Template tags of the page of movements."""

from __future__ import annotations

from urllib.parse import urlencode

from django import template
from django.urls import reverse

from proposals.comparisons.movement_selection import MovementSelection
from proposals.comparisons.movements import MovedRow, Movements
from proposals.exports.addresses import row_path
from proposals.models import Negotiation

register = template.Library()

MOST_SIDE_BY_SIDE = 5


@register.simple_tag
def moved_row_url(movements: Movements, row: MovedRow) -> str:
    """Return the address of a question along the dates, whatever part of the list it stands in."""
    negotiation = movements.catalogue.negotiation
    selection = MovementSelection(
        tuple(document.key for document in movements.documents), questions=(row.question.key,)
    )
    path = reverse("proposals:movement", args=[negotiation.key])
    return f"{path}?{urlencode(selection.parameters())}#q-{row.question.key}"


@register.simple_tag
def row_movement_url(negotiation: Negotiation, row: MovedRow) -> str:
    """Return the address of a question in the comparison of the last texts that answer it."""
    keys = [cell.document.key for cell in row.row.cells if not cell.is_uncoded]
    return row_path(negotiation, row.question, tuple(keys[-MOST_SIDE_BY_SIDE:]))
