"""Owns marking absences for many questions at once: planned, looked at, then carried out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proposals.models.choices import ReviewState
from proposals.models.coverage import Coverage
from proposals.models.negotiations import Negotiation
from proposals.models.proposals import Version
from proposals.models.questions import Question
from proposals.models.terms import Term

Cell = tuple[int, int]
"""A question and a version, by their primary keys."""

AT_ONCE = 500


class PlanChanged(ValidationError):
    """The cells are not as the editor saw them; `plan` is what would happen now."""

    def __init__(self, plan: CoveragePlan) -> None:
        self.plan = plan
        message = gettext_lazy("Somebody else changed some of these cells meanwhile; look again.")
        super().__init__(message, code="plan_changed")


@dataclass(frozen=True)
class CoverageMark:
    """What to record of the cells; without a kind, what is recorded is removed."""

    kind: str = ""
    basis: str = ""
    note: str = ""


@dataclass(frozen=True)
class CoverageEntry:
    """One cell of a plan: what is recorded now, and why nothing can be done if so."""

    question: Question
    version: Version
    now: Coverage | None = None
    refused: str = ""

    @property
    def cell(self) -> Cell:
        """Its place in the grid."""
        return (self.question.pk, self.version.pk)

    @property
    def token(self) -> str:
        """The same as long as the cell is in the same state; told to whoever sees the plan."""
        now = self.now
        state = (now.kind, now.basis, now.note) if now else ()
        return sha256(repr((self.refused, state)).encode()).hexdigest()[:12]


@dataclass
class CoveragePlan:
    """What marking some cells would do."""

    mark: CoverageMark
    added: list[CoverageEntry] = field(default_factory=list)
    changed: list[CoverageEntry] = field(default_factory=list)
    removed: list[CoverageEntry] = field(default_factory=list)
    same: list[CoverageEntry] = field(default_factory=list)
    refused: list[CoverageEntry] = field(default_factory=list)

    @property
    def doing(self) -> list[CoverageEntry]:
        """The cells that would be written."""
        return [*self.added, *self.changed, *self.removed]

    @property
    def entries(self) -> list[CoverageEntry]:
        """Every cell."""
        return [*self.doing, *self.same, *self.refused]


def plan(negotiation: Negotiation, cells: Iterable[Cell], mark: CoverageMark) -> CoveragePlan:
    """What the mark would do to cells of one negotiation; those of another are left out.

    Four queries, however many cells there are.
    """
    chosen = sorted(set(cells))
    questions = Question.objects.filter(negotiation=negotiation).in_bulk({q for q, _v in chosen})
    versions = (
        Version.objects.filter(proposal__negotiation=negotiation)
        .select_related("proposal")
        .in_bulk({v for _q, v in chosen})
    )
    recorded, answers = _recorded(questions, versions), _answers(questions, versions)
    made = CoveragePlan(mark)
    for cell in chosen:
        if cell[0] in questions and cell[1] in versions:
            place = (questions[cell[0]], versions[cell[1]])
            _enter(made, CoverageEntry(*place, recorded.get(cell), answers.get(cell, "")))
    return made


def carry_out(
    negotiation: Negotiation, seen: Mapping[Cell, str], mark: CoverageMark, by: Any
) -> CoveragePlan:
    """Record, change or remove the absences that the editor saw planned; returns what was done.

    `seen` has the token of every chosen cell in that plan. Raises PlanChanged if a cell is in
    another state now, and PermissionDenied.
    """
    with transaction.atomic():
        made = plan(negotiation, seen, mark)
        _require(made, by)
        if any(entry.token != seen[entry.cell] for entry in made.entries):
            raise PlanChanged(made)
        Coverage.objects.bulk_create([_row(entry, mark) for entry in made.added], AT_ONCE)
        changed = [_row(entry, mark) for entry in made.changed]
        Coverage.objects.bulk_update(changed, ["kind", "basis", "note"], AT_ONCE)
        gone = [entry.now.pk for entry in made.removed if entry.now]
        Coverage.objects.filter(pk__in=gone).delete()
    return made


def _recorded(questions: Collection[int], versions: Collection[int]) -> dict[Cell, Coverage]:
    rows = Coverage.objects.filter(question__in=questions, version__in=versions)
    return {(row.question_id, row.version_id): row for row in rows}


def _answers(questions: Collection[int], versions: Collection[int]) -> dict[Cell, str]:
    rows = Term.objects.filter(question__in=questions, clause__version__in=versions)
    rows = rows.exclude(clause__state=ReviewState.WITHDRAWN)  # says nothing any more
    found = rows.values_list("question", "clause__version", "clause__uid").order_by("clause__uid")
    said: dict[Cell, list[str]] = {}
    for question, version, uid in found:
        said.setdefault((question, version), []).append(uid)
    words = _("This version answers the question, in %(clauses)s.")
    return {
        cell: words % {"clauses": ", ".join(dict.fromkeys(uids))} for cell, uids in said.items()
    }


def _enter(made: CoveragePlan, entry: CoverageEntry) -> None:
    """Sort a cell by what would happen to it."""
    mark, now = made.mark, entry.now
    if entry.refused and mark.kind:
        made.refused.append(entry)
    elif not mark.kind:
        (made.removed if now else made.same).append(entry)
    elif now is None:
        made.added.append(entry)
    elif (now.kind, now.basis, now.note) == (mark.kind, mark.basis, mark.note):
        made.same.append(entry)
    else:
        made.changed.append(entry)


def _row(entry: CoverageEntry, mark: CoverageMark) -> Coverage:
    row = entry.now or Coverage(question=entry.question, version=entry.version)
    row.kind, row.basis, row.note = mark.kind, mark.basis, mark.note
    return row


def _require(made: CoveragePlan, by: Any) -> None:
    needed = {"add": made.added, "change": made.changed, "delete": made.removed}
    for action, entries in needed.items():
        if entries and not by.has_perm(f"proposals.{action}_coverage"):
            raise PermissionDenied(f"proposals.{action}_coverage")
