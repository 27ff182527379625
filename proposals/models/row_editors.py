"""Who typed rows around clauses, and translations, that readers do not see yet."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _


class RowEditor(models.Model):
    """One editor of one row that nobody else has let readers see.

    It goes when a second person publishes the clause with which readers first see the row.
    """

    model = models.CharField(max_length=60, editable=False)
    row = models.PositiveBigIntegerField(editable=False)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="+",
        editable=False,
    )

    class Meta:
        """One row for each row and editor; for nobody to see."""

        default_permissions = ()
        verbose_name = _("editor of a row")
        constraints = (
            UniqueConstraint(name="proposals_roweditor_unique", fields=("model", "row", "editor")),
        )

    def __str__(self) -> str:
        return f"{self.model} {self.row}: {self.editor}"
