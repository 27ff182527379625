"""The use of a frozen comparison, which keeps it for good: written down where that can be done.

While nothing can be written, readers read all the same. What they read is then kept nowhere, so
that the next who asks for it is another chance to write the use down.
"""

from __future__ import annotations

from proposals.data_stamps import current_stamp
from proposals.data_stamps.lock_timeout import is_written
from proposals.models import Snapshot
from proposals.models.freezes import record_use


def note_use(snapshot: Snapshot) -> bool:
    """Keep a comparison for good, if that can be written down now; tell whether it was.

    One query, and one more for the first use of one.
    """
    what = f"The use of the frozen comparison {snapshot.hash}"
    if is_written(lambda: record_use(snapshot), what):
        return True
    stamp = current_stamp()
    if stamp is not None:
        stamp.may_be_kept = False
    return False
