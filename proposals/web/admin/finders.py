"""The search for rows by words: one finder for each kind of reference."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from django.db.models import Model, QuerySet
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext as _

from proposals.models import Clause, Question, Topic, Version
from proposals.models.proposals import version_order
from sources.models import Article, Origin
from sources.name_order import place_by_name
from sources.search_terms import LONGEST_SEARCH, SearchTerms, keep_matching

MOST_OFFERED = 20
"""Rows that one search offers; more words narrow them down."""


@dataclass(frozen=True, kw_only=True)
class Finder:
    """The search for rows of one model by words, and their names in a list.

    `related` and `order` are for the query; `columns` are searched for each word, `exact` for the
    whole text. `negotiation` is the path to the negotiation of a row, empty where it has none.
    """

    model: type[Model]
    related: tuple[str, ...] = ()
    columns: tuple[str, ...]
    exact: tuple[str, ...]
    order: tuple[str | OrderBy, ...]
    label: Callable[[Any], str]
    negotiation: str = ""

    def rows(self, negotiation: int | None = None) -> QuerySet[Any]:
        """Return the rows that may be referred to, with what their names need."""
        rows = self.model._default_manager.select_related(*self.related).order_by(*self.order)
        if self.model is Clause:
            rows = rows.filter(revises__isnull=True)
        if self.negotiation and negotiation:
            rows = rows.filter(**{self.negotiation: negotiation})
        return rows

    def search(self, words: str, negotiation: int | None = None) -> QuerySet[Any]:
        """Return the rows in which every word occurs somewhere."""
        rows = self.rows(negotiation)
        if self.order[0] == "name":
            rows = rows.order_by(place_by_name(self.model).asc(), "key")
        return keep_matching(rows, SearchTerms(words), self.columns)

    def resolve(self, words: str, negotiation: int | None = None) -> list[Any]:
        """Return the one row with these words for a key or an address, else all that hold them.

        None of them hold more than is looked for.
        """
        rows, text = self.rows(negotiation), _small(words)
        names = rows.values_list("pk", *self.exact)
        exact = [pk for pk, *own in names if text in map(_small, own)]
        if len(exact) == 1:
            return list(rows.filter(pk__in=exact))
        if len(words) > LONGEST_SEARCH:
            return []
        return list(self.search(words, negotiation)[:MOST_OFFERED])


def _small(name: object) -> str:
    """Return a name to compare it whatever its case: a key is no other one, as in a search."""
    return normalize("NFC", " ".join(str(name).split())).casefold()


def _article_label(row: Article) -> str:
    day = row.published.isoformat() if row.published else _("undated")
    return f"{row.key} · {day} · {row.outlet.name}: {row.title}"


FINDERS: Mapping[str, Finder] = {
    "version": Finder(
        model=Version,
        related=("proposal__negotiation",),
        columns=("proposal__name", "proposal__title", "label", "key"),
        exact=("key",),
        order=version_order(),
        label=str,
        negotiation="proposal__negotiation",
    ),
    "question": Finder(
        model=Question,
        related=("topic", "unit", "negotiation"),
        columns=("text", "key", "topic__name"),
        exact=("key", "text"),
        order=("ordinal", "key"),
        label=lambda row: f"{row.text} ({row.topic.name})",
        negotiation="negotiation",
    ),
    "topics": Finder(
        model=Topic,
        related=("theme",),
        columns=("name", "key", "theme__name"),
        exact=("key", "name"),
        order=("theme__ordinal", "ordinal", "key"),
        label=lambda row: f"{row.name} ({row.theme.name})",
    ),
    "waits_for": Finder(
        model=Clause,
        related=("version__proposal",),
        columns=("label", "key", "heading", "version__proposal__name"),
        exact=("uid",),
        order=("version__proposal__ordinal", "version", "ordinal", "key"),
        label=lambda row: f"{row} · {row.version}",
        negotiation="version__proposal__negotiation",
    ),
    "article": Finder(
        model=Article,
        related=("outlet",),
        columns=("key", "headline", "url", "outlet__name"),
        exact=("key", "url"),
        order=("key",),
        label=_article_label,
    ),
    "origin": Finder(
        model=Origin,
        columns=("key", "name"),
        exact=("key", "name"),
        order=("name", "key"),
        label=str,
    ),
}
"""The finders by the name of a reference."""
