"""Steps of review as editors and reviewers take them: who may, when, why, and what prevents it.

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
from django.utils.translation import gettext_lazy

from proposals.domain.review import STEPS, Permission, ReviewStep, steps_from
from proposals.editing.locking import EditConflict
from proposals.editing.obstacles import find_obstacles
from proposals.editing.revisions import lock_with_original, merge_revision
from proposals.editing.step_labels import step_label
from proposals.history.recorder import record_change
from proposals.models.choices import ReviewState
from proposals.models.clauses import Clause
from proposals.models.publication_guard import unguarded
from proposals.models.review import Transition, name_of

PERMISSIONS: dict[Permission, str] = {
    "edit": "proposals.change_clause",
    "review": "proposals.review_clause",
}


class StepRefused(ValidationError):
    """A step of review that cannot be taken now; the messages say why and what would be right."""


def submit(clause: Clause, by: Any, reason: str = "", *, seen: int | None = None) -> Clause:
    """Hand a draft in for review; whoever does cannot publish it."""
    return _take(STEPS["submit"], clause, by, reason=reason, seen=seen)


def publish(clause: Clause, by: Any, reason: str = "", *, seen: int | None = None) -> Clause:
    """Show a reviewed clause to readers; return it, or of a revision the clause that it revised.

    Raises StepRefused with every obstacle, for whoever submitted or last edited it, and for a
    correction without a reason.
    """
    return _take(STEPS["publish"], clause, by, reason=reason, seen=seen)


def request_changes(clause: Clause, by: Any, reason: str, *, seen: int | None = None) -> Clause:
    """Send a clause back to its editors."""
    return _take(STEPS["request_changes"], clause, by, reason=reason, seen=seen)


def withdraw(clause: Clause, by: Any, reason: str, *, seen: int | None = None) -> Clause:
    """Take a published clause away from readers."""
    return _take(STEPS["withdraw"], clause, by, reason=reason, seen=seen)


def reopen(clause: Clause, by: Any, reason: str, *, seen: int | None = None) -> Clause:
    """Make a draft again of a withdrawn clause, or of one that waits for review."""
    return _take(STEPS["reopen"], clause, by, reason=reason, seen=seen)


def confirm(clause: Clause, by: Any) -> None:
    """Note that a reviewer looked at a published clause and found it still right.

    Raises PermissionDenied, and ValidationError if readers do not see the clause.
    """
    if not by.has_perm("proposals.review_clause"):
        raise PermissionDenied("proposals.review_clause")
    published = Clause.objects.filter(pk=clause.pk, state=ReviewState.PUBLISHED)
    if not published.update(checked_at=timezone.now()):
        raise ValidationError(gettext_lazy("Only a published clause can be found still right."))


def available_steps(clause: Clause, user: Any) -> list[ReviewStep]:
    """Return the steps that this user may take with the clause now, obstacles aside."""
    return [
        step
        for step in steps_from(clause.state)
        if user.has_perm(PERMISSIONS[step.permission]) and not _refusal(step, clause, user)
    ]


def needs_reason(step: ReviewStep, clause: Clause) -> bool:
    """Tell whether the step needs a reason; publishing does if readers saw the clause before."""
    return step.needs_reason or (step.name == "publish" and _is_correction(clause))


@dataclass(frozen=True)
class _StepInProgress:
    """A step that is being taken: the locked row, who takes it and why."""

    step: ReviewStep
    clause: Clause
    by: Any
    reason: str


def _take(step: ReviewStep, clause: Clause, by: Any, *, reason: str, seen: int | None) -> Clause:
    if not by.has_perm(PERMISSIONS[step.permission]):
        raise PermissionDenied(PERMISSIONS[step.permission])
    with transaction.atomic():
        locked, original = lock_with_original(clause)
        if locked is None or (seen is not None and locked.edition != seen):
            raise EditConflict(locked)
        progress = _StepInProgress(step, locked, by, reason.strip())
        _check(progress)
        target = original if original is not None and step.name == "publish" else locked
        with record_change(target, by, progress.reason or step_label(step)):
            _apply(progress, target)
    clause.state, clause.edition = target.state, target.edition
    clause.submitted_by, clause.edited_by = target.submitted_by, target.edited_by
    clause.checked_at = target.checked_at
    return target


def _check(progress: _StepInProgress) -> None:
    """Raise StepRefused with everything that stands in the way."""
    step, clause = progress.step, progress.clause
    refusal = _refusal(step, clause, progress.by)
    if refusal:
        raise StepRefused(refusal, code="step")
    if not progress.reason and needs_reason(step, clause):
        message = _("%(step)s: say why, in a sentence that others will read.")
        raise StepRefused(message, code="reason", params={"step": step_label(step)})
    obstacles = find_obstacles(clause) if step.name == "publish" else []
    if obstacles:
        raise StepRefused([ValidationError(text, code="obstacle") for text in obstacles])


def _refusal(step: ReviewStep, clause: Clause, by: Any) -> str:
    """Return why this person cannot take the step, whatever the reason; empty if they can."""
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
    """Tell whether readers saw the clause before, so that publishing it corrects something."""
    if clause.revises_id is not None:
        return True
    public = Q(from_state=ReviewState.PUBLISHED) | Q(to_state=ReviewState.PUBLISHED)
    return Transition.objects.filter(public, clause=clause.pk).exists()


def _apply(progress: _StepInProgress, target: Clause) -> None:
    step, clause = progress.step, progress.clause
    correction = step.name == "withdraw" or (step.name == "publish" and _is_correction(clause))
    before = clause.state
    if target is not clause:
        merge_revision(clause, target)
    _set_state(progress, target)
    Transition.objects.create(
        clause=target,
        from_state=before,
        to_state=step.target,
        by=progress.by,
        by_name=name_of(progress.by),
        at=timezone.now(),
        reason=progress.reason,
        correction=correction,
    )


def _set_state(progress: _StepInProgress, target: Clause) -> None:
    """Write the new state, a new edition, and who answers for it."""
    target.state = progress.step.target
    fields = ["state"]
    if progress.step.name == "submit":
        # Handing in vouches for everything so far: only edits after it count against publishing.
        target.submitted_by = target.edited_by = progress.by
        fields += ["submitted_by", "edited_by"]
    if progress.step.name == "publish":
        target.checked_at = timezone.now()
        fields.append("checked_at")
    with unguarded():
        target.save(update_fields=fields)
    Clause.objects.filter(pk=target.pk).update(edition=F("edition") + 1)
    target.edition += 1
