"""What is remembered beside frozen comparisons: who may freeze more, what was used, what is gone.

No page shows these rows by themselves, so that writing them does not make any page again.
"""

from __future__ import annotations

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from proposals.models.snapshots import Snapshot


class Freeze(models.Model):
    """A comparison that a visitor froze within the last hour; older rows are deleted.

    `visitor` is a keyed hash of the address, which nobody can turn back without the site's secret.
    """

    visitor = models.CharField(max_length=64, db_index=True, editable=False)
    at = models.DateTimeField(db_index=True, editable=False)

    class Meta:
        """For nobody to see."""

        verbose_name = _("freeze")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.at:%H:%M}"


class SnapshotUse(models.Model):
    """The first use of a frozen comparison, which keeps it: it was opened later, or cited."""

    snapshot = models.OneToOneField(
        Snapshot, on_delete=models.CASCADE, related_name="use", editable=False
    )
    at = models.DateTimeField(editable=False)

    class Meta:
        """For nobody to see."""

        verbose_name = _("use of a frozen comparison")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.snapshot_id}: {self.at:%Y-%m-%d}"


class ExpiredSnapshot(models.Model):
    """A frozen comparison that nobody used, and that is deleted: its address says so."""

    hash = models.CharField(max_length=64, unique=True, editable=False)
    frozen_at = models.DateTimeField(editable=False)
    expired_at = models.DateTimeField(editable=False)

    class Meta:
        """For nobody to see."""

        verbose_name = _("expired frozen comparison")
        default_permissions = ()

    def __str__(self) -> str:
        return self.hash[:16]


def record_use(snapshot: Snapshot) -> None:
    """Keep a comparison for good: it was opened, or something leads to it. One or two queries."""
    SnapshotUse.objects.get_or_create(snapshot=snapshot, defaults={"at": now()})
