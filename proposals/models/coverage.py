"""Coverage: checked absences, where a document that was read gives no answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proposals.models.choices import CoverageBasis, CoverageKind, ReviewState
from proposals.models.constraints import one_of, only_one
from proposals.models.evidence_fields import ArticleEvidence, ArticleEvidenceQuerySet
from proposals.models.proposals import Version
from proposals.models.questions import Question
from proposals.models.terms import Term
from sources.fields import WrittenLine, WrittenText


def problem_of_where(kind: str, where: str) -> str:
    """Return what is wrong with the paper that an absence of this kind names; empty if nothing."""
    if kind == CoverageKind.ELSEWHERE and not where.strip():
        return gettext("Name the paper to which the point is moved.")
    if kind != CoverageKind.ELSEWHERE and where:
        return gettext("Only what is moved elsewhere names a paper.")
    return ""


class CoverageQuerySet(models.QuerySet[Any]):
    """Checked absences of an answer."""

    def get_by_natural_key(
        self, negotiation: str, proposal: str, version: str, question: str
    ) -> Any:
        """Return the absence on this question; raise the model's `DoesNotExist` if none."""
        return self.get(
            version__proposal__negotiation__key=negotiation,
            version__proposal__key=proposal,
            version__key=version,
            question__key=question,
        )

    def for_comparison(self, versions: Iterable[Version | int]) -> Self:
        """Keep absences in some versions, with what was read to establish them."""
        return self.filter(version__in=versions).prefetch_related("articles__outlet")


class Coverage(models.Model):
    """A checked absence: a version leaves a question without an answer."""

    version = models.ForeignKey(
        Version, models.CASCADE, related_name="coverage", verbose_name=_("version")
    )
    question = models.ForeignKey(
        Question, models.RESTRICT, related_name="coverage", verbose_name=_("question")
    )
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=CoverageKind,
        help_text=_(
            "Silent: it says nothing. Deferred: it leaves it for later. Withdrawn: it takes back "
            "what it said. Struck out: it strikes the point out of the text that it edits. Moved "
            "elsewhere: another paper has it."
        ),
    )
    where = WrittenLine(
        _("moved to"),
        max_length=200,
        blank=True,
        help_text=_("Only for what is moved elsewhere: the paper, for example: the side letter"),
    )
    basis = models.CharField(
        _("basis"),
        max_length=10,
        choices=CoverageBasis,
        help_text=_("Whether the full text was read, or digests of it only."),
    )
    note = WrittenText(
        _("note"),
        blank=True,
        help_text=_(
            "How it was established, for example: Not mentioned in the three digests read."
        ),
    )
    articles = models.ManyToManyField(
        "sources.Article",
        related_name="coverage",
        blank=True,
        verbose_name=_("articles"),
        help_text=_("What was read."),
    )

    objects = CoverageQuerySet.as_manager()

    class Meta:
        """One absence for each version and question."""

        verbose_name = _("checked absence")
        verbose_name_plural = _("checked absences")
        ordering = ("version", "question__ordinal", "question__key")
        constraints = (
            only_one(
                "coverage",
                "version",
                "question",
                message=_("The absence of an answer to this question is already recorded."),
            ),
            one_of("coverage", "kind", CoverageKind),
            one_of("coverage", "basis", CoverageBasis),
            CheckConstraint(
                name="proposals_coverage_where_if_elsewhere",
                condition=Q(kind=CoverageKind.ELSEWHERE) ^ Q(where=""),
                violation_error_message=_(
                    "An absence names a paper if it is moved elsewhere, and only then."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.version}: {self.question.key}, {self.get_kind_display()}"

    @property
    def uid(self) -> str:
        """The name by which files know it: the version with all before it, and the question."""
        return f"{'.'.join(self.version.natural_key())}#{self.question.key}"

    def natural_key(self) -> tuple[str, str, str, str]:
        """Return its natural key."""
        return (*self.version.natural_key(), self.question.key)

    natural_key.dependencies = ["proposals.version", "proposals.question"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Refuse a question of another negotiation, and silence where there is an answer.

        A paper is named if the point is moved there, and only then.
        """
        problem = problem_of_where(self.kind, self.where)
        if problem:
            raise ValidationError({"where": problem})
        if not (self.version_id and self.question_id):
            return  # the fields' own errors say so
        if self.question.negotiation_id != self.version.proposal.negotiation_id:
            message = _("The question belongs to another negotiation than the version.")
            raise ValidationError({"question": message})
        answers = Term.objects.filter(clause__version=self.version_id, question=self.question_id)
        standing = answers.exclude(clause__state=ReviewState.WITHDRAWN)
        uids = standing.values_list("clause__uid", flat=True)
        if uids:
            message = _("This version answers the question, in %(clauses)s.")
            raise ValidationError(
                {NON_FIELD_ERRORS: ValidationError(message, params={"clauses": ", ".join(uids)})}
            )


class CoverageEvidenceQuerySet(ArticleEvidenceQuerySet):
    """Evidence of articles on checked absences."""

    def get_by_natural_key(
        self, negotiation: str, proposal: str, version: str, question: str, *own: Any
    ) -> Any:
        """Return the evidence of an article with a number; raise `DoesNotExist` if none."""
        coverage = Coverage.objects.get_by_natural_key(negotiation, proposal, version, question)
        article, number = own
        return self.get(coverage=coverage, article__key=article, number=number)

    def for_check(self, negotiation: str = "") -> Self:
        """Keep quotes to check: of one negotiation by its key, or of all."""
        path = "coverage__version__proposal__negotiation__key"
        inside = self.filter(**{path: negotiation}) if negotiation else self
        return inside.with_quotes().with_absences()

    def with_absences(self) -> Self:
        """Fetch with the evidence what the names of its absences need."""
        path = "coverage__version__proposal__negotiation"
        return self.select_related("coverage__question", path)


class CoverageEvidence(ArticleEvidence):
    """The bearing of one article on one absence: the words on which it rests."""

    owner_name = "coverage"
    is_reviewed = False
    disagreement = None
    """Disagreements between sources are about clauses."""

    coverage = models.ForeignKey(
        Coverage, models.CASCADE, related_name="evidence", verbose_name=_("checked absence")
    )

    objects = CoverageEvidenceQuerySet.as_manager()

    class Meta:
        """One row for each number, absence and article."""

        verbose_name = _("evidence on an absence")
        verbose_name_plural = _("evidence on absences")
        ordering = ("coverage", "article__key", "number")
        constraints = (
            *ArticleEvidence.Meta.constraints,
            only_one(
                "coverageevidence",
                "coverage",
                "article",
                "number",
                message=_("This absence already has evidence with this number from this article."),
            ),
        )

    def natural_key(self) -> Any:
        """Return its natural key, without a number of the database."""
        return (*self.coverage.natural_key(), self.article.key, self.number)

    natural_key.dependencies = ["proposals.coverage", "sources.article"]  # type: ignore[attr-defined]
