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
from proposals.web.api.problems import Problem, ProblemKind
from proposals.web.api.query import Parameters, parameters, read
from proposals.web.api.schemas.basics import Problem as ProblemShape

NAME = "Parley"
VERSION = "1"

api = NinjaAPI(title=NAME, version=VERSION, urls_namespace="api", docs_url=None, openapi_url=None)

View = Callable[..., HttpResponse]


def operation(
    router: Router, path: str, asks: type[Parameters], gives: type[BaseModel] | type[dict[str, Any]]
) -> Callable[[View], View]:
    """Add an address that is read with GET or HEAD.

    The view takes the request, what was asked (an instance of `asks`), and the parts of the path
    by name. The description is made of the same two models and of its docstring: the first line
    sums it up.
    """

    def add(view: View) -> View:
        summary, _, description = inspect.cleandoc(view.__doc__ or "").partition("\n\n")
        router.api_operation(
            ["GET", "HEAD"],
            path,
            response={200: gives, 304: None, **dict.fromkeys(_faults(path, asks), ProblemShape)},
            operation_id=view.__name__,
            url_name=view.__name__,
            summary=summary.rstrip("."),
            description=" ".join(description.split()) or summary,
            openapi_extra={"parameters": parameters(asks)},
        )(_reading(view, asks))
        return view

    return add


def _faults(path: str, asks: type[Parameters]) -> tuple[int, ...]:
    """What can go wrong: only what is asked for by a name can be missing."""
    names = asks.model_fields.keys() - {"limit", "offset"}
    return (400, 404, 500) if "{" in path or names else (400, 500)


def _reading(view: View, asks: type[Parameters]) -> View:
    """The view as the library calls it: with the parts of the path only."""
    signature = inspect.signature(view)
    hints = get_type_hints(view, include_extras=True)

    @wraps(view)
    def inner(request: HttpRequest, **parts: Any) -> HttpResponse:
        return view(request, read(asks, request.GET), **parts)

    kept = [one for name, one in signature.parameters.items() if name != "asked"]
    typed = [one.replace(annotation=hints[one.name]) for one in kept]
    inner.__signature__ = signature.replace(parameters=typed)  # type: ignore[attr-defined]
    inner.__doc__ = None
    return inner


@api.exception_handler(ValidationError)
def _no_such_name(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A part of the path that nothing can be called."""
    names = [shortened(str(one["loc"][-1])) for one in error.errors]
    text = gettext("No %(names)s can be called so: names are made of letters, digits and . _ -.")
    raise Problem(ProblemKind.NOT_FOUND, text % {"names": ", ".join(names)})


@api.exception_handler(Exception)
def _not_here(request: HttpRequest, error: Exception) -> HttpResponse:
    """Let go of everything else: `answering` tells it to the program."""
    raise error
