"""What is stored of the press, read in a fixed number of queries, and found by any name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sources.addresses import host_of
from sources.duplicates import addresses_of
from sources.models import Article, ArticleText, Origin, Outlet

NUMBERED = re.compile(r"A(\d{1,9})")

Words = tuple[int, str, object]


@dataclass
class StoredPress:
    """Outlets, shared materials and articles by key, address and words; 4 queries."""

    outlets: dict[str, Outlet] = field(default_factory=dict)
    hosts: dict[str, Outlet | None] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    pages: dict[str, Article] = field(default_factory=dict)
    words: dict[Words, Article] = field(default_factory=dict)
    digests: dict[int, str] = field(default_factory=dict)

    @classmethod
    def load(cls) -> StoredPress:
        """Read everything that rows of a file are compared with."""
        press = cls()
        for outlet in Outlet.objects.order_by("pk"):
            press.outlets.setdefault(outlet.name.casefold(), outlet)
            press.outlets[outlet.key] = outlet
            press._add_host(host_of(outlet.url), outlet)
        press.origins = {origin.key: origin for origin in Origin.objects.all()}
        press._load_articles()
        press.digests = dict(ArticleText.objects.values_list("article_id", "digest"))
        return press

    def _load_articles(self) -> None:
        """Read the articles, each with the rows it refers to, so that none is asked for later."""
        stored = {row.pk: row for row in Article.objects.select_related("outlet", "origin")}
        for _pk, article in sorted(stored.items()):
            source = article.syndicated_from_id
            article.syndicated_from = None if source is None else stored[source]
            self.add(article)

    def add(self, article: Article) -> None:
        """Add an article, stored or about to be."""
        self.articles[article.key] = article
        for page in sorted(addresses_of(article)):
            self.pages.setdefault(page, article)
        self.words.setdefault(words_of(article), article)
        self._add_host(host_of(article.url), article.outlet)

    def outlet(self, name: str) -> Outlet | None:
        """Return the outlet with this key or name."""
        return self.outlets.get(name) or self.outlets.get(name.casefold())

    def outlet_at(self, host: str) -> Outlet | None:
        """Return the only outlet whose pages stand on this host."""
        return self.hosts.get(host)

    def _add_host(self, host: str, outlet: Outlet) -> None:
        """Add the outlet of a host; none, if two outlets use it."""
        if host:
            same = self.hosts.setdefault(host, outlet) == outlet
            self.hosts[host] = outlet if same else None


def words_of(article: Article) -> Words:
    """Return what tells an article apart that has no address: outlet, headline, day."""
    headline = " ".join(article.headline.casefold().split())
    return article.outlet_id, headline, article.published


def next_key(taken: Iterable[str]) -> str:
    """Return the key after the highest of A1, A2, …; other keys are left alone."""
    matches = (NUMBERED.fullmatch(key) for key in taken)
    numbers = (int(match[1]) for match in matches if match)
    return f"A{max(numbers, default=0) + 1}"
