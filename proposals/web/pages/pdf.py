"""A comparison as a PDF file: the page that waits for it, the file, or why there is none.

Nothing is drawn here. The first who asks puts the file into the queue; every answer until the file
is there says at once how far it is, and where to ask again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext

from proposals.comparisons.lookups import find_catalogue
from proposals.comparisons.query_string import Notice
from proposals.data_stamps import current_stamp, read_stamp
from proposals.data_stamps.frozen import newest_frozen
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
from proposals.exports.pdf_queue import requests as queue
from proposals.exports.pdf_queue.composition import Order
from proposals.exports.record.comparison import selection_pairs
from proposals.models import PdfJob, PdfJobState
from proposals.web.pages.downloads import attachment, refusal_page
from proposals.web.pages.export_request import MOST_CELLS, bundle_for, site_root
from proposals.web.pages.responses import is_fragment, vary_on_htmx, with_missing_page
from sources.read_only import read_only
from sources.visitors import keyed_address, known_address

RETRY_SECONDS = 60
"""Seconds after which somebody who found no room, or nobody who draws, should come again."""
AGAIN_SECONDS = 5
"""Seconds after which a program should ask for a file again that is being drawn."""
FILE, WAIT = "file", "wait"
"""What an address has beside the selection while a file is waited for: its key, for the file itself
or for the page that waits. With it readers get the file that was begun for them, even if the data
have changed meanwhile; without it, always one of the present data."""


@dataclass(frozen=True)
class Narrower:
    """A smaller file of the same comparison: its address, its words, its number of rows."""

    address: str
    name: str
    rows: int


@dataclass(frozen=True)
class PdfForm:
    """One kind of PDF file: its key among the forms, and what its address may hold.

    `refuses` tells which remarks on an address are a reason to make no file; `names_frozen` whether
    the file names the lasting address of its content, if there is one by then.
    """

    key: str
    parameters: tuple[str, ...]
    refuses: Callable[[Notice], bool] = lambda _notice: True
    names_frozen: bool = False


COMPARISON = PdfForm("comparison.pdf", PARAMETERS)


@read_only
@with_missing_page
def pdf_file(request: HttpRequest, negotiation: str) -> HttpResponseBase:
    """Give the selection of the address as a PDF file, on the paper that the address names."""
    return file_or_progress(request, negotiation, COMPARISON)


@vary_on_htmx
def file_or_progress(request: HttpRequest, negotiation: str, form: PdfForm) -> HttpResponse:
    """Give the file of an address, tell how far it is, or say why there is none."""
    address = own_address(request)
    # A stamp that is read before the data; editors' pages are made without one.
    stamp = current_stamp() or read_stamp()
    state = f"{stamp} {newest_frozen(negotiation)}" if form.names_frozen else str(stamp)
    key = queue.key_of(address, get_language() or "", state=state) if stamp else ""
    asked = request.GET.get(FILE) or request.GET.get(WAIT) or ""
    job = (queue.find(asked, address) if asked else None) or queue.find(key, address)
    if job is None:
        new = PdfJob(key=key, address=address, stamp=str(stamp or ""), visitor=_visitor(request))
        made = _asked(request, negotiation, form, new)
        if isinstance(made, HttpResponse):
            return made
        job = made
    else:
        queue.wait_for(job)
    if job.state == PdfJobState.FAILED:
        return _failure(request, negotiation, form, job)
    if job.state == PdfJobState.READY:
        return _ready(request, negotiation, job)
    return _progress_page(request, negotiation, job)


def _visitor(request: HttpRequest) -> str:
    """Return under what a visitor's files are counted; empty for staff, and whom nobody knows."""
    is_staff = request.user.is_active and request.user.is_staff
    return "" if is_staff else keyed_address(known_address(request), "files")


def is_in_the_queue(request: HttpRequest) -> bool:
    """Tell whether an address asks for a file that waits, is drawn or is ready, by its key.

    To answer takes next to nothing. No query without a key, else one.
    """
    asked = request.GET.get(FILE) or request.GET.get(WAIT)
    job = queue.find(asked, own_address(request)) if asked else None
    return job is not None and job.state != PdfJobState.FAILED


def own_address(request: HttpRequest) -> str:
    """Return the address of a file, whoever asks: its parameters by name, without any key."""
    names = sorted(name for name in request.GET if name not in (FILE, WAIT))
    pairs = [(name, value) for name in names for value in request.GET.getlist(name)]
    return f"{site_root(request)}{request.path}?{urlencode(pairs)}"


def _asked(
    request: HttpRequest, negotiation: str, form: PdfForm, job: PdfJob
) -> PdfJob | HttpResponse:
    """Put a file into the queue; return it as it stands there, or the answer that it cannot be."""
    if request.method == "GET":
        try:
            queue.check_room(job.visitor)
        except pdf.Busy as error:
            return _busy_page(request, negotiation, error)
    further = (*form.parameters, FILE, WAIT)
    bundle, notices = bundle_for(request, negotiation, further=further)
    options, more = read_options(request.GET)
    if more or any(form.refuses(notice) for notice in notices):
        return refusal_page(request, bundle, (*notices, *more))
    try:
        pdf.check_possible(bundle)
    except pdf.NoPdf as error:
        return no_pdf_page(request, bundle, options, error)
    job.name = FORMATS[form.key].name(bundle)
    # Without a stamp nobody can tell whether data have changed, except by what they say.
    job.key = job.key or queue.key_of(job.address, get_language() or "", state=bundle.hash)
    if request.method == "HEAD":  # a look at the head alone is no reason to draw
        return _progress_page(request, negotiation, job)
    order = Order(
        form=form.key,
        negotiation=negotiation,
        query=_query(request),
        language=get_language() or "",
        home=site_root(request),
    )
    try:
        return queue.ask(job, order.packed())
    except pdf.Busy as error:
        return _busy_page(request, negotiation, error)


def _ready(request: HttpRequest, negotiation: str, job: PdfJob) -> HttpResponse:
    """Return the file, or where it is to be fetched from if the page is asked that waits for it."""
    keyed = _keyed(request, FILE, job)
    if WAIT in request.GET:
        page = {**_page(request, negotiation), "file_address": keyed, "name": job.name}
        return _never_kept(render(request, _template(request), page))
    if is_fragment(request):
        # htmx cannot save a file: it is told to let the browser go there.
        return _never_kept(HttpResponse(status=204, headers={"HX-Redirect": keyed}))
    content = queue.file_of(job)
    if content is None:
        return _progress_page(request, negotiation, job)
    response = attachment(content, "application/pdf", job.name)
    # Of data that may have changed since: nobody else is given it.
    return _never_kept(response) if FILE in request.GET else response


def _failure(request: HttpRequest, negotiation: str, form: PdfForm, job: PdfJob) -> HttpResponse:
    """Return the page that says why a file could not be drawn, with what else there is."""
    if is_fragment(request):
        headers = {"HX-Redirect": _keyed(request, FILE, job)}
        return _never_kept(HttpResponse(status=204, headers=headers))
    further = (*form.parameters, FILE, WAIT)
    bundle, _notices = bundle_for(request, negotiation, further=further)
    options, _more = read_options(request.GET)
    return no_pdf_page(request, bundle, options, queue.problem_of(job))


def _progress_page(request: HttpRequest, negotiation: str, job: PdfJob) -> HttpResponse:
    """Return the page that says how far a file is, and asks again by itself."""
    progress = queue.progress_of(job)
    wait = _keyed(request, WAIT, job)
    page = {**_page(request, negotiation), "progress": progress, "wait_address": wait}
    status = 202 if progress.is_attended or is_fragment(request) else 503
    response = _unfinished(render(request, _template(request), page, status=status))
    response["Location"] = _keyed(request, FILE, job)
    if not progress.is_attended:
        response["Retry-After"] = str(RETRY_SECONDS)
    return response


def _busy_page(request: HttpRequest, negotiation: str, error: pdf.NoPdf) -> HttpResponse:
    """Return the page that says that no more can be asked for now. It reads nothing to compare."""
    page = {**_page(request, negotiation), "reason": str(error), "large": False, "narrower": []}
    response = _never_kept(render(request, "proposals/no_pdf.html", page, status=error.status))
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


def _page(request: HttpRequest, negotiation: str) -> dict[str, object]:
    """Return what a page needs that knows no comparison: where else the selection is to be had."""
    found = find_catalogue(negotiation).negotiation
    whole = _query(request)
    selection = urlencode([pair for pair in parse_qsl(whole) if pair[0] not in PARAMETERS])
    place = [found.key]
    return {
        "negotiation": found,
        "print_address": f"{reverse('proposals:print', args=place)}?{whole}",
        "html_address": (
            f"{reverse('proposals:export_file', args=[*place, 'comparison.html'])}?{selection}"
        ),
        "compare_address": f"{found.get_compare_url()}?{selection}",
    }


def _keyed(request: HttpRequest, name: str, job: PdfJob) -> str:
    """Return the address of a file that is in the queue, or of the page that waits for it."""
    query = _query(request)
    return f"{request.path}?{query}{'&' if query else ''}{urlencode([(name, job.key)])}"


def _query(request: HttpRequest) -> str:
    """Return the query of an address without any key."""
    pairs = [(name, value) for name, values in request.GET.lists() for value in values]
    return urlencode([pair for pair in pairs if pair[0] not in (FILE, WAIT)])


def _template(request: HttpRequest) -> str:
    return "proposals/_pdf_progress.html" if is_fragment(request) else "proposals/pdf_progress.html"


def _unfinished(response: HttpResponse) -> HttpResponse:
    response["Retry-After"] = str(AGAIN_SECONDS)
    return _never_kept(response)


def _never_kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


def no_pdf_page(
    request: HttpRequest, bundle: ExportBundle, options: SheetOptions, error: pdf.NoPdf
) -> HttpResponse:
    """Return the page that says why there is no file, with the ways that are open."""
    large = isinstance(error, pdf.PdfTooLarge)
    may_fit = isinstance(error, (pdf.PdfTooLarge, pdf.Failed))
    file = reverse("proposals:export_file", args=[bundle.negotiation.key, "comparison.html"])
    page = {
        "negotiation": bundle.negotiation,
        "reason": str(error),
        "large": large,
        "narrower": list(_narrower(bundle, options)) if may_fit else [],
        "print_address": _address("print", bundle, _whole_query(bundle), options),
        "html_address": f"{file}?{bundle.query}",
        "compare_address": bundle.address,
    }
    return render(request, "proposals/no_pdf.html", page, status=error.status)


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
