"""What every page needs: whole page or fragment, the address to keep, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext

from proposals.comparisons import Catalogue, Document, Selection
from proposals.comparisons.lookups import NamedKind, UnknownName
from proposals.language.active import active_language
from proposals.models import Negotiation, Question, Topic
from sources.capitals import capfirst

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

P = ParamSpec("P")
Answer = TypeVar("Answer", bound=HttpResponseBase)
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def is_fragment(request: HttpRequest) -> bool:
    """Tell whether htmx asks for a part of the page; lost pages of its history are asked whole."""
    htmx = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not htmx.history_restore_request


def vary_on_htmx(view: View[P]) -> View[P]:
    """Keep the two answers of a view to one address apart in caches."""

    @wraps(view)
    def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
        return response

    return inner


def address(request: HttpRequest) -> str:
    """Return the address that was asked for, without the empty fields that a form sends along."""
    parameters = request.GET.copy()
    for name, values in request.GET.lists():
        parameters.setlist(name, [value for value in values if value.strip()])
    query = parameters.urlencode()
    return f"{request.path}?{query}" if query else request.path


class PageNotFound(Exception):
    """Something that was asked for does not exist; says so, with links to what does.

    `choices` are addresses with their names, below `heading`; `status` is 410 for what existed.
    """

    def __init__(
        self,
        message: str,
        choices: tuple[tuple[str, str], ...] = (),
        heading: str = "",
        *,
        status: int = 404,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.choices = choices
        self.heading = heading
        self.status = status


def as_missing(error: UnknownName) -> PageNotFound:
    """Return an unknown name as a page tells it: with links to everything that there is."""
    choices = tuple((_page_of(row, error.negotiation), _title(row)) for row in error.known)
    headings = {
        NamedKind.NEGOTIATION: gettext("Negotiations"),
        NamedKind.DOCUMENT: gettext("Documents"),
        NamedKind.TOPIC: gettext("Topics"),
        NamedKind.QUESTION: gettext("Questions"),
        NamedKind.MAP: gettext("Questions"),
    }
    if error.kind is NamedKind.NEGOTIATION:
        place = active_language().sort_key
        choices = tuple(sorted(choices, key=lambda choice: (place(choice[1]), choice[0])))
    if error.kind is NamedKind.MAP and error.negotiation:
        choices = ((error.negotiation.get_compare_url(), gettext("Comparison")),)
    return PageNotFound(str(error), choices, headings.get(error.kind, ""))


def _page_of(row: Any, negotiation: Negotiation | None) -> str:
    """Return the address of a row that would do; topics and questions have one in a negotiation."""
    if isinstance(row, Topic) and negotiation:
        return row.get_url_in(negotiation)
    if isinstance(row, Question) and negotiation:
        return f"{negotiation.get_compare_url()}#q-{row.key}"
    return str((row.version if isinstance(row, Document) else row).get_absolute_url())


def _title(row: Any) -> str:
    if isinstance(row, Document):
        return capfirst(row.name)
    return str(row.text if isinstance(row, Question) else row.name)


def with_missing_page(
    view: Callable[Concatenate[HttpRequest, P], Answer],
) -> Callable[Concatenate[HttpRequest, P], Answer | HttpResponse]:
    """Answer `PageNotFound` and unknown names with a page that leads on, and the status 404."""

    @wraps(view)
    def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> Answer | HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except UnknownName as error:
            page = as_missing(error)
        except PageNotFound as error:
            page = error
        return render(request, "proposals/missing.html", {"missing": page}, status=page.status)

    return inner


def select_all(catalogue: Catalogue) -> Selection:
    """Return the selection of the default documents by name, with every row."""
    return Selection(catalogue.default_documents)


def first(items: Iterable[str]) -> str:
    """Return the first of some texts; empty without any."""
    return next(iter(items), "")


def without_control_characters(text: str) -> str:
    """Return a text with a space for each character that no XML may hold."""
    return _NO_XML.sub(" ", text)
