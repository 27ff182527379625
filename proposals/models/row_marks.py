"""The marks of all rows of some columns, computed once and stored for the pages that count them."""

from django.db import models


class RowMarks(models.Model):
    """What the rows of some columns say, without words of any language.

    It is derived from the other tables, never their equal: `stamp` is that of the data that it was
    computed from, `code` that of the rules that computed it, and whoever reads it trusts it as far
    as both are still the same. `columns` has the primary keys of the negotiation and of the
    versions, the lowest first: "1:3-8".
    """

    columns = models.CharField(max_length=120, unique=True)
    code = models.CharField(max_length=64)
    stamp = models.CharField(max_length=64)
    rows = models.TextField()

    class Meta:
        verbose_name = "row marks"

    def __str__(self) -> str:
        return self.columns
