"""Keeping the triggers of the data stamp in step with the tables: after every `migrate`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from proposals.data_stamps.triggers import DEFINITION, EVERY_ROW, MODULUS, definition, triggers
from proposals.models import DataStamp

_NAMES = {
    "sqlite": (
        "SELECT name, tbl_name FROM sqlite_master"
        " WHERE type = 'trigger' AND substr(name, 1, 11) = 'data_stamp_'"
    ),
    "postgresql": (
        "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE left(t.tgname, 11) = 'data_stamp_' AND t.tgenabled <> 'D'"
        " AND pg_table_is_visible(c.oid)"
    ),
}


def before_migrating(using: str, plan: Sequence[Any] = (), **_: object) -> None:
    """Take the triggers away before tables change; until they are back no stamp can be read.

    SQLite makes a table anew to change it, and stumbles over triggers that name the old one.
    """
    connection = connections[using]
    if plan and _has_table(connection):
        with transaction.atomic(using=using), connection.cursor() as cursor:
            _remove(connection, cursor, _installed(connection, cursor).items())


def after_migrating(using: str, **_: object) -> None:
    """Install the triggers that are missing, and move the stamp if any was."""
    connection = connections[using]
    if not _has_table(connection):
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        installed = _installed(connection, cursor)
        needed = {trigger.name: trigger for trigger in triggers(connection.vendor)}
        missing = [trigger for name, trigger in needed.items() if name not in installed]
        _remove(connection, cursor, [pair for pair in installed.items() if pair[0] not in needed])
        for trigger in missing:
            for statement in trigger.statements:
                cursor.execute(statement)
        number = definition(connection.vendor)
        if missing or not DataStamp.objects.using(using).filter(subject=DEFINITION).exists():
            rows = DataStamp.objects.using(using)
            rows.filter(subject=DEFINITION).delete()
            rows.create(subject=DEFINITION, number=number)
            rows.create(subject=EVERY_ROW, number=_by_chance(connection, cursor))


def check_triggers(databases: Iterable[str] | None = None, **_: object) -> list[CheckMessage]:
    """Return an error for each database in which a trigger of the data stamp is missing."""
    return [
        Error(
            f"The database {using!r} lacks triggers that move the data stamp, so that pages "
            "could be out of date.",
            hint="Run `manage.py migrate`, which makes them.",
            id="proposals.E001",
        )
        for using in databases or ()
        if _lacks_triggers(connections[using])
    ]


def _lacks_triggers(connection: BaseDatabaseWrapper) -> bool:
    # Before the first `migrate` there is nothing to be out of date.
    if not _has_table(connection):
        return False
    with connection.cursor() as cursor:
        installed = _installed(connection, cursor)
    return any(trigger.name not in installed for trigger in triggers(connection.vendor))


def _has_table(connection: BaseDatabaseWrapper) -> bool:
    return DataStamp._meta.db_table in connection.introspection.table_names()


def _installed(connection: BaseDatabaseWrapper, cursor: Any) -> dict[str, str]:
    """Return the tables of the installed triggers by the triggers' names."""
    cursor.execute(_NAMES[connection.vendor])
    return dict(cursor.fetchall())


def _remove(connection: BaseDatabaseWrapper, cursor: Any, names: Iterable[tuple[str, str]]) -> None:
    """Remove triggers; the number of their definition goes first, so that no stamp is read."""
    names = list(names)
    if names:
        DataStamp.objects.using(connection.alias).filter(subject=DEFINITION).delete()
    for name, table in names:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP TRIGGER {name} ON {table}")
            cursor.execute(f"DROP FUNCTION {name}()")
        else:
            cursor.execute(f"DROP TRIGGER {name}")


def _by_chance(connection: BaseDatabaseWrapper, cursor: Any) -> int:
    chance = {
        "sqlite": f"SELECT random() & {MODULUS - 1}",
        "postgresql": f"SELECT floor(random() * {MODULUS})::bigint",
    }
    cursor.execute(chance[connection.vendor])
    return int(cursor.fetchone()[0])
