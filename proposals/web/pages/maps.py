"""The map of one question: unfolds in its row, and is a page of its own."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from proposals import comparisons
from proposals.comparisons import Catalogue, Selection
from proposals.comparisons.local_texts import local_texts
from proposals.comparisons.lookups import find_catalogue, find_mapped_question
from proposals.comparisons.query_string import read_selection
from proposals.figures import map_figure
from proposals.models import Map, Question
from proposals.web.pages.responses import is_fragment, vary_on_htmx, with_missing_page
from sources.read_only import read_only


@read_only
@vary_on_htmx
@with_missing_page
def map_of(request: HttpRequest, negotiation: str, question: str) -> HttpResponse:
    """Show which regions the documents in the address speak of. 13 queries."""
    catalogue = find_catalogue(negotiation)
    mapped = find_mapped_question(catalogue, question)
    documents = read_selection(request.GET, catalogue).selection.documents
    matrix = comparisons.compare(catalogue, Selection(documents, questions=(mapped.key,)))
    drawn = local_texts([catalogue.negotiation]).in_member(Map.objects.get(questions=mapped))
    page = {
        "negotiation": catalogue.negotiation,
        "question": mapped,
        "figure": map_figure(next(iter(matrix.rows)), drawn),
        "documents": matrix.documents,
        "back": _row_in_comparison(catalogue, documents, mapped),
    }
    template = "figures/_map.html" if is_fragment(request) else "proposals/map.html"
    return render(request, template, page)


def _row_in_comparison(catalogue: Catalogue, documents: tuple[str, ...], question: Question) -> str:
    """Return the address of the question's row, with the documents that the reader chose."""
    query = urlencode([("d", key) for key in documents])
    page = catalogue.negotiation.get_compare_url()
    return f"{page}{'?' if query else ''}{query}#q-{question.key}"
