"""Whether the stored data are whole and say what they should: behind `manage.py doctor`.

Each module looks into one kind of thing and yields what it finds (`findings`); `examination` runs
them all. Nothing here writes.
"""

from proposals.health.examination import CHECKS, examine
from proposals.health.findings import Finding

__all__ = ["CHECKS", "Finding", "examine"]
