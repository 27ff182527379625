"""The list of negotiations, and the overview of one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from proposals import comparisons
from proposals.comparisons import Catalogue, catalogues, compare_each
from proposals.comparisons.lookups import find_catalogue
from proposals.comparisons.selection import Trait
from proposals.domain.roll_ups import RollUp
from proposals.domain.verdicts import Mark
from proposals.models import Clause, Disagreement, ProposalKind
from proposals.web.pages.responses import select_all, with_missing_page
from proposals.web.pages.sharing import share_home, share_negotiation


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show all negotiations, each with its verdicts as one strip. 12 queries, however many."""
    matrices = compare_each(catalogues())
    page = {"matrices": matrices, "sharing": share_home(request, matrices)}
    return render(request, "proposals/home.html", page)


@require_safe
@with_missing_page
def negotiation(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Show a negotiation: its documents, all verdicts as a picture, what is agreed. 17 queries."""
    catalogue = find_catalogue(negotiation)
    matrix = comparisons.compare(catalogue, select_all(catalogue))
    page = {
        "negotiation": catalogue.negotiation,
        "sharing": share_negotiation(request, matrix),
        "matrix": matrix,
        "tally": _tally(matrix.roll_up),
        "conflicts": _number(matrix.roll_up, Mark.CONFLICT),
        "common": matrix.facets.traits.get(Trait.COMMON_GROUND, 0),
        "sides": matrix.documents if len(matrix.documents) == 2 else (),
        "agreed": _agreed(catalogue),
        "disagreements": _disagreements(catalogue),
    }
    return render(request, "proposals/negotiation.html", page)


def _tally(roll_up: RollUp) -> list[tuple[Mark, int]]:
    """Return every mark with its number, worst first; those that do not occur with 0."""
    counts = dict(roll_up.counts)
    return [(mark, counts.get(mark, 0)) for mark in Mark]


def _number(roll_up: RollUp, *marks: Mark) -> int:
    return sum(number for mark, number in roll_up.counts if mark in marks)


def _agreed(catalogue: Catalogue) -> list[Clause]:
    """Return the published clauses of what was agreed, in the documents' order."""
    outcomes = [d.version for d in catalogue.documents if d.proposal.kind == ProposalKind.AGREED]
    clauses = Clause.objects.published().filter(version__in=outcomes)
    return list(clauses.select_related("version__proposal").order_by("version", "ordinal", "key"))


def _disagreements(catalogue: Catalogue) -> list[Disagreement]:
    rows = Disagreement.objects.filter(negotiation=catalogue.negotiation).order_by("ordinal", "key")
    return list(rows.prefetch_related("accounts__articles__outlet"))
