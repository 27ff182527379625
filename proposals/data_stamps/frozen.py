"""What pages rest on beside the stamp: which frozen comparisons there are.

Freezing and expiring move no stamp, or every visitor could have all pages made anew. A page that
looks for a frozen comparison notes what it found, and whoever kept it asks whether it still is so.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from django.db.models import Max

from proposals.data_stamps.stamp import current_stamp
from proposals.models import Snapshot

Found: TypeAlias = tuple[str, str, int]
"""A column of frozen comparisons, what it was to hold, and the newest that did: its primary key, or
0 if there was none."""


def note_frozen(hash: str, snapshot: Snapshot | None) -> None:  # noqa: A002 - the word of the field
    """Note for the page that is being made what was found under a hash."""
    _note("hash", hash, snapshot.pk if snapshot else 0)


def newest_frozen(negotiation: str) -> int:
    """Return the newest frozen comparison of a negotiation, by its key, as a number; note it.

    0 without one. One query.
    """
    number = _newest("negotiation", negotiation)
    _note("negotiation", negotiation, number)
    return number


def are_still_so(found: Iterable[Found]) -> bool:
    """Tell whether what a page noted would be found again; one query for each."""
    return all(_newest(column, value) == number for column, value, number in found)


def _note(column: str, value: str, number: int) -> None:
    stamp = current_stamp()
    if stamp is not None:
        stamp.frozen.add((column, value, number))


def _newest(column: str, value: str) -> int:
    rows = Snapshot.objects.filter(**{column: value})
    return rows.aggregate(newest=Max("pk"))["newest"] or 0
