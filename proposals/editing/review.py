"""Steps of review as editors and reviewers take them: who may, when, why, and what prevents it.

Clauses and responses take the same steps. Every step is one transaction that locks the row, signs
a Transition and records the history.
`seen` is the edition that the person had before their eyes: if the stored one is another, the step
is refused with EditConflict, so that nobody publishes what they have not read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proposals.domain.review import STEPS, Permission, ReviewStep, steps_from
from proposals.editing.locking import EditConflict, lock
from proposals.editing.obstacles import find_obstacles
from proposals.editing.revisions import lock_with_original, merge_revision
from proposals.editing.row_notes import note_withdrawal
from proposals.editing.rows_beside import RowBeside, rows_beside, settle, stamp_of, typed_by
from proposals.editing.step_labels import step_label
from proposals.history.recorder import record_change
from proposals.models.choices import ReviewState
from proposals.models.clauses import Clause
from proposals.models.publication_guard import unguarded
from proposals.models.responses import Response
from proposals.models.review import name_of
from proposals.models.review_fields import Reviewable
from sources.validators import valid_written_text

ACTIONS: dict[Permission, str] = {"edit": "change", "review": "review"}
"""The beginnings of the names of permissions."""

_Row = TypeVar("_Row", Clause, Response)


class StepRefused(ValidationError):
    """A step of review that cannot be taken now; the messages say why and what would be right."""


def submit(row: _Row, by: Any, reason: str = "", *, seen: int | None = None) -> _Row:
    """Hand a draft in for review; whoever does cannot publish it."""
    return _take(STEPS["submit"], row, by, reason=reason, seen=seen)


def publish(
    row: _Row,
    by: Any,
    reason: str = "",
    *,
    seen: int | None = None,
    seen_beside: str | None = None,
) -> _Row:
    """Show a reviewed row to readers; return it, or of a revision the clause that it revised.

    `seen_beside` is the stamp of the rows beside it that the person saw. Raises StepRefused with
    every obstacle, for whoever edited it, or what readers would first see with it, since readers
    saw it last, and for a correction without a reason.
    """
    step = STEPS["publish"]
    return _take(step, row, by, reason=reason, seen=seen, seen_beside=seen_beside)


def request_changes(row: _Row, by: Any, reason: str, *, seen: int | None = None) -> _Row:
    """Send a row back to its editors."""
    return _take(STEPS["request_changes"], row, by, reason=reason, seen=seen)


def withdraw(row: _Row, by: Any, reason: str, *, seen: int | None = None) -> _Row:
    """Take a published row away from readers."""
    return _take(STEPS["withdraw"], row, by, reason=reason, seen=seen)


def reopen(row: _Row, by: Any, reason: str, *, seen: int | None = None) -> _Row:
    """Make a draft again of a withdrawn row, or of one that waits for review."""
    return _take(STEPS["reopen"], row, by, reason=reason, seen=seen)


def confirm(clause: Clause, by: Any) -> None:
    """Note that a reviewer looked at a published clause and found it still right.

    Raises PermissionDenied, and ValidationError if readers do not see the clause.
    """
    if not by.has_perm("proposals.review_clause"):
        raise PermissionDenied("proposals.review_clause")
    published = Clause.objects.filter(pk=clause.pk, state=ReviewState.PUBLISHED)
    if not published.update(checked_at=timezone.now()):
        raise ValidationError(gettext_lazy("Only a published clause can be found still right."))


def available_steps(row: Clause | Response, user: Any) -> list[ReviewStep]:
    """Return the steps that this user may take with the row now, obstacles aside."""
    return [
        step
        for step in steps_from(row.state)
        if user.has_perm(_permission(step, row)) and not _refusal(step, row, user)
    ]


def needs_reason(step: ReviewStep, row: Clause | Response) -> bool:
    """Tell whether the step needs a reason; publishing does if readers saw the row before."""
    return step.needs_reason or (step.name == "publish" and _is_correction(row))


@dataclass(frozen=True)
class _StepInProgress:
    """A step that is being taken: the locked row, who takes it and why."""

    step: ReviewStep
    row: Clause | Response
    by: Any
    reason: str


def _permission(step: ReviewStep, row: Reviewable) -> str:
    return f"proposals.{ACTIONS[step.permission]}_{row._meta.model_name}"


def _take(
    step: ReviewStep,
    row: _Row,
    by: Any,
    *,
    reason: str,
    seen: int | None,
    seen_beside: str | None = None,
) -> _Row:
    permission = _permission(step, row)
    if not by.has_perm(permission):
        raise PermissionDenied(permission)
    with transaction.atomic():
        if step.name == "withdraw":
            note_withdrawal(row, reason)
        locked, original = _lock(row)
        if locked is None or (seen is not None and locked.edition != seen):
            raise EditConflict(locked, type(row))
        progress = _StepInProgress(step, row=locked, by=by, reason=reason.strip())
        _check(progress)
        beside = rows_beside(locked) if step.name == "publish" else []
        _check_beside(beside, by, seen_beside)
        target = original if original is not None and step.name == "publish" else locked
        with record_change(target, by, progress.reason or step_label(step)):
            _apply(progress, target)
        settle(beside)
    row.state, row.edition = target.state, target.edition
    row.submitted_by, row.edited_by = target.submitted_by, target.edited_by
    row.checked_at = target.checked_at
    return target


def _lock(row: Any) -> tuple[Any, Any]:
    """Lock a stored row and the clause that it revises; return both, None for one gone."""
    return lock_with_original(row) if isinstance(row, Clause) else (lock(row), None)


def _check(progress: _StepInProgress) -> None:
    """Raise StepRefused with everything that stands in the way."""
    step, row = progress.step, progress.row
    refusal = _refusal(step, row, progress.by)
    if refusal:
        raise StepRefused(refusal, code="step")
    if not progress.reason and needs_reason(step, row):
        message = _("%(step)s: say why, in a sentence that others will read.")
        raise StepRefused(message, code="reason", params={"step": step_label(step)})
    try:
        valid_written_text(progress.reason)
    except ValidationError as error:
        raise StepRefused(error.messages, code="reason") from error
    obstacles = find_obstacles(row) if step.name == "publish" else []
    if obstacles:
        raise StepRefused([ValidationError(text, code="obstacle") for text in obstacles])


def _check_beside(beside: list[RowBeside], by: Any, seen: str | None) -> None:
    """Refuse to let readers see what this person typed around a row, or did not see."""
    own = typed_by(beside, by)
    if own:
        names = "; ".join(str(one.row) for one in own)
        message = _(
            "Readers would first see with it what you typed: %(rows)s. Another publishes it."
        )
        raise StepRefused(message % {"rows": names}, code="beside")
    if seen is not None and seen != stamp_of(beside):
        message = _("What readers would first see with it is not what you saw: look at it again.")
        raise StepRefused(message, code="beside")


def _refusal(step: ReviewStep, row: Clause | Response, by: Any) -> str:
    """Return why this person cannot take the step, whatever the reason; empty if they can."""
    is_clause = isinstance(row, Clause)
    if not step.starts_at(row.state):
        allowed = ", ".join(str(ReviewState(state).label) for state in step.sources)
        words = {
            "step": step_label(step), "state": row.get_state_display(), "allowed": allowed,
        }  # fmt: skip
        if is_clause:
            return _("%(step)s: the clause is %(state)s; it would have to be %(allowed)s.") % words
        return _("%(step)s: the response is %(state)s; it would have to be %(allowed)s.") % words
    if step.name == "publish" and _has_worked_on(row, by):
        if is_clause:
            return _("Whoever edited a clause since readers saw it last cannot publish it.")
        return _("Whoever edited a response since readers saw it last cannot publish it.")
    if step.name == "reopen" and is_clause and Clause.objects.filter(revises=row.pk).exists():
        return _("The clause has an open revision: go on there.")
    return ""


def _has_worked_on(row: Clause | Response, by: Any) -> bool:
    """Tell whether somebody entered, edited or handed in what readers would see anew."""
    if by.pk is None:
        return False
    if by.pk in (row.submitted_by_id, row.edited_by_id) or row.editors.filter(pk=by.pk).exists():
        return True
    # Whoever entered what readers never saw wrote a part of what they would see.
    return by.pk == row.created_by_id and not _is_correction(row)


def _is_correction(row: Clause | Response) -> bool:
    """Tell whether readers saw the row before, so that publishing it corrects something."""
    if isinstance(row, Clause) and row.revises_id is not None:
        return True
    public = Q(from_state=ReviewState.PUBLISHED) | Q(to_state=ReviewState.PUBLISHED)
    return row.transitions.filter(public).exists()


def _apply(progress: _StepInProgress, target: Clause | Response) -> None:
    step, row = progress.step, progress.row
    correction = step.name == "withdraw" or (step.name == "publish" and _is_correction(row))
    before = row.state
    if target is not row:
        assert isinstance(row, Clause) and isinstance(target, Clause)  # noqa: S101, PT018
        merge_revision(row, target)
    _set_state(progress, target)
    target.transitions.create(
        from_state=before,
        to_state=step.target,
        by=progress.by,
        by_name=name_of(progress.by),
        at=timezone.now(),
        reason=progress.reason,
        correction=correction,
    )


def _set_state(progress: _StepInProgress, target: Reviewable) -> None:
    """Write the new state, a new edition, and who answers for it."""
    target.state = progress.step.target
    fields = ["state"]
    if progress.step.name == "submit":
        target.submitted_by = target.edited_by = progress.by
        fields += ["submitted_by", "edited_by"]
        target.editors.add(progress.by)
    if progress.step.name == "publish":
        target.checked_at = timezone.now()
        fields.append("checked_at")
        if isinstance(target, Clause):
            target.points_seen = list(target.named_points)
            fields.append("points_seen")
        target.editors.clear()
    with unguarded():
        target.save(update_fields=fields)
    stored = type(target)._default_manager.filter(pk=target.pk)
    stored.update(edition=F("edition") + 1)
    target.edition += 1
