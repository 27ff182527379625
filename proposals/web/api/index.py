"""Where a program begins: the index, the description, the kinds of problems, and dead ends."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from ninja import Router

from proposals.comparisons.query_string import shortened
from proposals.web.api.description import description
from proposals.web.api.pagination import SiteUrls, json_response
from proposals.web.api.parameters import NoParameters
from proposals.web.api.problems import Problem, ProblemKind, type_of
from proposals.web.api.schemas import basics
from proposals.web.api.service import NAME, VERSION, operation

router = Router(tags=["Start"])

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@operation(router, "/", NoParameters, basics.Index)
def index(request: HttpRequest, asked: NoParameters) -> HttpResponse:
    """See where to begin.

    Links to the lists, to this description, and to the site for people.
    """
    at = SiteUrls(request)
    lists = ("problems", "negotiations", "evidence", "articles", "outlets")
    links = {
        "self": at.api("index"),
        "html": at.page(reverse("proposals:home")),
        "description": at.api("openapi"),
        **{name: at.api(name) for name in lists},
    }
    answer = json_response({"name": NAME, "version": VERSION, "licence": LICENCE, "links": links})
    answer["Link"] = f'<{links["description"]}>; rel="service-desc"'
    return answer


@operation(router, "/openapi.json", NoParameters, dict[str, Any])
def openapi(request: HttpRequest, asked: NoParameters) -> HttpResponse:
    """Read this description.

    OpenAPI 3.1: every address, what it takes, and everything that it can answer.
    """
    return json_response(description())


@operation(router, "/problems", NoParameters, basics.ProblemKinds)
def problems(request: HttpRequest, asked: NoParameters) -> HttpResponse:
    """See what can be wrong.

    Every kind of problem document, with its status and what it means.
    """
    kinds = [
        {
            "key": kind.key,
            "type": type_of(kind, request),
            "status": kind.status,
            "title": str(kind.title),
        }
        for kind in ProblemKind
    ]
    return json_response({"problems": kinds})


def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """Say that an address below the interface's own leads nowhere."""
    text = gettext("There is nothing at “%(rest)s”; the index has links to what there is.")
    raise Problem(ProblemKind.NOT_FOUND, text % {"rest": shortened(rest)}, see=reverse("api:index"))
