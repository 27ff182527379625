"""A comparison as a file. A file cannot ask back: what is not understood is refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext

from proposals.comparisons.query_string import Notice, shortened
from proposals.exports.bundle import ExportBundle
from proposals.exports.formats import FORMATS, FileFormat
from proposals.web.pages.export_request import bundle_for
from proposals.web.pages.responses import PageNotFound, with_missing_page
from sources.read_only import read_only


@read_only
@with_missing_page
def export_file(request: HttpRequest, negotiation: str, form: str) -> HttpResponseBase:
    """Give the selection of the address as one file; 400 with words if the address is not clear."""
    bundle, notices = bundle_for(request, negotiation)
    if form not in FORMATS:
        raise _no_such_form(bundle, form)
    if any(not notice.only_informs for notice in notices):
        return refusal_page(request, bundle, notices)
    return as_file(bundle, FORMATS[form])


def refusal_page(
    request: HttpRequest, bundle: ExportBundle, notices: tuple[Notice, ...]
) -> HttpResponse:
    """Return a page that says what of the address was not understood."""
    page = {"negotiation": bundle.negotiation, "notices": notices, "bundle": bundle}
    return render(request, "proposals/export_refused.html", page, status=400)


def as_file(bundle: ExportBundle, form: FileFormat) -> HttpResponseBase:
    """Return a file of a comparison, which browsers save under its own name."""
    return attachment(form.write(bundle), form.content_type, form.name(bundle))


def attachment(content: bytes | Iterable[bytes], content_type: str, name: str) -> HttpResponse:
    """Return content that browsers save under a name."""
    kind: type[Any] = HttpResponse if isinstance(content, bytes) else StreamingHttpResponse
    response: HttpResponse = kind(content, content_type=content_type)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Disposition"] = disposition or "attachment"
    return response


def _no_such_form(bundle: ExportBundle, form: str) -> PageNotFound:
    key = bundle.negotiation.key
    choices = tuple(
        (f"{reverse('proposals:export_file', args=[key, one.key])}?{bundle.query}", str(one.label))
        for one in FORMATS.values()
    )
    text = gettext("There is no file “%(form)s” of a comparison.") % {"form": shortened(form)}
    return PageNotFound(text, choices, gettext("Files"))
