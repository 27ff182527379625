"""The first page: every negotiation with its answer first, and the newest changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from proposals import history
from proposals.comparisons import Catalogue, Document, Matrix, Outline, Selection, outline
from proposals.comparisons.catalogue import catalogues_of_documents
from proposals.comparisons.local_texts import local_texts
from proposals.comparisons.outline import MOST_LINES, MOST_WHOLE
from proposals.comparisons.stored_marks import columns_of_each
from proposals.comparisons.stored_rows import load_rows
from proposals.history import LatestChange
from proposals.models import Clause, Negotiation
from proposals.web.pages.link_previews import preview_of_home
from sources.list_pages import list_page
from sources.read_only import read_only

MOST_CHANGES = 6
"""Changes that a first page names; the feed of a negotiation has all of them."""
PER_PAGE = 12
"""Negotiations on one page."""
FEWEST_LINES = 2
"""The lines of each section of a card where many cards share a page; what is folded has none."""


@dataclass(frozen=True)
class NegotiationCard:
    """A negotiation on the first page: its default comparison, and that in lines."""

    matrix: Matrix
    outline: Outline


@read_only
def home(request: HttpRequest) -> HttpResponse:
    """Show negotiations, each with its conflicts first. 16 queries, however many there are.

    With several of them each is folded after its conflicts, so that the page stays short; a dozen
    stand on a page, those that began last first.
    """
    listed = list_page(_keys_of_negotiations(), PER_PAGE, request.GET.get("page"))
    cards = _cards(list(listed.object_list))
    matrices = [card.matrix for card in cards]
    page = {
        "listed": listed,
        "cards": cards,
        "link_preview": preview_of_home(request, matrices),
        "short": listed.paginator.count > 1,
        "changes": newest_changes(matrix.catalogue for matrix in matrices),
    }
    return render(request, "proposals/home.html", page)


def _keys_of_negotiations() -> list[str]:
    """Return the keys of all public negotiations, those that began last first; one query."""
    rows = sorted(Negotiation.objects.public().order_by().values_list("key", "begins"))
    by_day = sorted(rows, key=lambda row: row[1] or date.min, reverse=True)
    return [key for key, _begins in by_day]


def _cards(keys: Iterable[str]) -> list[NegotiationCard]:
    """Return the cards of negotiations; together they have about the lines of one long outline."""
    offered = {one.negotiation.key: one for one in catalogues_of_documents(keys)}
    catalogues = [offered[key] for key in keys if key in offered]
    columns = columns_of_each((one, one.chosen(Selection())) for one in catalogues)
    matrices = [one.matrix(Selection()) for one in columns]
    is_long = sum(matrix.row_count for matrix in matrices) > MOST_WHOLE
    most = max(FEWEST_LINES, MOST_LINES // len(matrices)) if is_long else 0
    cards = [
        NegotiationCard(matrix, outline(matrix, most, folded=most // 3)) for matrix in matrices
    ]
    load_rows((row for card in cards for row in card.outline.shown_rows), evidence=False)
    return cards


def newest_changes(catalogues: Iterable[Catalogue]) -> list[tuple[Document, LatestChange]]:
    """Return the newest changes of negotiations, each with its document; four queries at most."""
    documents = {one.version.pk: one for catalogue in catalogues for one in catalogue.documents}
    versions = [document.version for document in documents.values()]
    changes = history.latest_changes(versions, MOST_CHANGES)
    for change in changes:
        if isinstance(change.subject, Clause):
            local_texts([change.version.proposal.negotiation]).in_clause(change.subject)
    return [(documents[change.version.pk], change) for change in changes]
