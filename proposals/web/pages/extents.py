"""How much was read of what a negotiation rests on: articles, and texts checked for absences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from proposals.models import Account, Clause, Coverage, CoverageBasis, Evidence, Negotiation
from proposals.models.coverage import CoverageQuerySet
from sources.models.articles import Extent


@dataclass(frozen=True)
class ReadingFacts:
    """How many articles one negotiation rests on or names, and how far they were read.

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


def reading_facts(negotiations: Sequence[Negotiation]) -> list[ReadingFacts]:
    """Return what was read for each negotiation, in their order. 2 queries, whatever the number."""
    extents, bases = _articles_by_extent(negotiations), _absences_by_basis(negotiations)
    return [_facts(one, extents[one.pk], bases[one.pk]) for one in negotiations]


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


def _articles_by_extent(negotiations: Sequence[Negotiation]) -> Mapping[int, Counter[str]]:
    """Return how many articles a negotiation rests on or names, by negotiation and by extent.

    They speak to a published clause, were read to establish an absence, or are quoted for it, or
    tell a side of a disagreement; each is counted once.
    """
    own = Evidence.objects.filter(clause__version__proposal__negotiation__in=negotiations)
    evidence = own.published().values_list(
        "clause__version__proposal__negotiation", "article", "article__extent"
    )
    absent = _visible_absences(negotiations)
    absences = absent.values_list("version__proposal__negotiation", "articles", "articles__extent")
    quoted = absent.filter(evidence__isnull=False).values_list(
        "version__proposal__negotiation", "evidence__article", "evidence__article__extent"
    )
    accounts = Account.objects.filter(disagreement__negotiation__in=negotiations).values_list(
        "disagreement__negotiation", "articles", "articles__extent"
    )
    rows = evidence.order_by().union(absences.order_by(), quoted.order_by(), accounts.order_by())
    by_negotiation: dict[int, Counter[str]] = defaultdict(Counter)
    for negotiation, article, extent in rows:
        by_negotiation[negotiation][extent] += article is not None
    return by_negotiation


def _absences_by_basis(negotiations: Sequence[Negotiation]) -> Mapping[int, Counter[str]]:
    """Return how many absences readers see, by negotiation and by what was read."""
    rows = _visible_absences(negotiations).values_list("version__proposal__negotiation", "basis")
    by_negotiation: dict[int, Counter[str]] = defaultdict(Counter)
    for negotiation, basis, number in rows.order_by().annotate(number=Count("pk")):
        by_negotiation[negotiation][basis] = number
    return by_negotiation


def _visible_absences(negotiations: Sequence[Negotiation]) -> CoverageQuerySet:
    """Return the absences of documents of which a clause is published."""
    visible = Clause.objects.published().filter(version=OuterRef("version"))
    own = Coverage.objects.filter(version__proposal__negotiation__in=negotiations)
    return own.filter(Exists(visible))
