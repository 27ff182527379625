"""Which version stands for its proposal, and which proposals have versions of different days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from proposals.models import Version


def latest_of_proposals(versions: Sequence[Version]) -> dict[int, int]:
    """Return the newest version of each proposal that is known in full, else the newest.

    `versions` stand from the oldest; all numbers are primary keys. A rival copy stands for its
    proposal only if there is nothing else: what it shares with the other copy is not entered in it.
    """
    whole = [version for version in versions if version.copy_of_id is None]
    latest = {version.proposal_id: version.pk for version in (*versions, *whole)}
    return latest | {version.proposal_id: version.pk for version in whole if version.complete}


def of_several_days(versions: Iterable[Version]) -> frozenset[int]:
    """Return the proposals whose versions have different dates, by primary key."""
    days: dict[int, set[date | None]] = defaultdict(set)
    for version in versions:
        days[version.proposal_id].add(version.date)
    return frozenset(proposal for proposal, own in days.items() if len(own) > 1)
