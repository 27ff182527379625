"""A row in short: a verdict without what stands beside it, columns and sources by name.

Nothing is lost: what is left out here stands in the same place, folded, or in the answers.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django import template
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext

from proposals.comparisons import Document, EvidenceView, PairView, Row
from proposals.comparisons.pair_matrix import PairMatrix, pair_matrix
from proposals.figures import Figure, ItemsFigure
from proposals.figures.column_answers import column_answers, short_names
from proposals.language.explanations import Sentences
from proposals.models import Evidence

register = template.Library()


@register.simple_tag
def sentences(pair: PairView, picture: Figure | None = None) -> Sentences:
    """Return a pair's explanation in a brief part and the rest, beside its answers and drawing."""
    return pair.in_parts(items_drawn=isinstance(picture, ItemsFigure))


@register.simple_tag
def pair_names(row: Row, pair: PairView) -> str:
    """Return both columns of a pair, by the short names that the row's picture uses."""
    names = names_of(row)
    return " / ".join(names[one.key] for one in (pair.left, pair.right))


@register.simple_tag
def pairs_of(row: Row) -> PairMatrix:
    """Return the pairs of a row of several columns as a matrix."""
    return pair_matrix(row)


@register.simple_tag
def names_of(row: Row) -> dict[str, str]:
    """Return the short name of each column of a row by the key of its document."""
    documents = [cell.document for cell in row.cells]
    names = map(capfirst, short_names(documents))
    return dict(zip((one.key for one in documents), names, strict=True))


@register.filter
def name_in(names: dict[str, str], document: Document) -> str:
    """Return the short name of a document among those of a row."""
    return names[document.key]


@register.simple_tag
def pair_address(pair: PairView, row: Row, page: str) -> str:
    """Return the address of a row with two documents alone; `page` is that of the comparison."""
    documents = urlencode([("d", pair.left.key), ("d", pair.right.key)])
    return f"{page}?{documents}#q-{row.question.key}"


@register.simple_tag
def answer_count(row: Row) -> int:
    """Return how many columns of a row give an answer that can be drawn."""
    return len(column_answers(row))


@register.filter
def sources_on_paper(view: EvidenceView) -> str:
    """Return an answer's sources in one line for paper: outlets with days, by what they do."""
    groups = (
        ("", view.supporting),
        (gettext("Disputed:"), view.disputing),
        (gettext("Qualified:"), view.qualifying),
    )
    return " ".join(f"{head} {_named(items)}.".strip() for head, items in groups if items)


def _named(items: tuple[Evidence, ...]) -> str:
    """Return outlets with the day of the article, each once."""
    return "; ".join(dict.fromkeys(map(_outlet_and_day, items)))


def _outlet_and_day(item: Evidence) -> str:
    day = item.article.published
    name = item.article.outlet.name
    return f"{name}, {date_format(day, 'j M Y')}" if day else name
