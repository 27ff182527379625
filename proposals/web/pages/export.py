"""The page that offers a comparison in every form in which it can be taken along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from proposals.exports.bundle import ExportBundle
from proposals.exports.citations.references import citation_of
from proposals.exports.paper import pdf
from proposals.exports.paper.sheet import PARAMETERS
from proposals.web.pages.export_request import bundle_for
from proposals.web.pages.long_selection import with_smaller_selections
from proposals.web.pages.responses import with_missing_page
from sources.read_only import read_only

Words = str | Promise


@dataclass(frozen=True)
class FormatOffer:
    """One thing to take along: its name, its address, and one line that says what is in it.

    Without an address it cannot be had here; then the line says why.
    """

    name: Words
    says: Words
    href: str = ""


@dataclass(frozen=True)
class FormatGroup:
    """Offers for one purpose; `key` is the anchor."""

    key: str
    heading: Words
    offers: tuple[FormatOffer, ...]


_BRIEF = (
    (
        "brief.pdf",
        _("Brief, PDF"),
        _("What the documents say in short: every question on which two speak, and caveats."),
    ),
    ("brief.docx", _("Brief, Word"), _("The same, to be edited.")),
)
_PAPER = (
    ("comparison.pdf", _("PDF"), _("The printable page as a file, with bookmarks and links.")),
    (
        "comparison.docx",
        _("Word"),
        _("Headings, tables whose heads repeat, the clauses, numbered sources: to be edited."),
    ),
    (
        "comparison.html",
        _("HTML"),
        _("One file with everything inside. It opens from a disk and asks no network."),
    ),
)
_DATA = (
    (
        "comparison.zip",
        _("CSV files"),
        _("Documents, clauses, answers, verdicts, evidence, articles, topics and questions, with "
          "a codebook and a description for programs, in one archive."),
    ),
    ("comparison.xlsx", _("Spreadsheet"), _("The same tables as one workbook.")),
    ("comparison.json", _("JSON"), _("The whole record, as the interface for programs gives it.")),
    ("comparison.md", _("Markdown"), _("A table for each theme, for a text editor or a wiki.")),
    (
        "evidence.jsonld",
        _("Annotations"),
        _("The evidence as W3C Web Annotations: each quote with the words around it, its article, "
          "and the clause that it supports, disputes or qualifies."),
    ),
)  # fmt: skip
_CITE = (
    ("citation.txt", _("Text"), _("The line to cite, as a file.")),
    ("citation.bib", _("BibTeX"), _("For LaTeX and for programs that collect references.")),
    ("citation.ris", _("RIS"), _("For Zotero, EndNote and Mendeley.")),
    ("citation.csl.json", _("CSL-JSON"), _("For Zotero, pandoc and other citation processors.")),
)


@read_only
@with_missing_page
@with_smaller_selections
def export_page(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Offer the selection of the address in all forms. 14 queries."""
    # How a sheet was to be printed does not matter for the other files.
    bundle, notices = bundle_for(request, negotiation, further=PARAMETERS, bounded=True)
    page = {
        "bundle": bundle,
        "negotiation": bundle.negotiation,
        "matrix": bundle.matrix,
        "notices": notices,
        "citation": citation_of(bundle),
        "paper": FormatGroup("paper", _("To print and hand over"), tuple(_paper(bundle))),
        "data": FormatGroup("data", _("Data"), tuple(_files(bundle, _DATA))),
        "cite": FormatGroup("cite", _("To cite"), tuple(_files(bundle, _CITE))),
        "live": FormatGroup("live", _("To follow and to build on"), tuple(_live(bundle))),
        "freeze": ""
        if notices or not bundle.matrix.row_count
        else _page("proposals:freeze", bundle),
    }
    return render(request, "proposals/export.html", page)


def _paper(bundle: ExportBundle) -> Iterator[FormatOffer]:
    briefly = _("In short, to print and hand over, with a code of the address; two pages for most.")
    yield FormatOffer(_("Brief"), briefly, _page("proposals:brief", bundle))
    yield from _with_pdf(bundle, _BRIEF)
    says = _("A4 or Letter, in colour or grey, with numbered sources; your browser prints it.")
    yield FormatOffer(_("Printable page"), says, _page("proposals:print", bundle))
    yield from _with_pdf(bundle, _PAPER)


def _with_pdf(
    bundle: ExportBundle, offered: tuple[tuple[str, Words, Words], ...]
) -> Iterator[FormatOffer]:
    """Yield offers of which the first is a PDF file, which not every machine can make."""
    pdf_file, *others = _files(bundle, offered)
    none = _("This site cannot make PDF files now. Your browser can: print the page above.")
    yield pdf_file if pdf.available() else FormatOffer(pdf_file.name, none)
    yield from others


def _files(
    bundle: ExportBundle, offered: tuple[tuple[str, Words, Words], ...]
) -> Iterator[FormatOffer]:
    for key, name, says in offered:
        yield FormatOffer(name, says, _page("proposals:export_file", bundle, key))


def _live(bundle: ExportBundle) -> Iterator[FormatOffer]:
    """Yield what stays connected: the interface for programs, the feed, a part for other pages."""
    negotiation, selection = bundle.negotiation.key, bundle.matrix.selection
    programs = _("This selection as JSON, always as it stands.")
    yield FormatOffer(_("For programs"), programs, _page("api:comparison", bundle))
    changes = _("Publications and corrections of this negotiation, as an Atom feed.")
    yield FormatOffer(_("Feed"), changes, reverse("proposals:changes", args=[negotiation]))
    if len(selection.questions) == 1:
        says = _("This question, to stand in a page of another site.")
        place = _part("proposals:embed_question", bundle, selection.questions[0])
        yield FormatOffer(_("Embed"), says, place)
    elif len(selection.topics) == 1:
        says = _("This topic with all of its questions, to stand in a page of another site.")
        yield FormatOffer(
            _("Embed"), says, _part("proposals:embed_topic", bundle, selection.topics[0])
        )


def _page(name: str, bundle: ExportBundle, *further: str) -> str:
    """Return the address of a page of the negotiation, with the selection."""
    return f"{reverse(name, args=[bundle.negotiation.key, *further])}?{bundle.query}"


def _part(name: str, bundle: ExportBundle, key: str) -> str:
    """Return the address of one question or topic, with the documents alone."""
    query = urlencode([("d", document.key) for document in bundle.matrix.documents])
    return f"{reverse(name, args=[bundle.negotiation.key, key])}?{query}"
