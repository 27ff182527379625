"""Suggestions for an editor who adds an article: the next key, and the outlet of an address."""

from __future__ import annotations

from sources.addresses import host_of
from sources.article_import.stored import free_outlet_key, next_key, outlet_key_stem
from sources.duplicates import find_namesakes
from sources.models import Article, Outlet
from sources.models.querysets import contains_word


def suggest_key() -> str:
    """Return the key after the highest of A1, A2, …. One query."""
    return next_key(Article.objects.filter(key__startswith="A").values_list("key", flat=True))


def suggest_outlet(url: str) -> Outlet | None:
    """Return the outlet whose pages stand on this host, if it is one only. 2 queries."""
    host = host_of(url)
    if not host:
        return None
    own = Outlet.objects.filter(contains_word(host, "url"))
    outlets = {outlet.pk: outlet for outlet in own if host_of(outlet.url) == host}
    articles = Article.objects.filter(contains_word(host, "url")).select_related("outlet")
    outlets.update({row.outlet_id: row.outlet for row in articles if host_of(row.url) == host})
    return next(iter(outlets.values())) if len(outlets) == 1 else None


def outlet_named(name: str) -> Outlet | None:
    """Return the outlet with this name, if it is one only. One query."""
    outlets = find_namesakes(name)
    return outlets[0] if len(outlets) == 1 else None


def suggest_outlet_key(name: str, url: str) -> str:
    """Return a free key for a new outlet: from its name, else from its host. One query."""
    stem = outlet_key_stem(name, url)
    taken = set(Outlet.objects.filter(key__startswith=stem).values_list("key", flat=True))
    return free_outlet_key(name, url, taken)
