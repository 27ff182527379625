"""From a request to a bundle: the comparison page's own selection, always whole."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest
from django.utils.timezone import now

from proposals import comparisons
from proposals.comparisons import Catalogue, Selection, SelectionExtent
from proposals.comparisons.lookups import find_catalogue
from proposals.comparisons.query_string import Notice, notices_of_outlets, read_selection
from proposals.exports.bundle import ExportBundle
from proposals.exports.record.comparison import selection_pairs
from proposals.models import Negotiation


def site_root(request: HttpRequest) -> str:
    """Return scheme and host of every whole address that is handed out, without a slash at the end.

    The setting SITE_URL, if there is one. Else what was asked for, without a port at which this
    site is not served: anybody can write one into a request, and others would cite it.
    """
    return str(settings.SITE_URL) or f"{request.scheme}://{_served_host(request)}"


def _served_host(request: HttpRequest) -> str:
    host = request.get_host()
    name, colon, port = host.rpartition(":")
    if not colon or not port.isdecimal():  # an IPv6 address ends in a bracket
        return host
    # A socket has no port, so that the server repeats what the request says.
    is_served = bool(request.META.get("REMOTE_ADDR")) and port == request.META.get("SERVER_PORT")
    return host if is_served else name


MOST_CELLS = 600
"""The most rows times documents that a page holds at once unless it is asked for all of them."""


class LongSelection(Exception):
    """A selection that is too long to be put on one page at once."""

    def __init__(
        self, negotiation: Negotiation, selection: Selection, extent: SelectionExtent
    ) -> None:
        super().__init__(negotiation.key)
        self.negotiation = negotiation
        self.selection = selection
        self.extent = extent


def bundle_for(
    request: HttpRequest,
    negotiation: str,
    further: tuple[str, ...] = (),
    *,
    bounded: bool = False,
) -> tuple[ExportBundle, tuple[Notice, ...]]:
    """Return the comparison that an address asks for, and what of it could not be followed.

    `further` are parameters that are read elsewhere. Raises UnknownName for an unknown negotiation,
    and, if `bounded`, LongSelection for more than MOST_CELLS, unless the address asks for all of
    them. 14 queries with the record.
    """
    catalogue = find_catalogue(negotiation)
    query = read_selection(request.GET, catalogue, further)
    if bounded and not query.selection.whole:
        _refuse_long(catalogue, query.selection)
    matrix = comparisons.compare(catalogue, replace(query.selection, part=1, whole=True))
    notices = (*query.notices, *notices_of_outlets(query.selection, matrix))
    return ExportBundle(matrix, site_root(request), now()), notices


def shown_pairs(request: HttpRequest, bundle: ExportBundle) -> list[tuple[str, str]]:
    """Return the selection as pairs of an address that shows all of it again, however long."""
    pairs = selection_pairs(bundle.matrix)
    return [*pairs, ("all", "1")] if request.GET.get("all") == "1" else pairs


def _refuse_long(catalogue: Catalogue, selection: Selection) -> None:
    """Raise LongSelection for a selection with too many cells; one query at most."""
    extent = comparisons.long_extent(catalogue, selection, MOST_CELLS)
    if extent is not None:
        raise LongSelection(catalogue.negotiation, selection, extent)
