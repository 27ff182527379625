"""Pages of lists; one that does not exist is answered by the nearest, which says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import QuerySet

LONGEST_NAME = 20
"""The most characters of a page's number that are repeated to whoever asked for it."""


class ListPage(Page[Any]):
    """One page of a list; `missing` is the number that the address asks for, if there is none."""

    missing = ""


def list_page(rows: QuerySet[Any] | Sequence[Any], size: int, asked: str | None) -> ListPage:
    """Return the page that an address asks for; the nearest, with `missing`, if there is none.

    An address that names no page asks for the first, as does one that names no number.
    """
    pages = Paginator(rows, size)
    number, exists = _nearest(pages, asked or "1")
    page = ListPage(pages.page(number).object_list, number, pages)
    page.missing = "" if exists else (asked or "").replace("\0", "").strip()[:LONGEST_NAME] or "?"
    return page


def _nearest(pages: Paginator[Any], asked: str) -> tuple[int, bool]:
    """Return the number of the nearest page, and whether it is the page that was asked for."""
    try:
        return pages.validate_number(asked), True
    except PageNotAnInteger:
        return 1, False
    except EmptyPage:
        return (pages.num_pages if int(asked) > 0 else 1), False
