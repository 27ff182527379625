"""Answers that are told apart by their bytes: whoever has them learns that nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def conditional_page(view: View[P]) -> View[P]:
    """Put the ETag of its bytes on an answer, and answer 304 to whoever names it.

    As Django's decorator of this name, which leaves HEAD out: programs ask with HEAD whether a feed
    has changed, and get the tag that GET has.
    """

    @wraps(view)
    def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method not in ("GET", "HEAD") or response.status_code != 200:
            return response
        if "ETag" not in response:
            set_response_etag(response)
        tag = response.get("ETag")
        return get_conditional_response(request, etag=tag, response=response) or response

    return inner
