"""Restore any remembered state of a clause as a draft; what readers see stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from proposals.editing.locking import EditConflict, acquire
from proposals.editing.revisions import open_revision
from proposals.history.content import content_of
from proposals.history.entries import HistoryEntry, entries, record_change
from proposals.history.restore import write_content
from proposals.models import Clause


class NoSuchRecord(ValidationError):
    """The history of this clause has no such record."""


@dataclass(frozen=True)
class Seen:
    """Which row somebody had before their eyes, in which edition."""

    row: int
    edition: int

    @classmethod
    def of(cls, clause: Clause) -> Seen:
        """The row in which this clause would be edited now: its open revision, or itself."""
        row = Clause.objects.filter(revises=clause).first() or Clause.objects.get(pk=clause.pk)
        return cls(row.pk, row.edition)


@dataclass(frozen=True)
class Restored:
    """The draft that has the old content, and sentences on what could not be brought back."""

    draft: Clause
    lost: tuple[str, ...]


def restore(clause: Clause, record: int, by: Any, reason: str, seen: Seen) -> Restored:
    """Put the content of a record into the clause's draft, opened if it is published.

    What the draft held before is remembered too. Raises NoSuchRecord; EditConflict if somebody
    saved since; PermissionDenied; ValidationError if today's rules refuse the old texts.
    """
    chosen = _record(clause, record)
    with transaction.atomic():
        draft = _claimed(clause, by, seen)
        _remember(draft, by)
        with record_change(draft, by, reason.strip() or _why(chosen)):
            lost = write_content(draft, chosen.content)
    draft.refresh_from_db()
    return Restored(draft, lost)


def _record(clause: Clause, record: int) -> HistoryEntry:
    for one in entries(clause):
        if one.revision_id == record:
            return one
    raise NoSuchRecord(_("The history of this clause has no record %(n)s.") % {"n": record})


def _why(chosen: HistoryEntry) -> str:
    at = date_format(localtime(chosen.at), "j F Y, H:i")
    return _("Restored as it was on %(at)s.") % {"at": at}


def _claimed(clause: Clause, by: Any, seen: Seen) -> Clause:
    """The draft to write into, if it is still what was seen."""
    locked = Clause.objects.select_for_update().filter(pk=clause.pk).first()
    if locked is None:
        raise EditConflict(None)
    now = Clause.objects.filter(revises=locked).first() or locked
    if Seen(now.pk, now.edition) != seen:
        raise EditConflict(now)
    draft = open_revision(locked, by)
    acquire(draft, draft.edition, by)
    return draft


def _remember(draft: Clause, by: Any) -> None:
    """Record what is about to be replaced, unless the last record has it already."""
    known = entries(draft)
    if not known or known[0].content != content_of(draft):
        with record_change(draft, by, _("As it was before something older was restored.")):
            pass
