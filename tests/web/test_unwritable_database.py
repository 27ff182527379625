"""Whatever readers ask for is answered while nothing can be written: locked, full or read-only.

Reading leaves notes behind (the use of a frozen comparison, marks of rows, signs of who waits), and
none of them is worth an answer. The addresses come from the URL configuration itself.
"""

import logging
import sqlite3
from contextlib import contextmanager
from datetime import timedelta

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.db import InternalError, OperationalError, connection
from django.test import Client
from django.utils.timezone import now

from proposals.models import Snapshot, SnapshotUse
from proposals.snapshots.retention import expiry
from tests.factories import UserFactory
from tests.web.test_drafts_hidden import (
    _readable_pdf,
    filled,
    planted,
    public_addresses,
    values,
    world,
)

__all__ = ["_readable_pdf", "planted", "world"]
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def caused(kind, cause):
    error = kind(str(cause))
    error.__cause__ = cause
    return error


FAILURES = {
    "locked": lambda: caused(OperationalError, sqlite3.OperationalError("database is locked")),
    "full": lambda: caused(OperationalError, psycopg.errors.DiskFull("could not extend file")),
    "read-only": lambda: caused(
        InternalError, psycopg.errors.ReadOnlySqlTransaction("in a read-only transaction")
    ),
}


@contextmanager
def unwritable(failure="locked"):
    """Let the database refuse every write; yield the statements that were refused."""
    refused = []

    def refuse(execute, sql, params, many, context):
        if sql.lstrip().upper().startswith(WRITES):
            refused.append(sql)
            raise FAILURES[failure]()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield refused


@pytest.fixture
def opened_later(world):
    """A visitor's comparison that was frozen two days ago, and that nobody has opened since."""
    snapshot = Snapshot.objects.get(hash=world.frozen)
    Snapshot.objects.update(by_staff=False, frozen_at=now() - timedelta(days=2))
    SnapshotUse.objects.all().delete()
    snapshot.refresh_from_db()
    return snapshot


def reader():
    return Client()


def editor():
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def editor_with_a_new_password():
    client = editor()
    get_user_model().objects.update(password="another")
    return client


def files_that_wait(answer):
    """Whether an answer says that a PDF file cannot be asked for just now."""
    return answer.status_code == 503 and answer.templates[0].name == "proposals/no_pdf.html"


def asked(world):
    """Every public address, filled in with what is public; of files every form."""
    for path in public_addresses():
        parts = [one for one in values(path, world) if is_public(one, world)]
        for one in parts if "form" in parts[0] else parts[:1]:
            yield filled(path, one)


def is_public(parts, world):
    return parts.get("negotiation") != world.hidden_negotiation


@pytest.mark.parametrize(
    ("who", "failure"),
    [(reader, "locked"), (editor, "full"), (editor_with_a_new_password, "read-only")],
)
def test_whatever_readers_ask_for_is_answered(world, opened_later, who, failure):
    client = who()
    client.raise_request_exception = False
    broken = []
    with unwritable(failure) as refused:
        for address in asked(world):
            answer = client.get(address)
            # The site has no transaction around a request, as this test has.
            connection.needs_rollback = False
            if answer.status_code >= 500 and not files_that_wait(answer):
                broken.append((answer.status_code, address))
    assert not broken
    assert tables_of(refused) >= {"snapshotuse", "pdfjob"}


def tables_of(statements):
    return {sql.partition('"proposals_')[2].partition('"')[0] for sql in statements}


def test_an_opening_that_could_not_be_written_down_is_written_at_the_next(opened_later, client):
    page = opened_later.get_absolute_url()
    for address in ("", "record.json"):
        with unwritable():
            answer = client.get(f"{page}{address}")
        assert answer.status_code == 200
        # Nobody may hand the page on, or the next opening would not be seen.
        assert answer["Cache-Control"] == "no-store"
    assert expiry(opened_later) is not None
    client.get(page)
    assert not hasattr(opened_later, "use")
    opened_later.refresh_from_db()
    assert expiry(opened_later) is None


def test_what_hindered_a_note_stands_in_the_log(opened_later, client, caplog):
    with unwritable(), caplog.at_level(logging.WARNING):
        client.get(opened_later.get_absolute_url())
    (line,) = [one.getMessage() for one in caplog.records if "frozen" in one.getMessage()]
    assert opened_later.hash in line
    assert "database is locked" in line


def test_a_session_that_holds_no_longer_ends_though_it_cannot_be_deleted(world):
    client = editor_with_a_new_password()
    with unwritable():
        answer = client.get("/")
        connection.needs_rollback = False
        assert answer.status_code == 200
        assert client.get("/admin/").status_code == 302


def test_logging_out_is_no_reading_and_says_that_it_failed(world):
    client = editor()
    client.raise_request_exception = False
    with unwritable():
        answer = client.post("/admin/logout/")
        connection.needs_rollback = False
    assert answer.status_code == 503
