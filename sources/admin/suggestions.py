"""Suggestions for an editor who adds an article: the next key, and the outlet of an address."""

from __future__ import annotations

import unicodedata

from django.utils.text import slugify

from sources.addresses import host_of
from sources.article_import.stored import next_key
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
    wanted = _plain(name)
    outlets = [one for one in Outlet.objects.order_by("pk") if _plain(one.name) == wanted]
    return outlets[0] if wanted and len(outlets) == 1 else None


def is_name_of(outlet: Outlet, name: str) -> bool:
    """Tell whether a page that calls its outlet so may well be one of this outlet's."""
    return _plain(name) == _plain(outlet.name)


def _plain(name: str) -> str:
    """Return a name without case, the kind of its spaces, and a “The” before it."""
    words = unicodedata.normalize("NFC", name).casefold().split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def suggest_outlet_key(name: str, url: str) -> str:
    """Return a free key for a new outlet: from its name, else from its host. One query."""
    stem = slugify(name)[:60] or slugify(host_of(url).replace(".", "-"))[:60] or "outlet"
    taken = set(Outlet.objects.filter(key__startswith=stem).values_list("key", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (stem, *numbered) if key not in taken)
