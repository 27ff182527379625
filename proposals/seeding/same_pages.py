"""Warnings of articles that stand at one page: one report would count as two sources.

They are loaded all the same, because an editor may have said of the two that they are different.
"""

from __future__ import annotations

from collections.abc import Iterable

from proposals.seeding.schema import Record
from sources.addresses import addresses_of
from sources.models import Article

RIGHT = (
    "Right would be one article for both; leave them only if they are two different articles all "
    "the same."
)


def same_pages(records: Iterable[Record]) -> list[str]:
    """Return a warning for each two stored articles of one page, one of which is in a folder."""
    places = {record.key: record.place for record in records if record.kind == "article"}
    first: dict[str, Article] = {}
    warnings = {}
    for article in Article.objects.only("key", "url", "archived_url").order_by("key"):
        for page in sorted(addresses_of(article)):
            other = first.setdefault(page, article)
            place = places.get(article.key) or places.get(other.key)
            if other is not article and place is not None:
                one, two = _named(other), _named(article)
                line = f"{place.at('url')}: {one} and {two} stand at the same page. {RIGHT}"
                warnings[other.key, article.key] = line
    return list(warnings.values())


def _named(article: Article) -> str:
    return f"article {article.key} ({article.url or article.archived_url})"
