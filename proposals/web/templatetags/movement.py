"""Template tags of the page of movements."""

from __future__ import annotations

from django import template

from proposals.comparisons import Matrix
from proposals.comparisons.lines import by_date, predecessors
from proposals.comparisons.movement_selection import MovementSelection
from proposals.comparisons.movements import MovedRow, Movements
from proposals.comparisons.selection import MOST_DOCUMENTS
from proposals.exports.addresses import row_path
from proposals.figures.courses import CourseFigure, course_figure
from proposals.models import Negotiation
from proposals.web.pages.movement_request import movement_path

register = template.Library()


@register.simple_tag
def course(row: MovedRow) -> CourseFigure | None:
    """Return the picture of a question that is answered in numbers or days along the dates."""
    return course_figure(row)


@register.simple_tag
def moved_row_url(movements: Movements, row: MovedRow) -> str:
    """Return the address of a question along the dates, whatever part of the list it stands in."""
    selection = MovementSelection(
        tuple(document.key for document in movements.documents), questions=(row.question.key,)
    )
    path = movement_path(movements.catalogue.negotiation.key, selection)
    return f"{path}#q-{row.question.key}"


@register.simple_tag
def line_movement_url(matrix: Matrix) -> str:
    """Return the address of the movements of a comparison; empty if no column follows another."""
    if not predecessors(matrix.documents):
        return ""
    chosen, every = by_date(matrix.documents), matrix.catalogue.documents
    keys = () if len(chosen) == len(every) else tuple(document.key for document in chosen)
    return movement_path(matrix.catalogue.negotiation.key, MovementSelection(keys))


@register.simple_tag
def row_movement_url(negotiation: Negotiation, row: MovedRow) -> str:
    """Return the address of a question in the comparison of the last texts that answer it."""
    keys = [cell.document.key for cell in row.row.cells if not cell.is_uncoded]
    return row_path(negotiation, row.question, tuple(keys[-MOST_DOCUMENTS:]))
