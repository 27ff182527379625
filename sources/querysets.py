"""Questions that pages and loaders ask about outlets, origins and articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import Count, F, Q

from sources.independence import RELATIONS

if TYPE_CHECKING:
    from sources.models import Article, Origin, Outlet  # noqa: F401 - named as text below

# Evidence hangs on articles by this name; only what rests on a published clause is public.
PUBLISHED_EVIDENCE = Q(evidence__clause__state="published")


MOST_WORDS = 10  # of a search; each is one condition more

Row = TypeVar("Row", bound=models.Model)


def spellings(word: str) -> set[str]:
    """Return the word as typed, small, capitalised and in capitals.

    SQLite ignores case in ASCII letters only, so that without this a search for
    “меморандум” would miss “Меморандум” there.
    """
    return {word} if word.isascii() else {word, word.lower(), word.title(), word.upper()}


def any_holds(word: str, *fields: str) -> Q:
    """Return the condition that one of the text fields holds the word, whatever its case."""
    found = Q()
    for spelling in spellings(word):
        for field in fields:
            found |= Q(**{f"{field}__icontains": spelling})
    return found


class KeyedQuerySet(models.QuerySet[Row]):
    """Rows that are told apart by their `key`."""

    def get_by_natural_key(self, key: str) -> Row:
        """Return the row with this key; raises the model's `DoesNotExist`."""
        return self.get(key=key)


class OriginQuerySet(KeyedQuerySet["Origin"]):
    """Material that several articles draw on."""

    def with_article_count(self) -> Self:
        """Add `article_count`: how many articles draw on it."""
        return self.annotate(article_count=Count("articles", distinct=True))


class OutletQuerySet(KeyedQuerySet["Outlet"]):
    """Newspapers, agencies and broadcasters."""

    def with_article_count(self) -> Self:
        """Add `article_count`: how many articles of the outlet are recorded."""
        return self.annotate(article_count=Count("articles", distinct=True))

    def with_clause_count(self) -> Self:
        """Add `clause_count`: how many published clauses its articles speak to."""
        return self.annotate(
            clause_count=Count(
                "articles__evidence__clause",
                filter=Q(articles__evidence__clause__state="published"),
                distinct=True,
            )
        )

    def matching(self, words: str) -> Self:
        """Keep outlets in which every word stands in name, key, country or ownership."""
        found = self
        for word in words.split()[:MOST_WORDS]:
            found = found.filter(any_holds(word, "name", "key", "country", "ownership"))
        return found

    def for_list(self) -> Self:
        """All that the list of outlets shows, in one query."""
        return self.with_article_count().with_clause_count().order_by("name", "key")


class ArticleQuerySet(KeyedQuerySet["Article"]):
    """Articles of the press."""

    def matching(self, words: str) -> Self:
        """Keep articles in which every word stands in headline, key, address or outlet."""
        found = self
        for word in words.split()[:MOST_WORDS]:
            held = any_holds(word, "headline", "url", "outlet__name", "outlet__country")
            found = found.filter(held | Q(key__iexact=word))
        return found

    def newest_first(self) -> Self:
        """Order by date, the undated last."""
        return self.order_by(F("published").desc(nulls_last=True), "outlet__name", "key")

    def with_clause_count(self) -> Self:
        """Add `clause_count`: how many published clauses the article speaks to."""
        return self.annotate(
            clause_count=Count("evidence__clause", filter=PUBLISHED_EVIDENCE, distinct=True)
        )

    def for_list(self) -> Self:
        """All that a list of articles shows, in one query."""
        return self.select_related("outlet").with_clause_count().newest_first()

    def for_evidence(self) -> Self:
        """All that an independence key and a citation need, in one query."""
        return self.select_related(*RELATIONS)
