"""The oEmbed provider (oembed.com): from the address of a page to the code that shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit
from xml.etree import ElementTree

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import Resolver404, ResolverMatch, get_script_prefix, resolve
from django.utils.translation import gettext, override

from proposals.comparisons import Catalogue, Selection, compare
from proposals.comparisons.lookups import UnknownName, find_catalogue, find_question, find_topic
from proposals.comparisons.query_string import read_selection, shortened
from proposals.language.addresses import code_of_path
from proposals.web.pages.embed_code import (
    WIDEST,
    WIDTH,
    EmbedFrame,
    frame_for,
    name_of,
    question_path,
    topic_path,
)
from proposals.web.pages.embed_colours import read_scheme
from proposals.web.pages.export_request import site_root
from proposals.web.pages.responses import first, without_control_characters
from sources.read_only import read_only

CACHE_SECONDS = 3600
"""Seconds for which a consumer may keep an answer."""
FORMATS = ("json", "xml")
FRAMED_PAGES = ("proposals:embed_question", "proposals:embed_topic")
"""Names of the addresses of frames: on others the colours are no part of the address."""
LONGEST = 2000
"""Characters of an address that is looked at."""

_NUMBER = re.compile(r"[1-9][0-9]{0,4}")
_PORTS = {"http": 80, "https": 443}


@dataclass
class OembedRefused(Exception):
    """A request that cannot be answered: a status, and why in words.

    The standard has 501 for another format. But the fault lies in the request, as in every other
    400, and of a 5xx the site's own watchers would take note.
    """

    status: int
    title: str
    detail: str


@read_only
def oembed(request: HttpRequest) -> HttpResponse:
    """Give the frame for an address of this site, as JSON or XML. 12 queries."""
    try:
        form = _format(request.GET)
        response = _response(form, _description(request, _frame(request)))
    except OembedRefused as refused:
        response = _refusal(refused)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _format(query: QueryDict) -> str:
    name = first(query.getlist("format")) or "json"
    if name not in FORMATS:
        text = gettext("There is no format “%(found)s”. Allowed: %(allowed)s.")
        words = {"found": shortened(name), "allowed": ", ".join(FORMATS)}
        raise OembedRefused(400, gettext("Bad request"), text % words)
    return name


def _frame(request: HttpRequest) -> EmbedFrame:
    """Return the frame that an address asks for, within the size that it allows."""
    widest = _limit(request.GET, "maxwidth") or WIDTH
    highest = _limit(request.GET, "maxheight")
    home = site_root(request)
    address = _address(request)
    # The frame speaks the language of the page that it stands for, not that of this answer.
    with override(_language_of(address)):
        try:
            frame = _frame_of(address, home, min(widest, WIDEST))
        except UnknownName as error:
            raise _not_found(str(error)) from None
    return replace(frame, height=highest) if highest and frame.height > highest else frame


def _limit(query: QueryDict, name: str) -> int:
    """Return a number of pixels; 0 if there is none."""
    value = first(query.getlist(name))
    if not value:
        return 0
    if not _NUMBER.fullmatch(value):
        text = gettext("%(name)s is “%(found)s”. Allowed: a whole number of pixels from 1.")
        words = {"name": name, "found": shortened(value)}
        raise OembedRefused(400, gettext("Bad request"), text % words)
    return int(value)


def _address(request: HttpRequest) -> SplitResult:
    """Return the address that is to be embedded. Raises OembedRefused unless it is of this site."""
    url = first(request.GET.getlist("url"))
    if not url:
        text = gettext("Say in “url” which page is to be embedded, for example: %(example)s")
        words = {"example": f"{site_root(request)}/…/topics/…/"}
        raise OembedRefused(400, gettext("Bad request"), text % words)
    try:
        address = urlsplit(url[:LONGEST])
        own = address.scheme in _PORTS and _host(address) == _host(urlsplit(site_root(request)))
    except ValueError:
        own = False
    if not own:
        raise _not_found(gettext("“%(url)s” is no page of this site.") % {"url": shortened(url)})
    return address


def _host(address: SplitResult) -> tuple[str, int | None]:
    """Return name and port; the usual ports of http and https count as the same."""
    port = address.port
    return (address.hostname or "", None if port in (None, _PORTS.get(address.scheme)) else port)


def _frame_of(address: SplitResult, home: str, width: int) -> EmbedFrame:
    """Return the frame for a page of this site. Raises UnknownName or OembedRefused."""
    match = _match(address)
    read = _READERS.get(match.view_name) if match else None
    if match is None or read is None:
        text = gettext("The page at “%(path)s” cannot be embedded. %(allowed)s")
        raise _not_found(text % {"path": shortened(unquote(address.path)), "allowed": _allowed()})
    catalogue = find_catalogue(match.kwargs["negotiation"])
    query = QueryDict(address.query)
    selection = read_selection(query, catalogue).selection
    page = read(catalogue, match.kwargs, selection)
    documents = selection.documents or catalogue.default_documents
    matrix = compare(catalogue, replace(page.selection, documents=documents))
    path = page.path(tuple(document.key for document in matrix.documents))
    frame = frame_for(matrix.rows, home + path, page.name, width)
    return frame.in_colours(read_scheme(query)[0]) if match.view_name in FRAMED_PAGES else frame


def _language_of(address: SplitResult) -> str:
    """Return the code of the language that an address below the root of the site is in."""
    return code_of_path(f"/{unquote(address.path).removeprefix(get_script_prefix())}")


def _match(address: SplitResult) -> ResolverMatch | None:
    """Return the view of a page; the language of the page has to be on."""
    try:
        return resolve(unquote(address.path))
    except (Resolver404, Http404):
        return None


@dataclass(frozen=True)
class _EmbeddedPage:
    """A page that can be embedded: its name, its rows, and its address for frames by documents."""

    name: str
    selection: Selection
    path: Callable[[tuple[str, ...]], str]


_Reader = Callable[[Catalogue, Mapping[str, Any], Selection], _EmbeddedPage]


def _of_topic(
    catalogue: Catalogue, parts: Mapping[str, Any], _selection: Selection
) -> _EmbeddedPage:
    topic = find_topic(catalogue, parts["topic"])
    return _EmbeddedPage(
        name_of(topic, catalogue.negotiation),
        Selection(topics=(topic.key,)),
        partial(topic_path, catalogue.negotiation, topic),
    )


def _of_question(
    catalogue: Catalogue, parts: Mapping[str, Any], _selection: Selection
) -> _EmbeddedPage:
    return _question_page(catalogue, parts["question"])


def _of_comparison(
    catalogue: Catalogue, _parts: Mapping[str, Any], selection: Selection
) -> _EmbeddedPage:
    if len(selection.questions) != 1:
        text = gettext("This comparison has several questions. %(allowed)s")
        raise _not_found(text % {"allowed": _allowed()})
    return _question_page(catalogue, selection.questions[0])


def _question_page(catalogue: Catalogue, key: str) -> _EmbeddedPage:
    question = find_question(catalogue, key)
    return _EmbeddedPage(
        name_of(question, catalogue.negotiation),
        Selection(questions=(question.key,)),
        partial(question_path, catalogue.negotiation, question),
    )


_READERS: Mapping[str, _Reader] = {
    "proposals:topic": _of_topic,
    "proposals:embed_topic": _of_topic,
    "proposals:compare": _of_comparison,
    "proposals:embed_question": _of_question,
}
"""What each page shows that can be embedded, by the name of its address."""


def _allowed() -> str:
    return gettext("Pages that can be embedded: a topic, and a comparison of one question.")


def _not_found(detail: str) -> OembedRefused:
    return OembedRefused(404, gettext("Not found"), detail)


def _description(request: HttpRequest, frame: EmbedFrame) -> dict[str, str | int]:
    """Return the members of an oEmbed response."""
    return {
        "version": "1.0",
        "type": "rich",
        "title": frame.title,
        "provider_name": "Parley",
        "provider_url": site_root(request) + "/",
        "cache_age": CACHE_SECONDS,
        "width": frame.width,
        "height": frame.height,
        "html": str(frame.code),
    }


def _response(form: str, members: Mapping[str, str | int]) -> HttpResponse:
    """Return the members as JSON or XML."""
    if form == "json":
        return JsonResponse(dict(members))
    root = ElementTree.Element("oembed")
    for name, value in members.items():
        ElementTree.SubElement(root, name).text = without_control_characters(str(value))
    content = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(content, content_type="text/xml; charset=utf-8")


def _refusal(refused: OembedRefused) -> HttpResponse:
    """Return a problem document, whatever format was asked for: clients go by the status."""
    problem = {"title": refused.title, "status": refused.status, "detail": refused.detail}
    return JsonResponse(problem, status=refused.status, content_type="application/problem+json")
