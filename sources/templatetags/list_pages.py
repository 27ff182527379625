"""The ways between the pages of a list, alike wherever a list has several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import HttpRequest

register = template.Library()

PAGES_AROUND = 1
"""Pages named on each side of the one that is shown: more do not fit on a phone."""
PAGES_AT_ENDS = 1
"""Pages named at each end of the list: the first and the last."""


@dataclass(frozen=True)
class PageLink:
    """One page of a list as a link; `number` is None where pages between two links are left out."""

    number: int | None
    address: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class PageLinks:
    """The links of a pager: every page that it names, and the pages before and after this one.

    `previous` and `next` are empty where there is none.
    """

    pages: tuple[PageLink, ...]
    previous: str
    next: str


@register.simple_tag(takes_context=True)
def page_links(context: template.Context, rows: Page[Any], name: str, place: str) -> PageLinks:
    """Return the links between the pages of a list; the address keeps everything else that it says.

    `name` is what the number of the page is called in the address, `place` the list on its page.
    """
    request: HttpRequest = context["request"]

    def address(number: int) -> str:
        query = request.GET.copy()
        query[name] = str(number)
        return f"{request.path}?{query.urlencode()}#{place}"

    numbers = rows.paginator.get_elided_page_range(
        rows.number, on_each_side=PAGES_AROUND, on_ends=PAGES_AT_ENDS
    )
    pages = (
        PageLink(number, address(number), is_current=number == rows.number)
        if isinstance(number, int)
        else PageLink(None)
        for number in numbers
    )
    return PageLinks(
        tuple(pages),
        previous=address(rows.number - 1) if rows.has_previous() else "",
        next=address(rows.number + 1) if rows.has_next() else "",
    )
