"""Marks of a brief, drawn so that they need no style sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localtime, now
from django.utils.translation import gettext

from proposals.comparisons import Document, Matrix, Row
from proposals.comparisons.outline import MOST_WHOLE
from proposals.domain.verdicts import Mark
from proposals.exports.brief.caveats import Caveat, caveats
from proposals.exports.brief.content import Brief
from proposals.exports.bundle import ExportBundle
from proposals.exports.paper.inks import mark_ink
from proposals.exports.record.comparison import selection_pairs
from proposals.web.templatetags.drawn_rows import prepared_for
from proposals.web.templatetags.sheet import mark_drawing, speaking_side

register = template.Library()


@register.simple_tag
def brief_mark(kind: Mark) -> SafeString:
    """Return the drawing of a mark; its word has to stand beside it."""
    return mark_drawing(kind, mark_ink(kind, grey=False), 1)


@register.simple_tag
def brief_row_mark(row: Row) -> SafeString:
    """Return the drawing of a row's mark; of two columns, the one that speaks alone is filled."""
    return mark_drawing(row.mark, mark_ink(row.mark, grey=False), speaking_side(row))


@register.simple_tag
def brief_name(matrix: Matrix) -> str:
    """Return what a link to the brief of a comparison says: its pages only where they are two.

    Many rows are hardly a brief of two pages; to know it, all of them would have to be read.
    """
    if matrix.row_count > MOST_WHOLE:
        return gettext("Brief")
    is_short = prepared_for(
        "length of the brief",
        matrix,
        lambda: Brief(ExportBundle(matrix, "", now())).is_short,
    )
    return gettext("Brief, 2 pages") if is_short else gettext("Brief")


@dataclass(frozen=True)
class PrintFacts:
    """What stands on paper beside the rows of the comparison page.

    `stamp` is the address of the picture with the hash, which costs a record to make.
    """

    caveats: tuple[Caveat, ...]
    language: str
    day: datetime
    stamp: str


@register.simple_tag
def print_facts(matrix: Matrix) -> PrintFacts:
    """Return what stands on paper beside the rows; no query."""
    negotiation = matrix.catalogue.negotiation
    stamp = reverse("proposals:brief_stamp", args=[negotiation.key])
    return PrintFacts(
        caveats=caveats(matrix),
        language=negotiation.language,
        day=localtime(now()),
        stamp=f"{stamp}?{urlencode(selection_pairs(matrix))}",
    )


@register.filter
def facts(document: Document, brief: Brief) -> str:
    """Return how a document became known, and when."""
    return brief.facts(document)
