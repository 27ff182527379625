"""The articles and outlets that readers may see: those on which something published rests.

This app knows no clauses: whoever does says here which articles these are.
"""

from __future__ import annotations

from collections.abc import Callable

from sources.models import Article, Outlet
from sources.models.articles import ArticleQuerySet
from sources.models.outlets import OutletQuerySet

_articles: Callable[[], ArticleQuerySet]


def use(articles: Callable[[], ArticleQuerySet]) -> None:
    """Ask this from now on for the articles on which something published rests."""
    global _articles
    _articles = articles


def public_articles() -> ArticleQuerySet:
    """Return the articles that readers may see; no query yet."""
    return _articles()


def public_outlets() -> OutletQuerySet:
    """Return the outlets of those articles; no query yet."""
    return Outlet.objects.filter(pk__in=public_articles().order_by().values("outlet"))


def is_public(row: Article | Outlet) -> bool:
    """Tell whether readers may see an article or an outlet. One query."""
    rows = public_outlets() if isinstance(row, Outlet) else public_articles()
    return rows.filter(pk=row.pk).exists()
