"""The printable page of a comparison, and the rules of its pages as a style sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from proposals.comparisons.lookups import find_negotiation
from proposals.exports.bundle import ExportBundle
from proposals.exports.paper.sheet import (
    PARAMETERS,
    ClauseOption,
    Notes,
    Paper,
    SheetOptions,
    Turn,
    page_rules,
    read_options,
    sheet_html,
)
from proposals.exports.record.canonical import in_fours
from proposals.exports.record.comparison import selection_pairs
from proposals.web.pages.export_request import bundle_for
from proposals.web.pages.responses import with_missing_page
from sources.read_only import read_only

_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Control:
    """One choice of how it is printed."""

    name: str
    label: str
    chosen: str
    choices: tuple[tuple[str, str], ...]


@read_only
@with_missing_page
def print_page(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Show the selection of the address as a sheet of paper. 13 queries, 14 with maps."""
    bundle, notices = bundle_for(request, negotiation, further=PARAMETERS)
    options, problems = read_options(request.GET)
    key = bundle.negotiation.key
    page = {
        "bundle": bundle,
        "options": options,
        "html": sheet_html(bundle, options),
        "rules": _rules(bundle, options),
        "path": reverse("proposals:print", args=[key]),
        "selection_pairs": selection_pairs(bundle.matrix),
        "controls": tuple(_controls(options)),
        "notices": (*notices, *problems),
        "pdf": _address("proposals:pdf_file", bundle, options.parameters()),
        "files": _address("proposals:export", bundle),
        "freeze": _address("proposals:freeze", bundle),
    }
    return render(request, "proposals/print/page.html", page)


@read_only
@with_missing_page
def sheet_style(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Answer with the size of the paper and what stands in its margins, as CSS. One query.

    The hash is printed only if it can be one; the title is the negotiation's own.
    """
    home = find_negotiation(negotiation)
    options, _problems = read_options(request.GET)
    given = request.GET.get("hash", "")
    printed = in_fours(given) if _HASH.fullmatch(given) else ""
    return HttpResponse(
        page_rules(home.name, printed, options), content_type="text/css; charset=utf-8"
    )


def _rules(bundle: ExportBundle, options: SheetOptions) -> str:
    """Return the address of the page rules, with no parameter that they do not depend on."""
    path = reverse("proposals:sheet_style", args=[bundle.negotiation.key])
    asked = [("paper", options.paper), ("turn", options.turn), ("hash", bundle.hash)]
    return f"{path}?{urlencode(asked)}"


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
