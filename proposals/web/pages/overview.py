"""The overview of one negotiation: the answer first, then everything that is known of the talks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from proposals import comparisons
from proposals.comparisons import Catalogue, Document, Matrix
from proposals.comparisons.local_texts import local_texts
from proposals.comparisons.lookups import find_columns
from proposals.domain.roll_ups import RollUp
from proposals.domain.verdicts import Mark
from proposals.exports.cards.content import rows_on_card
from proposals.figures import MapFigure, map_figure
from proposals.models import Clause, Disagreement, DisagreementState, Map, ProposalKind, Question
from proposals.web.pages.home import newest_changes
from proposals.web.pages.link_previews import preview_of_negotiation
from proposals.web.pages.responses import select_all, with_missing_page
from sources.read_only import read_only

MOST_AGREED = 12
"""The clauses of what was agreed that an overview has in full; their document has all."""
MOST_MAPS = 8
"""The most questions with a map that an overview names, or looks into for a region."""


@dataclass(frozen=True)
class OpenMap:
    """The map that stands open on an overview, and other questions that have one.

    `more` is the number of those that are not named.
    """

    question: Question
    figure: MapFigure
    others: tuple[Question, ...]
    more: int = 0


@dataclass(frozen=True)
class AgreedClauses:
    """The first clauses of what was agreed, and the documents that have others, with how many."""

    clauses: tuple[Clause, ...]
    others: tuple[tuple[Document, int], ...] = ()


@read_only
@with_missing_page
def negotiation(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Show a negotiation: the answer, its documents, its map, what is agreed. 22 queries."""
    columns = find_columns(negotiation)
    catalogue = columns.catalogue
    matrix = columns.matrix(select_all(catalogue))
    lines = comparisons.outline(matrix).shown_rows
    mapped = [row for row in matrix.rows if row.question.map_id and row.speaking]
    matrix.load([*lines, *rows_on_card(matrix), *mapped[:MOST_MAPS]], evidence=False)
    page = {
        "negotiation": catalogue.negotiation,
        "link_preview": preview_of_negotiation(request, matrix),
        "matrix": matrix,
        "tally": _tally(matrix.roll_up),
        "sides": matrix.documents if len(matrix.documents) == 2 else (),
        "map": _open_map(matrix),
        "agreed": _agreed(catalogue),
        "disagreements": _disagreements(catalogue),
        "changes": newest_changes([catalogue]),
    }
    return render(request, "proposals/negotiation.html", page)


def _tally(roll_up: RollUp) -> list[tuple[Mark, int]]:
    """Return every mark with its number, worst first; those that do not occur with 0."""
    counts = dict(roll_up.counts)
    return [(mark, counts.get(mark, 0)) for mark in Mark]


def _open_map(matrix: Matrix) -> OpenMap | None:
    """Return the first map on which the compared documents name a region; one query, or none.

    Only the first questions that any of them answers are looked into.
    """
    rows = [row for row in matrix.rows if row.question.map_id]
    maps = Map.objects.in_bulk({row.question.map_id for row in rows}) if rows else {}
    texts = local_texts([matrix.catalogue.negotiation])
    for row in [row for row in rows if row.speaking][:MOST_MAPS]:
        figure = map_figure(row, texts.in_member(maps[row.question.map_id]))
        if figure.groups:
            others = [one.question for one in rows if one is not row]
            named = tuple(others[:MOST_MAPS])
            return OpenMap(row.question, figure, named, more=len(others) - len(named))
    return None


def _agreed(catalogue: Catalogue) -> AgreedClauses:
    """Return the first published clauses of what was agreed, in the documents' order.

    One query; one more, which counts, if there are others.
    """
    outcomes = [one for one in catalogue.documents if one.proposal.kind == ProposalKind.AGREED]
    clauses = Clause.objects.published().filter(version__in=[one.version for one in outcomes])
    ordered = clauses.select_related("version__proposal").order_by("version", "ordinal", "key")
    texts = local_texts([catalogue.negotiation])
    first = tuple(map(texts.in_clause, ordered[: MOST_AGREED + 1]))
    if len(first) <= MOST_AGREED:
        return AgreedClauses(first)
    shown = Counter(clause.version_id for clause in first[:MOST_AGREED])
    totals = dict(clauses.order_by().values_list("version").annotate(number=Count("pk")))
    numbers = [(one, totals.get(one.version.pk, 0) - shown[one.version.pk]) for one in outcomes]
    others = tuple((document, number) for document, number in numbers if number)
    return AgreedClauses(first[:MOST_AGREED], others)


def _disagreements(catalogue: Catalogue) -> list[tuple[str, list[Disagreement]]]:
    """Return the points on which sources differ by how far they are settled, with its words."""
    rows = Disagreement.objects.filter(negotiation=catalogue.negotiation).order_by("ordinal", "key")
    texts = local_texts([catalogue.negotiation])
    points = [
        texts.in_disagreement(one) for one in rows.prefetch_related("accounts__articles__outlet")
    ]
    by_state = {
        str(state.label): [one for one in points if one.state == state]
        for state in DisagreementState
    }
    return [(words, own) for words, own in by_state.items() if own]
