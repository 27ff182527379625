"""Clients of tests: one that asks each address once, for modules in which tests only read."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client


class OnceClient(Client):
    """A client that gives the same answer again when an address is asked for again."""

    def __init__(self) -> None:
        super().__init__()
        self._answers: dict[str, HttpResponse] = {}

    def get(self, *arguments: Any, **more: Any) -> HttpResponse:
        """Return the answer to these arguments, from the site or from memory."""
        question = repr((arguments, sorted(more.items())))
        if question not in self._answers:
            self._answers[question] = super().get(*arguments, **more)
        return self._answers[question]


def client_for_a_module() -> Callable[[], OnceClient]:
    """Make a fixture `client` that draws each page once for all tests of a module.

    A test that changes what is stored takes a `Client` of its own.
    """

    @pytest.fixture(scope="module")
    def client() -> OnceClient:
        return OnceClient()

    return client
