"""Addresses of the interface for programs, each with what holds for every answer around it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, path

from proposals.web.api import evidence, index, negotiations
from proposals.web.api.caching import answering
from proposals.web.api.service import api

api.add_router("", index.router)
api.add_router("/negotiations", negotiations.router)
api.add_router("", evidence.router)

LIBRARYS_OWN = ("api-root",)
"""An address of the library that would stand in the place of the index."""


def _fitted() -> Iterator[URLPattern]:
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name not in LIBRARYS_OWN:
            pattern.callback = answering(pattern.callback)
            yield pattern


app_name = "api"
urlpatterns = [
    *_fitted(),
    # Last: so that even an address that leads nowhere is answered with a problem document.
    path("<path:rest>", answering(index.nowhere), name="nowhere"),
]
