"""One topic of a negotiation: the page to cite."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from proposals.comparisons import Catalogue, Matrix, Row, Selection, compare
from proposals.comparisons.query_string import read_selection, shortened
from proposals.models import Negotiation, Topic
from proposals.web.pages.embed import MOST_ROWS
from proposals.web.pages.embed_code import EmbedFrame, frame_for, name_of, question_path, topic_path
from proposals.web.pages.export_request import site_root
from proposals.web.pages.responses import Missing, found_catalogue, helpful
from proposals.web.pages.row_context import row_context


@require_safe
@helpful
def topic(request: HttpRequest, negotiation: str, topic: str) -> HttpResponse:
    """Definition, crosswalk, and every row with its evidence in full. 12 queries."""
    found = found_catalogue(negotiation)
    place = _place(found, topic)
    asked = read_selection(request.GET, found)
    documents = asked.selection.documents or found.default_documents
    matrix = compare(found, Selection(documents, topics=(found.topics[place].key,)))
    page = {
        "negotiation": found.negotiation,
        "topic": found.topics[place],
        "matrix": matrix,
        "notices": asked.notices,
        "show": row_context(request, request.path, full=True),
        **_taken_along(request, found.topics[place], matrix),
        "previous": _linked(found, place - 1, asked.selection.documents),
        "next": _linked(found, place + 1, asked.selection.documents),
    }
    return render(request, "proposals/topic.html", page)


def _taken_along(request: HttpRequest, topic: Topic, matrix: Matrix) -> dict[str, object]:
    """Where others find it: its feed, the code that embeds it, and who gives that code."""
    negotiation = matrix.catalogue.negotiation
    home = site_root(request)
    documents = tuple(document.key for document in matrix.documents)
    address = home + topic_path(negotiation, topic, documents)
    rows = [
        (row.question, _frame_of(row, home, negotiation, documents))
        for row in list(matrix.rows)[:MOST_ROWS]
    ]
    return {
        "frames": rows,
        "feed": reverse("proposals:topic_changes", args=[negotiation.key, topic.key]),
        "frame": frame_for(matrix.rows, address, name_of(topic, negotiation)),
        "oembed": f"{home}{reverse('proposals:oembed')}?{urlencode({'url': address})}",
    }


def _frame_of(
    row: Row, home: str, negotiation: Negotiation, documents: tuple[str, ...]
) -> EmbedFrame:
    address = home + question_path(negotiation, row.question, documents)
    return frame_for([row], address, name_of(row.question, negotiation))


def _place(found: Catalogue, key: str) -> int:
    for place, topic in enumerate(found.topics):
        if topic.key == key:
            return place
    raise Missing(
        gettext("There is no topic “%(key)s” in this negotiation.") % {"key": shortened(key)},
        tuple((one.get_url_in(found.negotiation), one.name) for one in found.topics),
        gettext("Topics"),
    )


def _linked(found: Catalogue, place: int, documents: tuple[str, ...]) -> tuple[str, Topic] | None:
    """The address and the topic in this place; None before the first and after the last.

    The address keeps the documents that the reader has chosen.
    """
    if not 0 <= place < len(found.topics):
        return None
    topic = found.topics[place]
    query = f"?{urlencode([('d', key) for key in documents])}" if documents else ""
    return topic.get_url_in(found.negotiation) + query, topic
