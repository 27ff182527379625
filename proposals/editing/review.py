"""Owns the steps of review as they are taken: who may, when, why, and what stands in the way.

Every step is one transaction that locks the clause, signs a Transition and records the history.
`seen` is the edition that the person had before their eyes: if the stored one is another, the step
is refused with EditConflict, so that nobody publishes what they have not read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from proposals.domain.review import STEPS, Permission, ReviewStep, steps_from
from proposals.editing.locking import EditConflict
from proposals.editing.obstacles import obstacles
from proposals.editing.revisions import locked_with_original, merge
from proposals.editing.step_labels import step_label
from proposals.history.recorder import record_change
from proposals.models.choices import ReviewState
from proposals.models.clauses import Clause
from proposals.models.publication_guard import unguarded
from proposals.models.review import Transition, name_of

__all__ = [
    "StepRefused",
    "needs_reason",
    "obstacles",
    "publish",
    "reopen",
    "request_changes",
    "steps_for",
    "submit",
    "withdraw",
]

PERMISSIONS: dict[Permission, str] = {
    "edit": "proposals.change_clause",
    "review": "proposals.review_clause",
}


class StepRefused(ValidationError):
    """A step of review that cannot be taken now; the messages say why and what would be right."""


def submit(clause: Clause, by: Any, reason: str = "", *, seen: int | None = None) -> Clause:
    """Hand a draft in for review; whoever does cannot publish it."""
    return _take(STEPS["submit"], clause, by, reason, seen)


def publish(clause: Clause, by: Any, reason: str = "", *, seen: int | None = None) -> Clause:
    """Show a reviewed clause to readers; of a revision, the clause that it revised is returned.

    Raises StepRefused with every obstacle, for whoever submitted or last edited it, and for a
    correction without a reason.
    """
    return _take(STEPS["publish"], clause, by, reason, seen)


def request_changes(clause: Clause, by: Any, reason: str, *, seen: int | None = None) -> Clause:
    """Send a clause back to its editors."""
    return _take(STEPS["request_changes"], clause, by, reason, seen)


def withdraw(clause: Clause, by: Any, reason: str, *, seen: int | None = None) -> Clause:
    """Take a published clause away from readers."""
    return _take(STEPS["withdraw"], clause, by, reason, seen)


def reopen(clause: Clause, by: Any, reason: str, *, seen: int | None = None) -> Clause:
    """Make a draft again of a withdrawn clause, or of one that waits for review."""
    return _take(STEPS["reopen"], clause, by, reason, seen)


def steps_for(clause: Clause, user: Any) -> list[ReviewStep]:
    """The steps that this user may take with the clause now; obstacles are told when they try."""
    return [
        step
        for step in steps_from(clause.state)
        if user.has_perm(PERMISSIONS[step.permission]) and not _refusal(step, clause, user)
    ]


def needs_reason(step: ReviewStep, clause: Clause) -> bool:
    """Whether the step wants a reason here; publishing does if readers saw the clause before."""
    return step.needs_reason or (step.name == "publish" and _is_correction(clause))


@dataclass(frozen=True)
class _Taken:
    """A step under way: the locked row, who takes it and why."""

    step: ReviewStep
    clause: Clause
    by: Any
    reason: str


def _take(step: ReviewStep, clause: Clause, by: Any, reason: str, seen: int | None) -> Clause:
    if not by.has_perm(PERMISSIONS[step.permission]):
        raise PermissionDenied(PERMISSIONS[step.permission])
    with transaction.atomic():
        locked, original = locked_with_original(clause)
        if locked is None or (seen is not None and locked.edition != seen):
            raise EditConflict(locked)
        taken = _Taken(step, locked, by, reason.strip())
        _check(taken)
        shown = original if original is not None and step.name == "publish" else locked
        with record_change(shown, by, taken.reason or step_label(step)):
            _apply(taken, shown)
    clause.state, clause.edition = shown.state, shown.edition
    clause.submitted_by, clause.edited_by = shown.submitted_by, shown.edited_by
    clause.checked_at = shown.checked_at
    return shown


def _check(taken: _Taken) -> None:
    """Raise StepRefused with everything that stands in the way."""
    step, clause = taken.step, taken.clause
    wrong = _refusal(step, clause, taken.by)
    if wrong:
        raise StepRefused(wrong, code="step")
    if not taken.reason and needs_reason(step, clause):
        message = _("%(step)s: say why, in a sentence that others will read.")
        raise StepRefused(message, code="reason", params={"step": step_label(step)})
    found = obstacles(clause) if step.name == "publish" else []
    if found:
        raise StepRefused([ValidationError(text, code="obstacle") for text in found])


def _refusal(step: ReviewStep, clause: Clause, by: Any) -> str:
    """Why this person cannot take the step with this clause, whatever reason is given."""
    if not step.starts_at(clause.state):
        allowed = ", ".join(str(ReviewState(state).label) for state in step.sources)
        return _("%(step)s: the clause is %(state)s; it would have to be %(allowed)s.") % {
            "step": step_label(step), "state": clause.get_state_display(), "allowed": allowed,
        }  # fmt: skip
    if step.name == "publish" and by.pk in (clause.submitted_by_id, clause.edited_by_id):
        return _("Whoever submitted a clause, or edited it since, cannot publish it.")
    if step.name == "reopen" and Clause.objects.filter(revises=clause.pk).exists():
        return _("The clause has an open revision: go on there.")
    return ""


def _is_correction(clause: Clause) -> bool:
    """Whether readers saw the clause before: publishing it changes what they were told."""
    if clause.revises_id is not None:
        return True
    seen = Q(from_state=ReviewState.PUBLISHED) | Q(to_state=ReviewState.PUBLISHED)
    return Transition.objects.filter(seen, clause=clause.pk).exists()


def _apply(taken: _Taken, shown: Clause) -> None:
    step, clause = taken.step, taken.clause
    correction = step.name == "withdraw" or (step.name == "publish" and _is_correction(clause))
    before = clause.state
    if shown is not clause:
        merge(clause, shown)
    _set_state(taken, shown)
    Transition.objects.create(
        clause=shown,
        from_state=before,
        to_state=step.target,
        by=taken.by,
        by_name=name_of(taken.by),
        at=timezone.now(),
        reason=taken.reason,
        correction=correction,
    )


def _set_state(taken: _Taken, shown: Clause) -> None:
    """The new state, a new edition, and who answers for it."""
    shown.state = taken.step.target
    fields = ["state"]
    if taken.step.name == "submit":
        # Handing in vouches for everything so far: only edits after it count against publishing.
        shown.submitted_by = shown.edited_by = taken.by
        fields += ["submitted_by", "edited_by"]
    if taken.step.name == "publish":
        shown.checked_at = timezone.now()
        fields.append("checked_at")
    with unguarded():
        shown.save(update_fields=fields)
    Clause.objects.filter(pk=shown.pk).update(edition=F("edition") + 1)
    shown.edition += 1
