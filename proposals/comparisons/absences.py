"""On what the checked absences of a comparison were established: articles, and their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from proposals.comparisons.cells import Cell
from proposals.comparisons.evidence import EvidenceView, evidence_view
from proposals.comparisons.local_texts import local_texts
from proposals.comparisons.matrix import Row
from proposals.models import Coverage, CoverageEvidence
from sources.independence import relations_from
from sources.models import Article


@dataclass(frozen=True)
class Ground:
    """What a checked absence rests on.

    `articles` are those that were read, by key, those that are quoted among them.
    """

    articles: tuple[Article, ...]
    evidence: EvidenceView


NO_GROUND = Ground((), evidence_view(()))
"""The ground of an absence of which no article is named."""

Grounds = Mapping[int, Ground]
"""Grounds by the primary keys of their absences; absences without any are left out."""


def ground_of(cell: Cell, grounds: Grounds) -> Ground:
    """Return what the absence in a cell rests on; nothing where there is an answer."""
    if cell.absence is None or cell.coverage is None:
        return NO_GROUND
    return grounds.get(cell.coverage.pk, NO_GROUND)


def grounds_of_rows(rows: Iterable[Row]) -> Grounds:
    """Return the grounds of the absences in some rows; two queries."""
    cells = (cell for row in rows for cell in row.cells)
    return read_grounds(cell.coverage.pk for cell in cells if cell.coverage is not None)


def read_grounds(absences: Iterable[int]) -> Grounds:
    """Return the grounds of absences by their primary keys; two queries, none without absences."""
    wanted = set(absences)
    if not wanted:
        return {}
    evidence = evidence_by_absence(wanted)
    articles: dict[int, dict[str, Article]] = defaultdict(dict)
    through = Coverage.articles.through.objects.filter(coverage__in=wanted)
    for link in through.select_related(*relations_from("article")):
        articles[link.coverage_id][link.article.key] = link.article
    for absence, items in evidence.items():
        for item in items:
            articles[absence].setdefault(item.article.key, item.article)
    return {
        absence: Ground(
            tuple(own[key] for key in sorted(own)), evidence_view(evidence.get(absence, []))
        )
        for absence, own in articles.items()
    }


def evidence_by_absence(absences: Iterable[int]) -> dict[int, list[CoverageEvidence]]:
    """Return the evidence on absences by their primary keys; one query, none without absences.

    Its notes are in the reader's language where they are translated.
    """
    pks = list(absences)
    if not pks:
        return {}
    by_absence: dict[int, list[CoverageEvidence]] = defaultdict(list)
    rows = CoverageEvidence.objects.filter(coverage__in=pks).for_citation()
    for item in rows.with_absences():
        by_absence[item.coverage_id].append(item)
    if not by_absence:
        return {}
    first = next(iter(by_absence.values()))
    texts = local_texts([first[0].coverage.version.proposal.negotiation])
    for items in by_absence.values():
        for item in items:
            texts.in_absence_evidence(item)
    return dict(by_absence)
