"""A PostgreSQL server of the campaign's own, in a folder that is thrown away."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

_BINARIES = "/usr/lib/postgresql/*/bin"


class Cluster:
    """A server that listens on a socket in its folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        found = sorted(Path("/").glob(f"{_BINARIES[1:]}/initdb"))
        self._binaries = found[-1].parent if found else None
        self._is_root = os.geteuid() == 0

    @property
    def is_there(self) -> bool:
        """Whether this machine has a server."""
        return self._binaries is not None

    def address(self, name: str) -> str:
        """Return the DATABASE_URL of one of its databases."""
        return f"postgresql://parley@{quote(str(self._folder), safe='')}/{name}"

    def start(self) -> None:
        """Make the server, and start it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        if self._is_root:
            shutil.chown(self._folder, "postgres")
        self._run(
            "initdb", "-D", "data", "-U", "parley", "-A", "trust", "-E", "UTF8",
            "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US",
        )  # fmt: skip
        self._control("start")

    def restart(self, mode: str = "immediate") -> None:
        """Stop it at once, as a crash does, or another mode; then start it again."""
        self._control("stop", "-m", mode)
        self._control("start")

    def stop(self) -> None:
        """Stop it for good."""
        self._control("stop", "-m", "immediate")

    def create(self, name: str, template: str = "") -> None:
        """Make a database in the place of one of that name: empty, or a copy of another."""
        source = f" TEMPLATE {template}" if template else ""
        for statement in (f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name}{source}"):
            self._run("psql", "-q", "-h", str(self._folder), "-U", "parley", "-c", statement,
                      "postgres")  # fmt: skip

    def _control(self, action: str, *more: str) -> None:
        options = f"-c listen_addresses='' -k {self._folder}"
        self._run("pg_ctl", "-D", "data", "-s", "-w", "-l", "log", "-o", options, action, *more)

    def _run(self, program: str, *arguments: str) -> None:
        command = [f"{self._binaries}/{program}", *arguments]
        if self._is_root:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, cwd=self._folder, check=True, capture_output=True)
