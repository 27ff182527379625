"""What a load changes before readers' eyes, recorded in the corrections with its publisher."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from proposals.comparisons.all_marks import NamedMark, PairKey, all_marks, moved_marks
from proposals.editing.row_notes import noting
from proposals.editing.row_revisions import record_load
from proposals.models import Negotiation, Transition
from proposals.seeding.problems import FilePlace, SeedProblem, SeedProblems

MOST_NAMED = 12
"""The rows that an error names; of more it says how many there are."""


class Publication:
    """The rows that readers see, as they were before a load and as they are after it."""

    def __init__(self, publisher: str, noted: Any) -> None:
        self.publisher = publisher
        self._noted = noted
        self._marks: dict[PairKey, NamedMark] | None = None
        self._last_step = 0

    def begin(self) -> None:
        """Note the marks that stand before the first row is written; once for all folders."""
        if self._marks is None:
            public = Negotiation.objects.public().order_by().values_list("pk", flat=True)
            self._marks = all_marks(public)
            self._last_step = Transition.objects.aggregate(last=Max("pk"))["last"] or 0

    def record(self) -> list[str]:
        """Record what changed before readers' eyes; return the rows by name.

        Clauses and responses have their own steps of review.
        """
        if self._marks is None:
            return []
        notes = self._noted.notes()
        if notes.negotiations:
            after = all_marks(notes.negotiations)
            before = {key: mark for key, mark in self._marks.items() if self._counts(mark, notes)}
            record_load(notes, self.publisher, moved_marks(before, after))
        steps = Transition.objects.filter(pk__gt=self._last_step, correction=True)
        subjects = steps.select_related("clause", "response").order_by("pk")
        rows = [change.name for change in notes.changes] if notes.negotiations else []
        return list(dict.fromkeys([*rows, *(step.subject.uid for step in subjects)]))

    @staticmethod
    def _counts(mark: NamedMark, notes: Any) -> bool:
        return mark.negotiation in notes.negotiations


@contextmanager
def publication(publisher: str) -> Iterator[Publication]:
    """Note what the block writes to rows that readers see."""
    with noting(loading=True) as noted:
        yield Publication(publisher, noted)


def refuse_unsigned(names: Sequence[str]) -> None:
    """Refuse a load that changes what readers see while nobody answers for it."""
    if not names:
        return
    listed = "; ".join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    if more > 0:
        listed = f"{listed} (+{more})"
    message = _(
        "This load changes what readers see: %(rows)s. Say who publishes it, for the corrections."
    )
    problem = SeedProblem(FilePlace(""), message % {"rows": listed}, allowed=_("--publish-as NAME"))
    raise SeedProblems([problem])
