"""One document in its own order, a long one page by page."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from proposals.comparisons import ClauseList, document_view, read_clause_list
from proposals.comparisons.lookups import find_catalogue, find_document
from proposals.models import Clause
from proposals.web.pages.link_previews import preview_of_document
from proposals.web.pages.responses import first, with_missing_page
from proposals.web.pages.sections import sections
from sources.list_pages import ListPage, list_page
from sources.read_only import read_only

CLAUSES_ON_A_PAGE = 40
FIRST_PAGE = "?page=1"
"""What leads to the first page from another: there stands what speaks of the whole document."""
MOST_CLAUSES_AT_ONCE = 300
"""The most clauses of a document that is shown whole on request."""
QUESTIONS_ON_A_PAGE = 60
"""The most questions of each kind that a document leaves open and that its first page lists."""


@read_only
@with_missing_page
def document(request: HttpRequest, negotiation: str, proposal: str, version: str) -> HttpResponse:
    """Show clauses with answers and evidence, and what the document leaves open. 12 queries.

    A long document is cut into pages: `page` is the number of one, `clause` the key of a clause on
    it, and with `all` it is shown whole, unless it is too long for that; then `all` lists its open
    questions whole. What speaks of all of it stands on the first page.
    """
    catalogue = find_catalogue(negotiation, with_questions=False)
    chosen = find_document(catalogue, f"{proposal}.{version}")
    clauses = read_clause_list(chosen.version)
    is_asked_whole = request.GET.get("all") == "1"
    may_be_whole = len(clauses.entries) <= MOST_CLAUSES_AT_ONCE
    is_whole = is_asked_whole and may_be_whole
    rows = _asked_page(request, clauses, is_whole=is_whole)
    view = document_view(
        catalogue,
        chosen,
        clauses=clauses,
        places=slice(rows.start_index() - 1 if clauses.entries else 0, rows.end_index()),
        most_questions=None if is_asked_whole else QUESTIONS_ON_A_PAGE,
    )
    page = {
        "negotiation": catalogue.negotiation,
        "view": view,
        "rows": rows,
        "first_page": FIRST_PAGE if rows.has_previous() else "",
        "is_long": len(clauses.entries) > CLAUSES_ON_A_PAGE,
        "is_whole": is_whole,
        "may_be_whole": may_be_whole,
        "refused": len(clauses.entries) if is_asked_whole and not may_be_whole else 0,
        "sections": sections(view, rows),
        "link_preview": preview_of_document(request, catalogue.negotiation, view),
    }
    return render(request, "proposals/document.html", page)


def address_in_document(clause: Clause, place: int) -> str:
    """Return the address of a clause on the page of its document on which it stands.

    `place` is the number of clauses before it there.
    """
    query = "" if place < CLAUSES_ON_A_PAGE else "?" + urlencode({"clause": clause.key})
    return f"{clause.version.get_absolute_url()}{query}#c-{clause.key}"


def _asked_page(request: HttpRequest, clauses: ClauseList, *, is_whole: bool) -> ListPage:
    """Return the page of a document's clauses that an address asks for."""
    if is_whole:
        return list_page(clauses.entries, max(1, len(clauses.entries)), None)
    asked, key = request.GET.get("page"), first(request.GET.getlist("clause"))
    if key and not asked:
        place = clauses.place(key)
        asked = key if place is None else str(place // CLAUSES_ON_A_PAGE + 1)
    return list_page(clauses.entries, CLAUSES_ON_A_PAGE, asked)
