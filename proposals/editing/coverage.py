"""Coverage: absences marked for many questions at once; planned, looked at, then applied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple, dataclass, field
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proposals.editing.edits import left_alone
from proposals.editing.row_notes import note, note_added
from proposals.models.choices import ReviewState
from proposals.models.coverage import Coverage
from proposals.models.negotiations import Negotiation
from proposals.models.proposals import Version
from proposals.models.questions import Question
from proposals.models.terms import Term

Cell = tuple[int, int]
"""A question and a version, by their primary keys."""

BATCH_SIZE = 500

MARK_FIELDS = ("kind", "basis", "note", "where")
"""The fields of an absence that a mark sets."""


class PlanConflict(ValidationError):
    """The cells are not as the editor saw them; `plan` is what would happen now."""

    def __init__(self, plan: CoveragePlan) -> None:
        self.plan = plan
        message = gettext_lazy("Somebody else changed some of these cells meanwhile; look again.")
        super().__init__(message, code="plan_changed")


@dataclass(frozen=True)
class CoverageMark:
    """The absence to record in cells; without a kind, what is recorded there is removed.

    `where` names the paper to which a point is moved.
    """

    kind: str = ""
    basis: str = ""
    note: str = ""
    where: str = ""

    @classmethod
    def recorded(cls, coverage: Coverage) -> CoverageMark:
        """Return the mark that a recorded absence bears."""
        return cls(**{name: getattr(coverage, name) for name in MARK_FIELDS})


@dataclass(frozen=True)
class CoverageCell:
    """One cell of a plan: what is recorded now, and why it cannot be marked, if it cannot."""

    question: Question
    version: Version
    now: Coverage | None = None
    refused: str = ""

    @property
    def key(self) -> Cell:
        """The place of the cell in the grid."""
        return (self.question.pk, self.version.pk)

    @property
    def token(self) -> str:
        """A hash of the state of the cell; whoever sees the plan hands it back."""
        state = astuple(CoverageMark.recorded(self.now)) if self.now else ()
        return sha256(repr((self.refused, state)).encode()).hexdigest()[:12]


@dataclass
class CoveragePlan:
    """The changes that marking some cells would make."""

    mark: CoverageMark
    added: list[CoverageCell] = field(default_factory=list)
    changed: list[CoverageCell] = field(default_factory=list)
    removed: list[CoverageCell] = field(default_factory=list)
    same: list[CoverageCell] = field(default_factory=list)
    refused: list[CoverageCell] = field(default_factory=list)

    @property
    def to_write(self) -> list[CoverageCell]:
        """The cells that would be written."""
        return [*self.added, *self.changed, *self.removed]

    @property
    def cells(self) -> list[CoverageCell]:
        """All cells of the plan."""
        return [*self.to_write, *self.same, *self.refused]


def plan_coverage(
    negotiation: Negotiation, cells: Iterable[Cell], mark: CoverageMark
) -> CoveragePlan:
    """Return what the mark would do to cells of one negotiation; those of another are left out.

    Four queries, however many cells there are; three more if a version is an edit that takes
    points over.
    """
    chosen = sorted(set(cells))
    questions = Question.objects.filter(negotiation=negotiation).in_bulk({q for q, _v in chosen})
    versions = (
        Version.objects.filter(proposal__negotiation=negotiation)
        .select_related("proposal")
        .in_bulk({v for _q, v in chosen})
    )
    recorded = _recorded(questions, versions)
    answers = _taken_over(questions, versions.values()) | _answers(questions, versions)
    plan = CoveragePlan(mark)
    for question, version in chosen:
        if question in questions and version in versions:
            cell = CoverageCell(
                questions[question],
                versions[version],
                now=recorded.get((question, version)),
                refused=answers.get((question, version), ""),
            )
            _add_cell(plan, cell)
    return plan


def apply_coverage(
    negotiation: Negotiation, seen: Mapping[Cell, str], mark: CoverageMark, by: Any
) -> CoveragePlan:
    """Record, change or remove the absences that the editor saw planned; return what was done.

    `seen` has the token of every chosen cell in that plan. Raises PlanConflict if a cell is in
    another state now, and PermissionDenied.
    """
    with transaction.atomic():
        plan = plan_coverage(negotiation, seen, mark)
        _require_permissions(plan, by)
        if any(cell.token != seen[cell.key] for cell in plan.cells):
            raise PlanConflict(plan)
        note_added(
            Coverage.objects.bulk_create([_row(cell, mark) for cell in plan.added], BATCH_SIZE)
        )
        changed = [_row(cell, mark) for cell in plan.changed]
        note(Coverage.objects.filter(pk__in=[row.pk for row in changed]))
        Coverage.objects.bulk_update(changed, MARK_FIELDS, BATCH_SIZE)
        removed = [cell.now.pk for cell in plan.removed if cell.now]
        Coverage.objects.filter(pk__in=removed).delete()
    return plan


def _recorded(questions: Collection[int], versions: Collection[int]) -> dict[Cell, Coverage]:
    rows = Coverage.objects.filter(question__in=questions, version__in=versions)
    return {(row.question_id, row.version_id): row for row in rows}


def _answers(questions: Collection[int], versions: Collection[int]) -> dict[Cell, str]:
    terms = Term.objects.filter(question__in=questions, clause__version__in=versions)
    terms = terms.exclude(clause__state=ReviewState.WITHDRAWN)  # says nothing any more
    rows = terms.values_list("question", "clause__version", "clause__uid").order_by("clause__uid")
    clauses: dict[Cell, list[str]] = {}
    for question, version, uid in rows:
        clauses.setdefault((question, version), []).append(uid)
    words = _("This version answers the question, in %(clauses)s.")
    return {
        key: words % {"clauses": ", ".join(dict.fromkeys(uids))} for key, uids in clauses.items()
    }


def _taken_over(questions: Collection[int], versions: Collection[Version]) -> dict[Cell, str]:
    """Return why questions are not left open that a point answers which an edit leaves alone."""
    words = _("This version takes over an answer, in %(clauses)s: enter first what becomes of it.")
    return {
        cell: words % {"clauses": ", ".join(dict.fromkeys(term.clause.uid for term in terms))}
        for cell, terms in answers_taken_over(questions, versions).items()
    }


def answers_taken_over(
    questions: Collection[int], versions: Collection[Version]
) -> dict[Cell, list[Term]]:
    """Return the answers to questions that edits take over as they are entered, by cell."""
    holders: dict[int, list[int]] = defaultdict(list)
    for version, points in left_alone(versions).items():
        for point in points:
            holders[point.pk].append(version)
    if not holders:
        return {}
    rows = Term.objects.filter(question__in=questions, clause__in=holders)
    rows = rows.exclude(clause__state=ReviewState.WITHDRAWN).select_related("clause")
    by_cell: dict[Cell, list[Term]] = defaultdict(list)
    for term in rows.order_by("clause__ordinal", "clause__key", "pk"):
        for version in holders[term.clause_id]:
            by_cell[term.question_id, version].append(term)
    return dict(by_cell)


def _add_cell(plan: CoveragePlan, cell: CoverageCell) -> None:
    """Add a cell to the list of what would happen to it."""
    mark, now = plan.mark, cell.now
    if cell.refused and mark.kind:
        plan.refused.append(cell)
    elif not mark.kind:
        (plan.removed if now else plan.same).append(cell)
    elif now is None:
        plan.added.append(cell)
    elif CoverageMark.recorded(now) == mark:
        plan.same.append(cell)
    else:
        plan.changed.append(cell)


def _row(cell: CoverageCell, mark: CoverageMark) -> Coverage:
    row = cell.now or Coverage(question=cell.question, version=cell.version)
    for name in MARK_FIELDS:
        setattr(row, name, getattr(mark, name))
    return row


def _require_permissions(plan: CoveragePlan, by: Any) -> None:
    cells_by_action = {"add": plan.added, "change": plan.changed, "delete": plan.removed}
    for action, cells in cells_by_action.items():
        if cells and not by.has_perm(f"proposals.{action}_coverage"):
            raise PermissionDenied(f"proposals.{action}_coverage")
