"""What changed before readers' eyes as Atom feeds: of a negotiation, and of one topic of it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext

from proposals import history
from proposals.comparisons.local_texts import local_texts
from proposals.comparisons.lookups import find_negotiation, find_topic_used_in
from proposals.history import News, PublicEventKind
from proposals.history.corrections import STEP, news_keys
from proposals.language.active import joined, put_in
from proposals.models import Negotiation, RowRevision, Topic
from proposals.web.pages.export_request import site_root
from proposals.web.pages.responses import (
    with_missing_page,
    without_control_characters,
)
from proposals.web.row_words import rows_in_words
from proposals.web.templatetags.history import (
    counted_clauses,
    counted_responses,
    event_word,
    history_address,
    subject_name,
)
from sources.etags import conditional_page
from sources.list_pages import ListPage, list_page
from sources.read_only import read_only

PER_PAGE = 25
MOST_NAMED = 30
"""Clauses of one load that an entry names; the document's page has them all."""


@read_only
@with_missing_page
@conditional_page
def changes(request: HttpRequest, negotiation: str) -> HttpResponse:
    """Answer with every change of a negotiation that readers may know of, newest first.

    26 queries at most.
    """
    row = find_negotiation(negotiation)
    local_texts([row]).in_negotiation(row)
    feed = Feed(
        home=site_root(request),
        negotiation=row,
        topic=None,
        title=put_in(gettext("%(name)s: changes"), name=row.name),
        page=row.get_absolute_url(),
    )
    return _answer(feed, request)


@read_only
@with_missing_page
@conditional_page
def topic_changes(request: HttpRequest, negotiation: str, topic: str) -> HttpResponse:
    """Answer with the changes of a negotiation on one topic, newest first."""
    row = find_negotiation(negotiation)
    topic_row = find_topic_used_in(row, topic)
    local = local_texts([row])
    local.in_negotiation(row)
    local.in_topic(topic_row)
    feed = Feed(
        home=site_root(request),
        negotiation=row,
        topic=topic_row,
        title=put_in(gettext("%(topic)s, %(name)s: changes"), topic=topic_row.name, name=row.name),
        page=topic_row.get_url_in(row),
    )
    return _answer(feed, request)


@dataclass(frozen=True)
class Feed:
    """What a feed is about; `page` is the path of the page that it belongs to."""

    home: str
    negotiation: Negotiation
    topic: Topic | None
    title: str
    page: str

    @property
    def path(self) -> str:
        """Its own path, without a page."""
        if self.topic is None:
            return reverse("proposals:changes", args=[self.negotiation.key])
        return reverse("proposals:topic_changes", args=[self.negotiation.key, self.topic.key])

    def address(self, number: int) -> str:
        """Return the whole address of one of its pages, from 1."""
        return f"{self.home}{self.path}" + (f"?page={number}" if number > 1 else "")

    @property
    def keys(self) -> QuerySet[Any, Any]:
        """The moment, the kind and the key of each entry, newest first.

        What stands around clauses is on no topic: only the whole feed tells of it.
        """
        if self.topic is None:
            return news_keys(self.negotiation)
        steps = history.news_steps(self.negotiation, self.topic)
        kind = Value(STEP, CharField())
        return steps.annotate(moment=F("at"), kind=kind).values("moment", "kind", "pk")


class PagedAtom(Atom1Feed):
    """Atom with the links between pages of RFC 5005, and a time that is no time of its making."""

    def latest_post_date(self) -> datetime:
        """Return when the feed changed last; without entries, the day of the negotiation."""
        moment: datetime = self.feed["changed"]
        return moment

    def add_root_elements(self, handler: Any) -> None:
        """Add what Atom asks for, then the links to the other pages."""
        super().add_root_elements(handler)
        for rel, address in self.feed["pages"]:
            handler.addQuickElement("link", "", {"rel": rel, "href": address})


def _answer(feed: Feed, request: HttpRequest) -> HttpResponse:
    rows = list_page(feed.keys, PER_PAGE, request.GET.get("page"))
    if rows.missing:
        return HttpResponseRedirect(feed.address(rows.number))
    newest = rows.object_list[0]["moment"] if rows.number == 1 and rows.object_list else None
    changed = newest or history.last_change(feed.negotiation) or _day_of(feed.negotiation)
    # No Last-Modified: the text also has names and headings, which change without a step.
    return HttpResponse(_written(feed, rows, changed), content_type=PagedAtom.content_type)


def _written(feed: Feed, rows: ListPage, changed: datetime) -> str:
    atom = PagedAtom(
        without_control_characters(feed.title),
        feed.home + feed.page,
        None,
        subtitle=gettext("What was published, corrected or withdrawn, with the reasons."),
        language=get_language(),
        author_name="Parley",
        feed_url=feed.address(rows.number),
        feed_guid=feed.address(1),
        changed=changed,
        pages=_other_pages(feed, rows),
    )
    local = local_texts([feed.negotiation])
    for item in _items(rows.object_list, feed):
        if isinstance(item, RowRevision):
            _add_rows(atom, item, feed)
            continue
        for one in item.subjects:
            local.in_reviewed(one.subject)
        atom.add_item(
            without_control_characters(_title(item)),
            feed.home + _page_of(item),
            without_control_characters(_words(item, feed)),
            unique_id=item.id,
            pubdate=item.at,
            updateddate=item.at,
            categories=_kinds(item),
        )
    return atom.writeString("utf-8")


def _items(keys: Iterable[Mapping[str, Any]], feed: Feed) -> Iterator[News | RowRevision]:
    """Yield the entries with some keys, in their order; a fixed number of queries."""
    wanted = list(keys)
    of_steps = [key["pk"] for key in wanted if key["kind"] == STEP]
    steps = history.news_steps(feed.negotiation, feed.topic).filter(pk__in=of_steps)
    by_key = {step.pk: step for step in (steps if of_steps else ())}
    chosen = [by_key[pk] for pk in of_steps if pk in by_key]
    news = iter(history.list_news(chosen, feed.negotiation, feed.topic))
    of_rows = [key["pk"] for key in wanted if key["kind"] != STEP]
    rows = RowRevision.objects.in_bulk(of_rows) if of_rows else {}
    for key in wanted:
        if key["kind"] != STEP:
            yield rows[key["pk"]]
        elif key["pk"] in by_key:
            yield next(news)


def _add_rows(atom: PagedAtom, revision: RowRevision, feed: Feed) -> None:
    """Add a correction of what stands around clauses."""
    context = {
        "revision": revision,
        "words": rows_in_words(revision),
        "language": feed.negotiation.language,
        "home": feed.home,
    }
    kind = PublicEventKind(revision.public_kind)
    title = joined((event_word(kind), revision.title), ": ")
    atom.add_item(
        without_control_characters(title),
        feed.home + reverse("proposals:corrections", args=[feed.negotiation.key]),
        without_control_characters(
            render_to_string("proposals/_row_correction.html", context).strip()
        ),
        unique_id=uuid.uuid5(uuid.NAMESPACE_URL, f"parley:rows:{feed.path}:{revision.pk}").urn,
        pubdate=revision.decided_at,
        updateddate=revision.decided_at,
        categories=[str(kind)],
    )


def _other_pages(feed: Feed, rows: ListPage) -> list[tuple[str, str]]:
    """Return the links of RFC 5005: first, last, previous and next page, each with its address."""
    links = [("first", feed.address(1)), ("last", feed.address(rows.paginator.num_pages))]
    if rows.has_previous():
        links.append(("previous", feed.address(rows.previous_page_number())))
    if rows.has_next():
        links.append(("next", feed.address(rows.next_page_number())))
    return links


def _title(item: News) -> str:
    document = item.document
    one = item.only_news
    if one is None:
        counted = [counted_clauses(kind, number) for kind, number in item.counts]
        counted += [counted_responses(kind, number) for kind, number in item.response_counts]
        return joined((document, ", ".join(counted)), ": ")
    name = subject_name(one.subject)
    what = put_in("%(name)s (%(where)s)", name=name, where=document) if one.is_public else ""
    return joined((event_word(one.event.kind), what or one.subject.uid), ": ")


def _page_of(item: News) -> str:
    """Return where an entry leads: to its subject's history, or to the document loaded."""
    if item.only_news is not None:
        return history_address(item.only_news.subject)
    if item.public_news:
        return item.version.get_absolute_url()
    return reverse("proposals:corrections", args=[item.version.proposal.negotiation.key])


def _words(item: News, feed: Feed) -> str:
    context = {
        "item": item,
        "named": item.subjects[:MOST_NAMED],
        "more": len(item.subjects) - MOST_NAMED,
        "home": feed.home,
        "language": feed.negotiation.language,
    }
    return render_to_string("proposals/feed/entry.html", context).strip()


def _kinds(item: News) -> list[str]:
    """Return the kinds of steps that an item holds, each once."""
    occurring = {kind for kind, _number in (*item.counts, *item.response_counts)}
    return [str(kind) for kind in PublicEventKind if kind in occurring]


def _day_of(negotiation: Negotiation) -> datetime:
    """Return a moment that does not move, for a negotiation of which no step is remembered."""
    day = negotiation.ends or negotiation.begins or datetime(1970, 1, 1, tzinfo=UTC).date()
    return datetime.combine(day, time(), UTC)
