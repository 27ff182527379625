"""Conditions of queries for editors: what is missing, doubtful or open, each as one expression."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from proposals.models.choices import EvidenceStance, QuoteState, ReviewState
from proposals.models.coverage import Coverage
from proposals.models.evidence import Evidence
from proposals.models.proposals import Version
from proposals.models.questions import Question
from proposals.models.review import Comment
from proposals.models.terms import Term

DOUBTFUL = (QuoteState.CHANGED, QuoteState.MISSING, QuoteState.SEVERAL)
"""States of a quote that an editor has to settle."""


def is_disputed() -> Exists:
    """Return the condition that an article disputes the clause."""
    return Exists(Evidence.objects.filter(clause=OuterRef("pk"), stance=EvidenceStance.DISPUTES))


def has_quotes(*states: str) -> Exists:
    """Return the condition that a quote at the clause is in one of these states."""
    quoted = Evidence.objects.exclude(quote="")
    return Exists(quoted.filter(clause=OuterRef("pk"), quote_state__in=states))


def has_open_comments() -> Exists:
    """Return the condition that a comment on the clause is open."""
    return Exists(Comment.objects.filter(clause=OuterRef("pk"), closed_at__isnull=True))


def is_answered(version: str, question: str) -> Exists:
    """Return the condition that a clause of a version answers a question.

    Both are paths of the outer query; clauses count in any state of review but withdrawn.
    """
    terms = Term.objects.filter(clause__version=OuterRef(version), question=OuterRef(question))
    return Exists(terms.exclude(clause__state=ReviewState.WITHDRAWN))


def is_covered(version: str, question: str) -> Exists:
    """Return the condition that the absence of an answer in a version is recorded."""
    return Exists(Coverage.objects.filter(version=OuterRef(version), question=OuterRef(question)))


def is_uncoded() -> Q:
    """Return the condition that a clause gives no answer while a question of its topics is open."""
    questions = Question.objects.filter(
        topic__clauses=OuterRef("pk"), negotiation=OuterRef("version__proposal__negotiation")
    ).annotate(inside=OuterRef("version"))
    unsettled = questions.filter(~is_answered("inside", "pk"), ~is_covered("inside", "pk"))
    return Q(Exists(unsettled)) & ~Q(Exists(Term.objects.filter(clause=OuterRef("pk"))))


def has_uncoded_versions(among: QuerySet[Version] | None = None) -> Exists:
    """Return the condition that a document of the negotiation is neither coded nor covered.

    All documents count for the question, or those `among` these.
    """
    rows = Version.objects.all() if among is None else among
    documents = rows.filter(proposal__negotiation=OuterRef("negotiation"))
    documents = documents.annotate(asked=OuterRef("pk"))
    return Exists(documents.filter(~is_answered("pk", "asked"), ~is_covered("pk", "asked")))


def has_uncoded_questions() -> Exists:
    """Return the condition that a version leaves a question neither answered nor covered."""
    questions = Question.objects.filter(negotiation=OuterRef("proposal__negotiation"))
    questions = questions.annotate(inside=OuterRef("pk"))
    return Exists(questions.filter(~is_answered("inside", "pk"), ~is_covered("inside", "pk")))
