"""Evidence: what articles say of clauses, and where in the article it stands."""

from __future__ import annotations

from typing import Self

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from proposals.models.choices import ReviewState
from proposals.models.clauses import Clause, is_original
from proposals.models.constraints import only_one
from proposals.models.evidence_fields import ArticleEvidence, ArticleEvidenceQuerySet
from proposals.models.negotiations import Disagreement
from proposals.models.terms import Term


class EvidenceQuerySet(ArticleEvidenceQuerySet):
    """Evidence of articles on clauses."""

    def get_by_natural_key(self, clause: str, article: str, number: int) -> Evidence:
        """Return the evidence with this number; raise the model's `DoesNotExist` if none."""
        evidence: Evidence = self.get(clause__uid=clause, article__key=article, number=number)
        return evidence

    def published(self) -> Self:
        """Keep evidence on clauses that readers may see."""
        return self.filter(is_original("clause__"), clause__state=ReviewState.PUBLISHED)

    def for_citation(self) -> Self:
        """Fetch all that a citation and the count of independent sources need, in one query."""
        return super().for_citation().select_related("disagreement")

    def for_check(self, negotiation: str = "") -> Self:
        """Keep quotes to check: of one negotiation by its key, or of all."""
        inside = Q(clause__version__proposal__negotiation__key=negotiation) if negotiation else Q()
        return self.filter(inside).with_quotes()


class Evidence(ArticleEvidence):
    """The bearing of one article on one clause, with the place in the article where it stands."""

    owner_name = "clause"

    clause = models.ForeignKey(
        Clause, models.CASCADE, related_name="evidence", verbose_name=_("clause")
    )
    term = models.ForeignKey(
        Term,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="evidence",
        verbose_name=_("answer"),
        help_text=_("Only if it bears on one answer of the clause, not on the whole of it."),
    )
    disagreement = models.ForeignKey(
        Disagreement,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="evidence",
        verbose_name=_("disagreement"),
        help_text=_("The disagreement between sources that it is part of, if any."),
    )
    objects = EvidenceQuerySet.as_manager()

    class Meta:
        """One row for each number, clause and article."""

        verbose_name = pgettext_lazy("one piece", "evidence")
        verbose_name_plural = _("evidence")
        ordering = ("clause", "article__key", "number")
        indexes = (models.Index(fields=("article", "stance"), name="proposals_evidence_article"),)
        constraints = (
            *ArticleEvidence.Meta.constraints,
            only_one(
                "evidence",
                "clause",
                "article",
                "number",
                message=_("This clause already has evidence with this number from this article."),
            ),
        )

    def natural_key(self) -> tuple[str, str, int]:
        """Return its natural key, without a number of the database."""
        return super().natural_key()

    natural_key.dependencies = ["proposals.clause", "sources.article"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Refuse an answer of another clause and a disagreement of another negotiation."""
        try:
            version = self.clause.version
        except ObjectDoesNotExist:
            return  # the field's own error says so
        problems = {
            "term": self._foreign_term(),
            "disagreement": self._foreign_disagreement(version.proposal.negotiation_id),
        }
        if any(problems.values()):
            raise ValidationError({field: text for field, text in problems.items() if text})

    def _foreign_term(self) -> str:
        if self.term is None or self.term.clause_id == self.clause_id:
            return ""
        return gettext("The answer belongs to another clause.")

    def _foreign_disagreement(self, own: int) -> str:
        if self.disagreement is None or self.disagreement.negotiation_id == own:
            return ""
        return gettext("The disagreement belongs to another negotiation.")
