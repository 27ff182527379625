"""The service itself: how an operation is added, and how what goes wrong is answered."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, get_type_hints

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import NinjaAPI, Router
from ninja.errors import ValidationError
from pydantic import BaseModel

from proposals.comparisons.query_string import shortened
from proposals.web.api.problems import ApiProblem, ProblemType
from proposals.web.api.query import Parameters, parameters, read
from proposals.web.api.schemas.basics import Problem

NAME = "Parley"
VERSION = "1"

api = NinjaAPI(title=NAME, version=VERSION, urls_namespace="api", docs_url=None, openapi_url=None)

View = Callable[..., HttpResponse]


def operation(
    router: Router, path: str, asks: type[Parameters], gives: type[BaseModel] | type[dict[str, Any]]
) -> Callable[[View], View]:
    """Add an address that is read with GET or HEAD.

    The view takes the request, the parameters (`query`, an instance of `asks`), and the parts of
    the path by name. The description is made of the same two models and of its docstring: the
    first line sums it up.
    """

    def add(view: View) -> View:
        summary, _, description = inspect.cleandoc(view.__doc__ or "").partition("\n\n")
        router.api_operation(
            ["GET", "HEAD"],
            path,
            response={200: gives, 304: None, **dict.fromkeys(_error_statuses(path, asks), Problem)},
            operation_id=view.__name__,
            url_name=view.__name__,
            summary=summary.rstrip("."),
            description=" ".join(description.split()) or summary,
            openapi_extra={"parameters": parameters(asks)},
        )(_with_query(view, asks))
        return view

    return add


def _error_statuses(path: str, asks: type[Parameters]) -> tuple[int, ...]:
    """Return the statuses of what can go wrong: only what has a name can be missing."""
    names = asks.model_fields.keys() - {"limit", "offset", "lang"}
    return (400, 404, 500, 503) if "{" in path or names else (400, 500, 503)


def _with_query(view: View, asks: type[Parameters]) -> View:
    """Return the view as the library calls it: with the parts of the path only."""
    signature = inspect.signature(view)
    hints = get_type_hints(view, include_extras=True)

    @wraps(view)
    def inner(request: HttpRequest, **values: Any) -> HttpResponse:
        return view(request, read(asks, request.GET), **values)

    parts = [one for name, one in signature.parameters.items() if name != "query"]
    typed = [one.replace(annotation=hints[one.name]) for one in parts]
    inner.__signature__ = signature.replace(parameters=typed)  # type: ignore[attr-defined]
    inner.__doc__ = None
    return inner


@api.exception_handler(ValidationError)
def _impossible_name(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Raise the problem of a part of the path that nothing can be called."""
    names = [shortened(str(one["loc"][-1])) for one in error.errors]
    text = gettext("No %(names)s can be called so: names are made of letters, digits and . _ -.")
    raise ApiProblem(ProblemType.NOT_FOUND, text % {"names": ", ".join(names)})


@api.exception_handler(Exception)
def _anything_else(request: HttpRequest, error: Exception) -> HttpResponse:
    """Let go of everything else: `api_view` answers it."""
    raise error
