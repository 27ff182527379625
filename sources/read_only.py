"""Views that only read: every other method is answered 405, whatever else a request lacks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def read_only(view: View) -> View:
    """Let a view answer GET and HEAD; other methods get 405 with the header Allow.

    It changes nothing, so it asks for no token against forgery: else a sender without one would
    be told that something is forged (403), and not that nothing can be sent here.
    """
    checked: Any = require_safe(view)
    return csrf_exempt(checked)
