"""Pages that hold a whole selection: for a long one, the smaller ones in it, before all of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from proposals.comparisons import Selection
from proposals.comparisons.query_string import PARAMETERS
from proposals.web.pages.all_rows import smaller_selections
from proposals.web.pages.export_request import LongSelection

_UNCOUNTED = ("marks", "traits", "outlets", "words")
"""Filters that only a comparison can follow."""

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def with_smaller_selections(view: View[P]) -> View[P]:
    """Answer `LongSelection` with a page that says how long it is, and leads to parts and whole."""

    @wraps(view)
    def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except LongSelection as error:
            return _offer(request, error)

    return inner


def _offer(request: HttpRequest, error: LongSelection) -> HttpResponse:
    documents = tuple(document.key for document in error.extent.documents)
    selection = replace(error.selection.with_documents(documents), whole=False)
    home = error.negotiation
    page = {
        "negotiation": home,
        "extent": error.extent,
        "may_be_less": any(getattr(selection, name) for name in _UNCOUNTED),
        "smaller": smaller_selections(
            error.extent,
            selection,
            lambda part, is_long: _address(request, replace(part, whole=is_long)),
        ),
        "whole": _address(request, replace(selection, whole=True)),
        "comparison": f"{home.get_compare_url()}?{urlencode(selection.parameters())}",
    }
    return render(request, "proposals/long_selection.html", page)


def _address(request: HttpRequest, selection: Selection) -> str:
    """Return the address of the same page with another selection; how it is shown stays."""
    options = [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if name not in PARAMETERS
    ]
    return f"{request.path}?{urlencode([*selection.parameters(), *options])}"
