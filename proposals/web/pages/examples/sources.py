"""The example of how printed articles are folded into sources."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from sources.independence import independence_key
from sources.models import Article, Outlet


@dataclass(frozen=True)
class PrintedExample:
    """A made-up article, and the number of the source that it counts as."""

    article: str
    source: int


def source_example() -> list[PrintedExample]:
    """Return four made-up articles, folded into sources by the rule that counts everywhere."""
    agency, daily, weekly = (Outlet(key=key) for key in ("agency", "daily", "weekly"))
    report = Article(key="1", outlet=agency)
    articles = {
        _("An agency prints its report."): report,
        _("A daily paper prints the agency's text."): Article(
            key="2", outlet=daily, syndicated_from=report
        ),
        _("A weekly paper sends a reporter of its own."): Article(key="3", outlet=weekly),
        _("The same weekly paper writes of it again."): Article(key="4", outlet=weekly),
    }
    sources = list(dict.fromkeys(map(independence_key, articles.values())))
    return [
        PrintedExample(words, sources.index(independence_key(article)) + 1)
        for words, article in articles.items()
    ]
