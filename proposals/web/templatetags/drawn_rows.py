"""Rows as HTML, drawn once and kept while nothing that stands in them has changed."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from proposals.comparisons import Matrix, Part, Row, outline
from proposals.comparisons.arrangement import PlacedRow
from proposals.data_stamps import current_stamp, prepared
from proposals.models import Negotiation

if TYPE_CHECKING:
    from proposals.web.pages.row_context import RowContext

register = template.Library()
Value = TypeVar("Value")

# In the place of the state of a page, which stands in the links of each row. Nobody can guess it,
# so that no text of a clause holds it by chance or on purpose.
_STATE = f"state-{secrets.token_hex(16)}"
# With one curly quotation mark in it, Python takes two bytes for each letter of a text.
_LETTERS_OF_WEIGHT = 512


@register.simple_tag
def drawn_place(
    name: str, place: PlacedRow, negotiation: Negotiation, show: RowContext
) -> SafeString:
    """Return a row among others of its theme by a template, "_placed_row" or "_folded_row"."""
    return _drawn(
        f"proposals/{name}.html",
        place.row,
        {"place": place, "negotiation": negotiation},
        show=show,
        further=(place.topic.topic.pk, place.begins, bool(place.topic.clauses)),
    )


@register.simple_tag
def drawn_row(row: Row, negotiation: Negotiation, show: RowContext, **context: Any) -> SafeString:
    """Return a row below the head of its topic by "_row"; `context` has its other inputs."""
    inputs = {"row": row, "negotiation": negotiation, "head": "", "begins": "", **context}
    form = context["form"], bool(context["clauses"])
    return _drawn("proposals/_row.html", row, inputs, show=show, further=form)


def drawn_outline(
    matrix: Matrix, *, page: str, parts: Part, language: str, beside: Iterable[Row] = ()
) -> SafeString:
    """Return the outline of a comparison, each line with a link to its row in one of the parts.

    `page` is the address of the first part. The rows that it needs are read together with those
    that stand `beside` it on its page, unless it was drawn before.
    """

    def draw() -> SafeString:
        lines = outline(matrix)
        matrix.load([*beside, *lines.shown_rows])
        if parts.last > 1:
            lines = replace(lines, places=parts.places, here=parts.number)
        context = {"outline": lines, "short": True, "page": page, "language": language}
        return _rendered("proposals/_outline.html", context)

    further = parts.number, parts.last, page
    html = prepared_for("outline in HTML", matrix, draw, further=further, weigh=_weight)
    return mark_safe(html)  # noqa: S308 - by the template


def prepared_for(
    kind: str,
    matrix: Matrix,
    make: Callable[[], Value],
    *,
    further: Hashable = None,
    weigh: Callable[[Value], int] = lambda _value: 1,
) -> Value:
    """Return a value that was made before for the same comparison, or make it now.

    What visitors search for is hardly asked for twice: of such a comparison nothing is kept.
    """
    if matrix.selection.words:
        return make()
    documents = (document.look for document in matrix.documents)
    selection = replace(matrix.selection, part=1, opened=())
    key = (matrix.catalogue.negotiation.pk, *documents, selection, further)
    return prepared(kind, key, make, weigh=weigh)


def _weight(html: str) -> int:
    return 1 + len(html) // _LETTERS_OF_WEIGHT


def _drawn(
    template_name: str,
    row: Row,
    context: dict[str, Any],
    *,
    show: RowContext,
    further: tuple[Any, ...],
) -> SafeString:
    """Return a row by a template, with the links that the state of this page gives it."""
    # What visitors search for is marked in the row, and hardly asked for twice.
    if current_stamp() is None or show.words.text:
        return _rendered(template_name, {**context, "show": show})
    general = replace(show, state=_STATE)
    html = prepared(
        "row in HTML",
        (template_name, *further, *_dependencies(row, show)),
        lambda: _rendered(template_name, {**context, "show": general}),
        weigh=_weight,
        stamp=_stamp(row),
    )
    if show.selection is None:
        return mark_safe(html)  # noqa: S308 - by the template
    state = show.toggled(row.question.key)
    return mark_safe(html.replace(_STATE, escape(state)))  # noqa: S308 - by the template


def _rendered(template_name: str, context: dict[str, Any]) -> SafeString:
    """Return a template as it stands in a line of another: without the line breaks around it."""
    return mark_safe(render_to_string(template_name, context).strip())  # noqa: S308 - by the template


def _stamp(row: Row) -> str:
    stamp = current_stamp()
    return stamp.of_row(row.question.pk) if stamp else ""


def _dependencies(row: Row, show: RowContext) -> tuple[Any, ...]:
    """Return what the HTML of a row depends on, besides the data under the stamp of the row."""
    selection = show.selection
    documents = tuple(document.look for document in row.documents)
    return (
        row.question.pk,
        documents,
        show.home,
        show.page if selection is None else "",
        show.day,
        show.form(row),
        show.by_topic,
        show.full,
        selection is None,
        selection is not None and selection.whole,
    )
