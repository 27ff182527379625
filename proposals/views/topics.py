"""One topic of a negotiation: the page to cite."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from proposals.comparisons import Catalogue, Selection, compare
from proposals.forms import read_selection, shortened
from proposals.models import Topic
from proposals.views.answers import Missing, found_catalogue, helpful
from proposals.views.showing import showing


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
        "show": showing(request, request.path, full=True),
        "previous": _linked(found, place - 1, asked.selection.documents),
        "next": _linked(found, place + 1, asked.selection.documents),
    }
    return render(request, "proposals/topic.html", page)


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
