"""Addresses of the interface for programs, each with what holds for every answer around it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, path

from proposals.api import ledger, negotiations, start
from proposals.api.answering import answering
from proposals.api.service import api

api.add_router("", start.router)
api.add_router("/negotiations", negotiations.router)
api.add_router("", ledger.router)

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
    path("<path:rest>", answering(start.nowhere), name="nowhere"),
]
