"""How responses are written, cut into pages, and linked to each other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from proposals.exports.record.fields import Json
from proposals.web.api.answer_language import language_pairs
from proposals.web.api.parameters import PageQuery
from proposals.web.pages.export_request import site_root

Item = TypeVar("Item")

CONTENT_TYPE = "application/json"


class SiteUrls:
    """Absolute addresses on the site that was asked."""

    def __init__(self, request: HttpRequest) -> None:
        self.home = site_root(request)

    def api(self, name: str, *parts: str | int, **parameters: str) -> str:
        """Return an address of this interface that answers in the language of this answer."""
        pairs = {**parameters, **language_pairs()}
        query = f"?{urlencode(pairs)}" if pairs else ""
        return f"{self.home}{reverse(f'api:{name}', args=parts)}{query}"

    def page(self, row: Model | str) -> str:
        """Return the page of a row for people, or the page at a path."""
        path = row if isinstance(row, str) else row.get_absolute_url()  # type: ignore[attr-defined]
        return f"{self.home}{path}"


def json_response(body: Json) -> HttpResponse:
    """Return one JSON object, in UTF-8."""
    return HttpResponse(json.dumps(body, ensure_ascii=False).encode(), content_type=CONTENT_TYPE)


def paginate(
    request: HttpRequest,
    query: PageQuery,
    rows: QuerySet[Any] | Sequence[Item],
    item: Callable[[Any], Json],
    *,
    read: Callable[[Any], Iterable[Any]] = iter,
) -> HttpResponse:
    """Return the page of a list that the query names, with links to the others.

    `read` returns all that items are made of for the rows of one page; by default it is there
    already. Two queries at most.
    """
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    before, after = query.offset - query.limit, query.offset + query.limit
    links = {
        "self": f"{site_root(request)}{request.get_full_path()}",
        "next": _page_address(request, after) if after < total else None,
        "previous": (
            _page_address(request, max(0, min(before, total - 1))) if query.offset else None
        ),
    }
    response = json_response(
        {
            "total": total,
            "limit": query.limit,
            "offset": query.offset,
            "links": links,
            "items": [item(row) for row in read(rows[query.offset : after])],
        }
    )
    relations = {"next": links["next"], "prev": links["previous"]}
    header = [f'<{address}>; rel="{name}"' for name, address in relations.items() if address]
    if header:
        response["Link"] = ", ".join(header)
    return response


def _page_address(request: HttpRequest, offset: int) -> str:
    query = request.GET.copy()
    query["offset"] = str(offset)
    return f"{site_root(request)}{request.path}?{query.urlencode()}"
