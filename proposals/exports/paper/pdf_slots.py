"""How many PDF files are drawn at once on this machine, whichever process of the site asks."""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 3.0
"""Seconds that somebody waits for a slot."""
PAUSE = 0.1
"""Seconds between two looks."""
FOLDER = Path(tempfile.gettempdir())
"""Where the files lie that slots are locks on."""


class NoSlot(Exception):
    """All slots stayed taken."""


@contextmanager
def slot(count: int, patience: float | None = None) -> Iterator[int]:
    """Hold one of `count` slots, and give its number; raises NoSlot when none becomes free.

    A slot is a lock on a file, which the system lets go of whatever happens to its holder.
    """
    deadline = time.monotonic() + (PATIENCE if patience is None else patience)
    while True:
        for number in range(count):
            lock = _take(number)
            if lock is not None:
                try:
                    yield number
                finally:
                    os.close(lock)
                return
        if time.monotonic() >= deadline:
            raise NoSlot
        time.sleep(PAUSE)


def _take(number: int) -> int | None:
    """Return an open file that nobody else has locked; None if somebody has."""
    try:
        opened = os.open(_path(number), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError:  # somebody else's file, or a link that is not ours: a slot less
        return None
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(opened)
        return None
    return opened


def _path(number: int) -> Path:
    """Return the file of a slot.

    Each site and user has a set of its own: two sites on one machine do not wait for each other.
    """
    site = hashlib.sha256(__file__.encode()).hexdigest()[:12]
    return FOLDER / f"parley-{os.getuid()}-{site}-pdf-{number}.lock"
