"""Obstacles to publishing: missing evidence or answers, points out of place, unclear quotes."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Value
from django.utils.translation import gettext as _

from proposals.editing.anchors import check_evidence
from proposals.editing.conditions import DOUBTFUL, is_answered, is_covered
from proposals.editing.edits import edited_points, left_alone
from proposals.models.choices import QuoteState
from proposals.models.clauses import Clause
from proposals.models.coverage import Coverage
from proposals.models.evidence_fields import problem_of_traces
from proposals.models.proposals import Version
from proposals.models.questions import Question
from proposals.models.responses import Response, problem_of_addressee, problems_of_targets
from proposals.models.review_fields import Reviewable
from proposals.models.terms import Term


def find_obstacles(row: Reviewable) -> list[str]:
    """Return why a clause or a response cannot be published, in sentences; empty if it can."""
    if isinstance(row, Response):
        return [*_missing_evidence(row), *_misplaced_targets(row), *_doubtful_quotes(row)]
    assert isinstance(row, Clause)  # noqa: S101 - nothing else is reviewed
    return [
        *_missing_evidence(row),
        *missing_answers(row),
        *_contradicted_absences(row),
        *_loose_points(row),
        *row.problems_of_quotation().values(),
        *_doubtful_quotes(row),
    ]


def _missing_evidence(row: Clause | Response) -> list[str]:
    articles = [one.article for one in row.evidence.select_related("article")] if row.pk else []
    if not articles:
        return [_("It has no evidence: add an article that speaks to it.")]
    return [problem] if (problem := problem_of_traces(articles)) else []


def _misplaced_targets(response: Response) -> list[str]:
    """Return what is wrong with the document and the points that a response is about."""
    clauses, questions = list(response.clauses.all()), list(response.questions.all())
    hidden = [clause for clause in clauses if not clause.is_published]
    problems = [
        problem_of_addressee(response.version, response.to),
        *problems_of_targets(response.to, clauses, questions).values(),
        *(_("Readers do not see the clause %(clause)s.") % {"clause": one} for one in hidden),
    ]
    return [problem for problem in problems if problem]


def missing_answers(clause: Clause) -> list[str]:
    """Return the open questions of its topics, if it gives no answer at all.

    It may leave them to other clauses, to a checked absence, or to what its document takes over.
    """
    if Term.objects.filter(clause=clause).exists():
        return []
    questions = Question.objects.filter(
        topic__in=clause.topics.all(), negotiation=clause.version.proposal.negotiation_id
    ).annotate(inside=Value(clause.version_id))
    version = clause.version
    taken_over = Term.objects.filter(clause__in=_taken_over(version))
    behind = Coverage.objects.filter(version=version.edits_id if version.complete else None)
    unsettled = questions.filter(
        ~is_answered("inside", "pk"),
        ~is_covered("inside", "pk"),
        ~Exists(taken_over.filter(question=OuterRef("pk"))),
        ~Exists(behind.filter(question=OuterRef("pk"))),
    )
    return [
        _("It gives no answer, and the question “%(question)s” is neither answered nor covered.")
        % {"question": question.text}
        for question in unsettled.order_by("ordinal", "key")
    ]


def _taken_over(version: Version) -> tuple[Clause, ...]:
    return left_alone([version]).get(version.pk, ())


def _contradicted_absences(clause: Clause) -> list[str]:
    """Return the answers that the version is recorded as not giving: both cannot be true."""
    absent = Coverage.objects.filter(question=OuterRef("question"), version=clause.version_id)
    contradicting = Term.objects.filter(Exists(absent), clause=clause).select_related("question")
    return [
        _("It answers “%(question)s”, which the version is recorded as leaving without an answer.")
        % {"question": term.question.text}
        for term in contradicting.order_by("question__ordinal", "number")
    ]


def _loose_points(clause: Clause) -> list[str]:
    """Return what is wrong with the points that a clause of an edit is about."""
    if not clause.replaces and not clause.is_struck_out:
        return []
    known = {point.key for point in edited_points(clause.version)}
    unknown = [key for key in clause.replaces if key not in known]
    problems = [
        _("The edited text has no point “%(key)s” in whose place it could stand.") % {"key": key}
        for key in unknown
    ]
    if clause.is_struck_out and not known.intersection(clause.named_points):
        problems.append(_("It strikes out a point that the edited text does not have."))
    if clause.is_struck_out and Term.objects.filter(clause=clause).exists():
        problems.append(_("It is struck out, and answers a question all the same."))
    return problems


def _doubtful_quotes(row: Clause | Response) -> list[str]:
    quoted = list(row.evidence.exclude(quote="").select_related("article"))
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
