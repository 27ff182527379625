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
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from proposals.comparisons import Catalogue, Selection, compare
from proposals.comparisons.query_string import read_selection, shortened
from proposals.web.pages.embed import question_in, topic_in
from proposals.web.pages.embed_code import (
    WIDEST,
    WIDTH,
    EmbedFrame,
    frame_for,
    name_of,
    question_path,
    topic_path,
)
from proposals.web.pages.export_request import site_root
from proposals.web.pages.responses import (
    Missing,
    first,
    found_catalogue,
    without_control_characters,
)

KEPT_FOR = 3600
"""Seconds for which a consumer may keep an answer."""
FORMATS = ("json", "xml")
LONGEST = 2000
"""Characters of an address that is looked at."""

_NUMBER = re.compile(r"[1-9][0-9]{0,4}")
_PORTS = {"http": 80, "https": 443}


@dataclass
class OembedRefused(Exception):
    """A question that cannot be answered: the status that the standard names, and why in words."""

    status: int
    title: str
    detail: str


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """The frame for an address of this site, as JSON or XML. 12 queries."""
    try:
        form = _form(request.GET)
        answer = _spelled(form, _described(request, _frame(request)))
    except OembedRefused as refused:
        answer = _refusal(refused)
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _form(query: QueryDict) -> str:
    found = first(query.getlist("format")) or "json"
    if found not in FORMATS:
        text = gettext("There is no format “%(found)s”. Allowed: %(allowed)s.")
        words = {"found": shortened(found), "allowed": ", ".join(FORMATS)}
        raise OembedRefused(501, gettext("Not implemented"), text % words)
    return found


def _frame(request: HttpRequest) -> EmbedFrame:
    """The frame that an address asks for, within the size that it allows."""
    widest = _limit(request.GET, "maxwidth") or WIDTH
    highest = _limit(request.GET, "maxheight")
    home = site_root(request)
    asked = _address(request)
    try:
        found = _found(asked, home, min(widest, WIDEST))
    except Missing as missing:
        raise _nothing(missing.message) from None
    if highest and found.height > highest:
        return EmbedFrame(found.address, found.title, found.width, highest)
    return found


def _limit(query: QueryDict, name: str) -> int:
    """A number of pixels; 0 if none is given."""
    given = first(query.getlist(name))
    if not given:
        return 0
    if not _NUMBER.fullmatch(given):
        text = gettext("%(name)s is “%(found)s”. Allowed: a whole number of pixels from 1.")
        words = {"name": name, "found": shortened(given)}
        raise OembedRefused(400, gettext("Bad request"), text % words)
    return int(given)


def _address(request: HttpRequest) -> SplitResult:
    """The address that is asked for; raises Refused unless it is one of this site."""
    given = first(request.GET.getlist("url"))
    if not given:
        text = gettext("Say in “url” which page is to be embedded, for example: %(example)s")
        words = {"example": f"{site_root(request)}/…/topics/…/"}
        raise OembedRefused(400, gettext("Bad request"), text % words)
    try:
        asked = urlsplit(given[:LONGEST])
        own = (asked.scheme in _PORTS, _host(asked)) == (True, _host(urlsplit(site_root(request))))
    except ValueError:
        own = False
    if not own:
        raise _nothing(gettext("“%(url)s” is no page of this site.") % {"url": shortened(given)})
    return asked


def _host(address: SplitResult) -> tuple[str, int | None]:
    """Name and port; the usual ports of http and https count as the same."""
    port = address.port
    return (address.hostname or "", None if port in (None, _PORTS.get(address.scheme)) else port)


def _found(asked: SplitResult, home: str, width: int) -> EmbedFrame:
    """The frame for a page of this site; raises Missing or Refused."""
    match = _match(asked)
    maker = _MAKERS.get(match.view_name) if match else None
    if match is None or maker is None:
        text = gettext("The page at “%(path)s” cannot be embedded. %(allowed)s")
        raise _nothing(text % {"path": shortened(unquote(asked.path)), "allowed": _allowed()})
    found = found_catalogue(match.kwargs["negotiation"])
    read = read_selection(QueryDict(asked.query), found).selection
    shown = maker(found, match.kwargs, read)
    matrix = compare(found, replace(shown.selection, documents=_documents(found, read)))
    documents = tuple(document.key for document in matrix.documents)
    return frame_for(matrix.rows, home + shown.path(documents), shown.name, width)


def _match(asked: SplitResult) -> ResolverMatch | None:
    try:
        return resolve(unquote(asked.path))
    except (Resolver404, Http404):
        return None


def _documents(found: Catalogue, read: Selection) -> tuple[str, ...]:
    return read.documents or found.default_documents


@dataclass(frozen=True)
class _Shown:
    """What a page shows: its name, its rows, and its address for frames by its documents."""

    name: str
    selection: Selection
    path: Callable[[tuple[str, ...]], str]


_Maker = Callable[[Catalogue, Mapping[str, Any], Selection], _Shown]


def _of_topic(found: Catalogue, kwargs: Mapping[str, Any], _read: Selection) -> _Shown:
    topic = topic_in(found, kwargs["topic"])
    chosen = Selection(topics=(topic.key,))
    name = name_of(topic, found.negotiation)
    return _Shown(name, chosen, partial(topic_path, found.negotiation, topic))


def _of_question(found: Catalogue, kwargs: Mapping[str, Any], _read: Selection) -> _Shown:
    return _shown_question(found, kwargs["question"])


def _of_comparison(found: Catalogue, _kwargs: Mapping[str, Any], read: Selection) -> _Shown:
    if len(read.questions) != 1:
        text = gettext("This comparison has several questions. %(allowed)s")
        raise _nothing(text % {"allowed": _allowed()})
    return _shown_question(found, read.questions[0])


def _shown_question(found: Catalogue, key: str) -> _Shown:
    question = question_in(found, key)
    chosen = Selection(questions=(question.key,))
    name = name_of(question, found.negotiation)
    return _Shown(name, chosen, partial(question_path, found.negotiation, question))


_MAKERS: Mapping[str, _Maker] = {
    "proposals:topic": _of_topic,
    "proposals:embed_topic": _of_topic,
    "proposals:compare": _of_comparison,
    "proposals:embed_question": _of_question,
}


def _allowed() -> str:
    return gettext("Pages that can be embedded: a topic, and a comparison of one question.")


def _nothing(detail: str) -> OembedRefused:
    return OembedRefused(404, gettext("Not found"), detail)


def _described(request: HttpRequest, frame: EmbedFrame) -> dict[str, str | int]:
    return {
        "version": "1.0",
        "type": "rich",
        "title": frame.title,
        "provider_name": "Parley",
        "provider_url": site_root(request) + "/",
        "cache_age": KEPT_FOR,
        "width": frame.width,
        "height": frame.height,
        "html": str(frame.code),
    }


def _spelled(form: str, answer: Mapping[str, str | int]) -> HttpResponse:
    if form == "json":
        return JsonResponse(dict(answer))
    root = ElementTree.Element("oembed")
    for name, value in answer.items():
        ElementTree.SubElement(root, name).text = without_control_characters(str(value))
    written = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(written, content_type="text/xml; charset=utf-8")


def _refusal(refused: OembedRefused) -> HttpResponse:
    """A problem document, whatever format was asked for: clients go by the status."""
    told = {"title": refused.title, "status": refused.status, "detail": refused.detail}
    return JsonResponse(told, status=refused.status, content_type="application/problem+json")
