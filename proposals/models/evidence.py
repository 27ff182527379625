"""Evidence: what articles say of clauses, and where in the article it stands."""

from __future__ import annotations

from typing import Any, Self

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, Max, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proposals.models.choices import EvidenceBasis, EvidenceStance, QuoteState, ReviewState
from proposals.models.clauses import Clause
from proposals.models.constraints import one_of, only_one, short_quote
from proposals.models.negotiations import Disagreement
from proposals.models.publication_guard import guard_part
from proposals.models.terms import Term
from sources.independence import relations_from
from sources.validators import valid_language


class EvidenceQuerySet(models.QuerySet[Any]):
    """Evidence of articles on clauses."""

    def get_by_natural_key(self, clause: str, article: str, number: int) -> Any:
        """Return the evidence with this number; raise the model's `DoesNotExist` if none."""
        return self.get(clause__uid=clause, article__key=article, number=number)

    def published(self) -> Self:
        """Keep evidence on clauses that readers may see."""
        return self.filter(clause__state=ReviewState.PUBLISHED, clause__revises__isnull=True)

    def for_citation(self) -> Self:
        """Fetch all that a citation and the count of independent sources need, in one query."""
        related = self.select_related("origin", "disagreement", *relations_from("article"))
        return related.order_by("clause", "stance", "article__key", "number")

    def with_quotes(self) -> Self:
        """Keep evidence that quotes its article, with what a check of the quote has to name."""
        return self.exclude(quote="").select_related("clause", "article").order_by("pk")

    def for_check(self, negotiation: str = "") -> Self:
        """Keep quotes to check: of one negotiation by its key, or of all."""
        inside = Q(clause__version__proposal__negotiation__key=negotiation) if negotiation else Q()
        return self.filter(inside).with_quotes()


class Evidence(models.Model):
    """The bearing of one article on one clause, with the place in the article where it stands."""

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
    article = models.ForeignKey(
        "sources.Article", models.PROTECT, related_name="evidence", verbose_name=_("article")
    )
    number = models.PositiveIntegerField(
        _("number"),
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("1, or more if the article bears on the clause twice; empty: the next one."),
    )
    stance = models.CharField(
        _("stance"),
        max_length=10,
        choices=EvidenceStance,
        default=EvidenceStance.SUPPORTS,
        help_text=_("Qualifies: it supports the clause, but with a difference worth knowing."),
    )
    basis = models.CharField(
        _("basis"),
        max_length=10,
        choices=EvidenceBasis,
        help_text=_("Prints the document's own words, describes it, or reports what someone said."),
    )
    quote = models.CharField(
        _("quote"),
        max_length=300,
        blank=True,
        validators=[short_quote],
        help_text=_("Exactly as printed, at most 15 words, for example: at least 30 days"),
    )
    before = models.CharField(
        _("words before"),
        max_length=200,
        blank=True,
        validators=[short_quote],
        help_text=_("The words just before the quote, if it stands in the article several times."),
    )
    after = models.CharField(
        _("words after"),
        max_length=200,
        blank=True,
        validators=[short_quote],
        help_text=_("The words just after the quote, if it stands in the article several times."),
    )
    quote_language = models.CharField(
        _("language of the quote"),
        max_length=35,
        blank=True,
        validators=[valid_language],
        help_text=_("Only if it is not the article's language, for example: ru"),
    )
    origin = models.ForeignKey(
        "sources.Origin",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence",
        verbose_name=_("shared material"),
        help_text=_("Only if this passage draws on other material than the article as a whole."),
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
    note = models.TextField(
        _("note"),
        blank=True,
        help_text=_("What a reader should know, for example: The delegation's own account."),
    )
    tagged_by = models.CharField(
        _("tagged by"), max_length=150, blank=True, help_text=_("Name of the editor.")
    )
    tagged_at = models.DateTimeField(
        _("tagged at"), null=True, blank=True, help_text=_("When the editor tagged it.")
    )

    quote_state = models.CharField(
        _("state of the quote"),
        max_length=10,
        choices=QuoteState,
        default=QuoteState.UNCHECKED,
        editable=False,
        db_index=True,
        help_text=_("What the last check against the stored text of the article found."),
    )
    quote_checked_at = models.DateTimeField(
        _("quote checked at"), null=True, blank=True, editable=False
    )
    quote_place = models.PositiveIntegerField(
        _("place of the quote"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Characters of the stored text that stand before it, if it was found once."),
    )
    quote_nearest = models.CharField(
        _("nearest wording"),
        max_length=400,
        blank=True,
        editable=False,
        help_text=_("For editors only: the wording of a changed quote."),
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        """One row for each number, clause and article."""

        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ("clause", "article__key", "number")
        indexes = (models.Index(fields=("article", "stance"), name="proposals_evidence_article"),)
        constraints = (
            only_one(
                "evidence",
                "clause",
                "article",
                "number",
                message=_("This clause already has evidence with this number from this article."),
            ),
            CheckConstraint(
                name="proposals_evidence_number_positive",
                condition=Q(number__gte=1),
                violation_error_message=_("Evidence is numbered from 1."),
            ),
            one_of("evidence", "stance", EvidenceStance),
            one_of("evidence", "basis", EvidenceBasis),
            one_of("evidence", "quote_state", QuoteState),
        )

    def __str__(self) -> str:
        return f"{self.clause.uid}@{self.article.key}#{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it, numbered after its siblings unless it has a number; raise PublishedClause."""
        guard_part(self, kwargs.get("update_fields"))
        if not self.number:
            self.number = self._next_number()
        super().save(*args, **kwargs)

    @property
    def effective_language(self) -> str:
        """The language of the quote: its own, else the article's."""
        return self.quote_language or self.article.language

    @property
    def independence_key(self) -> str:
        """The name of its source, equal for passages of one source; see `sources.independence`."""
        return self.article.independence_key(self.origin)

    def natural_key(self) -> tuple[str, str, int]:
        """Return its natural key, without a number of the database."""
        return (self.clause.uid, self.article.key, self.number)

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

    def _next_number(self) -> int:
        others = Evidence.objects.filter(clause=self.clause_id, article=self.article_id)
        return (others.aggregate(last=Max("number"))["last"] or 0) + 1

    def _foreign_term(self) -> str:
        if self.term is None or self.term.clause_id == self.clause_id:
            return ""
        return gettext("The answer belongs to another clause.")

    def _foreign_disagreement(self, own: int) -> str:
        if self.disagreement is None or self.disagreement.negotiation_id == own:
            return ""
        return gettext("The disagreement belongs to another negotiation.")
