"""Owns what stands between a clause and its readers: evidence, answers, and quotes that hold."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Value
from django.utils.translation import gettext as _

from proposals.editing.anchors import check
from proposals.editing.queues import DOUBTFUL, answered, covered
from proposals.models.choices import QuoteState
from proposals.models.clauses import Clause
from proposals.models.coverage import Coverage
from proposals.models.evidence import Evidence
from proposals.models.questions import Question
from proposals.models.terms import Term


def obstacles(clause: Clause) -> list[str]:
    """Why the clause cannot be published, in sentences; empty if it can."""
    return [*_without_evidence(clause), *_not_coded(clause), *_denied(clause), *_quotes(clause)]


def _without_evidence(clause: Clause) -> list[str]:
    if clause.has_evidence():
        return []
    return [_("It has no evidence: add an article that speaks to it.")]


def _not_coded(clause: Clause) -> list[str]:
    """It may leave the questions of its topics to other clauses, or to a checked absence."""
    if Term.objects.filter(clause=clause).exists():
        return []
    asked = Question.objects.filter(
        topic__in=clause.topics.all(), negotiation=clause.version.proposal.negotiation_id
    ).annotate(inside=Value(clause.version_id))
    open_ones = asked.filter(~answered("inside", "pk"), ~covered("inside", "pk"))
    return [
        _("It gives no answer, and the question “%(question)s” is neither answered nor covered.")
        % {"question": question.text}
        for question in open_ones.order_by("ordinal", "key")
    ]


def _denied(clause: Clause) -> list[str]:
    """An answer and a checked absence of it cannot both be told."""
    absent = Coverage.objects.filter(question=OuterRef("question"), version=clause.version_id)
    met = Term.objects.filter(Exists(absent), clause=clause).select_related("question")
    return [
        _("It answers “%(question)s”, which the version is recorded as leaving without an answer.")
        % {"question": term.question.text}
        for term in met.order_by("question__ordinal", "number")
    ]


def _quotes(clause: Clause) -> list[str]:
    found = list(Evidence.objects.filter(clause=clause).exclude(quote="").select_related("article"))
    for evidence in found:
        if evidence.quote_state == QuoteState.UNCHECKED:
            check(evidence)
    return [
        _("The quote “%(quote)s” does not hold in %(article)s: %(state)s.")
        % {
            "quote": evidence.quote,
            "article": evidence.article.key,
            "state": evidence.get_quote_state_display(),
        }
        for evidence in found
        if evidence.quote_state in DOUBTFUL
    ]
