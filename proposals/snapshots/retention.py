"""How long frozen comparisons are kept: for good once they are used, else for so many days.

A visitor's comparison is used when it is opened on a later day than it was frozen, which is more
than looking at what one has just frozen, or when a brief names its address. Those of the staff are
always kept. A finished page is kept for the rest of its day at most, so that no opening is missed.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from proposals.exports.snapshot_use import note_use
from proposals.models import ExpiredSnapshot, Snapshot

AT_ONCE = 200
"""Comparisons that expire in one transaction."""


def expiry(snapshot: Snapshot) -> datetime | None:
    """Return when a comparison expires if nobody uses it; None if it is kept for good.

    A query, unless it was found with its use.
    """
    if snapshot.by_staff or hasattr(snapshot, "use"):
        return None
    return snapshot.frozen_at + timedelta(days=settings.FROZEN_UNUSED_DAYS)


def record_opening(snapshot: Snapshot) -> datetime | None:
    """Keep a comparison for good that is opened later; return when it expires, if it still does.

    Two queries once in the life of one that a visitor froze. While nothing can be written it is
    read all the same, and the next opening keeps it.
    """
    expires = expiry(snapshot)
    if expires is None or localdate() <= localdate(snapshot.frozen_at):
        return expires
    return None if note_use(snapshot) else expires


def expire(at: datetime, *, most: int = AT_ONCE) -> int:
    """Delete comparisons that nobody used in time, the oldest first; return how many.

    Their hashes are kept, so that their addresses can say what became of them.
    """
    before = at - timedelta(days=settings.FROZEN_UNUSED_DAYS)
    with transaction.atomic():
        rows = list(
            Snapshot.objects.filter(by_staff=False, frozen_at__lt=before, use__isnull=True)
            .order_by("frozen_at", "pk")
            .values_list("pk", "hash", "frozen_at")[:most]
        )
        ExpiredSnapshot.objects.bulk_create(
            [
                ExpiredSnapshot(hash=digest, frozen_at=frozen, expired_at=at)
                for _pk, digest, frozen in rows
            ],
            # One that was frozen again meanwhile expires with the days of this time.
            update_conflicts=True,
            unique_fields=["hash"],
            update_fields=["frozen_at", "expired_at"],
        )
        keys = [pk for pk, _digest, _frozen in rows]
        Snapshot.objects.filter(pk__in=keys, use__isnull=True).delete()
    return len(rows)


def find_expired(hash: str) -> ExpiredSnapshot | None:  # noqa: A002 - the word of the field
    """Return what is known of a comparison that expired; None if none of this hash did."""
    return ExpiredSnapshot.objects.filter(hash=hash.replace("\0", "")).first()
