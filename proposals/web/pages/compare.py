"""The comparison page, and the sources of one of its cells."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from proposals import comparisons
from proposals.comparisons import Catalogue, Cell, Selection
from proposals.comparisons.arrangement import is_folded, placed_rows
from proposals.comparisons.lookups import (
    find_catalogue,
    find_columns,
    find_document,
    find_question,
)
from proposals.comparisons.outline import MOST_MARKS
from proposals.comparisons.query_string import notices_of_outlets, notices_of_part, read_selection
from proposals.comparisons.selection import RowOrder
from proposals.comparisons.stored_marks import MOST_UNSTORED
from proposals.exports.cards.content import rows_on_card
from proposals.models import Question
from proposals.web.pages.controls import Controls
from proposals.web.pages.export_request import site_root
from proposals.web.pages.link_previews import canonical_address, preview_of_comparison
from proposals.web.pages.responses import (
    address,
    first,
    is_fragment,
    vary_on_htmx,
    with_missing_page,
)
from proposals.web.pages.row_context import row_context
from sources.models import Article
from sources.read_only import read_only


@read_only
@vary_on_htmx
@with_missing_page
def compare(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Show two to five documents side by side, question by question. At most 12 queries."""
    if "add" in request.GET or any(request.GET.getlist("more")):
        return redirect(f"{request.path}?{_with_one_more(request.GET).urlencode()}")
    page = _page(request, negotiation)
    page["canonical"] = canonical_address(request, page["matrix"])
    if not is_fragment(request):
        page["link_preview"] = preview_of_comparison(request, page["matrix"])
        return render(request, "proposals/compare.html", page)
    response = render(request, "proposals/_compare_swap.html", page)
    response["HX-Push-Url"] = address(request)
    return response


def _with_one_more(query: QueryDict) -> QueryDict:
    """Return a query with the document that its button adds; without the button it adds none."""
    more = query.copy()
    documents = [key for key in more.pop("more") if key] if "add" in more else []
    more.pop("more", None)
    more.pop("add", None)
    more.setlist("d", [*more.getlist("d"), *documents])
    return more


@read_only
@vary_on_htmx
@with_missing_page
def rows(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Answer with the rows of one part, to follow those that are shown; without HTMX, the page."""
    if not is_fragment(request):
        query = request.GET.urlencode()
        return redirect(reverse("proposals:compare", args=[negotiation]) + f"?{query}")
    return render(request, "proposals/_rows.html", _page(request, negotiation))


@read_only
@vary_on_htmx
@with_missing_page
def filters(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Answer with the filters that are unfolded on demand; without HTMX, with the page."""
    page = _page(request, negotiation)
    if not is_fragment(request):
        query = request.GET.urlencode()
        return redirect(reverse("proposals:compare", args=[negotiation]) + f"?{query}")
    page["language"] = page["negotiation"].language
    return render(request, "proposals/_subject_filters.html", page)


@read_only
@vary_on_htmx
@with_missing_page
def row(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Answer with one row, in full if the address has it unfolded; without HTMX, with the page."""
    catalogue = find_catalogue(negotiation)
    question = find_question(catalogue, first(request.GET.getlist("row")))
    selection = read_selection(request.GET, catalogue, ("row", "first")).selection
    page = catalogue.negotiation.get_compare_url()
    state = f"{page}?{urlencode(selection.parameters())}"
    if not is_fragment(request):
        return redirect(f"{state}#q-{question.key}")
    matrix = comparisons.compare(
        catalogue, Selection(selection.documents, questions=(question.key,))
    )
    columns = tuple(document.key for document in matrix.documents)
    selection = replace(selection, documents=columns)
    (theme,) = matrix.themes
    (place,) = placed_rows(theme)
    shown = {
        "negotiation": catalogue.negotiation,
        "place": replace(place, begins="first" in request.GET),
        "show": row_context(request, page, words=selection.words, selection=selection),
    }
    in_fold = is_folded(place.row) and selection.order is RowOrder.MARK
    template = "proposals/_folded_row.html" if in_fold else "proposals/_placed_row.html"
    response = render(request, template, shown)
    response["HX-Replace-Url"] = state
    return response


def _page(request: HttpRequest, negotiation: str) -> dict[str, Any]:
    query = request.GET.copy()
    query.pop("more", None)
    columns = find_columns(negotiation, query)
    catalogue = columns.catalogue
    asked = read_selection(query, catalogue)
    matrix = columns.matrix(asked.selection, with_clauses=_shows_clauses(asked.selection))
    controls = Controls(matrix, catalogue.negotiation.get_compare_url())
    _load_shown_rows(controls)
    first_part = controls.href(replace(controls.selection, part=1, opened=()))
    return {
        "matrix": matrix,
        "negotiation": catalogue.negotiation,
        "controls": controls,
        "printed_address": site_root(request) + controls.printed,
        "show": row_context(
            request, first_part, words=matrix.selection.words, selection=controls.selection
        ),
        "notices": (
            *asked.notices,
            *notices_of_outlets(asked.selection, matrix),
            *notices_of_part(asked.selection, controls.parts.last),
        ),
    }


def _shows_clauses(selection: Selection) -> bool:
    """Tell whether clauses of topics stand on a page: beside a whole topic, or in a row in full."""
    return selection.order is RowOrder.DOCUMENT or bool(selection.opened)


def _load_shown_rows(controls: Controls) -> None:
    """Read together the rows that a page looks into: of its part, its outline and its card."""
    matrix = controls.matrix
    is_short = matrix.row_count <= MOST_UNSTORED
    rows = [row for theme in controls.parts.themes for row in theme.rows]
    # Of few rows the page tells whether a brief of all of them has two pages.
    rows += list(matrix.rows) if is_short else []
    if matrix.row_count <= MOST_MARKS:
        rows += comparisons.outline(matrix).shown_rows
    matrix.load([*rows, *rows_on_card(matrix)])


@read_only
@vary_on_htmx
@with_missing_page
def evidence(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Show the sources of one answer: unfolded in its cell, or as a page. 13 queries."""
    catalogue = find_catalogue(negotiation)
    question = find_question(catalogue, first(request.GET.getlist("question")))
    cell = _cell(catalogue, question, first(request.GET.getlist("document")))
    page = {
        "negotiation": catalogue.negotiation,
        "question": question,
        "cell": cell,
        "read": _read(cell),
        "show": row_context(request, request.path, words=first(request.GET.getlist("q"))),
        "back": f"{catalogue.negotiation.get_compare_url()}#q-{question.key}",
    }
    template = (
        "proposals/_ledger_of_cell.html" if is_fragment(request) else "proposals/evidence.html"
    )
    return render(request, template, page)


def _read(cell: Cell) -> list[Article]:
    """Return the articles that a checked absence was established on."""
    if cell.coverage is None:
        return []
    return list(cell.coverage.articles.select_related("outlet").order_by("published", "key"))


def _cell(catalogue: Catalogue, question: Question, key: str) -> Cell:
    document = find_document(catalogue, key)
    selection = Selection((document.key,), questions=(question.key,))
    row = next(iter(comparisons.compare(catalogue, selection).rows))
    return row.cells[0]
