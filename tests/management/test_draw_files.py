"""`manage.py draw_files` as processes of their own, on a database that they share with this one."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.utils.timezone import now

from proposals.exports.pdf_queue import requests as queue
from proposals.models import PdfJob

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.pango]

SHORT = "<p>A word."
LONG = "<table>" + "<tr><td>a word</td><td>another</td></tr>" * 800 + "</table>"
COMMAND = """
import sys
import django
django.setup()
from django.core.management import call_command
from proposals.exports.pdf_queue import composition
composition.compose = lambda order: order  # what waits in these tests are sheets themselves
call_command("draw_files", *sys.argv[1:])
"""
"""`manage.py draw_files`, but for what its sheets are made of."""
PATIENCE = 300
"""Seconds after which a process that did nothing has failed the test."""


class SharedDatabase:
    """The database of this test as other processes see it: on SQLite a copy of it in a file."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "shared.sqlite3"
        self.is_copy = connection.vendor == "sqlite"
        if self.is_copy:
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(self.file)])

    @property
    def url(self) -> str:
        if self.is_copy:
            return f"sqlite:///{self.file}"
        own = connection.settings_dict
        who = ":".join(quote(own[part], safe="") for part in ("USER", "PASSWORD") if own[part])
        where = ":".join(quote(str(own[part]), safe="") for part in ("HOST", "PORT") if own[part])
        return f"postgresql://{who}@{where}/{own['NAME']}"

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        if not self.is_copy:
            with connection.cursor() as cursor:
                cursor.execute(query)
                return cursor.fetchall() if cursor.description else []
        with closing(sqlite3.connect(self.file, timeout=60)) as other:
            found = other.execute(query).fetchall()
            other.commit()
            return found

    def states(self) -> list[tuple[str, int]]:
        """The state of each file, and how often it was begun."""
        return self.rows("SELECT state, attempts FROM proposals_pdfjob ORDER BY id")


@pytest.fixture
def shared(tmp_path: Path) -> Callable[..., SharedDatabase]:
    """Puts files into the queue, and gives the database in which they wait."""

    def asked(*texts: str) -> SharedDatabase:
        for place, text in enumerate(texts):
            sheet = {
                "html": text,
                "style": "",
                "address": "https://parley.example.org",
                "seconds": 60,
                "megabytes": 1024,
            }
            job = PdfJob(key=f"{place}", address=f"/{place}", name=f"{place}.pdf")
            queue.ask(job, json.dumps(sheet).encode())
        # However slow the machine is, somebody waits.
        PdfJob.objects.update(waited_at=now() + timedelta(hours=1))
        return SharedDatabase(tmp_path)

    return asked


@contextmanager
def drawing(shared: SharedDatabase, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that draws, which does not outlive the block."""
    root = Path(__file__).resolve().parents[2]
    environment = {
        **os.environ,
        "DATABASE_URL": shared.url,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        # Locks of this test alone: whatever else is drawn on the machine is not waited for.
        "TMPDIR": str(shared.file.parent),
    }
    process = subprocess.Popen([sys.executable, "-c", COMMAND, *options], cwd=root, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(is_so: Callable[[], object]) -> None:
    """Wait for what must come."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.05)


def test_what_waits_is_drawn_and_the_process_ends_if_asked_to(shared):
    database = shared(SHORT, SHORT)
    with drawing(database, "--once") as process:
        assert process.wait(PATIENCE) == 0
    assert database.states() == [("ready", 1), ("ready", 1)]
    for (content,) in database.rows("SELECT file FROM proposals_pdfcontent"):
        assert bytes(content).startswith(b"%PDF-")
    assert database.rows("SELECT name FROM proposals_pdfdrawer") == []


def test_several_processes_draw_each_file_once(shared):
    database = shared(*[SHORT] * 5)
    with drawing(database, "--once") as first, drawing(database, "--once") as second:
        assert (first.wait(PATIENCE), second.wait(PATIENCE)) == (0, 0)
    assert database.states() == [("ready", 1)] * 5


def test_after_kill_9_the_drawing_is_taken_up_again_and_nothing_else_is_lost(shared):
    database = shared(LONG, SHORT)
    with drawing(database) as killed:
        until(lambda: database.states()[0] == ("drawing", 1))
        os.kill(killed.pid, signal.SIGKILL)
        killed.wait()
    # As after the time for which a process may be silent.
    database.rows("UPDATE proposals_pdfdrawer SET seen_at = '2020-01-01 00:00:00+00:00'")
    with drawing(database, "--once") as process:
        assert process.wait(PATIENCE) == 0
    (first, attempts), (second, _) = database.states()
    assert (first, attempts, second) == ("ready", 2, "ready")


def test_a_process_that_is_stopped_hands_its_drawing_back(shared):
    database = shared(LONG)
    with drawing(database) as process:
        until(lambda: database.states() == [("drawing", 1)])
        process.terminate()
        assert process.wait(PATIENCE) == 0
    assert database.states() == [("waiting", 0)]
    assert database.rows("SELECT name FROM proposals_pdfdrawer") == []


def test_a_process_ends_when_the_one_beside_it_has_ended(shared):
    database = shared()
    with drawing(database, "--beside", "4194305") as process:
        assert process.wait(PATIENCE) == 0
