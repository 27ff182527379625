"""A comparison as a PDF file, or a page that says why there is none and what to do instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from proposals.exports.bundle import ExportBundle
from proposals.exports.formats import FORMATS
from proposals.exports.paper import pdf
from proposals.exports.paper.sheet import (
    PARAMETERS,
    ClauseOption,
    Notes,
    SheetOptions,
    read_options,
)
from proposals.exports.record.comparison import selection_pairs
from proposals.web.pages.downloads import as_download, refusal_page
from proposals.web.pages.export_request import MOST_CELLS, bundle_for
from proposals.web.pages.responses import with_missing_page
from sources.read_only import read_only

RETRY_SECONDS = 60
"""Seconds after which somebody who found every slot taken should come again."""


@dataclass(frozen=True)
class Narrower:
    """A smaller file of the same comparison: its address, its words, its number of rows."""

    address: str
    name: str
    rows: int


@read_only
@with_missing_page
def pdf_file(request: HttpRequest, negotiation: str) -> HttpResponseBase:
    """Give the selection of the address as a PDF file, on the paper that the address names."""
    bundle, notices = bundle_for(request, negotiation, further=PARAMETERS)
    options, more = read_options(request.GET)
    if notices or more:
        return refusal_page(request, bundle, (*notices, *more))
    try:
        # A look at the head alone is no reason to draw.
        content = pdf.write(bundle, options) if request.method == "GET" else b""
        return as_download(bundle, FORMATS["comparison.pdf"], content)
    except pdf.NoPdf as error:
        return no_pdf_page(request, bundle, options, error)


def no_pdf_page(
    request: HttpRequest, bundle: ExportBundle, options: SheetOptions, error: pdf.NoPdf
) -> HttpResponse:
    """Return the page that says why there is no file, with the ways that are open."""
    large = isinstance(error, pdf.PdfTooLarge)
    may_fit = isinstance(error, (pdf.PdfTooLarge, pdf.Failed))
    page = {
        "negotiation": bundle.negotiation,
        "bundle": bundle,
        "reason": str(error),
        "large": large,
        "narrower": list(_narrower(bundle, options)) if may_fit else [],
        "print_address": _address("print", bundle, _whole_query(bundle), options),
    }
    response = render(request, "proposals/no_pdf.html", page, status=error.status)
    if isinstance(error, pdf.Busy):
        response["Retry-After"] = str(RETRY_SECONDS)
    return response


def _narrower(bundle: ExportBundle, options: SheetOptions) -> Iterator[Narrower]:
    """Yield smaller files that fit: the answers without clauses, then each theme by itself."""
    matrix = bundle.matrix
    shorter = replace(options, clauses=ClauseOption.ANSWERS, notes=Notes.SHORT)
    if shorter != options and pdf.cells_of(bundle) <= settings.PDF_CELLS:
        name = gettext("Answers only, with their sources in short")
        yield Narrower(_address("pdf_file", bundle, bundle.query, shorter), name, matrix.row_count)
    others = [pair for pair in selection_pairs(matrix) if pair[0] != "theme"]
    for group in matrix.themes if len(matrix.themes) > 1 else ():
        rows = sum(len(topic.rows) for topic in group.topics)
        if rows * len(matrix.documents) <= settings.PDF_CELLS:
            query = urlencode([*others, ("theme", group.theme.key)])
            yield Narrower(_address("pdf_file", bundle, query, options), group.theme.name, rows)


def _whole_query(bundle: ExportBundle) -> str:
    """Return the query of the page with the whole of a selection, however long it is."""
    is_long = pdf.cells_of(bundle) > MOST_CELLS
    return f"{bundle.query}&all=1" if is_long else bundle.query


def _address(name: str, bundle: ExportBundle, query: str, options: SheetOptions) -> str:
    place = reverse(f"proposals:{name}", args=[bundle.negotiation.key])
    return f"{place}?{'&'.join(filter(None, (query, urlencode(options.parameters()))))}"
