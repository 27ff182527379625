"""News: what readers saw happen in a whole negotiation, or on one topic of it, newest first.

What a person did to a clause or a response is one item; what a folder brought is one item a
document, however many clauses and responses it had. The rules of `public_events` hold: no draft,
no editor, no withdrawn text.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import F, Max, Q, QuerySet
from django.db.models.functions import Coalesce

from proposals.history.content_diff import ContentDiff
from proposals.history.public_events import (
    PUBLIC_STEPS,
    RELATED,
    PublicEvent,
    PublicEventKind,
    Subject,
    public_changes,
    public_event,
    public_subjects,
    steps_within,
)
from proposals.models import Negotiation, Response, ReviewState, Topic, Transition, Version
from sources.capitals import capfirst

LOADED = Q(by_name="")
"""The steps of loading a folder: nobody signed them."""


@dataclass(frozen=True)
class SubjectNews:
    """A step, by its primary key, with its subject; `is_public` if readers can open that."""

    step: int
    subject: Subject
    event: PublicEvent
    is_public: bool

    @property
    def is_response(self) -> bool:
        """Whether the step is that of a response."""
        return isinstance(self.subject, Response)


@dataclass(frozen=True)
class News:
    """One item: a step that a person took with a clause, or all that a load did to a document."""

    at: datetime
    version: Version
    loaded: bool
    subjects: tuple[SubjectNews, ...]

    @property
    def id(self) -> str:
        """The identifier of the item: unique, and the same on every machine and address."""
        own = ".".join(self.version.natural_key()) if self.loaded else self.subjects[0].subject.uid
        return uuid.uuid5(uuid.NAMESPACE_URL, f"parley:{own}@{self.at.isoformat()}").urn

    @property
    def only_news(self) -> SubjectNews | None:
        """The news of the clause or response, if the item is about one only."""
        return self.subjects[0] if len(self.subjects) == 1 else None

    @property
    def public_news(self) -> tuple[SubjectNews, ...]:
        """The news of those clauses and responses that readers can open now."""
        return tuple(news for news in self.subjects if news.is_public)

    @property
    def document(self) -> str:
        """The document as a sentence begins with it; its address if readers see nothing of it."""
        own: str = capfirst(self.version.proposal.name)
        return own if self.public_news else ".".join(self.version.natural_key())

    @property
    def counts(self) -> tuple[tuple[PublicEventKind, int], ...]:
        """The numbers of clauses published, corrected and withdrawn; only kinds that occur."""
        return _count_kinds(news for news in self.subjects if not news.is_response)

    @property
    def response_counts(self) -> tuple[tuple[PublicEventKind, int], ...]:
        """The same of responses."""
        return _count_kinds(news for news in self.subjects if news.is_response)


def _count_kinds(news: Iterable[SubjectNews]) -> tuple[tuple[PublicEventKind, int], ...]:
    kinds = [one.event.kind for one in news]
    return tuple((kind, kinds.count(kind)) for kind in PublicEventKind if kind in kinds)


def last_change(negotiation: Negotiation) -> datetime | None:
    """Return when what readers see of a negotiation last changed; None if unknown. One query."""
    last: datetime | None = _steps(negotiation, None).aggregate(last=Max("at"))["last"]
    return last


def news_steps(negotiation: Negotiation, topic: Topic | None = None) -> QuerySet[Transition]:
    """Return one step for each item, newest first: to be cut into pages, then `list_news`."""
    return one_step_an_item(_steps(negotiation, topic))


def one_step_an_item(steps: QuerySet[Transition]) -> QuerySet[Transition]:
    """Return one of the steps for each item: every one of a person, the last one of a load."""
    document = Coalesce("clause__version", "response__version")
    loads = steps.filter(LOADED).order_by().annotate(document=document).values("document", "at")
    last = loads.annotate(last=Max("pk")).values("last")
    items = steps.filter(~LOADED | Q(pk__in=last)).select_related("clause", "response")
    places = (
        Coalesce("clause__version__proposal__ordinal", "response__version__proposal__ordinal"),
        Coalesce("clause__version__ordinal", "response__version__ordinal"),
    )
    return items.defer("clause__text", "response__text").order_by("-at", *places, "-pk")


def list_news(
    steps: Iterable[Transition], negotiation: Negotiation, topic: Topic | None = None
) -> list[News]:
    """Return the items behind steps of `news_steps`; a fixed number of queries, however many."""
    chosen = list(steps)
    if not chosen:
        return []
    members = _group_by_item(chosen, _steps(negotiation, topic))
    public = public_subjects(step for item in members.values() for step in item)
    return _with_changes([_build_item(members[_item_key(step)], public) for step in chosen])


def _with_changes(items: list[News]) -> list[News]:
    """Return the items, those on one clause or response with what the step changed."""
    single = [item.only_news for item in items]
    subjects = {news.subject for news in single if news and news.is_public}
    changes = public_changes(subjects) if subjects else {}
    return [
        replace(item, subjects=(_with_change(news, changes),)) if news else item
        for item, news in zip(items, single, strict=True)
    ]


def _with_change(news: SubjectNews, changes: Mapping[int, ContentDiff]) -> SubjectNews:
    return replace(news, event=replace(news.event, change=changes.get(news.step)))


def _steps(negotiation: Negotiation, topic: Topic | None) -> QuerySet[Transition]:
    """Return the steps that readers saw; on a topic those of clauses that they saw last on it.

    The topics of a clause that is a draft again may have been changed in the draft.
    """
    inside = steps_within(negotiation)
    if topic is not None:
        settled = (ReviewState.PUBLISHED, ReviewState.WITHDRAWN)
        inside &= Q(clause__topics=topic, clause__state__in=settled)
    return Transition.objects.filter(PUBLIC_STEPS, inside)


_ItemKey = tuple[int, datetime | None, int]


def _item_key(step: Transition) -> _ItemKey:
    """Return what tells the item of a step from others: of a load the document and the moment."""
    if step.by_name:
        return (step.subject.version_id, None, step.pk)
    return (step.subject.version_id, step.at, 0)


def _group_by_item(
    chosen: Collection[Transition], steps: QuerySet[Transition]
) -> Mapping[_ItemKey, list[Transition]]:
    """Return all steps of the items of the chosen ones, in the documents' order; one query."""
    moments = {step.at for step in chosen if not step.by_name}
    signed = [step.pk for step in chosen if step.by_name]
    rows = steps.filter(Q(pk__in=signed) | (LOADED & Q(at__in=moments)))
    homes = [f"{name}__negotiation" for name in RELATED]
    related = rows.select_related(*homes).defer("clause__text", "response__text")
    items: dict[_ItemKey, list[Transition]] = defaultdict(list)
    order = (F("clause__ordinal").asc(nulls_last=True), "clause__key")
    for step in related.order_by(*order, "response__ordinal", "response__key"):
        items[_item_key(step)].append(step)
    return items


def _build_item(steps: list[Transition], public: Collection[tuple[int | None, int | None]]) -> News:
    first = steps[0]
    subjects = tuple(
        SubjectNews(
            step.pk,
            step.subject,
            event=public_event(step),
            is_public=(step.clause_id, step.response_id) in public,
        )
        for step in steps
    )
    return News(first.at, first.subject.version, loaded=not first.by_name, subjects=subjects)
