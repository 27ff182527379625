"""From a request to a handout: the comparison page's own selection, always whole."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, QueryDict
from django.utils.timezone import now

from proposals import comparisons
from proposals.comparisons.query_string import Notice, notices_of_outlets, read_selection
from proposals.exports.bundle import Handout
from proposals.web.pages.responses import found_catalogue


def home_of(request: HttpRequest) -> str:
    """Scheme and host of the site, without a slash at the end."""
    return f"{request.scheme}://{request.get_host()}"


def handed(
    request: HttpRequest,
    negotiation: str,
    query: QueryDict | None = None,
    further: tuple[str, ...] = (),
) -> tuple[Handout, tuple[Notice, ...]]:
    """The comparison that an address asks for, and what of it could not be followed.

    `query` is the request's own unless given; `further` are parameters of it that are read
    elsewhere. Raises Missing for an unknown negotiation.
    13 queries with the record.
    """
    found = found_catalogue(negotiation)
    asked = read_selection(request.GET if query is None else query, found, further)
    matrix = comparisons.compare(found, replace(asked.selection, part=1, whole=True))
    notices = (*asked.notices, *notices_of_outlets(asked.selection, matrix))
    return Handout(matrix, home_of(request), now()), notices
