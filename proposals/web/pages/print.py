"""The printable page of a comparison, and the rules of its pages as a style sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from proposals.exports.bundle import ExportBundle
from proposals.exports.paper.sheet import (
    PARAMETERS,
    ClauseOption,
    Foot,
    Notes,
    Paper,
    SheetOptions,
    Turn,
    page_rules,
    read_options,
    sheet_html,
)
from proposals.exports.record.comparison import selection_pairs
from proposals.language.active import active_language
from proposals.web.pages.export_request import bundle_for, shown_pairs
from proposals.web.pages.long_selection import with_smaller_selections
from proposals.web.pages.page_rules import read_made, rules_address
from proposals.web.pages.responses import with_missing_page
from sources.read_only import read_only


@dataclass(frozen=True)
class Control:
    """One choice of how it is printed."""

    name: str
    label: str
    chosen: str
    choices: tuple[tuple[str, str], ...]


@read_only
@with_missing_page
@with_smaller_selections
def print_page(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Show the selection of the address as a sheet of paper. 14 queries, 15 with maps."""
    bundle, notices = bundle_for(request, negotiation, further=PARAMETERS, bounded=True)
    options, problems = read_options(request.GET)
    key = bundle.negotiation.key
    page = {
        "bundle": bundle,
        "options": options,
        "html": sheet_html(bundle, options),
        "rules": rules_address("proposals:sheet_style", bundle, options),
        "path": reverse("proposals:print", args=[key]),
        "selection_pairs": shown_pairs(request, bundle),
        "controls": tuple(_controls(options)),
        "notices": (*notices, *problems),
        "pdf": _address("proposals:pdf_file", bundle, options.parameters()),
        "files": _address("proposals:export", bundle),
        "brief": _address("proposals:brief", bundle),
        "freeze": _address("proposals:freeze", bundle),
    }
    return render(request, "proposals/print/page.html", page)


@read_only
@with_missing_page
def sheet_style(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Answer with the size of the paper and what stands in its margins, as CSS. One query."""
    made = read_made(request, negotiation)
    options, _problems = read_options(request.GET)
    foot = Foot(
        title=made.negotiation.name,
        day=active_language().day(made.day) if made.day else "",
        address=made.address,
        hash=made.hash,
    )
    return HttpResponse(page_rules(foot, options), content_type="text/css; charset=utf-8")


def _address(name: str, bundle: ExportBundle, further: list[tuple[str, str]] | None = None) -> str:
    """Return an address with this selection."""
    pairs = [*selection_pairs(bundle.matrix), *(further or ())]
    return f"{reverse(name, args=[bundle.negotiation.key])}?{urlencode(pairs)}"


def _controls(options: SheetOptions) -> Iterator[Control]:
    paper = ((Paper.A4, gettext("A4")), (Paper.LETTER, gettext("Letter")))
    turn = ((Turn.PORTRAIT, gettext("portrait")), (Turn.LANDSCAPE, gettext("landscape")))
    notes = (
        (Notes.ENDNOTES, gettext("numbered notes")),
        (Notes.SHORT, gettext("in short")),
        (Notes.NONE, gettext("counts only")),
    )
    clauses = (
        (ClauseOption.FULL, gettext("in full")),
        (ClauseOption.ANSWERS, gettext("answers only")),
    )
    yield Control("paper", gettext("Paper"), options.paper, paper)
    yield Control("turn", gettext("Turned"), options.turn, turn)
    yield Control("notes", gettext("Evidence"), options.notes, notes)
    yield Control("clauses", gettext("Clauses"), options.clauses, clauses)
