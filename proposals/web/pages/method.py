"""How it is done: rules with worked examples, the codebook, and what is not done."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from proposals.domain.verdicts import Mark, Rule
from proposals.models import CoverageBasis
from proposals.web.pages import examples
from proposals.web.pages.codebook import codebooks, listed_negotiations
from proposals.web.pages.extents import reading_facts
from sources.list_pages import list_page
from sources.read_only import read_only

BOOKS_ON_A_PAGE = 12
"""Negotiations whose codebooks, and whose numbers of what was read, stand on one page."""


@read_only
def method(request: HttpRequest) -> HttpResponse:
    """Show the rules on computed examples, and the codebook of each negotiation. 6 queries.

    Of many negotiations a dozen at a time have theirs here, with how much was read for them.
    """
    listed = list_page(listed_negotiations(), BOOKS_ON_A_PAGE, request.GET.get("page"))
    shown = list(listed.object_list)
    page = {
        "rules": examples.rule_examples(),
        "worst_first": sorted(Rule, key=lambda rule: rule.place),
        "cases": examples.case_examples(),
        "forces": examples.force_examples(),
        "matrix": examples.matrix_example(),
        "rows": examples.row_examples(),
        "options": examples.option_example(),
        "responses": examples.response_examples(),
        "kinds": examples.kind_examples(),
        "marks": list(Mark),
        "absences": examples.absence_examples(),
        "bases": list(CoverageBasis),
        "printed": examples.source_example(),
        "listed": listed,
        "codebooks": codebooks(shown),
        "reading": reading_facts(shown),
        "contact": settings.CONTACT,
    }
    return render(request, "proposals/method.html", page)
