"""From a request to a bundle: the comparison page's own selection, always whole."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, QueryDict
from django.utils.timezone import now

from proposals import comparisons
from proposals.comparisons.query_string import Notice, notices_of_outlets, read_selection
from proposals.exports.bundle import ExportBundle
from proposals.web.pages.responses import found_catalogue


def site_root(request: HttpRequest) -> str:
    """Scheme and host of the site, without a slash at the end."""
    return f"{request.scheme}://{request.get_host()}"


def bundle_for(
    request: HttpRequest,
    negotiation: str,
    query: QueryDict | None = None,
    further: tuple[str, ...] = (),
) -> tuple[ExportBundle, tuple[Notice, ...]]:
    """The comparison that an address asks for, and what of it could not be followed.

    `query` is the request's own unless given; `further` are parameters of it that are read
    elsewhere. Raises Missing for an unknown negotiation.
    13 queries with the record.
    """
    found = found_catalogue(negotiation)
    asked = read_selection(request.GET if query is None else query, found, further)
    matrix = comparisons.compare(found, replace(asked.selection, part=1, whole=True))
    notices = (*asked.notices, *notices_of_outlets(asked.selection, matrix))
    return ExportBundle(matrix, site_root(request), now()), notices
