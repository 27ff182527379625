"""The map of one question: unfolds in its row, and is a page of its own."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from proposals import comparisons
from proposals.comparisons import Catalogue, Selection
from proposals.comparisons.query_string import read_selection, shortened
from proposals.figures import map_figure
from proposals.models import Map, Question
from proposals.web.pages.responses import Missing, found_catalogue, fragmented, helpful, is_fragment


@require_safe
@fragmented
@helpful
def map_of(request: HttpRequest, negotiation: str, question: str) -> HttpResponse:
    """Which regions the documents in the address speak of. 13 queries."""
    found = found_catalogue(negotiation)
    asked = _question(found, question)
    documents = read_selection(request.GET, found).selection.documents
    matrix = comparisons.compare(found, Selection(documents, questions=(asked.key,)))
    row = next(iter(matrix.rows), None)
    if row is None or asked.map_id is None:
        raise _missing(found, question)
    page = {
        "negotiation": found.negotiation,
        "question": asked,
        "figure": map_figure(row, Map.objects.get(pk=asked.map_id)),
        "documents": matrix.documents,
        "back": _row_in_comparison(found, documents, asked),
    }
    template = "figures/_map.html" if is_fragment(request) else "proposals/map.html"
    return render(request, template, page)


def _row_in_comparison(found: Catalogue, documents: tuple[str, ...], asked: Question) -> str:
    """The address of the question's row, with the documents that the reader chose."""
    query = urlencode([("d", key) for key in documents])
    page = found.negotiation.get_compare_url()
    return f"{page}{'?' if query else ''}{query}#q-{asked.key}"


def _question(found: Catalogue, key: str) -> Question:
    for question in found.questions:
        if question.key == key and question.map_id is not None:
            return question
    raise _missing(found, key)


def _missing(found: Catalogue, key: str) -> Missing:
    return Missing(
        gettext("There is no map for “%(key)s” in this negotiation.") % {"key": shortened(key)},
        ((found.negotiation.get_compare_url(), gettext("Comparison")),),
        gettext("Questions"),
    )
