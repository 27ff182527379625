"""One topic of a negotiation: the page to cite."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from proposals.comparisons import Catalogue, Matrix, Part, Row, Selection, split
from proposals.comparisons.lookups import find_columns, find_topic
from proposals.comparisons.query_string import notices_of_part, read_selection
from proposals.exports.cards.content import rows_on_card
from proposals.models import Negotiation, Topic
from proposals.web.pages.embed import MOST_ROWS
from proposals.web.pages.embed_code import EmbedFrame, frame_for, name_of, question_path, topic_path
from proposals.web.pages.export_request import site_root
from proposals.web.pages.link_previews import preview_of_comparison
from proposals.web.pages.responses import first, with_missing_page
from proposals.web.pages.row_context import row_context
from sources.list_pages import list_page
from sources.read_only import read_only

MOST_IN_FULL = 6
"""The rows of one part of a topic: each has every source and every pair in full."""


@read_only
@with_missing_page
def topic(request: HttpRequest, negotiation: str, topic: str) -> HttpResponse:
    """Show definition, crosswalk, and rows with their evidence in full, a part at a time.

    `row` is the key of a question whose part is looked for. 12 queries.
    """
    columns = find_columns(negotiation, request.GET)
    catalogue = columns.catalogue
    shown = find_topic(catalogue, topic)
    place = catalogue.topics.index(shown)
    query = read_selection(request.GET, catalogue)
    chosen = query.selection.documents
    asked = Selection(
        chosen or catalogue.default_documents, topics=(shown.key,), part=query.selection.part
    )
    matrix = columns.matrix(asked, with_clauses=True)
    part = split(matrix, cells=MOST_IN_FULL * len(matrix.documents))
    if "row" in request.GET:
        return redirect(_address_of_row(request, matrix, part))
    rows = [row for theme in part.themes for row in theme.rows]
    before = sum(place < part.number for place in part.places.values())
    matrix.load([*rows, *rows_on_card(matrix)])
    page = {
        "negotiation": catalogue.negotiation,
        "topic": shown,
        "link_preview": preview_of_comparison(request, matrix),
        "matrix": matrix,
        "part": part,
        "parts": list_page(range(part.last), 1, str(part.number)),
        "first_row": before + 1,
        "last_row": before + len(rows),
        "notices": (*query.notices, *notices_of_part(asked, part.last)),
        "show": row_context(request, request.path, full=True),
        **_links(request, shown, matrix, rows),
        "previous": _neighbour(catalogue, place - 1, chosen),
        "next": _neighbour(catalogue, place + 1, chosen),
    }
    return render(request, "proposals/topic.html", page)


def _address_of_part(request: HttpRequest, matrix: Matrix, number: int) -> str:
    documents = [("d", document.key) for document in matrix.documents]
    return f"{request.path}?{urlencode([*documents, ('part', str(number))])}"


def _address_of_row(request: HttpRequest, matrix: Matrix, part: Part) -> str:
    """Return the address of the part in which the row that is named stands, or of the first."""
    key = first(request.GET.getlist("row"))
    anchor = f"#q-{key}" if key in part.places else ""
    return _address_of_part(request, matrix, part.places.get(key, 1)) + anchor


def _links(
    request: HttpRequest, topic: Topic, matrix: Matrix, shown: list[Row]
) -> dict[str, object]:
    """Return what others need of it: its feed, the code that embeds it, and who gives that code."""
    negotiation = matrix.catalogue.negotiation
    home = site_root(request)
    documents = tuple(document.key for document in matrix.documents)
    address = home + topic_path(negotiation, topic, documents)
    rows = [
        (row.question, _frame_of(row, home, negotiation, documents)) for row in shown[:MOST_ROWS]
    ]
    return {
        "frames": rows,
        "feed": reverse("proposals:topic_changes", args=[negotiation.key, topic.key]),
        "frame": frame_for(shown, address, name_of(topic, negotiation)),
        "oembed": f"{home}{reverse('proposals:oembed')}?{urlencode({'url': address})}",
    }


def _frame_of(
    row: Row, home: str, negotiation: Negotiation, documents: tuple[str, ...]
) -> EmbedFrame:
    address = home + question_path(negotiation, row.question, documents)
    return frame_for([row], address, name_of(row.question, negotiation))


def _neighbour(
    catalogue: Catalogue, place: int, documents: tuple[str, ...]
) -> tuple[str, Topic] | None:
    """Return the address and the topic in this place; None before the first and after the last.

    The address keeps the documents that the reader has chosen.
    """
    if not 0 <= place < len(catalogue.topics):
        return None
    topic = catalogue.topics[place]
    query = f"?{urlencode([('d', key) for key in documents])}" if documents else ""
    return topic.get_url_in(catalogue.negotiation) + query, topic
