"""Work queues: clauses, and responses, that wait for the same kind of work, in few queries."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from proposals.editing.conditions import DOUBTFUL, has_open_comments, has_quotes
from proposals.models.choices import EvidenceStance, ReviewState
from proposals.models.clauses import Clause
from proposals.models.evidence import Evidence
from proposals.models.responses import Response, ResponseQuerySet
from proposals.models.review import Transition
from sources.independence import independence_key
from sources.models import Article, Origin

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

NEVER = datetime.datetime(1, 1, 1, tzinfo=datetime.UTC)

Clauses = QuerySet[Clause]


def on_one_source(clauses: Clauses) -> Clauses:
    """Keep clauses that exactly one independent source supports; three queries more.

    Who counts as independent is a walk along what was handed on, of any length, so it is not
    left to the database: `sources.independence` owns the rule.
    """
    sources: defaultdict[int, set[str]] = defaultdict(set)
    articles, origins = _load_articles(), Origin.objects.in_bulk()
    supporting = Evidence.objects.filter(stance=EvidenceStance.SUPPORTS)
    for clause, article, origin in supporting.values_list("clause", "article", "origin"):
        sources[clause].add(independence_key(articles[article], origins.get(origin or 0)))
    return clauses.filter(pk__in=[clause for clause, keys in sources.items() if len(keys) == 1])


def _load_articles() -> dict[int, Article]:
    """Return all articles, each with what it was taken from, so that none needs a query more."""
    rows = Article.objects.select_related("outlet", "origin")
    rows = rows.only("key", "syndicated_from", "outlet__key", "origin__key").order_by()
    articles = {row.pk: row for row in rows}
    for row in articles.values():
        if row.syndicated_from_id:
            row.syndicated_from = articles[row.syndicated_from_id]
    return articles


def stale(clauses: Clauses) -> Clauses:
    """Keep published clauses on whose topics another article was tagged after their last check.

    A clause that no reviewer has checked here counts from the newest of its own evidence.
    """
    own = Evidence.objects.filter(clause=OuterRef("pk")).order_by().values("clause")
    last = Subquery(own.annotate(last=Max("tagged_at")).values("last"))
    newer = Evidence.objects.filter(
        clause__topics__clauses=OuterRef("pk"),
        clause__version__proposal__negotiation=OuterRef("version__proposal__negotiation"),
        tagged_at__gt=OuterRef("seen_at"),
    ).exclude(clause__state=ReviewState.WITHDRAWN)
    known = Evidence.objects.filter(clause=OuterRef(OuterRef("pk"))).values("article")
    checked = clauses.annotate(seen_at=Coalesce(F("checked_at"), last, Value(NEVER)))
    return checked.filter(Exists(newer.exclude(article__in=known)), state=ReviewState.PUBLISHED)


def at_work(clauses: Clauses) -> Clauses:
    """Keep rows that are worked on: none that is withdrawn, an open revision for its original."""
    return clauses.filter(revision__isnull=True).exclude(state=ReviewState.WITHDRAWN)


def edited_by(clauses: Clauses, editor: Any) -> Clauses:
    """Keep clauses that this editor entered, edited last, or handed in."""
    return clauses.filter(Q(created_by=editor) | Q(edited_by=editor) | Q(submitted_by=editor))


def _worked_on(model: type[Clause] | type[Response], editor: Any) -> QuerySet[Any]:
    """Return the rows that this editor cannot publish: see `review.publish`."""
    name = str(model._meta.model_name)
    steps = Transition.objects.filter(**{name: OuterRef("pk")})
    public = Q(from_state=ReviewState.PUBLISHED) | Q(to_state=ReviewState.PUBLISHED)
    entered: Any = Q(created_by=editor) & ~Exists(steps.filter(public))
    if model is Clause:
        entered &= Q(revises__isnull=True)
    editors: Any = model._meta.get_field("editors").remote_field.through
    edited = Exists(editors.objects.filter(**{name: OuterRef("pk")}, user=editor))
    mine = Q(submitted_by=editor) | Q(edited_by=editor) | entered | edited
    return model._default_manager.filter(mine).order_by().values("pk")


def _to_review(clauses: Clauses, editor: Any) -> Clauses:
    waiting = clauses.filter(state=ReviewState.REVIEW)
    if not editor.has_perm("proposals.review_clause"):
        return waiting
    return waiting.exclude(pk__in=_worked_on(Clause, editor))


def _to_mend(clauses: Clauses, editor: Any) -> Clauses:
    commented = has_open_comments() & ~Q(state=ReviewState.REVIEW)
    return at_work(clauses).filter(Q(state=ReviewState.CHANGES) | commented)


def responses_at_review(editor: Any) -> ResponseQuerySet:
    """Return responses that wait for review, or were sent back; not what a reviewer worked on."""
    states = (ReviewState.REVIEW, ReviewState.CHANGES)
    rows: ResponseQuerySet = Response.objects.filter(state__in=states)
    if not editor.has_perm("proposals.review_response"):
        return rows
    return rows.exclude(state=ReviewState.REVIEW, pk__in=_worked_on(Response, editor))


@dataclass(frozen=True)
class Queue:
    """Clauses that wait for the same kind of work."""

    name: str
    label: StrPromise
    about: StrPromise
    pick: Callable[[Clauses, Any], Clauses]


QUEUES = (
    Queue(
        "review",
        _("To review"),
        _("Waiting to be published or sent back, by somebody who did not work on it."),
        _to_review,
    ),
    Queue(
        "mend",
        _("To mend"),
        _("A reviewer asked for changes, or a comment is open."),
        _to_mend,
    ),
    Queue(
        "quotes",
        _("Quotes to check"),
        _("A quote changed, is not found, or stands several times in the stored text."),
        lambda clauses, editor: at_work(clauses).filter(has_quotes(*DOUBTFUL)),
    ),
    Queue(
        "one-source",
        _("On one source only"),
        _("Exactly one independent source supports the clause."),
        lambda clauses, editor: on_one_source(at_work(clauses)),
    ),
    Queue(
        "stale",
        _("Stale"),
        _("A newer article was tagged to its topic after the clause was last checked."),
        lambda clauses, editor: stale(at_work(clauses)),
    ),
)
"""In the order in which they are worked through."""
