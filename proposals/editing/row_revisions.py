"""Changes of rows that readers see, on their way to a second person.

Who makes one says why and hands it in; a reviewer who did not make it publishes or refuses it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from proposals.editing.clause_order import put_in_order
from proposals.editing.locking import EditConflict
from proposals.editing.review import withdraw
from proposals.editing.row_changes import (
    STEPS,
    RowAction,
    RowChange,
    StaleRows,
    apply,
    shown_after,
    stored_changes,
)
from proposals.editing.row_log import log_publication
from proposals.editing.row_notes import Notes
from proposals.models.choices import ReviewState, RowRevisionState
from proposals.models.negotiations import Negotiation
from proposals.models.publication_guard import unguarded
from proposals.models.review import name_of
from proposals.models.row_revisions import RowRevision
from sources.validators import valid_written_text

PUBLISH = "proposals.review_clause"
"""The permission to publish: who may publish clauses may let readers see what is around them."""

MovedMarks = list[dict[str, str]]
"""Marks that a change moves: see `proposals.comparisons.all_marks`."""

Counter = Callable[[RowRevision], Callable[[], MovedMarks]]
"""What counts marks: called before a change is made, it returns what is called once it is."""

LONGEST_TITLE = 3
"""The rows that a title names; of more it says how many there are."""


class RevisionRefused(ValidationError):
    """A step that cannot be taken; the messages say why and what would be right."""


def hold(notes: Notes, by: Any, moved_marks: MovedMarks) -> RowRevision:
    """Keep what somebody wrote to rows that readers see until a second person publishes it."""
    row = RowRevision(
        changes=[change.as_json() for change in notes.changes],
        title=title_of(notes.changes),
        moved_marks=moved_marks,
        made_by=by,
        made_by_name=name_of(by),
        made_at=timezone.now(),
        reason=notes.reason,
        state=RowRevisionState.REVIEW if notes.reason else RowRevisionState.DRAFT,
    )
    with transaction.atomic():
        row.save()
        row.negotiations.set(notes.negotiations)
    return row


def title_of(changes: Iterable[RowChange]) -> str:
    """Return the rows of a change in one line."""
    names = list(dict.fromkeys(change.name for change in changes))
    title = "; ".join(names[:LONGEST_TITLE])
    more = len(names) - LONGEST_TITLE
    return f"{title} (+{more})" if more > 0 else title


def waiting(editor: Any) -> QuerySet[RowRevision]:
    """Return the changes that wait for this editor: own ones, and those that they may publish."""
    rows = RowRevision.objects.filter(
        state__in=(RowRevisionState.DRAFT, RowRevisionState.REVIEW)
    ).order_by("made_at", "pk")
    if editor.has_perm(PUBLISH):
        return rows
    return rows.filter(made_by=editor)


def hand_in(revision: RowRevision, by: Any, reason: str) -> RowRevision:
    """Say why, and let a second person decide.

    Raises PermissionDenied for whoever did not make it, RevisionRefused without a reason.
    """
    with transaction.atomic():
        row = _locked(revision)
        if by.pk != row.made_by_id:
            raise PermissionDenied(_("Only who made the change hands it in."))
        _require(row, RowRevisionState.DRAFT)
        row.reason = _checked(reason, _("Say why, in a sentence that readers will read."))
        row.state = RowRevisionState.REVIEW
        row.save(update_fields=["reason", "state"])
    return row


def publish(revision: RowRevision, by: Any, count_marks: Counter | None = None) -> RowRevision:
    """Make the change: readers see it from now on, and the corrections tell of it.

    Marks are counted while no other change of the same negotiations is published. Raises
    PermissionDenied, RevisionRefused for whoever made it, StaleRows, and what the models refuse.
    """
    if not by.has_perm(PUBLISH):
        raise PermissionDenied(PUBLISH)
    with transaction.atomic():
        row = _locked(revision)
        _require(row, RowRevisionState.REVIEW)
        if by.pk == row.made_by_id:
            raise RevisionRefused(_("Whoever made a change cannot publish it."))
        _lock_negotiations(row)
        moved = count_marks(row) if count_marks is not None else None
        changes = stored_changes(row.changes)
        with unguarded():
            added = apply(changes)
            for change in changes:
                _take_step(change, _withdrawal(row, by))
        row.negotiations.add(*shown_after(changes))
        if moved is not None:
            row.moved_marks = moved()
        _decide(row, by, RowRevisionState.PUBLISHED)
        log_publication(row, by, changes, added=added)
    return row


def rehearse(revision: RowRevision, count_marks: Counter) -> MovedMarks:
    """Return the marks that a change would move if it were published now; nothing is kept.

    Raises StaleRows, and what the models refuse, as `publish` would.
    """
    with transaction.atomic():
        moved = count_marks(revision)
        changes = stored_changes(revision.changes)
        with unguarded():
            apply(changes)
            for change in changes:
                _take_step(change, _hide)
        marks = moved()
        transaction.set_rollback(True)
    return marks


def refuse(revision: RowRevision, by: Any, why: str) -> RowRevision:
    """Decide that readers will not see the change; it is kept with the reason.

    Raises PermissionDenied, and RevisionRefused without a reason.
    """
    if not by.has_perm(PUBLISH):
        raise PermissionDenied(PUBLISH)
    with transaction.atomic():
        row = _locked(revision)
        _require(row, RowRevisionState.DRAFT, RowRevisionState.REVIEW)
        row.refusal = _checked(why, _("Say why, for whoever made the change."))
        _decide(row, by, RowRevisionState.REFUSED)
    return row


def give_up(revision: RowRevision, by: Any) -> RowRevision:
    """Take a change back that nobody has decided on; only whoever made it may."""
    with transaction.atomic():
        row = _locked(revision)
        if by.pk != row.made_by_id:
            raise PermissionDenied(_("Only who made the change gives it up."))
        _require(row, RowRevisionState.DRAFT, RowRevisionState.REVIEW)
        _decide(row, by, RowRevisionState.GIVEN_UP)
    return row


def record_load(notes: Notes, publisher: str, moved_marks: MovedMarks) -> RowRevision | None:
    """Record what a load of files did to rows that readers see, as published by who loaded it."""
    if not notes.changes:
        return None
    row = hold(notes, None, moved_marks)
    row.made_by_name = row.decided_by_name = publisher
    row.from_files = True
    row.reason = _("loaded from the folder")
    row.state, row.decided_at = RowRevisionState.PUBLISHED, row.made_at
    row.save()
    return row


def _locked(revision: RowRevision) -> RowRevision:
    return RowRevision.objects.select_for_update().get(pk=revision.pk)


def _lock_negotiations(revision: RowRevision) -> None:
    """Let one publication after the other count what it moves in a negotiation."""
    rows = Negotiation.objects.filter(
        pk__in=list(revision.negotiations.values_list("pk", flat=True))
    )
    list(rows.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def _require(row: RowRevision, *states: str) -> None:
    if row.state not in states:
        words = _("It is %(state)s already, so nothing can be done with it any more.")
        raise RevisionRefused(words % {"state": row.get_state_display()})


def _checked(text: str, message: str) -> str:
    text = text.strip()
    if not text:
        raise RevisionRefused(message)
    valid_written_text(text)
    return text


def _take_step(change: RowChange, take_away: Callable[[RowChange, Any], None]) -> None:
    """Put clauses in order, or take a row away from readers, if the change says so."""
    if change.action not in STEPS:
        return
    row = _row_of_step(change)
    if change.action == RowAction.REORDERED:
        _put_in_order(row, change)
    else:
        take_away(change, row)


def _withdrawal(revision: RowRevision, by: Any) -> Callable[[RowChange, Any], None]:
    """Return what withdraws a row by the step of review, which is told with the change."""

    def take_away(change: RowChange, row: Any) -> None:
        try:
            withdraw(row, by, revision.reason, seen=change.rests_on.get("edition"))
        except EditConflict as error:
            raise StaleRows([change.name]) from error
        newest = row.transitions.order_by("-pk").values_list("pk", flat=True).first()
        row.transitions.filter(pk=newest).update(held_in=revision)

    return take_away


def _hide(change: RowChange, row: Any) -> None:
    """Take a row away without a trace, in a transaction that is taken back."""
    if change.rests_on.get("edition", row.edition) != row.edition or not row.is_published:
        raise StaleRows([change.name])
    type(row)._default_manager.filter(pk=row.pk).update(state=ReviewState.WITHDRAWN)


def _row_of_step(change: RowChange) -> Any:
    rows: Any = change.model_class._default_manager
    row = rows.filter(pk=change.pk).first()
    if row is None:
        raise RevisionRefused(_("%(row)s is gone.") % {"row": change.name})
    return row


def _put_in_order(version: Any, change: RowChange) -> None:
    before, after = ([one["pk"] for one in clauses] for clauses in change.fields["clauses"])
    stored = version.clauses.filter(revises=None).order_by("ordinal", "key")
    if list(stored.values_list("pk", flat=True)) != before:
        raise StaleRows([change.name])
    put_in_order(version, after)


def _decide(row: RowRevision, by: Any, state: RowRevisionState) -> None:
    row.state = state
    row.decided_by, row.decided_by_name = by, name_of(by)
    row.decided_at = timezone.now()
    row.save()
