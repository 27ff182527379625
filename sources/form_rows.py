"""Rows of a form within a page: as many as are sent, and never as many as are only announced."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.forms.formsets import TOTAL_FORM_COUNT
from django.utils.functional import cached_property
from django.utils.translation import ngettext

MOST_NEW_ROWS = 100
"""New rows of one kind that one page takes; the next ones are added when these are stored."""
SPARE_ROWS = 10
"""Rows beyond those that are sent: empty ones of which a browser sends nothing."""


class BoundedFormSet(BaseInlineFormSet):
    """Rows of which no more are made than a page can have; what is announced costs nothing.

    Django's own bound, 2,000 rows, are a minute of work where a row is as rich as an answer.
    """

    @cached_property
    def most_forms(self) -> int:
        """The number of rows that are made at most. A query for those stored, which is kept."""
        start = f"{self.prefix}-"
        sent = {
            name[len(start) :].partition("-")[0] for name in self.data if name.startswith(start)
        }
        last = max((int(one) + 1 for one in sent if one.isdecimal() and len(one) < 6), default=0)
        stored = len(self.get_queryset())
        return min(stored + MOST_NEW_ROWS, max(last, stored) + SPARE_ROWS)

    def total_form_count(self) -> int:
        """Return the number of rows that are made."""
        total = super().total_form_count()
        return min(total, self.most_forms) if self.is_bound else total

    def full_clean(self) -> None:
        """Check all rows; say so if more were announced than are made."""
        super().full_clean()
        if not self.is_bound or not self.management_form.is_valid():
            return
        announced: int = self.management_form.cleaned_data[TOTAL_FORM_COUNT] or 0
        if announced > self.most_forms:
            message = ngettext(
                "%(found)s rows were announced, and %(most)s was read: rows that are sent, and at "
                "most 100 new ones. Save these, then add the others.",
                "%(found)s rows were announced, and %(most)s were read: rows that are sent, and at "
                "most 100 new ones. Save these, then add the others.",
                self.most_forms,
            )
            error = ValidationError(
                message, code="too_many_rows", params={"found": announced, "most": self.most_forms}
            )
            rows: Any = self  # its renderer is not known to the types
            self._non_form_errors = self.error_class(
                error.error_list, error_class="nonform", renderer=rows.renderer
            )
