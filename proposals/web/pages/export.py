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
from django.views.decorators.http import require_safe

from proposals.exports.bundle import Handout
from proposals.exports.citations.references import citation_of
from proposals.exports.paper import pdf
from proposals.exports.paper.sheet import PARAMETERS
from proposals.web.pages.export_request import handed
from proposals.web.pages.responses import helpful

Words = str | Promise


@dataclass(frozen=True)
class Offer:
    """One thing to take along: its name, its address, and one line that says what is in it.

    Without an address it cannot be had here; then the line says why.
    """

    name: Words
    says: Words
    href: str = ""


@dataclass(frozen=True)
class Group:
    """Offers for one purpose; `key` is the anchor."""

    key: str
    heading: Words
    offers: tuple[Offer, ...]


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


@require_safe
@helpful
def export_page(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Offer the selection of the address in all forms. 13 queries."""
    # How a sheet was to be printed does not matter for the other files.
    handout, notices = handed(request, negotiation, further=PARAMETERS)
    page = {
        "handout": handout,
        "negotiation": handout.negotiation,
        "matrix": handout.matrix,
        "notices": notices,
        "citation": citation_of(handout),
        "paper": Group("paper", _("To print and hand over"), tuple(_paper(handout))),
        "data": Group("data", _("Data"), tuple(_files(handout, _DATA))),
        "cite": Group("cite", _("To cite"), tuple(_files(handout, _CITE))),
        "live": Group("live", _("To follow and to build on"), tuple(_live(handout))),
        "freeze": "" if notices or not handout.matrix.shown else _page("proposals:freeze", handout),
    }
    return render(request, "proposals/export.html", page)


def _paper(handout: Handout) -> Iterator[Offer]:
    says = _("A4 or Letter, in colour or grey, with numbered sources; your browser prints it.")
    yield Offer(_("Printable page"), says, _page("proposals:print", handout))
    pdf_file, *others = _files(handout, _PAPER)
    none = _("This site cannot make PDF files now. Your browser can: print the page above.")
    yield pdf_file if pdf.available() else Offer(pdf_file.name, none)
    yield from others


def _files(handout: Handout, offered: tuple[tuple[str, Words, Words], ...]) -> Iterator[Offer]:
    for key, name, says in offered:
        yield Offer(name, says, _page("proposals:export_file", handout, key))


def _live(handout: Handout) -> Iterator[Offer]:
    """What stays connected: the interface for programs, the feed, and a part for other pages."""
    negotiation, selection = handout.negotiation.key, handout.matrix.selection
    programs = _("This selection as JSON, always as it stands.")
    yield Offer(_("For programs"), programs, _page("api:comparison", handout))
    changes = _("Publications and corrections of this negotiation, as an Atom feed.")
    yield Offer(_("Feed"), changes, reverse("proposals:changes", args=[negotiation]))
    if len(selection.questions) == 1:
        says = _("This question, to stand in a page of another site.")
        place = _part("proposals:embed_question", handout, selection.questions[0])
        yield Offer(_("Embed"), says, place)
    elif len(selection.topics) == 1:
        says = _("This topic with all of its questions, to stand in a page of another site.")
        yield Offer(_("Embed"), says, _part("proposals:embed_topic", handout, selection.topics[0]))


def _page(name: str, handout: Handout, *further: str) -> str:
    """The address of a page of the negotiation, with the selection."""
    return f"{reverse(name, args=[handout.negotiation.key, *further])}?{handout.query}"


def _part(name: str, handout: Handout, key: str) -> str:
    """The address of one question or topic, with the documents alone."""
    query = urlencode([("d", document.key) for document in handout.matrix.documents])
    return f"{reverse(name, args=[handout.negotiation.key, key])}?{query}"
