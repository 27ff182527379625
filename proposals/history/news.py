"""What happened before readers' eyes in a whole negotiation, or on one topic of it, newest first.

What a person did to a clause is one item; what a folder brought is one item a document, however
many clauses it had. The rules of `public` hold: no draft, no editor, no text that was withdrawn.
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
    SEEN,
    PublicEvent,
    PublicEventKind,
    changes_seen,
    event_of,
)
from proposals.models import Clause, Negotiation, ReviewState, Topic, Transition, Version

LOADED = Q(by_name="")
"""Steps that nobody signed: a folder took them."""


@dataclass(frozen=True)
class ClauseNews:
    """What happened to one clause by the step with this number; `shown` if readers can open it."""

    step: int
    clause: Clause
    event: PublicEvent
    shown: bool


@dataclass(frozen=True)
class News:
    """One item: a step that a person took with a clause, or all that a load did to a document."""

    at: datetime
    version: Version
    loaded: bool
    clauses: tuple[ClauseNews, ...]

    @property
    def id(self) -> str:
        """A name that no other item has, the same on every machine and at every address."""
        own = ".".join(self.version.natural_key()) if self.loaded else self.clauses[0].clause.uid
        return uuid.uuid5(uuid.NAMESPACE_URL, f"parley:{own}@{self.at.isoformat()}").urn

    @property
    def alone(self) -> ClauseNews | None:
        """The clause, if it is about one only."""
        return self.clauses[0] if len(self.clauses) == 1 else None

    @property
    def shown(self) -> tuple[ClauseNews, ...]:
        """Those clauses that readers can open now."""
        return tuple(one for one in self.clauses if one.shown)

    @property
    def document(self) -> str:
        """The document as a sentence begins with it; its address if readers see nothing of it."""
        own: str = capfirst(self.version.proposal.name)
        return own if self.shown else ".".join(self.version.natural_key())

    @property
    def counts(self) -> tuple[tuple[PublicEventKind, int], ...]:
        """How many clauses were published, corrected, withdrawn; only what occurs."""
        kinds = [one.event.kind for one in self.clauses]
        return tuple((kind, kinds.count(kind)) for kind in PublicEventKind if kind in kinds)


def last_change(negotiation: Negotiation) -> datetime | None:
    """When what readers see of a negotiation changed last; None if nobody remembers. One query."""
    found: datetime | None = _steps(negotiation, None).aggregate(last=Max("at"))["last"]
    return found


def news_of(negotiation: Negotiation, topic: Topic | None = None) -> QuerySet[Transition]:
    """One step for each item, newest first: to be cut into pages, and then `told_as_news`."""
    found = _steps(negotiation, topic)
    loads = found.filter(LOADED).order_by().values("clause__version", "at")
    last = loads.annotate(last=Max("pk")).values("last")
    chosen = found.filter(~LOADED | Q(pk__in=last)).select_related("clause")
    documents = ("clause__version__proposal__ordinal", "clause__version__ordinal")
    return chosen.defer("clause__text").order_by("-at", *documents, "-pk")


def told_as_news(
    steps: Iterable[Transition], negotiation: Negotiation, topic: Topic | None = None
) -> list[News]:
    """The items behind some steps of `news_of`; a fixed number of queries, however many."""
    chosen = list(steps)
    if not chosen:
        return []
    members = _members(chosen, _steps(negotiation, topic))
    seen = Clause.objects.published().filter(version__proposal__negotiation=negotiation)
    public = set(seen.values_list("pk", flat=True))
    found = [_news(members[_place(step)], public) for step in chosen]
    return _with_changes(found)


def _with_changes(found: list[News]) -> list[News]:
    """The same, those on one clause with what changed in words."""
    told = [item.alone for item in found]
    clauses = {one.clause.pk: one.clause for one in told if one and one.shown}
    changes = changes_seen(list(clauses.values())) if clauses else {}
    return [
        replace(item, clauses=(replace(one, event=_changed(one, changes)),)) if one else item
        for item, one in zip(found, told, strict=True)
    ]


def _changed(one: ClauseNews, changes: Mapping[int, ContentDiff]) -> PublicEvent:
    return replace(one.event, change=changes.get(one.step))


def _steps(negotiation: Negotiation, topic: Topic | None) -> QuerySet[Transition]:
    """What readers saw happen; on a topic only to clauses that they see, or saw last, on it.

    The topics of a clause that is a draft again may have been changed in the draft.
    """
    inside = Q(clause__version__proposal__negotiation=negotiation)
    if topic is not None:
        settled = (ReviewState.PUBLISHED, ReviewState.WITHDRAWN)
        inside &= Q(clause__topics=topic, clause__state__in=settled)
    return Transition.objects.filter(SEEN, inside)


_Place = tuple[int, datetime | None, int]


def _place(step: Transition) -> _Place:
    """What tells the item of a step from others: of a load the document and the moment."""
    if step.by_name:
        return (step.clause.version_id, None, step.pk)
    return (step.clause.version_id, step.at, 0)


def _members(
    chosen: Collection[Transition], steps: QuerySet[Transition]
) -> Mapping[_Place, list[Transition]]:
    """All steps of the items that these steps stand for, in the documents' order; one query."""
    moments = {step.at for step in chosen if not step.by_name}
    signed = [step.pk for step in chosen if step.by_name]
    rows = steps.filter(Q(pk__in=signed) | (LOADED & Q(at__in=moments)))
    related = rows.select_related("clause__version__proposal__negotiation")
    found: dict[_Place, list[Transition]] = defaultdict(list)
    for step in related.defer("clause__text").order_by("clause__ordinal", "clause__key"):
        found[_place(step)].append(step)
    return found


def _news(steps: list[Transition], public: set[int]) -> News:
    first = steps[0]
    told = (ClauseNews(one.pk, one.clause, event_of(one), one.clause_id in public) for one in steps)
    return News(first.at, first.clause.version, not first.by_name, tuple(told))
