"""The database itself: its pages, its references, its constraints and its tables."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from proposals.data_stamps.installation import check_triggers
from proposals.health.findings import Finding

MOST_NAMED = 100
"""The most faults of one kind that are named; the database itself may find a million."""

_RESTORE = "Restore the last backup that is whole (`manage.py restore`)"
_INVALID_INDEXES = (
    "SELECT i.indexrelid::regclass::text, i.indrelid::regclass::text FROM pg_index i"
    " JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname = current_schema() AND NOT (i.indisvalid AND i.indisready)"
)
_UNCHECKED_CONSTRAINTS = (
    "SELECT conname, conrelid::regclass::text FROM pg_constraint c"
    " JOIN pg_namespace n ON n.oid = c.connamespace"
    " WHERE n.nspname = current_schema() AND NOT c.convalidated"
)
_IDLE_TRIGGERS = (
    "SELECT count(*), t.tgrelid::regclass::text FROM pg_trigger t"
    " JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname = current_schema() AND t.tgisinternal AND t.tgenabled = 'D'"
    " GROUP BY t.tgrelid"
)


def broken_pages() -> Iterator[Finding]:
    """Yield what SQLite finds broken in its file: pages, indexes, conditions of tables."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA integrity_check({MOST_NAMED})")
        for (line,) in cursor.fetchall():
            if line != "ok":
                yield Finding("database", str(line), f"{_RESTORE}; `REINDEX` mends an index.")


def lost_references() -> Iterator[Finding]:
    """Yield rows that name a row which is not there.

    PostgreSQL holds that by itself, unless somebody told it not to: then the constraint is named.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_key_check")
            for table, row, target, _number in cursor.fetchmany(MOST_NAMED):
                what = f"it names a row of {target} that is not there"
                to_do = "Delete the row, or bring back what it names from a backup."
                yield Finding(f"{table}, row {row}", what, to_do)
            return
        cursor.execute(_IDLE_TRIGGERS)
        for count, table in cursor.fetchall():
            what = f"{count} of the triggers that hold its references are switched off"
            to_do = "As the owner: ALTER TABLE … ENABLE TRIGGER ALL, then look for lost references."
            yield Finding(table, what, to_do)


def unfit_constraints() -> Iterator[Finding]:
    """Yield constraints of PostgreSQL that were never checked, and indexes that are not in use."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(_UNCHECKED_CONSTRAINTS)
        for name, table in cursor.fetchall():
            what = f"the constraint {name} was never checked against its rows"
            yield Finding(table, what, f"ALTER TABLE {table} VALIDATE CONSTRAINT {name} names one.")
        cursor.execute(_INVALID_INDEXES)
        for name, table in cursor.fetchall():
            what = f"the index {name} is not valid, so that nothing holds by it"
            yield Finding(table, what, f"REINDEX INDEX {name}.")


def missing_migrations() -> Iterator[Finding]:
    """Yield the migrations that this code has and the tables have not had."""
    loader = MigrationLoader(connection)
    for app, name in sorted(set(loader.graph.nodes) - set(loader.applied_migrations)):
        yield Finding("tables", f"{app}.{name} was not applied", "`manage.py migrate`.")


def missing_triggers() -> Iterator[Finding]:
    """Yield whether triggers are missing that move the stamp, by which pages are known as old."""
    for warning in check_triggers(databases=[connection.alias]):
        yield Finding("stamp of the data", warning.msg.rstrip("."), str(warning.hint))
