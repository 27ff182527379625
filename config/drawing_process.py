"""The process that draws files, beside a server on this machine that starts and stops it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MANAGE = Path(__file__).resolve().parent.parent / "manage.py"
PATIENCE = 20.0
"""Seconds after which a process that does not end is ended."""
PAUSE = 2.0
"""Seconds after which one that ended by itself is started again."""


def command() -> list[str]:
    """Return what starts a process that draws, and ends when this one does, however it ends."""
    return [sys.executable, str(MANAGE), "draw_files", "--beside", str(os.getpid())]


@contextmanager
def drawing_process() -> Iterator[None]:
    """Let a process draw files meanwhile; one that ends by itself is followed by another."""
    stopped = threading.Event()
    watch = threading.Thread(target=_keep_running, args=[stopped], name="draw_files")
    watch.start()
    try:
        yield
    finally:
        stopped.set()
        watch.join()


def _keep_running(stopped: threading.Event) -> None:
    while not stopped.is_set():
        process = subprocess.Popen(command(), stdin=subprocess.DEVNULL)  # noqa: S603 - our own words
        while process.poll() is None and not stopped.wait(0.2):
            pass
        if process.returncode is None:
            _end(process)
        stopped.wait(PAUSE)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
