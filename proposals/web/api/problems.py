"""What a program is told when something is wrong: problem documents, as RFC 9457 has them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import Enum
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from proposals.web.pages.export_request import site_root

CONTENT_TYPE = "application/problem+json"
MOST_NAMED = 100
"""Values that a problem lists as allowed; `see` leads to all of them."""


class ProblemKind(Enum):
    """What can be wrong: the last part of the type, the status, and what it means."""

    NOT_FOUND = ("not-found", 404, _("Nothing published has this name."))
    BAD_PARAMETER = ("bad-parameter", 400, _("A parameter of the address cannot be followed."))
    BAD_REQUEST = ("bad-request", 400, _("The request cannot be read."))
    WRONG_METHOD = ("wrong-method", 405, _("This interface can only be read."))
    UNEXPECTED = ("unexpected", 500, _("Something went wrong here; it has been written down."))

    def __init__(self, key: str, status: int, title: str | Promise) -> None:
        self.key = key
        self.status = status
        self.title = title


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: in which parameter, what it is, and what would do instead."""

    parameter: str
    detail: str
    allowed: tuple[str, ...] = ()


@dataclass(eq=False)
class Problem(Exception):
    """Ends a request with a problem document.

    `detail` says what was found and what would be right, `allowed` lists what would do, `faults`
    are all the parameters at fault, and `see` is the address where what would do is listed.
    """

    kind: ProblemKind
    detail: str
    allowed: Iterable[str] = ()
    faults: tuple[Fault, ...] = ()
    see: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The document as a response, never to be kept."""
        spelled = json.dumps(self._body(request), ensure_ascii=False).encode()
        answer = HttpResponse(spelled, content_type=CONTENT_TYPE, status=self.kind.status)
        answer["Cache-Control"] = "no-store"
        for name, value in self.headers.items():
            answer[name] = value
        return answer

    def _body(self, request: HttpRequest) -> dict[str, Any]:
        body = {
            "type": type_of(self.kind, request),
            "title": str(self.kind.title),
            "status": self.kind.status,
            "detail": self.detail,
            "allowed": list(self.allowed)[:MOST_NAMED],
            "errors": [_without_empty(asdict(fault)) for fault in self.faults],
            "see": f"{site_root(request)}{self.see}" if self.see else "",
        }
        return _without_empty(body)


def type_of(kind: ProblemKind, request: HttpRequest) -> str:
    """The address that names a kind of problem; there it is explained."""
    return f"{site_root(request)}{reverse('api:problems')}#{kind.key}"


def bad_parameters(faults: Iterable[Fault]) -> Problem:
    """All that is wrong with the parameters of one address."""
    found = tuple(faults)
    detail = " ".join(fault.detail for fault in found)
    allowed = found[0].allowed if len(found) == 1 else ()
    return Problem(ProblemKind.BAD_PARAMETER, detail, allowed, found)


def _without_empty(body: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if value not in ("", [], ())}
