"""The pages that search engines are told of: what is published, and when it last changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urlencode

from django.contrib.sitemaps import Sitemap, views
from django.db.models import F, Max, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from proposals.comparisons import Catalogue, Selection
from proposals.comparisons.catalogue import catalogues_of_documents
from proposals.comparisons.sort_order import database_order
from proposals.history.public_events import PUBLIC_STEPS
from proposals.language.languages import LANGUAGES
from proposals.models import Clause, Question, Transition
from proposals.web.pages.export_request import site_root
from sources.public import public_articles, public_outlets
from sources.read_only import read_only


@dataclass(frozen=True)
class PageEntry:
    """One page: the name of its view, what its path is made of, and its query.

    `changed` is when readers last saw it change; None if that is unknown.
    """

    view: str
    parts: tuple[str, ...] = ()
    query: str = ""
    changed: datetime | None = None

    @property
    def path(self) -> str:
        """The path of the page with its query."""
        path = reverse(self.view, args=self.parts)
        return f"{path}?{self.query}" if self.query else path


class PageList(Sitemap):
    """Pages of one kind, so many in one file; a subclass names them.

    Each page is listed in every language, and beside each stand its addresses in the others.
    """

    limit = 500
    alternates = True
    x_default = True

    def __init__(self, protocol: str | None = None) -> None:
        self.protocol = protocol
        self.languages = list(LANGUAGES)
        self.i18n = len(self.languages) > 1

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
        published = catalogues_of_documents()
        topics, changes = _topics_by_negotiation(), _changes_by_topic()
        yield PageEntry("proposals:home", changed=_latest(map(_changed, published)))
        yield PageEntry("proposals:method")
        for catalogue in published:
            yield from _entries_of(catalogue, topics[catalogue.negotiation.pk], changes)


class ClausePages(PageList):
    """The pages of published clauses. One query."""

    def entries(self) -> Iterator[PageEntry]:
        """Yield the page of each clause."""
        steps = Transition.objects.filter(PUBLIC_STEPS, clause=OuterRef("pk")).order_by("-at")
        clauses = Clause.objects.published().annotate(changed=Subquery(steps.values("at")[:1]))
        for uid, changed in clauses.order_by("pk").values_list("uid", "changed"):
            yield PageEntry("proposals:clause", (uid,), changed=changed)


class PressPages(PageList):
    """The pages of articles and outlets that something published rests on. Two queries."""

    def entries(self) -> Iterator[PageEntry]:
        """Yield the list of articles, then each article and each outlet."""
        yield PageEntry("sources:index")
        for key in public_articles().order_by("key").values_list("key", flat=True):
            yield PageEntry("sources:article", (key,))
        for key in public_outlets().order_by("key").values_list("key", flat=True):
            yield PageEntry("sources:outlet", (key,))


SECTIONS: dict[str, type[PageList]] = {
    "negotiations": NegotiationPages,
    "clauses": ClausePages,
    "press": PressPages,
}
"""The parts of the list, by the name that stands in their addresses."""


@read_only
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Name the parts of the list of pages."""
    asked, sections = _at_site_root(request)
    return views.index(asked, sections, sitemap_url_name="site:sitemap_section").render()


@read_only
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """List the pages of one part."""
    asked, sections = _at_site_root(request)
    return views.sitemap(asked, sections, section).render()


def _at_site_root(request: HttpRequest) -> tuple[HttpRequest, dict[str, type[Sitemap] | Sitemap]]:
    """Return a request to the address of the site, and the parts of its list.

    Django takes host and scheme from the request, wherever it came in.
    """
    scheme, _slashes, host = site_root(request).partition("://")
    asked = copy(request)
    vars(asked)["get_host"] = lambda: host
    return asked, {name: pages(scheme) for name, pages in SECTIONS.items()}


def _entries_of(
    catalogue: Catalogue,
    topics: Iterable[tuple[int, str]],
    changes: dict[tuple[int, int], datetime],
) -> Iterator[PageEntry]:
    """Yield the pages of a negotiation; `changes` are by its key and the topic's."""
    negotiation = catalogue.negotiation
    key, changed = negotiation.key, _changed(catalogue)
    # The documents are named, as in the one address that these pages say is theirs.
    query = urlencode(Selection(catalogue.default_documents).parameters())
    yield PageEntry("proposals:negotiation", (key,), changed=changed)
    yield PageEntry("proposals:compare", (key,), query, changed=changed)
    yield PageEntry("proposals:movement", (key,), changed=changed)
    for pk, topic in topics:
        last = changes.get((negotiation.pk, pk))
        yield PageEntry("proposals:topic", (key, topic), query, changed=last)
    for document in catalogue.documents:
        parts = (key, document.proposal.key, document.version.key)
        yield PageEntry("proposals:document", parts, changed=document.changed)


def _topics_by_negotiation() -> dict[int, list[tuple[int, str]]]:
    """Return the topics with a question, by negotiation: their primary keys and keys, in order."""
    rows = Question.objects.order_by(*database_order("topic__theme__", "topic__"))
    topics: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for negotiation, pk, key in rows.values_list("negotiation", "topic", "topic__key").distinct():
        topics[negotiation].append((pk, key))
    return topics


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
