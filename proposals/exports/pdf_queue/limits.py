"""How long files, and those who wait for them, are waited for."""

from __future__ import annotations

from datetime import timedelta

LEFT = timedelta(seconds=30)
"""Who has not asked for so long how far a file is waits for it no more. Pages ask every 2 seconds,
programs are told to come again after 5."""
SILENT = timedelta(seconds=30)
"""A process that gave no sign for so long draws no more."""
GONE = timedelta(seconds=10)
"""The same for a process of this machine that is not there any more."""
KEPT = timedelta(minutes=10)
"""A file is kept for so long after it was drawn."""
FAILURE_KEPT = timedelta(minutes=1)
"""For so long a file that could not be drawn is not drawn again."""
MOST_ATTEMPTS = 3
"""So often a drawing is begun whose process ends before it does."""
TOUCHED = timedelta(seconds=3)
"""How exactly it is written down when somebody last asked."""
