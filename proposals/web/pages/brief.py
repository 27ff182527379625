"""The brief of a comparison: its page, its PDF file, and the rules of its printed pages."""

from __future__ import annotations

from textwrap import wrap
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from proposals.exports.brief.content import Brief
from proposals.exports.brief.page import brief_html, brief_rules
from proposals.exports.bundle import ExportBundle
from proposals.exports.paper.sheet import Paper, SheetOptions, read_options
from proposals.exports.record.comparison import selection_pairs
from proposals.language.active import active_language
from proposals.web.pages.export_request import bundle_for, shown_pairs
from proposals.web.pages.long_selection import with_smaller_selections
from proposals.web.pages.page_rules import read_made, rules_address
from proposals.web.pages.pdf import PdfForm, file_or_progress
from proposals.web.pages.print import Control
from proposals.web.pages.responses import with_missing_page
from sources.read_only import read_only

STAMP_LETTERS = 82
"""Letters in a line of the picture beside its code."""

PARAMETERS = ("paper",)
"""What the address of a brief may hold beside the selection."""

BRIEF = PdfForm(
    "brief.pdf",
    PARAMETERS,
    refuses=lambda notice: not notice.only_informs,
    names_frozen=True,
)


@read_only
@with_missing_page
@with_smaller_selections
def brief_page(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Show the selection of the address on two pages. 15 queries."""
    bundle, notices = bundle_for(request, negotiation, further=PARAMETERS, bounded=True)
    options, problems = read_options(request.GET)
    brief = Brief(bundle)
    page = {
        "bundle": bundle,
        "brief": brief,
        "html": brief_html(brief),
        "rules": rules_address("proposals:brief_style", bundle, options),
        "path": reverse("proposals:brief", args=[bundle.negotiation.key]),
        "selection_pairs": shown_pairs(request, bundle),
        "paper": _paper(options),
        "notices": (*notices, *problems),
        "pdf": _file(bundle, "brief.pdf", options.parameters()),
        "word": _file(bundle, "brief.docx"),
    }
    return render(request, "proposals/brief/page.html", page)


@read_only
@with_missing_page
def brief_pdf(request: HttpRequest, negotiation: str) -> HttpResponseBase:
    """Give the brief of the address as a PDF file, on the paper that the address names."""
    return file_or_progress(request, negotiation, BRIEF)


@read_only
@with_missing_page
def brief_style(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Answer with the size of the paper and what stands at its foot, as CSS. One query."""
    made = read_made(request, negotiation)
    options, _problems = read_options(request.GET)
    day = active_language().day(made.day) if made.day else ""
    rules = brief_rules(made.negotiation.name, day, made.hash, options.paper)
    return HttpResponse(rules, content_type="text/css; charset=utf-8")


@read_only
@with_missing_page
def brief_stamp(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Draw hash, address and code of the selection, for the printed comparison. 15 queries."""
    bundle, _notices = bundle_for(request, negotiation)
    brief = Brief(bundle)
    texts = (
        f"SHA-256 {bundle.hash[:32]}",
        bundle.hash[32:],
        f"{brief.address_name}: {brief.address}",
        brief.address_note,
    )
    lines = [line for text in texts for line in wrap(text, STAMP_LETTERS)]
    page = {
        "brief": brief,
        "lines": [(14 + 15 * place, line) for place, line in enumerate(lines)],
    }
    return render(request, "proposals/brief/stamp.svg", page, content_type="image/svg+xml")


def _paper(options: SheetOptions) -> Control:
    papers = ((Paper.A4, gettext("A4")), (Paper.LETTER, gettext("Letter")))
    return Control("paper", gettext("Paper"), options.paper, papers)


def _file(bundle: ExportBundle, form: str, further: list[tuple[str, str]] | None = None) -> str:
    """Return the address of a file with this selection."""
    path = reverse("proposals:export_file", args=[bundle.negotiation.key, form])
    return f"{path}?{urlencode([*selection_pairs(bundle.matrix), *(further or ())])}"
