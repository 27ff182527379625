"""What the first pages need: a text in Markdown cut after its lead, addresses of comparisons."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext

from proposals.comparisons import Catalogue, Document, Matrix, Trait
from proposals.domain.verdicts import Mark

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
    # A request that is refused before anybody looked who sends it has no user.
    user = getattr(request, "user", None)
    return bool(user is not None and user.is_active and user.is_staff)


@register.filter
def lead(text: str) -> str:
    """Return the first paragraph of a text in Markdown: what stands at the head of a page."""
    return _PARAGRAPH.split(text.strip().replace("\r\n", "\n"), maxsplit=1)[0]


@register.filter
def after_lead(text: str) -> str:
    """Return what follows the first paragraph; empty if nothing does."""
    return "".join(_PARAGRAPH.split(text.strip().replace("\r\n", "\n"), maxsplit=1)[1:])


@dataclass(frozen=True)
class WayToRows:
    """A filter of a comparison as a link: its query, what it is called, and how many rows pass."""

    query: str
    words: str
    number: int


@register.filter
def ways_to_rows(matrix: Matrix) -> list[WayToRows]:
    """Return the filters that most readers want first; only those that some rows pass."""
    conflicts = dict(matrix.roll_up.counts).get(Mark.CONFLICT, 0)
    common = matrix.facets.traits.get(Trait.COMMON_GROUND, 0)
    ways = [
        WayToRows(urlencode({"verdict": Mark.CONFLICT}), gettext("Only conflicts"), conflicts),
        WayToRows(urlencode({"with": Trait.COMMON_GROUND}), gettext("Only common ground"), common),
    ]
    return [way for way in ways if way.number]


@register.simple_tag
def compare_address(catalogue: Catalogue, documents: Iterable[Document]) -> str:
    """Return the address of the comparison of some documents of a negotiation."""
    query = urlencode([("d", document.key) for document in documents])
    return f"{catalogue.negotiation.get_compare_url()}?{query}"
