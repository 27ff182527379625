"""What an article means for the clauses: which it supports, and with whom it counts as one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sources.models import Article

# In the order in which pages show them. The words are about the article.
STANCES: dict[str, str | Promise] = {
    "supports": _("Supports"),
    "disputes": _("Disputes"),
    "qualifies": _("Qualifies"),
}
SHOWN = list(STANCES)
DOCUMENT_ORDER = (
    "clause__version__proposal__negotiation__key",
    "clause__version__proposal__ordinal",
    "clause__version__ordinal",
    "clause__version_id",
)


@dataclass(frozen=True)
class Bearing:
    """The evidence that an article gives in one way."""

    stance: str
    heading: str | Promise
    evidence: tuple[Any, ...]

    @property
    def documents(self) -> list[tuple[Any, ...]]:
        """The same evidence, cut where another document begins."""
        cut = groupby(self.evidence, key=lambda row: row.clause.version_id)
        return [tuple(together) for _version, together in cut]

    @property
    def clause_count(self) -> int:
        """How many clauses it is about; one article may speak of a clause twice."""
        return len({row.clause_id for row in self.evidence})


def bearing_of(article: Article) -> tuple[Bearing, ...]:
    """Return what the article says of published clauses, by stance. One query.

    Clauses hang on articles from above, by the name `evidence`; this app does not know them.
    """
    related = "clause__version__proposal__negotiation", "disagreement", "origin"
    found = article.evidence.filter(clause__state="published").select_related(*related)
    ordered = found.order_by(*DOCUMENT_ORDER, "clause__ordinal", "clause__key", "number")
    rows = sorted(ordered, key=lambda row: SHOWN.index(row.stance))
    return tuple(
        Bearing(stance, STANCES[stance], tuple(group))
        for stance, group in groupby(rows, key=lambda row: row.stance)
    )


def shared_with(article: Article) -> QuerySet[Article] | tuple[()]:
    """Return the other articles that draw on the same material, in order of their keys."""
    if article.origin is None:
        return ()
    others = article.origin.articles.exclude(pk=article.pk)
    return others.select_related("outlet").order_by("key")
