"""Obstacles to publishing a clause: missing evidence or answers, and quotes that do not hold."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Value
from django.utils.translation import gettext as _

from proposals.editing.anchors import check_evidence
from proposals.editing.conditions import DOUBTFUL, is_answered, is_covered
from proposals.models.choices import QuoteState
from proposals.models.clauses import Clause
from proposals.models.coverage import Coverage
from proposals.models.evidence import Evidence
from proposals.models.questions import Question
from proposals.models.terms import Term


def find_obstacles(clause: Clause) -> list[str]:
    """Return why the clause cannot be published, in sentences; empty if it can."""
    return [
        *_missing_evidence(clause),
        *_missing_answers(clause),
        *_contradicted_absences(clause),
        *_doubtful_quotes(clause),
    ]


def _missing_evidence(clause: Clause) -> list[str]:
    if clause.has_evidence():
        return []
    return [_("It has no evidence: add an article that speaks to it.")]


def _missing_answers(clause: Clause) -> list[str]:
    """Return the open questions of its topics, if it gives no answer at all.

    It may leave them to other clauses, or to a checked absence.
    """
    if Term.objects.filter(clause=clause).exists():
        return []
    questions = Question.objects.filter(
        topic__in=clause.topics.all(), negotiation=clause.version.proposal.negotiation_id
    ).annotate(inside=Value(clause.version_id))
    unsettled = questions.filter(~is_answered("inside", "pk"), ~is_covered("inside", "pk"))
    return [
        _("It gives no answer, and the question “%(question)s” is neither answered nor covered.")
        % {"question": question.text}
        for question in unsettled.order_by("ordinal", "key")
    ]


def _contradicted_absences(clause: Clause) -> list[str]:
    """Return the answers that the version is recorded as not giving: both cannot be true."""
    absent = Coverage.objects.filter(question=OuterRef("question"), version=clause.version_id)
    contradicting = Term.objects.filter(Exists(absent), clause=clause).select_related("question")
    return [
        _("It answers “%(question)s”, which the version is recorded as leaving without an answer.")
        % {"question": term.question.text}
        for term in contradicting.order_by("question__ordinal", "number")
    ]


def _doubtful_quotes(clause: Clause) -> list[str]:
    rows = Evidence.objects.filter(clause=clause).exclude(quote="").select_related("article")
    quoted = list(rows)
    for evidence in quoted:
        if evidence.quote_state == QuoteState.UNCHECKED:
            check_evidence(evidence)
    return [
        _("The quote “%(quote)s” does not hold in %(article)s: %(state)s.")
        % {
            "quote": evidence.quote,
            "article": evidence.article.key,
            "state": evidence.get_quote_state_display(),
        }
        for evidence in quoted
        if evidence.quote_state in DOUBTFUL
    ]
