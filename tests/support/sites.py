"""A whole database of its own, of the kind that is tested, to back up, restore, break and look at.

It is reached by the alias "kept", so that nothing of it touches the database of other tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import quote

from django.db import Error, connection, connections

from tests.conftest import ROOT

ALIAS = "kept"


class Site:
    """The database under the alias; `name` is its file on SQLite."""

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def connection(self) -> Any:
        return connections[ALIAS]

    def execute(self, statement: str) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(statement)

    def value(self, query: str) -> Any:
        with self.connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchone()[0]

    @property
    def themes(self) -> int:
        return int(self.value("SELECT COUNT(*) FROM proposals_theme"))

    def add_themes(self, *keys: str) -> None:
        rows = ", ".join(f"('{key}', 1, '{key}')" for key in keys)
        self.execute(f"INSERT INTO proposals_theme (key, ordinal, name) VALUES {rows}")


class Writer:
    """Somebody who writes two rows at a time, over and over; `acknowledged` are those kept."""

    def __init__(self) -> None:
        self.acknowledged = 0
        self.failures: list[str] = []
        self._stopped, self._begun = Event(), Event()
        self._thread = Thread(target=self._write)

    def _write(self) -> None:
        own = connections.create_connection(ALIAS)
        number = 0
        while not self._stopped.is_set():
            number += 1
            try:
                with own.cursor() as cursor:
                    cursor.execute(
                        "INSERT INTO proposals_theme (key, ordinal, name) VALUES "
                        f"('a{number}', 1, 'A'), ('b{number}', 1, 'B')"
                    )
            except Error as error:
                self.failures.append(str(error))
                own.close()
            else:
                self.acknowledged += 2
            if self.acknowledged > 10 or self.failures:
                self._begun.set()
        own.close()

    def __enter__(self) -> Writer:
        self._thread.start()
        self._begun.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()


def migrated(folder: Path) -> str:
    """Make the tables in a new database by the command itself; return its name."""
    name = str(folder / "template.sqlite3")
    if connection.vendor == "postgresql":
        name = f"{connection.settings_dict['NAME']}_template"
    if connection.vendor == "postgresql":
        administer(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"')
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": address_of(name)},
        check=True,
    )
    return name


def address_of(name: str) -> str:
    """Return the DATABASE_URL of a database beside that of the tests, by its name or file."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{quote(name)}"
    own = connection.settings_dict
    login = quote(own["USER"]) + (f":{quote(own['PASSWORD'])}" if own["PASSWORD"] else "")
    port = f":{own['PORT']}" if own["PORT"] else ""
    return f"postgresql://{login}@{quote(own['HOST'], safe='')}{port}/{name}"


def administer(*statements: str) -> None:
    """Run statements that make or drop whole databases, outside of any transaction."""
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def site(template: str, folder: Path) -> Iterator[Site]:
    """Give a copy of a migrated database under the alias, for the time of a test."""
    name = str(folder / "the site.sqlite3")
    if connection.vendor == "sqlite":
        shutil.copy(template, name)
        options = {"OPTIONS": {"init_command": "PRAGMA journal_mode=WAL", "timeout": 20}}
    else:
        name, options = f"{template}_copy", {}
        administer(
            f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}" TEMPLATE "{template}"'
        )
    settings = {**connection.settings_dict, **options, "NAME": name, "CONN_MAX_AGE": 0}
    connections.settings[ALIAS] = settings
    try:
        yield Site(name)
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.settings[ALIAS]
        if connection.vendor == "postgresql":
            administer(f'DROP DATABASE "{name}" WITH (FORCE)')
