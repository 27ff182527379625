"""The marks of all rows of some columns, computed once and stored for the pages that count them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RowMarks(models.Model):
    """What the rows of some columns say, without words of any language.

    It is derived from the other tables, never their equal: `stamp` is that of the data that it was
    computed from, `code` that of the rules that computed it, and whoever reads it trusts it as far
    as both are still the same. `columns` has the primary keys of the negotiation and of the
    versions, the lowest first: "1:3-8".
    """

    columns = models.CharField(
        _("columns"),
        max_length=120,
        unique=True,
        help_text=_("A negotiation and its compared versions by number."),
    )
    code = models.CharField(
        _("code"), max_length=64, help_text=_("A hash of the rules that computed the marks.")
    )
    stamp = models.CharField(
        _("stamp"), max_length=64, help_text=_("The stamp of the data that was compared.")
    )
    rows = models.TextField(
        _("rows"), help_text=_("What each row says, as numbers, with what names the questions.")
    )

    class Meta:
        default_permissions = ()
        verbose_name = _("row marks")
        verbose_name_plural = _("row marks")

    def __str__(self) -> str:
        return self.columns
