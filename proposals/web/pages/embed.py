"""One row or one topic for a frame on another site: small, whole in itself, without cookies.

These are the only pages that may stand in a frame; `config.middleware` names them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.timezone import localdate

from proposals.comparisons import Catalogue, Matrix, Selection, compare
from proposals.comparisons.lookups import (
    NamedKind,
    UnknownName,
    find_catalogue,
    find_question,
    find_topic,
)
from proposals.comparisons.query_string import read_selection
from proposals.exports.addresses import row_path
from proposals.history import last_change
from proposals.web.pages.embed_colours import read_scheme, without_scheme
from proposals.web.pages.responses import PageNotFound, as_missing
from sources.etags import conditional_page
from sources.read_only import PUBLIC, read_only

MOST_ROWS = 30
"""Questions of one topic in a frame; the topic's own page has them all."""

P = ParamSpec("P")


def with_missing_frame(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Answer unknown names with a page that fits the frame, and the status 404."""

    @wraps(view)
    def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except UnknownName as error:
            context = {"missing": _as_missing(error), "scheme": read_scheme(request.GET)[0]}
            return _page("proposals/embed/missing.html", context, status=404)

    return inner


@read_only
@with_missing_frame
@conditional_page
def embed_question(request: HttpRequest, negotiation: str, question: str) -> HttpResponse:
    """Show one question with every answer and the verdict. 13 queries."""
    catalogue = find_catalogue(negotiation)
    shown = find_question(catalogue, question)
    page = comparison_for(request, catalogue, questions=(shown.key,))
    documents = tuple(document.key for document in page["matrix"].documents)
    live = f"{row_path(catalogue.negotiation, shown, documents)}#q-{shown.key}"
    return _page("proposals/embed/question.html", {**page, "question": shown, "live": live})


@read_only
@with_missing_frame
@conditional_page
def embed_topic(request: HttpRequest, negotiation: str, topic: str) -> HttpResponse:
    """Show one topic, question by question. 13 queries."""
    catalogue = find_catalogue(negotiation)
    shown = find_topic(catalogue, topic)
    page = comparison_for(request, catalogue, topics=(shown.key,))
    live = f"{shown.get_url_in(catalogue.negotiation)}?{urlencode(_documents(page['matrix']))}"
    return _page("proposals/embed/topic.html", {**page, "topic": shown, "live": live})


def comparison_for(
    request: HttpRequest, catalogue: Catalogue, **filters: tuple[str, ...]
) -> dict[str, Any]:
    """Return what both pages show: the rows for the documents that the address names."""
    scheme, unknown = read_scheme(request.GET)
    query = read_selection(without_scheme(request.GET), catalogue)
    documents = query.selection.documents or catalogue.default_documents
    matrix = compare(catalogue, Selection(documents, **filters))  # type: ignore[arg-type]
    rows = list(matrix.rows)
    return {
        "negotiation": catalogue.negotiation,
        "matrix": matrix,
        "rows": rows[:MOST_ROWS],
        "more": len(rows) - MOST_ROWS,
        "notices": (*unknown, *query.notices),
        "scheme": scheme,
        "changed": last_change(catalogue.negotiation),
        "day": localdate(),
    }


def _as_missing(error: UnknownName) -> PageNotFound:
    """Return an unknown name as a frame tells it: small, with one link to the whole negotiation."""
    if error.kind is NamedKind.NEGOTIATION or error.negotiation is None:
        return as_missing(error)
    home = error.negotiation
    return PageNotFound(str(error), ((home.get_absolute_url(), home.name),))


def _documents(matrix: Matrix) -> list[tuple[str, str]]:
    return [("d", document.key) for document in matrix.documents]


def _page(template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Return a page made without the request: nothing of the visitor can get into it."""
    response = HttpResponse(render_to_string(template, context), status=status)
    response["Cache-Control"] = PUBLIC
    return response
