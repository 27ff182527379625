"""Steps of review that clauses and responses take to readers, and comments on clauses."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from proposals.models.choices import CommentSubject, ReviewState
from proposals.models.clauses import Clause
from proposals.models.constraints import one_of
from proposals.models.responses import Response
from sources.fields import WrittenLine, WrittenText


def name_of(user: Any) -> str:
    """Return the name to store with what somebody did: the full one, else the login's; or empty."""
    return (user.get_full_name() or user.get_username()) if user else ""


class Transition(models.Model):
    """One step of a clause or a response from one state of review to the next: who, when, why."""

    clause = models.ForeignKey(
        Clause,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="transitions",
        verbose_name=_("clause"),
    )
    response = models.ForeignKey(
        Response,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="transitions",
        verbose_name=_("response"),
    )
    from_state = models.CharField(_("from"), max_length=12, choices=ReviewState, editable=False)
    to_state = models.CharField(_("to"), max_length=12, choices=ReviewState, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    by_name = models.CharField(
        _("name"), max_length=150, editable=False, help_text=_("Kept when the account is gone.")
    )
    at = models.DateTimeField(_("at"), editable=False)
    reason = models.TextField(_("reason"), blank=True, editable=False)
    correction = models.BooleanField(
        _("correction"),
        default=False,
        editable=False,
        help_text=_("It changed, or took away, what readers could see before."),
    )
    revision = models.ForeignKey(
        "reversion.Revision",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("stored state"),
        help_text=_("The clause or response, with all under it, as it was after this step."),
    )
    held_in = models.ForeignKey(
        "proposals.RowRevision",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="steps",
        verbose_name=_("change that waited"),
        help_text=_("The change in which one person asked for it, and another published it."),
    )

    class Meta:
        """The newest first."""

        verbose_name = _("step of review")
        verbose_name_plural = _("steps of review")
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=("clause", "to_state", "at"), name="proposals_transition_clause"),
            models.Index(fields=("response", "at"), name="proposals_transition_response"),
            models.Index(fields=("correction", "at"), name="proposals_transition_public"),
        )
        constraints = (
            CheckConstraint(
                name="proposals_transition_of_one",
                condition=Q(clause__isnull=True) ^ Q(response__isnull=True),
                violation_error_message=_("A step is that of a clause or of a response."),
            ),
            one_of("transition", "from_state", ReviewState),
            one_of("transition", "to_state", ReviewState),
        )

    def __str__(self) -> str:
        return f"{self.subject.uid}: {self.from_state} → {self.to_state}"

    @property
    def subject(self) -> Clause | Response:
        """The row that took the step."""
        subject = self.response if self.clause is None else self.clause
        assert subject is not None  # noqa: S101 - a constraint says so
        return subject


class Comment(models.Model):
    """An editor's remark on a clause; open until somebody closes it. Readers never see it."""

    clause = models.ForeignKey(
        Clause, models.CASCADE, related_name="comments", verbose_name=_("clause")
    )
    about = models.CharField(
        _("about"),
        max_length=10,
        choices=CommentSubject,
        default=CommentSubject.WHOLE,
        help_text=_("The part of the clause that it is about."),
    )
    passage = WrittenLine(
        _("passage"),
        max_length=300,
        blank=True,
        help_text=_("The words of the clause that it is about, if it is about some of them."),
    )
    text = WrittenText(_("comment"), help_text=_("Markdown is allowed."))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("author"),
    )
    author_name = models.CharField(_("name"), max_length=150, editable=False)
    made_at = models.DateTimeField(_("made at"), editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)
    closed_by_name = models.CharField(_("closed by"), max_length=150, blank=True, editable=False)

    class Meta:
        """The oldest first, as they were said."""

        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ("made_at", "pk")
        indexes = (models.Index(fields=("clause", "closed_at"), name="proposals_comment_open"),)
        constraints = (one_of("comment", "about", CommentSubject),)

    def __str__(self) -> str:
        return f"{self.clause.uid}: {self.text[:60]}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to deal with it."""
        return self.closed_at is None
