"""The picture of a row, for templates."""

from __future__ import annotations

from django import template
from django.http import QueryDict
from django.urls import reverse

from proposals.comparisons import Row
from proposals.figures import Figure, ItemsFigure
from proposals.figures import figure as picture
from proposals.figures.column_answers import column_answers

register = template.Library()

PAIR = 2
"""The columns beside which a verdict has room for a list."""


@register.simple_tag
def figure(row: Row) -> Figure | None:
    """Return the picture of a row; None where there is nothing to draw."""
    return picture(row)


@register.simple_tag
def row_picture(row: Row, form: str) -> Figure | None:
    """Return the picture of a row in a form; one of items that has no room only in full."""
    if form == "short":
        return None
    drawn = picture(row)
    is_list = isinstance(drawn, ItemsFigure) and (drawn.long or len(row.cells) > PAIR)
    return None if is_list and form != "full" else drawn


@register.simple_tag
def map_address(row: Row) -> str:
    """Return the address of the row's map with these columns; empty without one."""
    if row.question.map_id is None or not column_answers(row):
        return ""
    documents = [cell.document for cell in row.cells]
    query = QueryDict(mutable=True)
    query.setlist("d", [document.key for document in documents])
    negotiation = documents[0].proposal.negotiation
    path = reverse("proposals:map", args=[negotiation.key, row.question.key])
    return f"{path}?{query.urlencode()}"
