"""What every page needs: whole page or fragment, the address to keep, and helpful refusals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext

from proposals.comparisons import Catalogue, NoSuchNegotiation, Selection, catalogue
from proposals.comparisons.query_string import shortened
from proposals.models import Negotiation

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

P = ParamSpec("P")
Answer = TypeVar("Answer", bound=HttpResponseBase)
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page; a lost page of its history is asked for whole."""
    htmx = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not htmx.history_restore_request


def fragmented(view: View[P]) -> View[P]:
    """For views with two answers to one address: caches must keep them apart."""

    @wraps(view)
    def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ["HX-Request"])
        return response

    return inner


def address(request: HttpRequest) -> str:
    """The address that was asked for, without the empty fields that a form sends along."""
    kept = request.GET.copy()
    for name, values in request.GET.lists():
        kept.setlist(name, [value for value in values if value.strip()])
    query = kept.urlencode()
    return f"{request.path}?{query}" if query else request.path


class Missing(Exception):
    """Something that was asked for does not exist; says so, with links to what does.

    `choices` are addresses with their names, below `heading`.
    """

    def __init__(
        self, message: str, choices: tuple[tuple[str, str], ...] = (), heading: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.choices = choices
        self.heading = heading


def helpful(
    view: Callable[Concatenate[HttpRequest, P], Answer],
) -> Callable[Concatenate[HttpRequest, P], Answer | HttpResponse]:
    """Answer `Missing` with a page that leads on, and the status 404."""

    @wraps(view)
    def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> Answer | HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Missing as missing:
            return render(request, "proposals/missing.html", {"missing": missing}, status=404)

    return inner


def found_catalogue(key: str) -> Catalogue:
    """The catalogue of a negotiation; raises Missing with the negotiations that there are."""
    try:
        return catalogue(key)
    except NoSuchNegotiation:
        raise _no_negotiation(key) from None


def found_negotiation(key: str) -> Negotiation:
    """A negotiation that readers see; raises Missing with the negotiations that there are."""
    found: Negotiation | None = Negotiation.objects.public().filter(key=key).first()
    if found is None:
        raise _no_negotiation(key)
    return found


def _no_negotiation(key: str) -> Missing:
    known = Negotiation.objects.public().order_by("name", "key")
    return Missing(
        gettext("There is no negotiation “%(key)s” here.") % {"key": shortened(key)},
        tuple((one.get_absolute_url(), one.name) for one in known),
        gettext("Negotiations"),
    )


def select_all(found: Catalogue) -> Selection:
    """The default documents by name, with every row."""
    return Selection(found.default_documents)


def first(items: Iterable[str]) -> str:
    """The first of some texts; empty without any."""
    return next(iter(items), "")


def without_control_characters(text: str) -> str:
    """A text with a space for each character that no XML may hold."""
    return _NO_XML.sub(" ", text)
