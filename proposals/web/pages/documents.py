"""One document in its own order."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from proposals.comparisons import document_view
from proposals.comparisons.lookups import find_catalogue, find_document
from proposals.web.pages.link_previews import preview_of_document
from proposals.web.pages.responses import with_missing_page
from proposals.web.pages.sections import sections
from sources.read_only import read_only


@read_only
@with_missing_page
def document(request: HttpRequest, negotiation: str, proposal: str, version: str) -> HttpResponse:
    """Show clauses with answers and evidence, and what the document leaves open. 12 queries."""
    catalogue = find_catalogue(negotiation)
    view = document_view(catalogue, find_document(catalogue, f"{proposal}@{version}"))
    page = {
        "negotiation": catalogue.negotiation,
        "view": view,
        "sections": sections(view),
        "link_preview": preview_of_document(request, catalogue.negotiation, view),
    }
    return render(request, "proposals/document.html", page)
