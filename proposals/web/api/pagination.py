"""How answers are spelled, cut into pages, and linked to each other."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from proposals.web.api.parameters import PageOf
from proposals.web.pages.export_request import site_root

Json = dict[str, Any]
Item = TypeVar("Item")

CONTENT_TYPE = "application/json"


class SiteUrls:
    """Absolute addresses on the site that was asked."""

    def __init__(self, request: HttpRequest) -> None:
        self.home = site_root(request)

    def api(self, name: str, *parts: str | int, **asked: str) -> str:
        """An address of this interface, with parameters if there are any."""
        query = f"?{urlencode(asked)}" if asked else ""
        return f"{self.home}{reverse(f'api:{name}', args=parts)}{query}"

    def page(self, row: Model | str) -> str:
        """The page of a row for people, or the page at a path."""
        path = row if isinstance(row, str) else row.get_absolute_url()  # type: ignore[attr-defined]
        return f"{self.home}{path}"


def json_response(body: Json) -> HttpResponse:
    """One JSON object, in UTF-8."""
    return HttpResponse(json.dumps(body, ensure_ascii=False).encode(), content_type=CONTENT_TYPE)


def paginate(
    request: HttpRequest,
    asked: PageOf,
    rows: QuerySet[Any] | Sequence[Item],
    item: Callable[[Any], Json],
) -> HttpResponse:
    """The part of a list that was asked for, with where the others are. Two queries at most."""
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    before, after = asked.offset - asked.limit, asked.offset + asked.limit
    links = {
        "self": request.build_absolute_uri(),
        "next": _moved(request, after) if after < total else None,
        "previous": _moved(request, max(0, min(before, total - 1))) if asked.offset else None,
    }
    shown = rows[asked.offset : after]
    answer = json_response(
        {
            "total": total,
            "limit": asked.limit,
            "offset": asked.offset,
            "links": links,
            "items": [item(row) for row in shown],
        }
    )
    names = {"next": links["next"], "prev": links["previous"]}
    heads = [f'<{address}>; rel="{name}"' for name, address in names.items() if address]
    if heads:
        answer["Link"] = ", ".join(heads)
    return answer


def _moved(request: HttpRequest, offset: int) -> str:
    query = request.GET.copy()
    query["offset"] = str(offset)
    return f"{site_root(request)}{request.path}?{query.urlencode()}"
