"""Views that only read: every other method is answered 405, whatever else a request lacks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

SHARED_SECONDS = 30
"""Seconds for which a cache between the site and its readers may hand a page on without asking."""
PUBLIC = f"public, max-age=0, s-maxage={SHARED_SECONDS}, must-revalidate"
"""How pages for everybody may be kept: browsers ask each time, which costs the site one query;
shared caches ask after `SHARED_SECONDS`, and may not hand on anything older, even if the site does
not answer."""

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def read_only(view: View) -> View:
    """Let a view answer GET and HEAD; other methods get 405 with the header Allow.

    It changes nothing, so it asks for no token against forgery: else a sender without one would
    be told that something is forged (403), and not that nothing can be sent here.
    """
    checked: Any = require_safe(view)
    return csrf_exempt(checked)
