"""Keeping a comparison as it stands, within limits: the same content is kept once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from proposals.exports.bundle import ExportBundle
from proposals.exports.paper.sheet import SHEET_STYLES, SheetOptions, sheet_html
from proposals.exports.paper.styles import stylesheet
from proposals.exports.record.canonical import digest
from proposals.models import Snapshot
from proposals.models.snapshots import packed

LARGEST_RECORD = 8_000_000
"""Bytes of a record that may be kept: some twenty times the first negotiation as a whole."""

LARGEST_SHEET = 24_000_000
"""Bytes of a sheet that may be kept."""

WINDOW = timedelta(hours=1)


class NotKept(Exception):
    """A comparison was not frozen, for a reason that a page can tell."""


class SnapshotTooLarge(NotKept):
    """More than may be kept; `size` and `limit` in bytes."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(f"{size} bytes. Allowed: at most {limit}.")
        self.size = size
        self.limit = limit


class TooMany(NotKept):
    """Visitors froze as many comparisons as they may within an hour."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"Allowed: {limit} new ones an hour.")
        self.limit = limit


def find_snapshot(hash: str) -> Snapshot | None:  # noqa: A002 - the word of the field
    """The frozen comparison with this hash, if there is one."""
    return _named(hash).first()


def snapshot_exists(hash: str) -> bool:  # noqa: A002 - the word of the field
    """Whether there is a frozen comparison with this hash."""
    return _named(hash).exists()


def _named(hash: str) -> QuerySet[Snapshot]:  # noqa: A002 - the word of the field
    # PostgreSQL refuses to look for a text with a NUL in it; no address has one.
    return Snapshot.objects.filter(hash=hash.replace("\0", ""))


def freeze(bundle: ExportBundle, *, by_staff: bool = False) -> tuple[Snapshot, bool]:
    """Freeze a comparison; the one that is there, and False, if its content is kept already.

    Raises TooLarge, and TooMany for visitors who are no staff.
    """
    found = find_snapshot(bundle.hash)
    if found is not None:
        return found, False
    if not by_staff:
        refuse_beyond(bundle.at)  # before the sheet is drawn, which is the work
    made = _frozen(bundle, by_staff)
    with transaction.atomic():
        if not by_staff:
            _one_at_a_time()
            _refuse_unless_kept(bundle)
        return Snapshot.objects.get_or_create(hash=bundle.hash, defaults=made)


def refuse_beyond(at: datetime) -> None:
    """Raise TooMany if visitors may freeze nothing new now."""
    limit = settings.FREEZES_PER_HOUR
    recent = Snapshot.objects.filter(by_staff=False, frozen_at__gt=at - WINDOW)
    if recent.count() >= limit:
        raise TooMany(limit)


def _refuse_unless_kept(bundle: ExportBundle) -> None:
    """Somebody else may have kept the same content in the meantime: that is no new one."""
    if find_snapshot(bundle.hash) is None:
        refuse_beyond(bundle.at)


def _one_at_a_time() -> None:
    """Let whoever counts wait for whoever adds; SQLite writes one after the other anyway."""
    Snapshot.objects.select_for_update().order_by("-pk").values_list("pk", flat=True).first()


def _frozen(bundle: ExportBundle, by_staff: bool) -> dict[str, object]:
    """The columns of a new snapshot."""
    _refuse_larger(bundle.content, LARGEST_RECORD)
    sheet = sheet_html(bundle, SheetOptions()).encode()
    _refuse_larger(sheet, LARGEST_SHEET)
    return {
        "negotiation": bundle.negotiation.key,
        "title": bundle.title,
        "selection": bundle.selection_words,
        "frozen_at": bundle.at,
        "by_staff": by_staff,
        "record_packed": packed(bundle.content),
        "record_size": len(bundle.content),
        "sheet_packed": packed(sheet),
        "sheet_hash": digest(sheet),
        "styles_packed": packed(stylesheet(SHEET_STYLES).encode()),
    }


def _refuse_larger(content: bytes, limit: int) -> None:
    if len(content) > limit:
        raise SnapshotTooLarge(len(content), limit)
