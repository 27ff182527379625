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
    """A running site, the key of a session for each of its people, and its database."""

    url: str
    sessions: dict[str, str]
    database: str

    @property
    def session(self) -> str:
        """The session of the one who may do everything."""
        return self.sessions["editor"]


@contextmanager
def running(folder: Path, filling: str) -> Iterator[Served]:
    """A site on a database of its own in the folder; it ends with the block."""
    database = f"sqlite:///{folder / 'site.sqlite3'}"
    environment = _environment(database)
    command = [sys.executable, "-m", "tests.browser.serving", filling]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        ready = json.loads(process.stdout.readline())
        yield Served(f"http://localhost:{ready['port']}", ready["sessions"], database)
        process.stdin.close()  # its sign to end


@contextmanager
def drawing(site: Served) -> Iterator[None]:
    """A process that draws the PDF files that are asked for at a site; it ends with the block."""
    command = [sys.executable, str(ROOT / "manage.py"), "draw_files"]
    process = subprocess.Popen(command, cwd=ROOT, env=_environment(site.database))
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _environment(database: str) -> dict[str, str]:
    return {**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "tests.settings"}
