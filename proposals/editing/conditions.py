"""Conditions of queries for editors: what is missing, doubtful or open, each as one expression."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from proposals.models.choices import EvidenceStance, QuoteState, ReviewState
from proposals.models.clauses import Clause
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


def is_taken_over(version: str, edited: str, *, question: str) -> Q:
    """Return the condition that an edit known in full settles a question by what it leaves alone.

    All are paths of the outer query; `edited` leads to the text that the version edits. A point
    counts if no clause of the edit has its key, so that this is a rule of thumb for lists: the grid
    knows also points in whose place others stand, and texts further behind.
    """
    own = Clause.objects.filter(version=OuterRef(OuterRef(version)), key=OuterRef("clause__key"))
    terms = Term.objects.filter(clause__version=OuterRef(edited), question=OuterRef(question))
    answers = terms.exclude(clause__state=ReviewState.WITHDRAWN).filter(~Exists(own))
    return Q(Exists(answers)) | Q(is_covered(edited, question))


def is_uncoded() -> Q:
    """Return the condition that a clause gives no answer while a question of its topics is open."""
    questions = Question.objects.filter(
        topic__clauses=OuterRef("pk"), negotiation=OuterRef("version__proposal__negotiation")
    ).annotate(inside=OuterRef("version"), behind=OuterRef("version__edits"))
    unsettled = questions.filter(~is_answered("inside", "pk"), ~is_covered("inside", "pk"))
    not_taken_over = unsettled.filter(~is_taken_over("inside", "behind", question="pk"))
    leaves_open = Q(Exists(unsettled), version__complete=False) | Q(
        Exists(not_taken_over), version__complete=True
    )
    return leaves_open & ~Q(Exists(Term.objects.filter(clause=OuterRef("pk"))))


def has_uncoded_versions(among: QuerySet[Version] | None = None) -> Exists:
    """Return the condition that a document of the negotiation is neither coded nor covered.

    All documents count for the question, or those `among` these, but for rival copies, which have
    only the clauses in which they differ.
    """
    rows = Version.objects.all() if among is None else among
    documents = rows.filter(proposal__negotiation=OuterRef("negotiation"), copy_of__isnull=True)
    documents = documents.annotate(asked=OuterRef("pk"))
    return Exists(
        documents.filter(
            ~is_answered("pk", "asked"),
            ~is_covered("pk", "asked"),
            ~(Q(complete=True) & is_taken_over("pk", "edits", question="asked")),
        )
    )


def has_uncoded_questions() -> Q:
    """Return the condition that a version leaves a question neither answered nor covered.

    A rival copy has only the clauses in which it differs, so it leaves nothing open.
    """
    questions = Question.objects.filter(negotiation=OuterRef("proposal__negotiation"))
    questions = questions.annotate(inside=OuterRef("pk"), behind=OuterRef("edits"))
    unsettled = questions.filter(~is_answered("inside", "pk"), ~is_covered("inside", "pk"))
    not_taken_over = unsettled.filter(~is_taken_over("inside", "behind", question="pk"))
    return Q(copy_of__isnull=True) & (
        Q(Exists(unsettled), complete=False) | Q(Exists(not_taken_over), complete=True)
    )
