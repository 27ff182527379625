"""The stamp of all data that readers see: a number that moves with every write."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DataStamp(models.Model):
    """One part of the stamp, written by triggers of the database and never by the site.

    `subject` is the primary key of the question that a write was about, or one of the subjects
    that `proposals.data_stamps.triggers` names; `number` is drawn by chance at each write. Parts
    are added up, so that two writes at once need not wait for each other.
    """

    subject = models.BigIntegerField(
        _("subject"), help_text=_("A question by its number, or what no question stands for.")
    )
    number = models.BigIntegerField(_("number"), help_text=_("Drawn by chance at each write."))

    class Meta:
        default_permissions = ()
        verbose_name = _("data stamp")
        verbose_name_plural = _("data stamps")
        indexes = [models.Index(fields=["subject"], name="data_stamp_by_subject")]

    def __str__(self) -> str:
        return f"{self.subject}: {self.number}"
