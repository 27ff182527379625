"""The pages that search engines are told of: what is published, and when it last changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urlencode

from django.contrib.sitemaps import Sitemap, views
from django.db.models import F, Max, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from proposals.comparisons import Catalogue, Selection, catalogues
from proposals.comparisons.public_sources import public_articles, public_outlets
from proposals.history.public_events import PUBLIC_STEPS
from proposals.models import Clause, Transition
from sources.read_only import read_only


@dataclass(frozen=True)
class PageEntry:
    """One page: its path, and when readers last saw it change; None if that is unknown."""

    path: str
    changed: datetime | None = None


class PageList(Sitemap):
    """Pages of one kind, so many in one file; a subclass names them."""

    limit = 500

    def entries(self) -> Iterable[PageEntry]:
        """Return the pages, in a fixed order."""
        raise NotImplementedError

    @cached_property
    def _entries(self) -> list[PageEntry]:
        return list(self.entries())

    def items(self) -> list[PageEntry]:
        """Return the pages; they are read once a request."""
        return self._entries

    def location(self, item: PageEntry) -> str:
        """Return the path of a page."""
        return item.path

    def lastmod(self, item: PageEntry) -> datetime | None:
        """Return when a page last changed."""
        return item.changed


class NegotiationPages(PageList):
    """The overviews of negotiations with their comparisons, topics and documents. 6 queries."""

    def entries(self) -> Iterator[PageEntry]:
        """Yield the pages that speak of no negotiation, then those of each."""
        published = catalogues()
        changes = _changes_by_topic()
        yield PageEntry(reverse("proposals:home"), _latest(map(_changed, published)))
        yield PageEntry(reverse("proposals:method"))
        for catalogue in published:
            yield from _entries_of(catalogue, changes)


class ClausePages(PageList):
    """The pages of published clauses. One query."""

    def entries(self) -> Iterator[PageEntry]:
        """Yield the page of each clause."""
        steps = Transition.objects.filter(PUBLIC_STEPS, clause=OuterRef("pk")).order_by("-at")
        clauses = Clause.objects.published().annotate(changed=Subquery(steps.values("at")[:1]))
        for uid, changed in clauses.order_by("pk").values_list("uid", "changed"):
            yield PageEntry(reverse("proposals:clause", args=[uid]), changed)


class PressPages(PageList):
    """The pages of articles and outlets that something published rests on. Two queries."""

    def entries(self) -> Iterator[PageEntry]:
        """Yield the list of articles, then each article and each outlet."""
        yield PageEntry(reverse("sources:index"))
        for key in public_articles().order_by("key").values_list("key", flat=True):
            yield PageEntry(reverse("sources:article", args=[key]))
        for key in public_outlets().order_by("key").values_list("key", flat=True):
            yield PageEntry(reverse("sources:outlet", args=[key]))


SECTIONS: dict[str, type[Sitemap] | Sitemap] = {
    "negotiations": NegotiationPages,
    "clauses": ClausePages,
    "press": PressPages,
}
"""The parts of the list, by the name that stands in their addresses."""


@read_only
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Name the parts of the list of pages."""
    return views.index(request, SECTIONS, sitemap_url_name="proposals:sitemap_section").render()


@read_only
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """List the pages of one part."""
    return views.sitemap(request, SECTIONS, section).render()


def _entries_of(
    catalogue: Catalogue, changes: dict[tuple[int, int], datetime]
) -> Iterator[PageEntry]:
    """Yield the pages of a negotiation; `changes` are by its key and the topic's."""
    negotiation = catalogue.negotiation
    changed = _changed(catalogue)
    # The documents are named, as in the one address that these pages say is theirs.
    query = urlencode(Selection(catalogue.default_documents).parameters())
    yield PageEntry(negotiation.get_absolute_url(), changed)
    yield PageEntry(f"{negotiation.get_compare_url()}?{query}", changed)
    for topic in catalogue.topics:
        path = f"{topic.get_url_in(negotiation)}?{query}"
        yield PageEntry(path, changes.get((negotiation.pk, topic.pk)))
    for document in catalogue.documents:
        yield PageEntry(document.version.get_absolute_url(), document.changed)


def _changes_by_topic() -> dict[tuple[int, int], datetime]:
    """Return when clauses on each topic last changed, by primary keys of negotiation and topic."""
    rows = (
        Transition.objects.filter(PUBLIC_STEPS, clause__topics__isnull=False)
        .order_by()
        .values(negotiation=F("clause__version__proposal__negotiation"), topic=F("clause__topics"))
        .annotate(last=Max("at"))
    )
    return {(row["negotiation"], row["topic"]): row["last"] for row in rows}


def _changed(catalogue: Catalogue) -> datetime | None:
    return _latest(document.changed for document in catalogue.documents)


def _latest(moments: Iterable[datetime | None]) -> datetime | None:
    return max(filter(None, moments), default=None)
