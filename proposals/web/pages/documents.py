"""One document in its own order, a long one page by page."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from proposals.comparisons import (
    Catalogue,
    ClauseList,
    Document,
    document_view,
    read_clause_list,
    read_edit,
    read_points_of_copies,
    versions_of,
)
from proposals.comparisons.lookups import find_catalogue, find_document
from proposals.models import Clause
from proposals.web.pages.link_previews import preview_of_document
from proposals.web.pages.responses import first, with_missing_page
from proposals.web.pages.sections import sections
from sources.list_pages import ListPage, list_page
from sources.read_only import read_only

CLAUSES_ON_A_PAGE = 40
CHANGES = "changes=1&"
"""What keeps an address within what a text changes in the one that it edits."""
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
    questions whole. What speaks of all of it stands on the first page. With `changes` a text that
    edits another is shown without the points that it leaves alone or as they were. An edit takes
    five queries more, other copies of the text four, the evidence on absences one.
    """
    catalogue = find_catalogue(negotiation, with_questions=False)
    chosen = find_document(catalogue, f"{proposal}.{version}")
    own = read_clause_list(chosen.version)
    edit = read_edit(catalogue, chosen, own)
    whole = edit.clauses if edit else own
    only_changes = edit is not None and request.GET.get("changes") == "1"
    clauses = edit.changed if edit is not None and only_changes else whole
    is_asked_whole = request.GET.get("all") == "1"
    may_be_whole = len(clauses.entries) <= MOST_CLAUSES_AT_ONCE
    is_whole = is_asked_whole and may_be_whole
    rows = _asked_page(request, clauses, is_whole=is_whole)
    view = document_view(
        catalogue,
        chosen,
        clauses=clauses,
        places=slice(rows.start_index() - 1 if clauses.entries else 0, rows.end_index()),
        edit=edit,
        most_questions=None if is_asked_whole else QUESTIONS_ON_A_PAGE,
    )
    kept = CHANGES if only_changes else ""
    page = {
        "negotiation": catalogue.negotiation,
        "view": view,
        "edit": edit,
        "latest_asked": request.GET.get("latest") == "1",
        "only_changes": only_changes,
        "kept": kept,
        "rows": rows,
        "first_page": f"?{kept}page=1" if rows.has_previous() else "",
        "is_long": len(whole.entries) > CLAUSES_ON_A_PAGE,
        "is_whole": is_whole,
        "may_be_whole": may_be_whole,
        "refused": len(clauses.entries) if is_asked_whole and not may_be_whole else 0,
        "sections": sections(view, rows, kept),
        "link_preview": preview_of_document(request, catalogue.negotiation, view),
    }
    related = _related_texts(catalogue, chosen, whole)
    return render(request, "proposals/document.html", page | related)


def _related_texts(catalogue: Catalogue, chosen: Document, whole: ClauseList) -> dict[str, object]:
    """Return what the page of a document tells of its versions, and of points of its copies."""
    versions = versions_of(catalogue, chosen)
    copies = () if chosen.version.copy_of_id else versions.copies
    keys = {entry.key for entry in whole.entries}
    return {"versions": versions, "in_copies": read_points_of_copies(copies, keys)}


@read_only
@with_missing_page
def latest_version(request: HttpRequest, negotiation: str, proposal: str) -> HttpResponse:
    """Lead to the newest version of a proposal that is known in full, else to the newest.

    Its page says which version that is.
    """
    catalogue = find_catalogue(negotiation, with_questions=False)
    chosen = find_document(catalogue, proposal)
    query = request.GET.copy()
    if proposal == chosen.proposal.key:
        query["latest"] = "1"
    asked = f"?{query.urlencode()}" if query else ""
    return HttpResponseRedirect(chosen.version.get_absolute_url() + asked)


def address_in_document(clause: Clause, place: int) -> str:
    """Return the address of a clause on the page of its document on which it stands.

    `place` is the number of clauses before it there; in a text that edits another, points that it
    leaves alone may stand before it, too.
    """
    is_on_first = place < CLAUSES_ON_A_PAGE and clause.version.edits_id is None
    query = "" if is_on_first else "?" + urlencode({"clause": clause.key})
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
