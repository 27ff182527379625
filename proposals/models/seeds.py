"""What each folder last put into the database, so that loading spares editors' changes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from proposals.models.constraints import only_one


class SeedRecord(models.Model):
    """The content of one row as a folder last loaded it: an editor's change differs from it."""

    folder = models.CharField(_("folder"), max_length=60)
    model = models.CharField(_("model"), max_length=40)
    key = models.CharField(_("key"), max_length=1000)
    fingerprint = models.CharField(_("fingerprint"), max_length=64)

    class Meta:
        """One row for each row and folder; shared ones are looked up by model and key."""

        verbose_name = _("loaded row")
        verbose_name_plural = _("loaded rows")
        ordering = ("pk",)
        indexes = (models.Index(fields=("model", "key"), name="proposals_seedrecord_row"),)
        constraints = (
            only_one("seedrecord", "folder", "model", "key", message=_("Recorded already.")),
        )

    def __str__(self) -> str:
        return f"{self.folder}: {self.model} {self.key}"
