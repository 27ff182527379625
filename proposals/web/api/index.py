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
from proposals.web.api.problems import ApiProblem, ProblemType
from proposals.web.api.schemas import basics
from proposals.web.api.service import NAME, VERSION, operation

router = Router(tags=["Start"])

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@operation(router, "/", NoParameters, basics.Index)
def index(request: HttpRequest, query: NoParameters) -> HttpResponse:
    """See where to begin.

    Links to the lists, to this description, and to the site for people.
    """
    urls = SiteUrls(request)
    lists = ("problems", "negotiations", "evidence", "articles", "outlets")
    links = {
        "self": urls.api("index"),
        "html": urls.page(reverse("proposals:home")),
        "description": urls.api("openapi"),
        **{name: urls.api(name) for name in lists},
    }
    response = json_response({"name": NAME, "version": VERSION, "licence": LICENCE, "links": links})
    response["Link"] = f'<{links["description"]}>; rel="service-desc"'
    return response


@operation(router, "/openapi.json", NoParameters, dict[str, Any])
def openapi(request: HttpRequest, query: NoParameters) -> HttpResponse:
    """Read this description.

    OpenAPI 3.1: every address, what it takes, and everything that it can answer.
    """
    return json_response(description())


@operation(router, "/problems", NoParameters, basics.ProblemKinds)
def problems(request: HttpRequest, query: NoParameters) -> HttpResponse:
    """See what can be wrong.

    Every kind of problem document, with its status and what it means.
    """
    types = [
        {
            "key": one.key,
            "type": one.address(request),
            "status": one.status,
            "title": str(one.title),
        }
        for one in ProblemType
    ]
    return json_response({"problems": types})


def unknown_address(request: HttpRequest, rest: str) -> HttpResponse:
    """Raise the problem of an address below the interface's own that is none."""
    text = gettext("There is nothing at “%(rest)s”; the index has links to what there is.")
    raise ApiProblem(
        ProblemType.NOT_FOUND, text % {"rest": shortened(rest)}, see=reverse("api:index")
    )
