"""PostgreSQL's own programs: found, held against the server, run without a password in sight."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.client import DatabaseClient

from config.backups.files import Refused

_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
# Where Debian has the programs of each version; others have them among the commands.
_DEBIAN = Path("/usr/lib/postgresql")
_LOCK_SECONDS = 60


class Programs:
    """The programs for the server behind a connection, as commands and their environment."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._settings: dict[str, Any] = connection.settings_dict
        connection.ensure_connection()
        self._server = int(getattr(connection, "pg_version", 0)) // 10_000

    def command(self, name: str, *parameters: str) -> list[str]:
        """Return the command of a program that connects to the database.

        Raise Refused if there is no such program, or only an older one than the server.
        """
        ours, _environment = self._connect(list(parameters))
        return [self.find(name), *ours[1:]]

    def find(self, name: str) -> str:
        """Return the path of a program that is no older than the server."""
        candidates = [shutil.which(name), *sorted(map(str, _DEBIAN.glob(f"*/bin/{name}")))]
        versions = {path: _version(path) for path in candidates if path}
        if not versions:
            raise Refused(
                f"There is no {name} on this machine. Right would be PostgreSQL's programs of "
                f"version {self._server} or newer (on Debian: postgresql-client)."
            )
        for path, version in versions.items():
            if version >= self._server:
                return path
        raise Refused(
            f"{name} is of version {max(versions.values())}, older than the server, which is of "
            f"version {self._server}. Right would be PostgreSQL's programs of that version."
        )

    @property
    def environment(self) -> Mapping[str, str]:
        """The variables for programs: the password is one, so that no list of processes has it."""
        _command, own = self._connect([])
        options = f"{os.environ.get('PGOPTIONS', '')} -c lock_timeout={_LOCK_SECONDS}s"
        return {**os.environ, **(own or {}), "PGOPTIONS": options.strip(), "LC_ALL": "C.UTF-8"}

    def _connect(self, parameters: list[str]) -> tuple[list[str], dict[str, str] | None]:
        return DatabaseClient.settings_to_cmd_args_env(self._settings, parameters)


def _version(path: str) -> int:
    """Return the first number of a program's version; 0 if it does not say."""
    try:
        answer = subprocess.run(  # noqa: S603 - a program that was found
            [path, "--version"], capture_output=True, text=True, check=False
        )
    except OSError:
        return 0
    found = _VERSION.search(answer.stdout)
    return int(found[1]) if found else 0


def last_words(text: str) -> str:
    """Return the last line that a program wrote on its errors, without its name."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower() or "fatal" in line.lower()]
    return (errors or lines or ["no reason given"])[-1].strip()
