"""The ledger of an article: the clauses it speaks of, by stance, and what it shares with others."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sources.models import Article

STANCES: dict[str, str | Promise] = {
    "supports": _("Supports"),
    "disputes": _("Disputes"),
    "qualifies": _("Qualifies"),
}
"""Headings by stance, in the order of pages. The words are about the article."""
STANCE_ORDER = list(STANCES)
DOCUMENT_ORDER = (
    "clause__version__proposal__negotiation__key",
    "clause__version__proposal__ordinal",
    "clause__version__ordinal",
    "clause__version_id",
)


@dataclass(frozen=True)
class StanceGroup:
    """The evidence of an article that has one stance, under its heading."""

    stance: str
    heading: str | Promise
    evidence: tuple[Any, ...]

    @property
    def documents(self) -> list[tuple[Any, ...]]:
        """The same evidence, in one tuple for each document."""
        cut = groupby(self.evidence, key=lambda row: row.clause.version_id)
        return [tuple(together) for _version, together in cut]

    @property
    def clause_count(self) -> int:
        """The number of clauses; one article may speak of a clause twice."""
        return len({row.clause_id for row in self.evidence})


def group_by_stance(article: Article) -> tuple[StanceGroup, ...]:
    """Return what the article says of published clauses, by stance. One query.

    Clauses hang on articles from above, by the name `evidence`; this app does not know them.
    """
    related = "clause__version__proposal__negotiation", "disagreement", "origin"
    published = article.evidence.filter(clause__state="published").select_related(*related)
    ordered = published.order_by(*DOCUMENT_ORDER, "clause__ordinal", "clause__key", "number")
    rows = sorted(ordered, key=lambda row: STANCE_ORDER.index(row.stance))
    return tuple(
        StanceGroup(stance, STANCES[stance], tuple(group))
        for stance, group in groupby(rows, key=lambda row: row.stance)
    )


def articles_on_same_origin(article: Article) -> QuerySet[Article] | tuple[()]:
    """Return the other articles that draw on the same material, in order of their keys."""
    if article.origin is None:
        return ()
    others = article.origin.articles.exclude(pk=article.pk)
    return others.select_related("outlet").order_by("key")
