"""What the first pages need: a text in Markdown cut after its lead, addresses of comparisons."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.http import HttpRequest

from proposals.comparisons import Catalogue, Document

register = template.Library()

_PARAGRAPH = re.compile(r"\n[ \t]*\n")


@register.simple_tag(takes_context=True)
def is_editor(context: template.Context) -> bool:
    """Tell whether somebody reads who may enter the admin.

    Who sends no cookie of a session is a reader: then the session is not looked at, so that the
    page stays the same for all readers, and for caches.
    """
    request: HttpRequest | None = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return bool(request.user.is_active and request.user.is_staff)


@register.filter
def lead(text: str) -> str:
    """Return the first paragraph of a text in Markdown: what stands at the head of a page."""
    return _PARAGRAPH.split(text.strip().replace("\r\n", "\n"), maxsplit=1)[0]


@register.filter
def after_lead(text: str) -> str:
    """Return what follows the first paragraph; empty if nothing does."""
    return "".join(_PARAGRAPH.split(text.strip().replace("\r\n", "\n"), maxsplit=1)[1:])


@register.simple_tag
def compare_address(catalogue: Catalogue, documents: Iterable[Document]) -> str:
    """Return the address of the comparison of some documents of a negotiation."""
    query = urlencode([("d", document.key) for document in documents])
    return f"{catalogue.negotiation.get_compare_url()}?{query}"
