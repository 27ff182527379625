"""How it is done: rules with worked examples, the codebook, and what is not done."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proposals.comparisons import catalogues
from proposals.domain.terms import AbsenceKind
from proposals.domain.verdicts import Mark
from proposals.models import CoverageBasis
from proposals.web.pages.codebook import codebooks
from proposals.web.pages.examples import (
    Example,
    kind_examples,
    option_example,
    rule_examples,
    source_example,
)


@dataclass(frozen=True)
class RuleView:
    """One rule: when it holds, and the engine's own example of it."""

    when: str
    example: Example


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """Show the rules on computed examples, and the codebook of each negotiation. 6 queries."""
    page = {
        "rules": _rules(),
        "options": option_example(),
        "kinds": kind_examples(),
        "marks": list(Mark),
        "absences": list(AbsenceKind),
        "bases": list(CoverageBasis),
        "printed": source_example(),
        "codebooks": codebooks(catalogues()),
    }
    return render(request, "proposals/method.html", page)


def _rules() -> list[RuleView]:
    whens = (
        _("The same outcomes, with the same force, scope, condition and duty."),
        _("One's outcomes lie within the other's, or the two overlap. What both admit is named."),
        _("Two ranges, or two spans of days, that do not touch. The size of the gap is printed."),
        _("One requires what the other rules out. The contested points are named."),
        _("The two orders cannot both hold. The inverted steps are named."),
        _("The same outcomes, but one asks for what the other only offers, accepts or expects."),
        _("The outcomes meet, but the scope or the one who must act differs, or only one sets a "
          "condition."),
        _("One document answers; the other was checked and is silent, defers, or withdrew."),
        _("One of the two is not coded yet, is answered in prose, or is coded inconsistently."),
    )  # fmt: skip
    return [RuleView(when, example) for when, example in zip(whens, rule_examples(), strict=True)]
