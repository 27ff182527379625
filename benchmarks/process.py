"""Processes of the site under measurement: real settings, throwaway files of one folder."""

from __future__ import annotations

import os
import secrets
import sqlite3
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Any

import django

HOST = "localhost"
NOT_OURS = ("DEBUG", "HSTS_SECONDS", "HSTS_SUBDOMAINS", "BEHIND_PROXY", "CONTACT", "PAGE_CACHE")
"""Variables that a developer may have set, and a deployment of the benchmark has not."""


class Process:
    """A process of its own that holds the site on one database file, as a worker does."""

    def __init__(self, folder: Path, database: str) -> None:
        self._pool = ProcessPoolExecutor(
            1, get_context("spawn"), initializer=begin, initargs=(str(folder), database)
        )

    def __call__(self, name: str, *arguments: Any) -> Any:
        """Return what a function of this package returns there: "steps.seconds" with arguments."""
        return self._pool.submit(run, name, arguments).result()

    def __enter__(self) -> Process:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown()


def begin(folder: str, database: str) -> None:
    """Set up Django in this process as a deployment has it."""
    for name in NOT_OURS:
        os.environ.pop(name, None)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="benchmarks.settings",
        BENCHMARK_FOLDER=folder,
        SECRET_KEY=secrets.token_urlsafe(60),
        ALLOWED_HOSTS=HOST,
        SSL_REDIRECT="0",
        DATABASE_URL=f"sqlite:///{Path(folder, database)}",
    )
    django.setup()


def run(name: str, arguments: tuple[Any, ...]) -> Any:
    """Call a function by its name; its module may need Django's apps, so it is imported here."""
    module, function = name.split(".")
    return getattr(import_module(f"benchmarks.{module}"), function)(*arguments)


def copy_database(folder: Path, one: str, other: str) -> None:
    """Copy a database file of a folder, with what is still in its log."""
    files = sqlite3.connect(folder / one), sqlite3.connect(folder / other)
    with closing(files[0]) as source, closing(files[1]) as target:
        source.backup(target)
