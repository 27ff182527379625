"""The outline of a comparison, for templates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from proposals.comparisons import Line, Matrix, Outline, Row, Trait
from proposals.comparisons import outline as outline_of
from proposals.domain.verdicts import Mark
from proposals.web.templatetags.comparison import place_of, row_mark

register = template.Library()

_MARKS = {
    "conflict": (Mark.CONFLICT,),
    "differs": (Mark.DIFFERS,),
    "some": (Mark.COMPATIBLE, Mark.AGREE),
    "alone": (Mark.ONE_SIDE,),
    "not-compared": (Mark.NOT_COMPARED,),
}
"""The marks of the rows of each section; where they meet, all are common ground as well."""


@dataclass(frozen=True)
class MoreLines:
    """The lines of a section that are left out: their number, and where all of them stand.

    `is_all` tells that the section shows none.
    """

    number: int
    address: str
    is_all: bool


@register.simple_tag
def outline(matrix: Matrix, most: int | None = None) -> Outline:
    """Return the rows of a comparison in one line each, by what they say."""
    return outline_of(matrix, most)


@register.simple_tag
def row_address(line: Line, outline: Outline, page: str) -> str:
    """Return where the row of a line stands: in its part, if the comparison is shown in parts."""
    return place_of(line.row, page, outline.places, outline.here)


@register.simple_tag
def strip(rows: Iterable[Row]) -> SafeString:
    """Return the marks of rows side by side, without words; each drawing is made once."""
    drawn: dict[tuple[Mark, int, str], SafeString] = {}
    marks = []
    for row in rows:
        colour = row.documents[row.side - 1].colour.classes if row.side else ""
        key = row.mark, row.side, colour
        if key not in drawn:
            drawn[key] = format_html(
                '<span class="ink-{}">{}</span>', row.mark.value, row_mark(row)
            )
        marks.append(drawn[key])
    return mark_safe("".join(marks))  # noqa: S308 - drawings only


@register.simple_tag
def more_lines(outline: Outline, kind: str, lines: Sequence[Line]) -> MoreLines | None:
    """Return what a section leaves out, by its kind; None if it has every line."""
    shown = outline.folded if kind in ("alone", "not-compared") else outline.most
    number = len(lines) - shown if outline.most else 0
    if number <= 0 or outline.matrix is None:
        return None
    matrix = outline.matrix
    columns = tuple(document.key for document in matrix.documents)
    selection = replace(matrix.selection, documents=columns, part=1, opened=())
    if kind in _MARKS:
        selection = replace(selection, marks=_MARKS[kind])
    else:
        selection = replace(selection, traits=(*selection.traits, Trait.COMMON_GROUND))
    page = matrix.catalogue.negotiation.get_compare_url()
    address = f"{page}?{urlencode(selection.parameters())}"
    return MoreLines(number, address, is_all=not shown)
