"""The process that draws files, beside a server that starts it, again if it ends, and stops it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MANAGE = Path(__file__).resolve().parent.parent / "manage.py"
PATIENCE = 20.0
"""Seconds after which a process that does not end is ended."""
PAUSE = 2.0
"""Seconds after which one that ended by itself is followed by another; each time twice as many."""
LONGEST_PAUSE = 60.0
"""The most seconds of these. One that ran for longer than this has the first pause again."""


def command() -> list[str]:
    """Return what starts a process that draws, and ends when this one does, however it ends."""
    return [sys.executable, str(MANAGE), "draw_files", "--beside", str(os.getpid())]


@contextmanager
def drawing_process() -> Iterator[None]:
    """Let a process draw files meanwhile; one that ends by itself is followed by another.

    However it ends, and however often, nothing else does: a server without it goes on.
    """
    stopped = threading.Event()
    watch = threading.Thread(target=_keep_running, args=[stopped], name="draw_files")
    watch.start()
    try:
        yield
    finally:
        stopped.set()
        watch.join()


def next_pause(pause: float, *, lasted: float) -> float:
    """Return the seconds to wait after a process that lasted so long, and had waited `pause`."""
    if lasted > LONGEST_PAUSE or not pause:
        return PAUSE
    return min(2 * pause, LONGEST_PAUSE)


def _keep_running(stopped: threading.Event) -> None:
    pause = 0.0
    while not stopped.is_set():
        begun = time.monotonic()
        how = _run(stopped)
        if stopped.is_set():
            return
        pause = next_pause(pause, lasted=time.monotonic() - begun)
        sys.stderr.write(
            f"The process that draws PDF files {how}; another begins in {pause:g} seconds.\n"
        )
        stopped.wait(pause)


def _run(stopped: threading.Event) -> str:
    """Run a process until it ends, or is to end; return how it ended, as words."""
    try:
        process = subprocess.Popen(command(), stdin=subprocess.DEVNULL)  # noqa: S603 - our own words
    except OSError as error:
        # No memory, or no process more: for now.
        return f"did not begin ({error.strerror})"
    while process.poll() is None and not stopped.wait(0.2):
        pass
    if process.returncode is None:
        _end(process)
    return f"ended by itself ({process.returncode})"


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
