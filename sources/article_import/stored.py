"""What is stored of the press, read in a fixed number of queries, and found by any name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.utils.text import slugify

from sources.addresses import Page, host_of, page_of
from sources.duplicates import Words, fold_words, words_of
from sources.models import Article, ArticleText, Origin, Outlet

NUMBERED = re.compile(r"A(\d{1,9})")


@dataclass
class StoredPress:
    """Outlets, shared materials and articles by key, address and words; 4 queries."""

    outlets: dict[str, Outlet] = field(default_factory=dict)
    named: dict[str, list[Outlet]] = field(default_factory=lambda: defaultdict(list))
    hosts: dict[str, list[Outlet]] = field(default_factory=lambda: defaultdict(list))
    origins: dict[str, Origin] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    pages: dict[str, Article] = field(default_factory=dict)
    loose: dict[str, list[tuple[Page, Article]]] = field(default_factory=lambda: defaultdict(list))
    words: dict[Words, list[Article]] = field(default_factory=lambda: defaultdict(list))
    digests: dict[int, str] = field(default_factory=dict)

    @classmethod
    def load(cls) -> StoredPress:
        """Read everything that rows of a file are compared with."""
        press = cls()
        for outlet in Outlet.objects.order_by("pk"):
            press._add_outlet(outlet)
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
        for page in pages_of(article):
            self.pages.setdefault(page.form, article)
            self.loose[page.loose].append((page, article))
        self.words[words_of(article)].append(article)
        self._add_host(host_of(article.url), article.outlet)

    def outlets_called(self, name: str) -> list[Outlet]:
        """Return the outlet with this key, or all outlets with this name."""
        exact, folded = (self.outlets.get(key) for key in (name, name.casefold()))
        called = self.named.get(fold_words(name), [])
        return [exact] if exact is not None else called or ([] if folded is None else [folded])

    def outlet_at(self, host: str) -> Outlet | None:
        """Return the only outlet whose pages stand on this host."""
        outlets = self.hosts.get(host, [])
        return outlets[0] if len(outlets) == 1 else None

    def new_outlet(self, name: str, url: str) -> Outlet:
        """Return an outlet that is not stored yet, known to the rows after this one."""
        outlet = Outlet(key=free_outlet_key(name, url, self.outlets), name=name)
        self._add_outlet(outlet)
        return outlet

    def _add_outlet(self, outlet: Outlet) -> None:
        self.outlets[outlet.key] = outlet
        self.named[fold_words(outlet.name)].append(outlet)
        self._add_host(host_of(outlet.url), outlet)

    def _add_host(self, host: str, outlet: Outlet) -> None:
        """Add an outlet whose pages stand on a host."""
        if host and outlet not in self.hosts[host]:
            self.hosts[host].append(outlet)


def pages_of(article: Article) -> list[Page]:
    """Return the pages of an article, with those of copies."""
    urls = (article.url, article.archived_url)
    return [page for url in urls if url and (page := page_of(url)).form]


def next_key(taken: Iterable[str]) -> str:
    """Return the key after the highest of A1, A2, …; other keys are left alone."""
    matches = (NUMBERED.fullmatch(key) for key in taken)
    numbers = (int(match[1]) for match in matches if match)
    return f"A{max(numbers, default=0) + 1}"


def outlet_key_stem(name: str, url: str) -> str:
    """Return how the key of a new outlet begins: as its name, else as its host."""
    return slugify(name)[:60] or slugify(host_of(url).replace(".", "-"))[:60] or "outlet"


def free_outlet_key(name: str, url: str, taken: Collection[str]) -> str:
    """Return a key for a new outlet that none has."""
    stem = outlet_key_stem(name, url)
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (stem, *numbered) if key not in taken)
