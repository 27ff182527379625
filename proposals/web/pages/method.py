"""How it is done: rules with worked examples, the codebook, and what is not done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from proposals.comparisons import catalogues
from proposals.domain.terms import AbsenceKind
from proposals.domain.verdicts import Mark
from proposals.models import CoverageBasis
from proposals.web.pages.codebook import codebooks
from proposals.web.pages.examples import (
    kind_examples,
    option_example,
    rule_examples,
    source_example,
)


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """Show the rules on computed examples, and the codebook of each negotiation. 6 queries."""
    page = {
        "rules": rule_examples(),
        "options": option_example(),
        "kinds": kind_examples(),
        "marks": list(Mark),
        "absences": list(AbsenceKind),
        "bases": list(CoverageBasis),
        "printed": source_example(),
        "codebooks": codebooks(catalogues()),
    }
    return render(request, "proposals/method.html", page)
