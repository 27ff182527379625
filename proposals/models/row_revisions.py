"""Changes of rows around clauses that readers see, each kept until a second person publishes it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from proposals.models.choices import RowRevisionState
from proposals.models.constraints import one_of
from proposals.models.negotiations import Negotiation
from sources.fields import WrittenText


class RowRevision(models.Model):
    """One change of one or several rows that readers see, as one person made it at once.

    It keeps the old and the new values, so that nothing is lost with the rows, and who made it, who
    published it, when and why. Rows of a load of files are published by whoever loaded them.
    """

    changes = models.JSONField(
        _("changes"),
        editable=False,
        help_text=_("Each row with its old and new values, as proposals.editing.row_changes has."),
    )
    title = models.TextField(_("rows"), editable=False)
    negotiations = models.ManyToManyField(
        Negotiation,
        related_name="row_revisions",
        editable=False,
        verbose_name=_("negotiations"),
        help_text=_("Those whose readers see the rows."),
    )
    moved_marks = models.JSONField(
        _("marks that it moved"), default=list, blank=True, editable=False
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=RowRevisionState,
        default=RowRevisionState.DRAFT,
        editable=False,
    )
    reason = WrittenText(
        _("reason"),
        blank=True,
        help_text=_("Why it is changed, in a sentence that readers will read."),
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("made by"),
    )
    made_by_name = models.CharField(
        _("made by"), max_length=150, editable=False, help_text=_("Kept when the account is gone.")
    )
    made_at = models.DateTimeField(_("made at"), editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_by_name = models.CharField(
        _("decided by"),
        max_length=150,
        blank=True,
        editable=False,
        help_text=_("Kept when the account is gone."),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, editable=False)
    refusal = WrittenText(_("why it was refused"), blank=True, editable=False)
    from_files = models.BooleanField(
        _("from files"),
        default=False,
        editable=False,
        help_text=_("A load of files brought it, published by whoever loaded them."),
    )

    class Meta:
        """The newest first."""

        verbose_name = _("change of what readers see")
        verbose_name_plural = _("changes of what readers see")
        ordering = ("-made_at", "-pk")
        indexes = (
            models.Index(fields=("state", "decided_at"), name="proposals_rowrevision_public"),
        )
        constraints = (
            one_of("rowrevision", "state", RowRevisionState),
            CheckConstraint(
                name="proposals_rowrevision_published_when",
                condition=~Q(state=RowRevisionState.PUBLISHED) | Q(decided_at__isnull=False),
                violation_error_message=_("What is published was published at some moment."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def public_kind(self) -> str:
        """What it is to readers, as `proposals.history.PublicEventKind` has it."""
        actions = {change["action"] for change in self.changes}
        return "withdrawn" if actions == {"withdraw"} else "corrected"

    @property
    def is_of_step(self) -> bool:
        """Whether it keeps a step of review whose row is gone: of it no name and mark is told."""
        return all("step" in change.get("rests_on", ()) for change in self.changes)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide on it."""
        return self.state in (RowRevisionState.DRAFT, RowRevisionState.REVIEW)
