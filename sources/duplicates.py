"""Articles that are stored already: for certain, by one page; or perhaps, by page or words."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db.models import Q, QuerySet

from sources.addresses import UNSEEN, Page, canonical, page_of, spellings_of_host
from sources.models import Article, Outlet
from sources.models.querysets import contains_word

Words = tuple[str, str]


@dataclass(frozen=True)
class Doubles:
    """The articles that are this one for certain, and those that may be, each by key."""

    certain: tuple[Article, ...] = ()
    likely: tuple[Article, ...] = ()


def find_duplicates(url: str, but: Article | None = None) -> list[Article]:
    """Return the articles whose address or archived address is this page, by key. One query."""
    return list(find_doubles(Article(url=url), but=but).certain)


def find_doubles(draft: Article, but: Article | None = None) -> Doubles:
    """Return the stored articles that an article is or may be. At most 2 queries."""
    pages = [page for url in (draft.url, draft.archived_url) if (page := page_of(url)).form]
    same_host = Q()
    for host in {urlsplit(page.loose).hostname or "" for page in pages}:
        for spelling in spellings_of_host(host):
            same_host |= contains_word(spelling, "url", "archived_url")
    known = [one for one in _read(same_host) if one != but] if pages else []
    forms = {page.form for page in pages}
    certain = [one for one in known if forms & addresses_of(one)]
    likely = {
        one.pk: one
        for one in known
        if one not in certain and any(page.may_be(other) for page in pages for other in _pages(one))
    }
    for one in _with_same_words(draft):
        if one != but and one not in certain:
            likely[one.pk] = one
    return Doubles(tuple(certain), tuple(sorted(likely.values(), key=lambda one: one.key)))


def find_namesakes(name: str, but: Outlet | None = None) -> list[Outlet]:
    """Return the outlets of a name, by key. One query."""
    folded = fold_words(name)
    if not folded:
        return []
    outlets = Outlet.objects.order_by("key")
    return [one for one in outlets if one != but and fold_words(one.name) == folded]


def addresses_of(article: Article) -> set[str]:
    """Return the canonical forms of all addresses of an article."""
    return {form for url in (article.url, article.archived_url) if (form := canonical(url))}


def words_of(article: Article) -> Words:
    """Return what tells articles apart beside their addresses and days: outlet and headline."""
    return article.outlet.key, fold_words(article.headline)


def fold_words(text: str) -> str:
    """Return a headline or a name without what tells nothing apart: case, white space, spelling."""
    return " ".join(unicodedata.normalize("NFC", UNSEEN.sub("", text)).casefold().split())


def may_be_one_day(first: datetime.date | None, second: datetime.date | None) -> bool:
    """Tell whether two days may be the same: one that is not known may be any."""
    return first is None or second is None or first == second


def _pages(article: Article) -> Iterable[Page]:
    return (page_of(url) for url in (article.url, article.archived_url) if url)


def _with_same_words(draft: Article) -> list[Article]:
    """Return the articles of the same outlet with the same headline and perhaps the same day."""
    if draft.outlet_id is None or not draft.headline.strip():
        return []
    return [
        one
        for one in _read(Q(outlet=draft.outlet_id))
        if words_of(one) == words_of(draft) and may_be_one_day(one.published, draft.published)
    ]


def _read(condition: Q) -> QuerySet[Article]:
    return Article.objects.filter(condition).select_related("outlet").order_by("key")
