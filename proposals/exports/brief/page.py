"""A brief as one piece of HTML, which its page and its PDF file share, and its page rules."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from proposals.exports.brief.content import Brief
from proposals.exports.bundle import ExportBundle
from proposals.exports.paper import pdf
from proposals.exports.paper.links import with_whole_links
from proposals.exports.paper.sheet import Foot, Paper, SheetOptions, page_rules
from proposals.language.active import active_language

BRIEF_STYLES: tuple[str, ...] = ("css/sheet.css", "css/brief.css")
"""Static paths of the style sheets that a brief needs, in their order."""

SMALLEST = 9
"""Points of the smallest letters of a brief, its foot included."""


MARGINS = "8mm 10mm 11mm"


def brief_html(brief: Brief) -> SafeString:
    """Return a brief as one `<article class="sheet brief">`; every link in it is whole."""
    bundle = brief.bundle
    context = {"brief": brief, "bundle": bundle, "language": bundle.negotiation.language}
    return with_whole_links(render_to_string("proposals/brief/_brief.html", context), bundle.home)


def brief_rules(title: str, day: str, short_hash: str, paper: Paper) -> str:
    """Return the `@page` rules of a brief. Its address stands at its head, not at its foot."""
    foot = Foot(title=title, day=day, hash=short_hash, size=SMALLEST, margins=MARGINS)
    return page_rules(foot, SheetOptions(paper=paper))


def pdf_sheet(bundle: ExportBundle, paper: Paper = Paper.A4) -> bytes:
    """Return what the PDF file of a brief is drawn from. Raises pdf.NoPdf."""
    pdf.check_possible(bundle)
    day = active_language().day(bundle.moment)
    rules = brief_rules(bundle.negotiation.name, day, bundle.short_hash, paper)
    return pdf.sheet_of(bundle, brief_html(Brief(bundle)), BRIEF_STYLES, rules)
