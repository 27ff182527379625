"""Owns what waits for an editor: the conditions behind lists and work queues, in few queries."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proposals.models.choices import EvidenceStance, QuoteState, ReviewState
from proposals.models.clauses import Clause
from proposals.models.coverage import Coverage
from proposals.models.evidence import Evidence
from proposals.models.proposals import Version
from proposals.models.questions import Question
from proposals.models.review import Comment
from proposals.models.terms import Term
from sources.independence import independence_key
from sources.models import Article, Origin

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

DOUBTFUL = (QuoteState.CHANGED, QuoteState.MISSING, QuoteState.SEVERAL)
"""States of a quote that an editor has to settle."""

NEVER = datetime.datetime(1, 1, 1, tzinfo=datetime.UTC)

Clauses = QuerySet[Clause]


def with_evidence() -> Exists:
    """Whether any article speaks to a clause."""
    return Exists(Evidence.objects.filter(clause=OuterRef("pk")))


def disputed() -> Exists:
    """Whether an article disputes a clause."""
    return Exists(Evidence.objects.filter(clause=OuterRef("pk"), stance=EvidenceStance.DISPUTES))


def with_quotes(*states: str) -> Exists:
    """Whether a quote at a clause is in one of these states."""
    quoted = Evidence.objects.exclude(quote="")
    return Exists(quoted.filter(clause=OuterRef("pk"), quote_state__in=states))


def with_open_comments() -> Exists:
    """Whether somebody still has to deal with a remark on a clause."""
    return Exists(Comment.objects.filter(clause=OuterRef("pk"), closed_at__isnull=True))


def answered(version: str, question: str) -> Exists:
    """Whether a clause of a version answers a question: in any state of review but withdrawn."""
    terms = Term.objects.filter(clause__version=OuterRef(version), question=OuterRef(question))
    return Exists(terms.exclude(clause__state=ReviewState.WITHDRAWN))


def covered(version: str, question: str) -> Exists:
    """Whether the absence of an answer in a version is recorded."""
    return Exists(Coverage.objects.filter(version=OuterRef(version), question=OuterRef(question)))


def without_coding() -> Q:
    """Whether a clause gives no answer while a question of its topics is open in its version."""
    asked = Question.objects.filter(
        topic__clauses=OuterRef("pk"), negotiation=OuterRef("version__proposal__negotiation")
    ).annotate(inside=OuterRef("version"))
    still = asked.filter(~answered("inside", "pk"), ~covered("inside", "pk"))
    return Q(Exists(still)) & ~Q(Exists(Term.objects.filter(clause=OuterRef("pk"))))


def with_uncoded_versions(among: QuerySet[Version] | None = None) -> Exists:
    """Whether a document of a question's negotiation neither answers it nor is covered.

    All documents count, or those `among` these.
    """
    rows = Version.objects.all() if among is None else among
    documents = rows.filter(proposal__negotiation=OuterRef("negotiation"))
    documents = documents.annotate(asked=OuterRef("pk"))
    return Exists(documents.filter(~answered("pk", "asked"), ~covered("pk", "asked")))


def with_uncoded_questions() -> Exists:
    """Whether a version neither answers a question of its negotiation nor is covered."""
    questions = Question.objects.filter(negotiation=OuterRef("proposal__negotiation"))
    questions = questions.annotate(inside=OuterRef("pk"))
    return Exists(questions.filter(~answered("inside", "pk"), ~covered("inside", "pk")))


def on_one_source(clauses: Clauses) -> Clauses:
    """Clauses that exactly one independent source supports; needs three queries more.

    Who counts as independent is a walk along what was handed on, of any length, so it is not
    left to the database: `sources.independence` owns the rule.
    """
    found: defaultdict[int, set[str]] = defaultdict(set)
    articles, origins = _articles(), Origin.objects.in_bulk()
    supporting = Evidence.objects.filter(stance=EvidenceStance.SUPPORTS)
    for clause, article, origin in supporting.values_list("clause", "article", "origin"):
        found[clause].add(independence_key(articles[article], origins.get(origin or 0)))
    return clauses.filter(pk__in=[clause for clause, keys in found.items() if len(keys) == 1])


def _articles() -> dict[int, Article]:
    """All articles, each knowing what it was taken from without a query of its own."""
    rows = Article.objects.select_related("outlet", "origin")
    rows = rows.only("key", "syndicated_from", "outlet__key", "origin__key").order_by()
    articles = {row.pk: row for row in rows}
    for row in articles.values():
        if row.syndicated_from_id:
            row.syndicated_from = articles[row.syndicated_from_id]
    return articles


def stale(clauses: Clauses) -> Clauses:
    """Published clauses on whose topics another article was tagged after their last check.

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
    seen = clauses.annotate(seen_at=Coalesce(F("checked_at"), last, Value(NEVER)))
    return seen.filter(Exists(newer.exclude(article__in=known)), state=ReviewState.PUBLISHED)


def confirm(clause: Clause, by: Any) -> None:
    """Note that a reviewer looked at a published clause and found it still right.

    Raises PermissionDenied, and ValidationError if readers do not see the clause.
    """
    if not by.has_perm("proposals.review_clause"):
        raise PermissionDenied("proposals.review_clause")
    shown = Clause.objects.filter(pk=clause.pk, state=ReviewState.PUBLISHED)
    if not shown.update(checked_at=timezone.now()):
        raise ValidationError(_("Only a published clause can be found still right."))


def at_work(clauses: Clauses) -> Clauses:
    """The rows on which work goes on: no withdrawn one, and an open revision for its original."""
    return clauses.filter(revision__isnull=True).exclude(state=ReviewState.WITHDRAWN)


def of(clauses: Clauses, editor: Any) -> Clauses:
    """Clauses that this editor entered, edited last, or handed in."""
    return clauses.filter(Q(created_by=editor) | Q(edited_by=editor) | Q(submitted_by=editor))


def _to_review(clauses: Clauses, editor: Any) -> Clauses:
    waiting = clauses.filter(state=ReviewState.REVIEW)
    if not editor.has_perm("proposals.review_clause"):
        return waiting
    # Whoever handed a clause in cannot publish it. A plain exclude() would lose the nameless.
    return waiting.filter(Q(submitted_by__isnull=True) | ~Q(submitted_by=editor))


def _to_mend(clauses: Clauses, editor: Any) -> Clauses:
    remarked = with_open_comments() & ~Q(state=ReviewState.REVIEW)
    return at_work(clauses).filter(Q(state=ReviewState.CHANGES) | remarked)


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
        _("Waiting to be published or sent back, by somebody who did not hand it in."),
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
        lambda clauses, editor: at_work(clauses).filter(with_quotes(*DOUBTFUL)),
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
