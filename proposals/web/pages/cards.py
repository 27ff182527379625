"""The pictures of pages for sharing: PNG files, named by their content."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext

from proposals import comparisons
from proposals.comparisons.lookups import find_catalogue
from proposals.comparisons.query_string import notices_of_outlets, read_selection
from proposals.exports.cards.card import Card
from proposals.exports.cards.content import comparison_card, site_card
from proposals.exports.cards.png_file import card_png, card_tag
from proposals.web.pages.link_previews import VERSION, printed_host
from proposals.web.pages.responses import PageNotFound, with_missing_page
from sources.read_only import PUBLIC, read_only

NAMED_CARD = "public, max-age=3600"
"""How a card may be kept whose address names its content: another content has another address."""


@read_only
@with_missing_page
def card(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Draw the comparison that an address selects: one row, one topic, or several. 12 queries.

    A picture cannot ask back: what is not understood has none, and neither has a search, for its
    words are the visitor's.
    """
    catalogue = find_catalogue(negotiation)
    query = read_selection(request.GET, catalogue, further=(VERSION,))
    if query.misunderstood or query.selection.words:
        raise PageNotFound(gettext("There is no picture of this selection."))
    matrix = comparisons.compare(catalogue, query.selection)
    if notices_of_outlets(query.selection, matrix):
        raise PageNotFound(gettext("There is no picture of this selection."))
    return _answer(request, comparison_card(matrix, printed_host(request)))


@read_only
def site_picture(request: HttpRequest) -> HttpResponse:
    """Draw the card of pages that no comparison stands on. No query."""
    return _answer(request, site_card(printed_host(request)))


def _answer(request: HttpRequest, content: Card) -> HttpResponse:
    """Return a card as a file; nothing is drawn for whoever has it already."""
    name = card_tag(content)
    tag = f'"{name}"'
    given = request.GET.get(VERSION, "")
    is_named = bool(given) and name.startswith(given)
    response = get_conditional_response(request, etag=tag)
    if response is None:
        response = HttpResponse(card_png(content), content_type="image/png")
    response["ETag"] = tag
    response["Cache-Control"] = NAMED_CARD if is_named else PUBLIC
    return response
