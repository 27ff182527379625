"""The store of frozen comparisons, within limits: the same content is stored once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from proposals.data_stamps.frozen import note_frozen
from proposals.exports.bundle import ExportBundle
from proposals.exports.paper.sheet import SHEET_STYLES, SheetOptions, sheet_html
from proposals.exports.paper.styles import stylesheet
from proposals.exports.record.canonical import digest
from proposals.models import Freeze, Snapshot
from proposals.models.snapshots import packed
from proposals.snapshots.retention import expire
from sources.visitors import keyed_address

LARGEST_RECORD = 8_000_000
"""Bytes of a record that may be stored: some twenty times the first negotiation as a whole."""

LARGEST_SHEET = 24_000_000
"""Bytes of a sheet that may be stored."""

PACKED = ("record_packed", "worded_packed", "sheet_packed", "styles_packed")
WINDOW = timedelta(hours=1)


class FreezeRefused(Exception):
    """A comparison was not frozen, for a reason that a page can show."""


class SnapshotTooLarge(FreezeRefused):
    """The comparison is larger than may be stored; `size` and `limit` in bytes."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(f"{size} bytes. Allowed: at most {limit}.")
        self.size = size
        self.limit = limit


class TooManySnapshots(FreezeRefused):
    """Visitors, or this one (`of_visitor`), froze as many comparisons as they may in an hour."""

    def __init__(self, limit: int, *, of_visitor: bool = False) -> None:
        who = " for one visitor" if of_visitor else ""
        super().__init__(f"Allowed: {limit} new ones an hour{who}.")
        self.limit = limit
        self.of_visitor = of_visitor


def find_snapshot(hash: str, *, with_content: bool = True) -> Snapshot | None:  # noqa: A002
    """Return the frozen comparison with this hash; None if there is none."""
    rows = _with_hash(hash)
    snapshot = (rows if with_content else rows.defer(*PACKED)).first()
    note_frozen(hash, snapshot)
    return snapshot


def _with_hash(hash: str) -> QuerySet[Snapshot]:  # noqa: A002 - the word of the field
    # PostgreSQL refuses to look for a text with a NUL in it; no address has one.
    return Snapshot.objects.filter(hash=hash.replace("\0", "")).select_related("use")


def freeze(
    bundle: ExportBundle, *, by_staff: bool = False, visitor: str = ""
) -> tuple[Snapshot, bool]:
    """Freeze a comparison; return it, and whether it is new: the same content is stored once.

    `visitor` is the address of a visitor, of which a keyed hash is kept for an hour; empty if it is
    not known, and then only the limit for all holds.

    Raises SnapshotTooLarge, and TooManySnapshots for visitors who are no staff.
    """
    stored = find_snapshot(bundle.hash)
    if stored is not None:
        return stored, False
    if not by_staff:
        check_limit(bundle.at, visitor)  # before the sheet is drawn, which is the work
        expire(bundle.at)
    columns = _columns(bundle, by_staff)
    with transaction.atomic():
        if not by_staff:
            _wait_for_others()
            _check_limit_again(bundle, visitor)
        snapshot, is_new = Snapshot.objects.get_or_create(hash=bundle.hash, defaults=columns)
        if is_new and visitor and not by_staff:
            _count(visitor, bundle.at)
    return snapshot, is_new


def check_limit(at: datetime, visitor: str = "") -> None:
    """Raise TooManySnapshots if visitors, or this one, may freeze nothing new now."""
    limit = settings.FREEZES_PER_HOUR
    recent = Snapshot.objects.filter(by_staff=False, frozen_at__gt=at - WINDOW)
    if recent.count() >= limit:
        raise TooManySnapshots(limit)
    limit = settings.FREEZES_PER_VISITOR
    own = Freeze.objects.filter(visitor=keyed_address(visitor, "freezes"), at__gt=at - WINDOW)
    if visitor and own.count() >= limit:
        raise TooManySnapshots(limit, of_visitor=True)


def _check_limit_again(bundle: ExportBundle, visitor: str) -> None:
    """Check the limit, unless somebody else froze the same content meanwhile: it is not new."""
    if find_snapshot(bundle.hash) is None:
        check_limit(bundle.at, visitor)


def _count(visitor: str, at: datetime) -> None:
    """Count a comparison for its visitor, and forget whatever counts no longer."""
    Freeze.objects.filter(at__lte=at - WINDOW).delete()
    Freeze.objects.create(visitor=keyed_address(visitor, "freezes"), at=at)


def _wait_for_others() -> None:
    """Wait for whoever adds a snapshot before counting them; SQLite writes one by one anyway."""
    Snapshot.objects.select_for_update().order_by("-pk").values_list("pk", flat=True).first()


def _columns(bundle: ExportBundle, by_staff: bool) -> dict[str, object]:
    """Return the columns of a new snapshot; raise SnapshotTooLarge if it may not be stored."""
    _refuse_larger(bundle.worded, LARGEST_RECORD)
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
        "worded_packed": packed(bundle.worded),
        "worded_hash": digest(bundle.worded),
        "sheet_packed": packed(sheet),
        "sheet_hash": digest(sheet),
        "styles_packed": packed(stylesheet(SHEET_STYLES).encode()),
    }


def _refuse_larger(content: bytes, limit: int) -> None:
    if len(content) > limit:
        raise SnapshotTooLarge(len(content), limit)
