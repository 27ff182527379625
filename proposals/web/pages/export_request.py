"""From a request to a bundle: the comparison page's own selection, always whole."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest
from django.utils.timezone import now

from proposals import comparisons
from proposals.comparisons.lookups import find_catalogue
from proposals.comparisons.query_string import Notice, notices_of_outlets, read_selection
from proposals.exports.bundle import ExportBundle


def site_root(request: HttpRequest) -> str:
    """Return scheme and host of the site, without a slash at the end."""
    return f"{request.scheme}://{request.get_host()}"


def bundle_for(
    request: HttpRequest,
    negotiation: str,
    further: tuple[str, ...] = (),
) -> tuple[ExportBundle, tuple[Notice, ...]]:
    """Return the comparison that an address asks for, and what of it could not be followed.

    `further` are parameters that are read elsewhere. Raises UnknownName for an unknown negotiation.
    13 queries with the record.
    """
    catalogue = find_catalogue(negotiation)
    query = read_selection(request.GET, catalogue, further)
    matrix = comparisons.compare(catalogue, replace(query.selection, part=1, whole=True))
    notices = (*query.notices, *notices_of_outlets(query.selection, matrix))
    return ExportBundle(matrix, site_root(request), now()), notices
