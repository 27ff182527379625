"""The columns of everything that is reviewed before readers see it: its state, and who did what."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from proposals.models.choices import ReviewState


class Reviewable(models.Model):
    """A row with evidence under it, which readers see only once it is published."""

    state = models.CharField(
        _("review"),
        max_length=12,
        choices=ReviewState,
        default=ReviewState.DRAFT,
        editable=False,
        help_text=_("Only what is published is shown; publishing needs evidence."),
    )
    edition = models.PositiveIntegerField(
        _("edition"),
        default=1,
        editable=False,
        help_text=_("Counts every saved change, so that two editors cannot overwrite each other."),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("entered by"),
    )
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("last edited by"),
    )
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("editors"),
        help_text=_("Everybody who edited it since readers saw it last; none of them publishes."),
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("submitted by"),
        help_text=_("Who handed it in for review, and so cannot publish it."),
    )
    checked_at = models.DateTimeField(
        _("last checked"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("When a reviewer last published it or found it still right."),
    )

    class Meta:
        """Without a table of its own."""

        abstract = True

    @property
    def is_published(self) -> bool:
        """Whether readers may see it, by its state."""
        return self.state == ReviewState.PUBLISHED
