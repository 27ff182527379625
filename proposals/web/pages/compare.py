"""The comparison page, and the sources of one of its cells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from proposals import comparisons
from proposals.comparisons import Catalogue, Cell, Row, Selection
from proposals.comparisons.absences import ground_of, read_grounds
from proposals.comparisons.arrangement import is_folded, placed_rows
from proposals.comparisons.lookups import (
    find_catalogue,
    find_columns,
    find_document,
    find_question,
)
from proposals.comparisons.outline import MOST_MARKS
from proposals.comparisons.query_string import notices_of_outlets, notices_of_part, read_selection
from proposals.comparisons.selection import FEWEST_DOCUMENTS, RowOrder
from proposals.comparisons.stored_marks import MOST_UNSTORED
from proposals.exports.cards.content import rows_on_card
from proposals.models import Question
from proposals.web.pages.all_rows import (
    SmallerSelection,
    extent_of,
    fits_at_once,
    smaller_selections,
)
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
from proposals.web.templatetags.drawn_rows import drawn_outline
from sources.read_only import read_only


@read_only
@vary_on_htmx
@with_missing_page
def compare(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Show two to five documents side by side, question by question.

    `row` is the key of a question whose part is looked for. At most 12 queries; 14 for a search of
    words in many rows.
    """
    if "add" in request.GET or any(request.GET.getlist("more")):
        return redirect(f"{request.path}?{_with_one_more(request.GET).urlencode()}")
    if "row" in request.GET:
        return redirect(_address_of_row(request, negotiation))
    page = _page(request, negotiation)
    page["drawn_outline"] = _drawn_outline(page["controls"])
    _load_shown_rows(page["controls"])
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
    page = _page(request, negotiation)
    _load_shown_rows(page["controls"])
    return render(request, "proposals/_rows.html", page)


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
    is_refused = asked.selection.whole and not fits_at_once(matrix)
    if is_refused:
        matrix = replace(matrix, selection=replace(matrix.selection, whole=False))
    controls = Controls(matrix, catalogue.negotiation.get_compare_url())
    return {
        "matrix": matrix,
        "negotiation": catalogue.negotiation,
        "controls": controls,
        "refused": _smaller_selections(controls) if is_refused else (),
        "printed_address": site_root(request) + controls.printed,
        "show": row_context(
            request,
            _address_of_parts(controls),
            words=matrix.selection.words,
            selection=controls.selection,
        ),
        "notices": (
            *asked.notices,
            *notices_of_outlets(asked.selection, matrix),
            *notices_of_part(matrix.selection, controls.parts.last),
        ),
    }


def _shows_clauses(selection: Selection) -> bool:
    """Tell whether clauses of topics stand on a page: beside a whole topic, or in a row in full."""
    return selection.order is RowOrder.DOCUMENT or bool(selection.opened)


def _smaller_selections(controls: Controls) -> list[SmallerSelection]:
    """Return the themes and topics of a comparison, each with all rows at once if it may be."""
    return smaller_selections(
        extent_of(controls.matrix),
        replace(controls.selection, part=1, opened=()),
        lambda selection, is_long: controls.href(replace(selection, whole=not is_long)),
    )


def _address_of_parts(controls: Controls) -> str:
    """Return the address of the first part with nothing unfolded; a part can be added to it."""
    return controls.href(replace(controls.selection, part=1, opened=()))


def _address_of_row(request: HttpRequest, negotiation: str) -> str:
    """Return the address of the part in which the row that is named stands, or of the first."""
    query = request.GET.copy()
    key = first(query.pop("row"))
    columns = find_columns(negotiation, query)
    selection = read_selection(query, columns.catalogue).selection
    matrix = columns.matrix(replace(selection, whole=False))
    controls = Controls(matrix, columns.catalogue.negotiation.get_compare_url())
    number = controls.parts.places.get(key)
    return f"{controls.part(number)}#q-{key}" if number else controls.first_part


def _drawn_outline(controls: Controls) -> str:
    """Return the outline of a comparison as HTML; of a very long one on its first part alone."""
    matrix, parts = controls.matrix, controls.parts
    is_whole = parts.number == 1 or matrix.row_count <= MOST_MARKS
    if not is_whole or not matrix.row_count or len(matrix.documents) < FEWEST_DOCUMENTS:
        return ""
    return drawn_outline(
        matrix,
        page=_address_of_parts(controls) if parts.last > 1 else "",
        parts=parts,
        language=matrix.catalogue.negotiation.language,
        beside=_rows_on_page(controls),
    )


def _rows_on_page(controls: Controls) -> list[Row]:
    """Return the rows that a page looks into beside its outline: of its part and of its card."""
    matrix = controls.matrix
    rows = [row for theme in controls.parts.themes for row in theme.rows]
    # Of few rows the page tells whether a brief of all of them has two pages.
    rows += list(matrix.rows) if matrix.row_count <= MOST_UNSTORED else []
    return [*rows, *rows_on_card(matrix)]


def _load_shown_rows(controls: Controls) -> None:
    """Read together the rows that a page looks into, if its outline has not done so."""
    controls.matrix.load(_rows_on_page(controls))


@read_only
@vary_on_htmx
@with_missing_page
def evidence(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Show the sources of one answer: unfolded in its cell, or as a page. 13 queries.

    One more for the words of articles on which an absence rests.
    """
    catalogue = find_catalogue(negotiation)
    question = find_question(catalogue, first(request.GET.getlist("question")))
    cell = _cell(catalogue, question, first(request.GET.getlist("document")))
    ground = ground_of(cell, read_grounds([cell.coverage.pk] if cell.coverage else ()))
    page = {
        "negotiation": catalogue.negotiation,
        "question": question,
        "cell": cell,
        "ground": ground,
        "read": sorted(ground.articles, key=lambda one: (one.published or date.max, one.key)),
        "show": row_context(request, request.path, words=first(request.GET.getlist("q"))),
        "back": f"{catalogue.negotiation.get_compare_url()}#q-{question.key}",
    }
    template = (
        "proposals/_ledger_of_cell.html" if is_fragment(request) else "proposals/evidence.html"
    )
    return render(request, template, page)


def _cell(catalogue: Catalogue, question: Question, key: str) -> Cell:
    document = find_document(catalogue, key)
    selection = Selection((document.key,), questions=(question.key,))
    row = next(iter(comparisons.compare(catalogue, selection).rows))
    return row.cells[0]
