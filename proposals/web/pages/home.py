"""The first page: every negotiation with its answer first, and the newest changes."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from proposals import history
from proposals.comparisons import Catalogue, Document, catalogues, compare_each
from proposals.history import LatestChange
from proposals.web.pages.link_previews import preview_of_home
from sources.read_only import read_only

MOST_CHANGES = 6
"""Changes that a first page names; the feed of a negotiation has all of them."""


@read_only
def home(request: HttpRequest) -> HttpResponse:
    """Show all negotiations, each with its conflicts first. 16 queries, however many there are.

    With several of them each is folded after its conflicts, so that the page stays short.
    """
    matrices = compare_each(catalogues())
    page = {
        "matrices": matrices,
        "link_preview": preview_of_home(request, matrices),
        "short": len(matrices) > 1,
        "changes": newest_changes(matrix.catalogue for matrix in matrices),
    }
    return render(request, "proposals/home.html", page)


def newest_changes(catalogues: Iterable[Catalogue]) -> list[tuple[Document, LatestChange]]:
    """Return the newest changes of negotiations, each with its document; four queries at most."""
    documents = {one.version.pk: one for catalogue in catalogues for one in catalogue.documents}
    versions = [document.version for document in documents.values()]
    changes = history.latest_changes(versions, MOST_CHANGES)
    return [(documents[change.version.pk], change) for change in changes]
