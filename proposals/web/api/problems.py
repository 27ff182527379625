"""The answers to a program when something is wrong: problem documents, as RFC 9457 has them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import Enum
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proposals.comparisons.lookups import NamedKind, UnknownName
from proposals.web.api.answer_language import language_pairs
from proposals.web.pages.export_request import site_root

CONTENT_TYPE = "application/problem+json"
RETRY_SECONDS = 30
"""Seconds after which a database that cannot be used may well be asked again."""
MOST_NAMED = 100
"""Values that a problem lists as allowed; `see` leads to all of them."""

_LISTS = {
    NamedKind.NEGOTIATION: "negotiations",
    NamedKind.DOCUMENT: "documents",
    NamedKind.TOPIC: "topics",
    NamedKind.QUESTION: "questions",
    NamedKind.ARTICLE: "articles",
    NamedKind.OUTLET: "outlets",
}
"""The lists of this interface that have all names of a kind."""


class ProblemType(Enum):
    """What can be wrong: the last part of the type, the status, and what it means."""

    NOT_FOUND = ("not-found", 404, _("Nothing published has this name."))
    BAD_PARAMETER = ("bad-parameter", 400, _("A parameter of the address cannot be followed."))
    BAD_REQUEST = ("bad-request", 400, _("The request cannot be read."))
    WRONG_METHOD = ("wrong-method", 405, _("This interface can only be read."))
    UNEXPECTED = ("unexpected", 500, _("Something went wrong here; it has been written down."))
    UNAVAILABLE = ("unavailable", 503, _("The database cannot be used just now"))

    def __init__(self, key: str, status: int, title: str | Promise) -> None:
        self.key = key
        self.status = status
        self.title = title

    def address(self, request: HttpRequest) -> str:
        """Return the address that names it; there it is explained."""
        return f"{site_root(request)}{reverse('api:problems')}#{self.key}"


@dataclass(frozen=True)
class ParameterFault:
    """One thing that is wrong: in which parameter, what it is, and what would do instead."""

    parameter: str
    detail: str
    allowed: tuple[str, ...] = ()


@dataclass(eq=False)
class ApiProblem(Exception):
    """Ends a request with a problem document.

    `detail` says what was found and what would be right, `allowed` lists what would do, `faults`
    are all the parameters at fault, and `see` is the address where what would do is listed.
    """

    type: ProblemType
    detail: str
    allowed: Iterable[str] = field(default=(), kw_only=True)
    faults: tuple[ParameterFault, ...] = field(default=(), kw_only=True)
    see: str = field(default="", kw_only=True)
    headers: dict[str, str] = field(default_factory=dict, kw_only=True)

    def response(self, request: HttpRequest) -> HttpResponse:
        """Return the document as a response, which no cache may keep."""
        content = json.dumps(self._body(request), ensure_ascii=False).encode()
        response = HttpResponse(content, content_type=CONTENT_TYPE, status=self.type.status)
        response["Cache-Control"] = "no-store"
        for name, value in self.headers.items():
            response[name] = value
        return response

    def _body(self, request: HttpRequest) -> dict[str, Any]:
        body = {
            "type": self.type.address(request),
            "title": str(self.type.title),
            "status": self.type.status,
            "detail": self.detail,
            "allowed": list(self.allowed)[:MOST_NAMED],
            "errors": [_without_empty(asdict(fault)) for fault in self.faults],
            "see": f"{site_root(request)}{_with_language(self.see)}" if self.see else "",
        }
        return _without_empty(body)


def database_away() -> ApiProblem:
    """Return the problem of a database that is full, locked, being restarted or gone."""
    detail = gettext("Nothing is wrong with the request. Please send it again soon.")
    headers = {"Retry-After": str(RETRY_SECONDS)}
    return ApiProblem(ProblemType.UNAVAILABLE, detail, headers=headers)


def unknown_name(error: UnknownName) -> ApiProblem:
    """Return the problem of a part of an address that nothing published is called by."""
    allowed = parameter_fault(error).allowed
    return ApiProblem(ProblemType.NOT_FOUND, str(error), allowed=allowed, see=_list_of(error))


def parameter_fault(error: UnknownName) -> ParameterFault:
    """Return the fault of a parameter that names nothing published."""
    keys = error.known_keys
    if error.kind is NamedKind.NEGOTIATION:
        keys = tuple(sorted(keys)[:MOST_NAMED])
    return ParameterFault(error.kind, str(error), keys)


def unknown_parameters(faults: Iterable[ParameterFault]) -> ApiProblem:
    """Return the problem of parameters that name nothing published: all of them at once."""
    return _of_parameters(ProblemType.NOT_FOUND, tuple(faults))


def bad_parameters(faults: Iterable[ParameterFault]) -> ApiProblem:
    """Return the problem of all that is wrong with the parameters of one address."""
    return _of_parameters(ProblemType.BAD_PARAMETER, tuple(faults))


def _of_parameters(type: ProblemType, faults: tuple[ParameterFault, ...]) -> ApiProblem:  # noqa: A002
    detail = " ".join(fault.detail for fault in faults)
    allowed = faults[0].allowed if len(faults) == 1 else ()
    return ApiProblem(type, detail, allowed=allowed, faults=faults)


def _list_of(error: UnknownName) -> str:
    """Return the address of the list that has all names of the kind; empty without any."""
    if error.kind not in _LISTS:
        return ""
    return reverse(
        f"api:{_LISTS[error.kind]}",
        args=[error.negotiation.key] if error.negotiation else [],
    )


def _with_language(path: str) -> str:
    """Return the path of a list that answers in the language of this problem."""
    query = urlencode(language_pairs())
    return f"{path}?{query}" if query else path


def _without_empty(body: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if value not in ("", [], ())}
