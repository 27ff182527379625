"""One document in its own order."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from proposals.comparisons import Catalogue, Document, document_view
from proposals.comparisons.query_string import shortened
from proposals.web.pages.responses import Missing, found_catalogue, helpful
from proposals.web.pages.sections import sections


@require_safe
@helpful
def document(request: HttpRequest, negotiation: str, proposal: str, version: str) -> HttpResponse:
    """Clauses with answers and evidence, and what the document leaves open. 12 queries."""
    found = found_catalogue(negotiation)
    chosen = _document(found, proposal, version)
    view = document_view(found, chosen)
    page = {"negotiation": found.negotiation, "view": view, "sections": sections(view)}
    return render(request, "proposals/document.html", page)


def _document(found: Catalogue, proposal: str, version: str) -> Document:
    document = found.by_key.get(f"{proposal}@{version}")
    if document is not None:
        return document
    name = shortened(f"{proposal}/{version}")
    raise Missing(
        gettext("There is no document “%(key)s” in this negotiation.") % {"key": name},
        tuple((one.version.get_absolute_url(), capfirst(one.name)) for one in found.documents),
        gettext("Documents"),
    )
