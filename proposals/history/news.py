"""News: what readers saw happen in a whole negotiation, or on one topic of it, newest first.

What a person did to a clause is one item; what a folder brought is one item a document, however
many clauses it had. The rules of `public_events` hold: no draft, no editor, no withdrawn text.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Max, Q, QuerySet
from django.utils.text import capfirst

from proposals.history.content_diff import ContentDiff
from proposals.history.public_events import (
    PUBLIC_STEPS,
    PublicEvent,
    PublicEventKind,
    public_changes,
    public_event,
)
from proposals.models import Clause, Negotiation, ReviewState, Topic, Transition, Version

LOADED = Q(by_name="")
"""The steps of loading a folder: nobody signed them."""


@dataclass(frozen=True)
class ClauseNews:
    """A step, by its primary key, with one clause; `is_public` if readers can open the clause."""

    step: int
    clause: Clause
    event: PublicEvent
    is_public: bool


@dataclass(frozen=True)
class News:
    """One item: a step that a person took with a clause, or all that a load did to a document."""

    at: datetime
    version: Version
    loaded: bool
    clauses: tuple[ClauseNews, ...]

    @property
    def id(self) -> str:
        """The identifier of the item: unique, and the same on every machine and address."""
        own = ".".join(self.version.natural_key()) if self.loaded else self.clauses[0].clause.uid
        return uuid.uuid5(uuid.NAMESPACE_URL, f"parley:{own}@{self.at.isoformat()}").urn

    @property
    def only_news(self) -> ClauseNews | None:
        """The news of the clause, if the item is about one only."""
        return self.clauses[0] if len(self.clauses) == 1 else None

    @property
    def public_news(self) -> tuple[ClauseNews, ...]:
        """The news of those clauses that readers can open now."""
        return tuple(clause for clause in self.clauses if clause.is_public)

    @property
    def document(self) -> str:
        """The document as a sentence begins with it; its address if readers see nothing of it."""
        own: str = capfirst(self.version.proposal.name)
        return own if self.public_news else ".".join(self.version.natural_key())

    @property
    def counts(self) -> tuple[tuple[PublicEventKind, int], ...]:
        """The numbers of clauses published, corrected and withdrawn; only kinds that occur."""
        kinds = [clause.event.kind for clause in self.clauses]
        return tuple((kind, kinds.count(kind)) for kind in PublicEventKind if kind in kinds)


def last_change(negotiation: Negotiation) -> datetime | None:
    """Return when what readers see of a negotiation last changed; None if unknown. One query."""
    last: datetime | None = _steps(negotiation, None).aggregate(last=Max("at"))["last"]
    return last


def news_steps(negotiation: Negotiation, topic: Topic | None = None) -> QuerySet[Transition]:
    """Return one step for each item, newest first: to be cut into pages, then `list_news`."""
    steps = _steps(negotiation, topic)
    loads = steps.filter(LOADED).order_by().values("clause__version", "at")
    last = loads.annotate(last=Max("pk")).values("last")
    items = steps.filter(~LOADED | Q(pk__in=last)).select_related("clause")
    documents = ("clause__version__proposal__ordinal", "clause__version__ordinal")
    return items.defer("clause__text").order_by("-at", *documents, "-pk")


def list_news(
    steps: Iterable[Transition], negotiation: Negotiation, topic: Topic | None = None
) -> list[News]:
    """Return the items behind steps of `news_steps`; a fixed number of queries, however many."""
    chosen = list(steps)
    if not chosen:
        return []
    members = _group_by_item(chosen, _steps(negotiation, topic))
    published = Clause.objects.published().filter(version__proposal__negotiation=negotiation)
    public = set(published.values_list("pk", flat=True))
    return _with_changes([_build_item(members[_item_key(step)], public) for step in chosen])


def _with_changes(items: list[News]) -> list[News]:
    """Return the items, those on one clause with what the step changed."""
    single = [item.only_news for item in items]
    clauses = {news.clause.pk: news.clause for news in single if news and news.is_public}
    changes = public_changes(list(clauses.values())) if clauses else {}
    return [
        replace(item, clauses=(_with_change(news, changes),)) if news else item
        for item, news in zip(items, single, strict=True)
    ]


def _with_change(news: ClauseNews, changes: Mapping[int, ContentDiff]) -> ClauseNews:
    return replace(news, event=replace(news.event, change=changes.get(news.step)))


def _steps(negotiation: Negotiation, topic: Topic | None) -> QuerySet[Transition]:
    """Return the steps that readers saw; on a topic those of clauses that they saw last on it.

    The topics of a clause that is a draft again may have been changed in the draft.
    """
    inside = Q(clause__version__proposal__negotiation=negotiation)
    if topic is not None:
        settled = (ReviewState.PUBLISHED, ReviewState.WITHDRAWN)
        inside &= Q(clause__topics=topic, clause__state__in=settled)
    return Transition.objects.filter(PUBLIC_STEPS, inside)


_ItemKey = tuple[int, datetime | None, int]


def _item_key(step: Transition) -> _ItemKey:
    """Return what tells the item of a step from others: of a load the document and the moment."""
    if step.by_name:
        return (step.clause.version_id, None, step.pk)
    return (step.clause.version_id, step.at, 0)


def _group_by_item(
    chosen: Collection[Transition], steps: QuerySet[Transition]
) -> Mapping[_ItemKey, list[Transition]]:
    """Return all steps of the items of the chosen ones, in the documents' order; one query."""
    moments = {step.at for step in chosen if not step.by_name}
    signed = [step.pk for step in chosen if step.by_name]
    rows = steps.filter(Q(pk__in=signed) | (LOADED & Q(at__in=moments)))
    related = rows.select_related("clause__version__proposal__negotiation")
    items: dict[_ItemKey, list[Transition]] = defaultdict(list)
    for step in related.defer("clause__text").order_by("clause__ordinal", "clause__key"):
        items[_item_key(step)].append(step)
    return items


def _build_item(steps: list[Transition], public: set[int]) -> News:
    first = steps[0]
    clauses = tuple(
        ClauseNews(
            step.pk, step.clause, event=public_event(step), is_public=step.clause_id in public
        )
        for step in steps
    )
    return News(first.at, first.clause.version, loaded=not first.by_name, clauses=clauses)
