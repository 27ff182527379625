"""Several connections at the same moment, as on a site; on SQLite they meet in a file."""

import sqlite3
from collections.abc import Callable, Iterator
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, connections


def shared_database() -> Callable[..., Iterator[None]]:
    """Make a fixture, used by every test of its module: a database with several writers."""

    @pytest.fixture(autouse=True)
    def shared(transactional_db, tmp_path) -> Iterator[None]:
        if connection.vendor != "sqlite":
            yield
            return
        settings, kept = connection.settings_dict, connection.connection
        name = settings["NAME"]
        with sqlite3.connect(tmp_path / "shared.sqlite3") as copy:
            kept.backup(copy)
        copy.close()
        settings["NAME"], connection.connection = str(tmp_path / "shared.sqlite3"), None
        yield
        connection.close()
        settings["NAME"], connection.connection = name, kept

    return shared


def together(*jobs: Callable[[], Any]) -> list[Any]:
    """Run all jobs at once; what each returned, or the error that it raised."""
    barrier = Barrier(len(jobs))
    answers: list[Any] = [None] * len(jobs)

    def run(place: int, job: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            answers[place] = job()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            answers[place] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=one) for one in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
