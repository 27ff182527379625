"""Judgements: verdicts of editors on pairs of answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

from proposals.models.choices import JudgedMark
from proposals.models.constraints import one_of, only_one
from proposals.models.proposals import Version
from proposals.models.questions import Question
from sources.fields import WrittenLine, WrittenText


class JudgementQuerySet(models.QuerySet[Any]):
    """Editors' verdicts."""

    def get_by_natural_key(
        self, negotiation: str, question: str, proposal: str, version: str, *other: str
    ) -> Any:
        """Return the judgement on this pair; raise the model's `DoesNotExist` if there is none."""
        return self.get(
            question__negotiation__key=negotiation,
            question__key=question,
            first__proposal__key=proposal,
            first__key=version,
            second__proposal__key=other[0],
            second__key=other[1],
        )

    def for_comparison(self, versions: Iterable[Version | int]) -> Self:
        """Keep judgements on pairs of these versions."""
        chosen = list(versions)
        return self.filter(first__in=chosen, second__in=chosen)


class Judgement(models.Model):
    """An editor's verdict on a pair of answers; shown beside the computed one, never instead."""

    question = models.ForeignKey(
        Question, models.CASCADE, related_name="judgements", verbose_name=_("question")
    )
    first = models.ForeignKey(
        Version, models.CASCADE, related_name="judgements_as_first", verbose_name=_("one version")
    )
    second = models.ForeignKey(
        Version,
        models.CASCADE,
        related_name="judgements_as_second",
        verbose_name=_("other version"),
    )
    mark = models.CharField(
        _("verdict"), max_length=15, choices=JudgedMark, help_text=_("As the editor sees the pair.")
    )
    reason = WrittenText(
        _("reason"), help_text=_("What the computed verdict misses; Markdown is allowed.")
    )
    author = WrittenLine(_("author"), max_length=150, help_text=_("Name of the editor."))
    made_at = models.DateTimeField(
        _("made at"), null=True, blank=True, help_text=_("When the editor made it.")
    )

    objects = JudgementQuerySet.as_manager()

    class Meta:
        """One judgement for each question and pair."""

        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")
        ordering = ("question__ordinal", "question__key", "first", "second")
        constraints = (
            only_one(
                "judgement",
                "question",
                "first",
                "second",
                message=_("This pair already has a judgement on this question."),
            ),
            CheckConstraint(
                name="proposals_judgement_two_versions",
                condition=~Q(first=F("second")),
                violation_error_message=_("A judgement needs two different versions."),
            ),
            one_of("judgement", "mark", JudgedMark),
        )

    def __str__(self) -> str:
        return f"{self.question.key}: {self.first} / {self.second}"

    def natural_key(self) -> tuple[str, ...]:
        """Return its natural key."""
        one, other = self.first.natural_key(), self.second.natural_key()
        return (*self.question.natural_key(), *one[1:], *other[1:])

    natural_key.dependencies = ["proposals.question", "proposals.version"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Refuse versions of another negotiation, and the same pair the other way round."""
        if not (self.question_id and self.first_id and self.second_id):
            return  # the fields' own errors say so
        for field in ("first", "second"):
            if getattr(self, field).proposal.negotiation_id != self.question.negotiation_id:
                message = _("This version belongs to another negotiation than the question.")
                raise ValidationError({field: message})
        turned = Judgement.objects.filter(
            question=self.question_id, first=self.second_id, second=self.first_id
        )
        if turned.exists():
            message = _("This pair already has a judgement on this question, the other way round.")
            raise ValidationError({"second": message})
