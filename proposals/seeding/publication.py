"""What a load changes before readers' eyes, recorded in the corrections with its publisher."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from proposals.comparisons.all_marks import NamedMark, PairKey, all_marks, moved_marks
from proposals.editing.row_notes import noting
from proposals.editing.row_revisions import record_load
from proposals.models import Negotiation, ReviewState, Transition
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
        self._public: set[int] = set()

    def begin(self) -> None:
        """Note what stands before the first row is written; once for all folders."""
        if self._marks is None:
            public = Negotiation.objects.public().order_by().values_list("pk", flat=True)
            self._public = set(public)
            self._marks = all_marks(self._public)
            self._last_step = Transition.objects.aggregate(last=Max("pk"))["last"] or 0

    def record(self) -> list[str]:
        """Record what changed before readers' eyes; return the rows by name.

        Clauses and responses have their own steps of review, which the history and the feed tell.
        What is published in a negotiation that nobody saw before changes nothing; elsewhere it is
        named.
        """
        if self._marks is None:
            return []
        notes = self._noted.notes()
        steps = self._steps()
        if notes.negotiations:
            after = all_marks(notes.negotiations)
            before = {key: mark for key, mark in self._marks.items() if self._counts(mark, notes)}
            record_load(notes, self.publisher, moved_marks(before, after))
        rows = [change.name for change in notes.changes] if notes.negotiations else []
        return list(dict.fromkeys([*rows, *(step.subject.uid for step in steps)]))

    def _steps(self) -> list[Transition]:
        """Return the steps of the load that readers of what was public before see."""
        home = "version__proposal__negotiation"
        here = Q(**{f"clause__{home}__in": self._public})
        here |= Q(**{f"response__{home}__in": self._public})
        shown = Q(correction=True) | (Q(to_state=ReviewState.PUBLISHED) & here)
        steps = Transition.objects.filter(shown, pk__gt=self._last_step).order_by("pk")
        return list(
            steps.select_related("clause__version__proposal", "response__version__proposal")
        )

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
