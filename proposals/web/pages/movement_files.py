"""How positions moved as a file. A file cannot ask back: what is not understood is refused."""

from __future__ import annotations

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate

from proposals.exports.file_names import file_stem
from proposals.exports.record.fields import Json
from proposals.exports.tables import movement as movement_table
from proposals.web.pages.movement_request import (
    MovementRequest,
    movements_asked_for,
    refusal_page,
)
from proposals.web.pages.responses import with_missing_page
from sources.read_only import read_only


@read_only
@with_missing_page
def movement_csv(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Give the steps of the page as CSV, whatever the part. At most 13 queries."""
    return _file(request, negotiation, "csv", movement_table.write)


@read_only
@with_missing_page
def movement_json(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Give what the page shows as JSON, whatever the part. At most 14 queries."""
    return _file(request, negotiation, "json", movement_json_of)


def movement_json_of(record: Json) -> bytes:
    """Return a record of movements for people and programs: indented, in the order of the page."""
    return json.dumps(record, ensure_ascii=False, indent=2).encode() + b"\n"


CONTENT_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def _file(
    request: HttpRequest, negotiation: str, form: str, write: Callable[[Json], bytes]
) -> HttpResponse:
    asked = movements_asked_for(request, negotiation)
    if asked.refusals:
        return refusal_page(request, asked)
    response = HttpResponse(write(asked.record()), content_type=CONTENT_TYPES[form])
    name = f"{_stem(asked)}.{form}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _stem(asked: MovementRequest) -> str:
    """Return the name of a file without its ending: what it is, its filters, and the day."""
    chosen = asked.selection
    parts = (
        *(chosen.documents or ()),
        *chosen.parties,
        *chosen.themes,
        *chosen.topics,
        *chosen.questions,
        *(change.value for change in chosen.changes),
    )
    return file_stem((asked.catalogue.negotiation.key, "movement", *parts), localdate())
