"""Runs a site for browsers in a process of its own, with one of the fillings of `serving`."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT


@dataclass(frozen=True)
class Served:
    """A running site, and the key of a session for each of its people."""

    url: str
    sessions: dict[str, str]

    @property
    def session(self) -> str:
        """The session of the one who may do everything."""
        return self.sessions["editor"]


@contextmanager
def running(folder: Path, filling: str) -> Iterator[Served]:
    """A site on a database of its own in the folder; it ends with the block."""
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    command = [sys.executable, "-m", "tests.browser.serving", filling]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        ready = json.loads(process.stdout.readline())
        yield Served(f"http://localhost:{ready['port']}", ready["sessions"])
        process.stdin.close()  # its sign to end
