"""Terms: the typed answers that clauses give to questions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, Max, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proposals.domain.errors import DomainError
from proposals.domain.storage import from_stored, to_stored
from proposals.domain.values import Value
from proposals.language.active import active_language
from proposals.language.languages import DATA_LANGUAGE, language_of
from proposals.language.messages import explain_error
from proposals.language.value_parser import value_of
from proposals.models.choices import Confidence, ReviewState, TermForce
from proposals.models.clauses import Clause
from proposals.models.constraints import one_of, only_one
from proposals.models.negotiations import Party
from proposals.models.proposals import Version
from proposals.models.publication_guard import guard_part
from proposals.models.querysets import has_evidence
from proposals.models.questions import Question
from sources.fields import WrittenLine, WrittenTable, WrittenText


class TermQuerySet(models.QuerySet[Any]):
    """Answers that clauses give."""

    def get_by_natural_key(self, clause: str, question: str, number: int) -> Any:
        """Return the answer with this number; raise the model's `DoesNotExist` if there is none."""
        return self.get(clause__uid=clause, question__key=question, number=number)

    def published(self) -> Self:
        """Keep answers of clauses that readers may see."""
        published = self.filter(clause__state=ReviewState.PUBLISHED, clause__revises__isnull=True)
        return published.filter(has_evidence("clause"))

    def for_comparison(self, versions: Iterable[Version | int]) -> Self:
        """Keep published answers of some versions, with their clauses and who must act."""
        terms = self.published().filter(clause__version__in=versions)
        related = terms.select_related("clause", "waits_for").prefetch_related("bearers")
        return related.order_by("clause__ordinal", "clause__key", "question__ordinal", "number")


class Term(models.Model):
    """One clause's answer to one question."""

    owner_name = "clause"

    clause = models.ForeignKey(
        Clause, models.CASCADE, related_name="terms", verbose_name=_("clause")
    )
    question = models.ForeignKey(
        Question, models.RESTRICT, related_name="terms", verbose_name=_("question")
    )
    number = models.PositiveIntegerField(
        _("number"),
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("1, or more if the clause answers the question twice; empty: the next one."),
    )
    value = WrittenTable(
        _("answer"),
        help_text=_('In words: "at least 30 days"; or as a table: {"at_least": 30}'),
    )
    force = models.CharField(
        _("force"),
        max_length=10,
        choices=TermForce,
        help_text=_(
            "What the document does with it: demands, offers, accepts, expects; proposes, if it "
            "puts a text forward for others."
        ),
    )
    bearers = models.ManyToManyField(
        Party,
        related_name="duties",
        blank=True,
        verbose_name=_("who must act"),
        help_text=_("For example: both parties; empty if the document does not say."),
    )
    scope = WrittenLine(
        _("scope"),
        max_length=200,
        blank=True,
        help_text=_(
            "Where or when it holds: an entry of the negotiation's scopes, or words, for example: "
            "in peacetime"
        ),
    )
    condition = WrittenLine(
        _("condition"),
        max_length=300,
        blank=True,
        help_text=_("What must happen for it to hold, for example: the forces of Aria withdraw"),
    )
    waits_for = models.ForeignKey(
        Clause,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="awaited_by",
        verbose_name=_("waits for"),
        help_text=_("The clause that must be carried out first, if the condition is one."),
    )
    option = models.SlugField(
        _("option"),
        blank=True,
        help_text=_("Only if it differs from the clause's option, for example: package"),
    )
    confidence = models.CharField(
        _("confidence"),
        max_length=10,
        choices=Confidence,
        default=Confidence.HIGH,
        help_text=_("How sure the typing is; low if only one digest gives it."),
    )
    note = WrittenText(
        _("note"), blank=True, help_text=_("Why it is typed so; Markdown is allowed.")
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        """One answer for each number, clause and question."""

        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ("clause", "question__ordinal", "number")
        constraints = (
            only_one(
                "term",
                "clause",
                "question",
                "number",
                message=_("This clause already has an answer with this number to this question."),
            ),
            CheckConstraint(
                name="proposals_term_number_positive",
                condition=Q(number__gte=1),
                violation_error_message=_("Answers are numbered from 1."),
            ),
            one_of("term", "force", TermForce),
            one_of("term", "confidence", Confidence),
        )

    def __str__(self) -> str:
        return f"{self.clause.uid}#{self.question.key}#{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the value in its one form; raise ValidationError if the question forbids it."""
        guard_part(self, kwargs.get("update_fields"))
        self._normalise()
        if not self.number:
            self.number = self._next_number()
        super().save(*args, **kwargs)

    @property
    def parsed(self) -> Value:
        """The value as the engine knows it."""
        return from_stored(self.value, self.question.frame())

    @property
    def effective_option(self) -> str:
        """The alternative that it belongs to: its own, else its clause's."""
        return self.option or self.clause.option

    @property
    def awaited(self) -> str:
        """The number of the clause that it waits for; none of one that readers cannot see."""
        if self.waits_for is None:
            return ""
        if not self.waits_for.is_published:
            return gettext("another clause")
        return self.waits_for.label or self.waits_for.key

    def natural_key(self) -> tuple[str, str, int]:
        """Return its natural key, without a number of the database."""
        return (self.clause.uid, self.question.key, self.number)

    natural_key.dependencies = ["proposals.clause", "proposals.question"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Refuse what another negotiation or another entry of this version rules out."""
        if not self.question_id:
            return  # the field's own error says so
        self._normalise()
        try:
            version = self.clause.version
        except ObjectDoesNotExist:
            return  # so does this one's
        problems = {
            "question": self._foreign_question(version) or self._checked_absence(version),
            "waits_for": self._foreign_condition(version),
        }
        if any(problems.values()):
            raise ValidationError({field: text for field, text in problems.items() if text})

    def _normalise(self) -> None:
        try:
            frame = self.question.frame()
            value = value_of(self.value, frame, language_of(DATA_LANGUAGE))
            self.value = to_stored(value, frame)
        except DomainError as error:
            message = explain_error(error, active_language())
            raise ValidationError({"value": message}) from error

    def _next_number(self) -> int:
        others = Term.objects.filter(clause=self.clause_id, question=self.question_id)
        return (others.aggregate(last=Max("number"))["last"] or 0) + 1

    def _foreign_question(self, version: Version) -> str:
        if self.question.negotiation_id == version.proposal.negotiation_id:
            return ""
        return gettext("The question belongs to another negotiation than the clause.")

    def _checked_absence(self, version: Version) -> str:
        if not self.question.coverage.filter(version=version).exists():
            return ""
        return gettext(
            "This version is recorded as leaving the question without an answer: remove that "
            "record first."
        )

    def _foreign_condition(self, version: Version) -> str:
        waits_for = self.waits_for
        if waits_for is None:
            return ""
        if waits_for == self.clause:
            return gettext("A clause cannot wait for itself.")
        if waits_for.version.proposal.negotiation_id != version.proposal.negotiation_id:
            return gettext("The awaited clause belongs to another negotiation.")
        return ""
