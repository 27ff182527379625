"""A copy of the site in a folder that is thrown away, with its own database and gunicorn."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.campaign.cluster import Cluster
from benchmarks.campaign.figures import Answers
from benchmarks.campaign.inside import PASSWORD
from benchmarks.campaign.visitor import HOST, Visitor

ROOT = Path(__file__).resolve().parent.parent.parent
WORKERS = 2
DATA = "seeds/istanbul-2025"
"""The folder that is loaded."""
_START_SECONDS = 60
_EMPTY = "empty"
_DRAWER = "draw_files"
"""The command of the process that draws files beside the server, where there is one."""


class Site:
    """The code, a database of one kind, and the processes that serve it."""

    def __init__(self, folder: Path, cluster: Cluster | None) -> None:
        self.folder, self.cluster = folder, cluster
        self.code = folder / "code"
        self.data = folder / "data"
        self.port = _free_port()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._environment = {
            **os.environ,
            "SECRET_KEY": secrets.token_urlsafe(60),
            "ALLOWED_HOSTS": HOST,
            "BEHIND_PROXY": "1",
            "DEBUG": "0",
            "PYTHONUNBUFFERED": "1",
        }
        self.editors: list[tuple[int, tuple[str, str]]] = []
        self.topics: list[str] = []
        self._has_empty = False

    @property
    def database(self) -> str:
        """The kind of database, as figures name it."""
        return "PostgreSQL" if self.cluster else "SQLite"

    def address(self, name: str = "site") -> str:
        """Return the DATABASE_URL of one of the databases of this site."""
        if self.cluster:
            return self.cluster.address(name)
        return f"sqlite:///{self.data}/{name}.sqlite3"

    def create(self, name: str) -> None:
        """Make an empty database in the place of one of that name, with its tables."""
        if not self._has_empty:
            self._has_empty = True
            if self.cluster:
                self.cluster.create(_EMPTY)
            self.manage("migrate", "--verbosity", "0", database=_EMPTY)
        if self.cluster:
            self.cluster.create(name, template=_EMPTY)
            return
        for file in self.data.glob(f"{name}.sqlite3*"):
            file.unlink()
        shutil.copy(self.data / f"{_EMPTY}.sqlite3", self.data / f"{name}.sqlite3")

    def prepare(self) -> None:
        """Copy the code, make and fill the database, and make the editors with their drafts."""
        self.data.mkdir(parents=True, exist_ok=True)
        _copy_code(self.code)
        if self.cluster:
            self.cluster.start()
        self.create("site")
        self.manage("collectstatic", "--noinput", "--verbosity", "0")
        self.manage("seed", DATA)
        made = self.inside("prepare")
        self.editors = [(clause, (name, PASSWORD)) for name, clause in made["editors"]]
        self.topics = made["topics"]

    def start(self) -> None:
        """Start gunicorn, and what draws files beside it; return once a page is answered."""
        command = [
            sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{self.port}",
            "--workers", str(WORKERS), "--timeout", "90",
        ]  # fmt: skip
        self._spawn(command)
        if _DRAWER in self.manage("help", "--commands").split():
            self._spawn([sys.executable, "manage.py", _DRAWER])
        self.await_page()

    def await_page(self) -> float:
        """Wait until the first page is answered; return the seconds that it took."""
        begun = time.monotonic()
        visitor = Visitor(self.port, "198.51.100.250", Answers(), patience=5)
        while visitor.get("/")[0] != 200:
            if time.monotonic() - begun > _START_SECONDS:
                log = (self.folder / "log").read_text(errors="replace")[-3_000:]
                raise SystemExit(f"The site did not come up within {_START_SECONDS} s:\n{log}")
            time.sleep(0.1)
        return time.monotonic() - begun

    def workers(self) -> list[int]:
        """Return the processes of gunicorn that answer requests."""
        parent = self._processes[0].pid
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False
        )
        return [int(word) for word in listed.stdout.split()]

    def kill_worker(self, pid: int) -> None:
        """Kill one of them at once, as a machine does that is out of memory."""
        if pid in self.workers():
            os.kill(pid, signal.SIGKILL)

    def stop(self) -> None:
        """Stop every process of the site."""
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self._processes = []

    def manage(self, *arguments: str, database: str = "site") -> str:
        """Run one of the site's commands; return what it says. Raise CalledProcessError."""
        process = self.begin(*arguments, database=database)
        said, errors = process.communicate()
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, arguments, said, errors)
        return said

    def begin(self, *arguments: str, database: str = "site") -> subprocess.Popen[str]:
        """Begin one of the site's commands."""
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=self.code,
            env=self._environment | {"DATABASE_URL": self.address(database)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def inside(self, step: str, database: str = "site") -> Any:
        """Do something inside a database; return the value that it gives."""
        answer = subprocess.run(
            [sys.executable, "-m", "benchmarks.campaign.inside", step],
            cwd=self.code,
            env=self._environment | {"DATABASE_URL": self.address(database)},
            capture_output=True,
            text=True,
            check=False,
        )
        if answer.returncode:
            raise SystemExit(f"campaign: {step} failed:\n{answer.stderr[-3_000:]}")
        return json.loads(answer.stdout)

    def examine(self, database: str = "site") -> str:
        """Return what `manage.py doctor` finds wrong; empty if that is nothing."""
        try:
            self.manage("doctor", database=database)
        except subprocess.CalledProcessError as error:
            lines = [line.strip() for line in error.stdout.splitlines() if line.startswith("  ")]
            return "; ".join(lines) or error.stderr.strip()
        return ""

    def _spawn(self, command: list[str]) -> None:
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                command,
                cwd=self.code,
                env=self._environment | {"DATABASE_URL": self.address()},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._processes.append(process)


def _copy_code(target: Path) -> None:
    """Copy the files that belong to the repository, as they are now."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    for name in filter(None, listed.stdout.split("\0")):
        source, copy = ROOT / name, target / name
        if source.is_file() and not source.is_symlink():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, copy)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
