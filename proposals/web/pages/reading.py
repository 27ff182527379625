"""How much was read of what a negotiation rests on: articles, and texts checked for absences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from proposals.comparisons import Catalogue
from proposals.models import Clause, Coverage, CoverageBasis, Evidence, Negotiation
from sources.models.articles import Extent


@dataclass(frozen=True)
class ReadingFacts:
    """How many articles behind the clauses of one negotiation were read, and how far.

    `absences` counts the checked absences of answers, `from_full_text` those of them that rest on
    the full text of the document.
    """

    negotiation: Negotiation
    articles: int
    whole: int
    opening: int
    unknown: int
    absences: int
    from_full_text: int


def reading_facts(catalogues: Iterable[Catalogue]) -> list[ReadingFacts]:
    """Return what was read for each negotiation, in their order. 2 queries, whatever the number."""
    extents, bases = _articles_by_extent(), _absences_by_basis()
    return [
        _facts(one.negotiation, extents[one.negotiation.pk], bases[one.negotiation.pk])
        for one in catalogues
    ]


def _facts(
    negotiation: Negotiation, extents: Mapping[str, int], bases: Mapping[str, int]
) -> ReadingFacts:
    return ReadingFacts(
        negotiation,
        articles=sum(extents.values()),
        whole=extents[Extent.WHOLE],
        opening=extents[Extent.OPENING],
        unknown=extents[Extent.UNKNOWN],
        absences=sum(bases.values()),
        from_full_text=bases[CoverageBasis.FULL],
    )


def _articles_by_extent() -> Mapping[int, Counter[str]]:
    """Return how many articles speak to published clauses, by negotiation and by extent."""
    rows = Evidence.objects.published().values_list(
        "clause__version__proposal__negotiation", "article__extent"
    )
    return _counted(rows.order_by().annotate(number=Count("article", distinct=True)))


def _absences_by_basis() -> Mapping[int, Counter[str]]:
    """Return how many absences readers see, by negotiation and by what was read."""
    visible = Clause.objects.published().filter(version=OuterRef("version"))
    rows = Coverage.objects.filter(Exists(visible)).values_list(
        "version__proposal__negotiation", "basis"
    )
    return _counted(rows.order_by().annotate(number=Count("pk")))


def _counted(rows: Iterable[tuple[int, str, int]]) -> Mapping[int, Counter[str]]:
    by_negotiation: dict[int, Counter[str]] = defaultdict(Counter)
    for negotiation, word, number in rows:
        by_negotiation[negotiation][word] = number
    return by_negotiation
