"""The ledger of an article: the clauses it speaks of, by stance, and what it shares with others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sources.models import Article
from sources.models.articles import PUBLISHED_EVIDENCE, ArticleQuerySet
from sources.models.querysets import number_of
from sources.public import public_articles
from sources.reader_language import put_texts

STANCES: dict[str, str | Promise] = {
    "supports": _("Supports"),
    "disputes": _("Disputes"),
    "qualifies": _("Qualifies"),
}
"""Headings by stance, in the order of pages. The words are about the article."""
DOCUMENT_ORDER = (
    "clause__version__proposal__negotiation__key",
    "clause__version__proposal__ordinal",
    "clause__version__ordinal",
    "clause__version_id",
)


_TOTAL = "evidence_total"


@dataclass(frozen=True)
class EvidenceCounts:
    """How much evidence an article gives to published clauses, and to how many by stance."""

    total: int
    clauses: Mapping[str, int]


@dataclass(frozen=True)
class StanceGroup:
    """Evidence of an article that has one stance, under its heading.

    `clause_count` is the number of all clauses with this stance; one article may speak of a clause
    twice.
    """

    stance: str
    heading: str | Promise
    evidence: tuple[Any, ...]
    clause_count: int

    @property
    def documents(self) -> list[tuple[Any, ...]]:
        """The same evidence, in one tuple for each document."""
        cut = groupby(self.evidence, key=lambda row: row.clause.version_id)
        return [tuple(together) for _version, together in cut]


def with_evidence_counts(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Add what `evidence_counts` returns.

    Clauses hang on articles from above, by the name `evidence`; this app does not know them.
    """
    by_stance = {
        _clauses(stance): number_of(
            Article,
            Count(
                "evidence__clause",
                filter=PUBLISHED_EVIDENCE & Q(evidence__stance=stance),
                distinct=True,
            ),
        )
        for stance in STANCES
    }
    total = number_of(Article, Count("evidence", filter=PUBLISHED_EVIDENCE))
    return articles.annotate(**{_TOTAL: total}, **by_stance)


def evidence_counts(article: Article) -> EvidenceCounts:
    """Return the counts of an article that was read `with_evidence_counts`; no query."""
    counts = vars(article)
    return EvidenceCounts(counts[_TOTAL], {one: counts[_clauses(one)] for one in STANCES})


def group_by_stance(
    article: Article, counts: EvidenceCounts, places: Sequence[int]
) -> tuple[StanceGroup, ...]:
    """Return what the article says of published clauses, by stance. One query, and one more for
    texts in another language.

    `places` are those to show of all evidence in the order of pages.
    """
    related = "clause__version__proposal__negotiation", "disagreement", "origin"
    published = article.evidence.filter(clause__state="published").select_related(*related)
    by_stance = Case(*(When(stance=one, then=place) for place, one in enumerate(STANCES)))
    ordered = published.order_by(
        by_stance, *DOCUMENT_ORDER, "clause__ordinal", "clause__key", "number"
    )
    rows = list(ordered[places[0] : places[-1] + 1]) if places else []
    put_texts(rows)
    return tuple(
        StanceGroup(stance, STANCES[stance], tuple(group), clause_count=counts.clauses[stance])
        for stance, group in groupby(rows, key=lambda row: row.stance)
    )


def _clauses(stance: str) -> str:
    """Return the name of the number of clauses with a stance."""
    return f"clauses_{stance}"


def articles_on_same_origin(article: Article) -> QuerySet[Article] | tuple[()]:
    """Return what else readers see that draws on the same material, in order of keys."""
    if article.origin is None:
        return ()
    return public_articles().filter(origin=article.origin).exclude(pk=article.pk).by_key()
