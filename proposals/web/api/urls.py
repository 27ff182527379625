"""Addresses of the interface for programs, each with what holds for every answer around it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, path

from proposals.web.api import evidence, index, negotiations
from proposals.web.api.responses import api_view
from proposals.web.api.service import api

api.add_router("", index.router)
api.add_router("/negotiations", negotiations.router)
api.add_router("", evidence.router)

_NINJA_ROOT = "api-root"
"""An address of the library that would stand in the place of the index."""


def _operations() -> Iterator[URLPattern]:
    """Yield the addresses of all operations."""
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name != _NINJA_ROOT:
            pattern.callback = api_view(pattern.callback)
            yield pattern


app_name = "api"
urlpatterns = [
    *_operations(),
    # Last: so that even an address that leads nowhere is answered with a problem document.
    path("<path:rest>", api_view(index.unknown_address), name="unknown_address"),
]
