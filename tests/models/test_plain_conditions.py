"""What the database itself refuses, in words that SQLite knows without Django's functions."""

import sqlite3
from contextlib import closing

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from proposals.models import Clause, Snapshot
from proposals.seeding import load
from sources.models import Article, Outlet
from tests.support.folders import LAKE

pytestmark = pytest.mark.django_db

HASH = "0123456789abcdef" * 4
on_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite",
    reason="SQLite is the one that loads its dump statement by statement",
)


def refused(rows, **fields):
    try:
        with transaction.atomic():
            rows.update(**fields)
    except DatabaseError:  # PostgreSQL refuses a text that is too long by another one
        return True
    return False


@pytest.fixture
def snapshots():
    Snapshot.objects.create(
        hash=HASH,
        sheet_hash=HASH,
        frozen_at="2031-05-04T00:00:00Z",
        record_packed=b"",
        record_size=0,
        sheet_packed=b"",
        styles_packed=b"",
    )
    return Snapshot.objects.all()


@pytest.mark.parametrize("field", ["hash", "sheet_hash"])
@pytest.mark.parametrize(
    "other",
    ["", "a" * 63, "a" * 65, HASH.upper(), "g" * 64, f"g{'a' * 63}", f"{'a' * 63}g",
     f"{'a' * 31}-{'a' * 32}", f"{'a' * 63}\n", f" {'a' * 63}"],
)  # fmt: skip
def test_a_hash_is_refused_that_is_no_sha256(snapshots, field, other):
    assert refused(snapshots, **{field: other})


def test_every_digit_of_a_hash_is_taken(snapshots):
    assert not refused(snapshots, hash=HASH[::-1], sheet_hash="f" * 64)


@pytest.mark.parametrize("address", ["", "http://", "https://news.example/1", "http://a.example"])
def test_a_web_address_or_none_is_taken(address):
    Outlet.objects.create(key="times", name="Times")
    assert not refused(Outlet.objects.all(), url=address)


@pytest.mark.parametrize(
    "address", ["ftp://a.example", "https:/a.example", "x http://a.example", "httpss://a", "http:"]
)
def test_any_other_address_is_refused(address):
    load([LAKE])
    assert refused(Outlet.objects.all(), url=address)
    assert refused(Article.objects.all(), archived_url=address)


def test_the_case_of_a_scheme_counts_in_the_database_itself():
    Outlet.objects.create(key="times", name="Times")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE sources_outlet SET url = 'HTTP://a.example'")


@on_sqlite
def test_a_dump_of_all_data_loads_into_plain_sqlite(snapshots):
    load([LAKE])
    connection.ensure_connection()
    with closing(sqlite3.connect(":memory:")) as plain:
        plain.executescript("\n".join(connection.connection.iterdump()))
        for model in (Clause, Article, Outlet, Snapshot):
            (count,) = plain.execute(f"SELECT COUNT(*) FROM {model._meta.db_table}").fetchone()
            assert count == model.objects.count() > 0
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@on_sqlite
def test_plain_sqlite_writes_to_the_loaded_dump_and_refuses_what_the_site_refuses(snapshots):
    connection.ensure_connection()
    with closing(sqlite3.connect(":memory:")) as plain:
        plain.executescript("\n".join(connection.connection.iterdump()))
        plain.execute("UPDATE proposals_snapshot SET title = 'x'")
        with pytest.raises(sqlite3.IntegrityError):
            plain.execute("UPDATE proposals_snapshot SET hash = 'x'")
