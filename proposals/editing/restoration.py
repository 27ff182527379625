"""Restoration: any entry of a clause's history, put into a draft; readers see no difference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from proposals.editing.locking import EditConflict, acquire
from proposals.editing.revisions import open_revision
from proposals.history.content import read_content
from proposals.history.content_writer import write_content
from proposals.history.entries import HistoryEntry, list_entries
from proposals.history.recorder import record_change
from proposals.language.active import active_language
from proposals.models import Clause, ReviewState


class NoSuchEntry(ValidationError):
    """The history of the clause has no entry with this number."""


@dataclass(frozen=True)
class Seen:
    """The row that an editor saw, and its edition."""

    row: int
    edition: int

    @classmethod
    def of(cls, clause: Clause) -> Seen:
        """Return the row in which a clause would be edited now: its open revision, or itself."""
        row = Clause.objects.filter(revises=clause).first() or Clause.objects.get(pk=clause.pk)
        return cls(row.pk, row.edition)


@dataclass(frozen=True)
class Restored:
    """The draft with the old content, and sentences on what could not be brought back."""

    draft: Clause
    lost: tuple[str, ...]


def restore(clause: Clause, number: int, by: Any, *, reason: str, seen: Seen) -> Restored:
    """Put the content of an entry into the clause's draft, opened if it is published.

    What the draft held before is recorded too. Whoever wrote the old content, if readers never saw
    it, counts among the editors. Raises NoSuchEntry; EditConflict if somebody saved since;
    PermissionDenied; ValidationError if today's rules refuse the old texts.
    """
    entries = list_entries(clause)
    entry = _find_entry(entries, number)
    with transaction.atomic():
        draft = _acquire_draft(clause, by, seen)
        draft.editors.add(*_writers(entries, entry))
        _record_before(draft, by)
        with record_change(draft, by, reason.strip() or _default_reason(entry)):
            lost = write_content(draft, entry.content)
    draft.refresh_from_db()
    return Restored(draft, lost)


def _find_entry(entries: Iterable[HistoryEntry], number: int) -> HistoryEntry:
    for entry in entries:
        if entry.number == number:
            return entry
    raise NoSuchEntry(_("The history of this clause has no record %(n)s.") % {"n": number})


def _writers(entries: Sequence[HistoryEntry], entry: HistoryEntry) -> set[int]:
    """Return the accounts that wrote what an entry holds since readers had seen it last.

    `entries` come newest first. Of an entry that readers saw itself nobody is left to name: a
    second person published it.
    """
    older = entries[entries.index(entry) :]
    unseen = takewhile(lambda one: one.content.state != ReviewState.PUBLISHED, older)
    return {one.by for one in unseen if one.by is not None}


def _default_reason(entry: HistoryEntry) -> str:
    at = active_language().moment(localtime(entry.at))
    return _("Restored as it was on %(at)s.") % {"at": at}


def _acquire_draft(clause: Clause, by: Any, seen: Seen) -> Clause:
    """Return the draft to write into; raise EditConflict if it is not what was seen."""
    locked = Clause.objects.select_for_update().filter(pk=clause.pk).first()
    if locked is None:
        raise EditConflict(None)
    current = Clause.objects.filter(revises=locked).first() or locked
    if Seen(current.pk, current.edition) != seen:
        raise EditConflict(current)
    draft = open_revision(locked, by)
    acquire(draft, draft.edition, by)
    return draft


def _record_before(draft: Clause, by: Any) -> None:
    """Record what is about to be replaced, unless the last entry has it already."""
    entries = list_entries(draft)
    if not entries or entries[0].content != read_content(draft):
        with record_change(draft, by, _("As it was before something older was restored.")):
            pass
