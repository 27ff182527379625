"""Keeping the triggers of the data stamp in step with the tables: after every `migrate`."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.checks import CheckMessage
from django.core.checks import Warning as CheckWarning
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from proposals.data_stamps.triggers import (
    DEFINITION,
    EVERY_ROW,
    INSTALLED,
    MODULUS,
    definition,
    triggers,
)
from proposals.models import DataStamp

_NAMES = {
    "sqlite": f"SELECT name, tbl_name FROM {INSTALLED['sqlite']}",
    "postgresql": f"SELECT tgname, tgrelid::regclass FROM {INSTALLED['postgresql']}",
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
    """Install the triggers that are missing, and move the stamp.

    It moves even if none was missing: a restored backup, or a table that was changed by hand, may
    have changed rows while triggers were out of action. After a step back to an earlier migration
    some tables are not there; then no stamp can be read.
    """
    connection = connections[using]
    tables = connection.introspection.table_names()
    if DataStamp._meta.db_table not in tables:
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        installed = _installed(connection, cursor)
        every = triggers(connection.vendor)
        needed = {trigger.name: trigger for trigger in every if trigger.table in tables}
        missing = [trigger for name, trigger in needed.items() if name not in installed]
        _remove(connection, cursor, [pair for pair in installed.items() if pair[0] not in needed])
        for trigger in missing:
            for statement in trigger.statements:
                cursor.execute(statement)
        _define(connection, whole=len(needed) == len(every))


def check_triggers(databases: Iterable[str] | None = None, **_: object) -> list[CheckMessage]:
    """Return a warning for each database in which a trigger of the data stamp is missing.

    It is no error, because `migrate` runs these checks first and would not run with one.
    """
    return [
        CheckWarning(
            f"The database {using!r} lacks triggers that move the data stamp, so that pages "
            "could be out of date.",
            hint="`manage.py migrate` makes them.",
            id="proposals.W001",
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
    missing = any(trigger.name not in installed for trigger in triggers(connection.vendor))
    return missing or not _is_defined(connection)


def _is_defined(connection: BaseDatabaseWrapper) -> bool:
    """Tell whether the stamp names the triggers of this kind of database, and no others.

    A copy of the data from a database of the other kind brings the number of its triggers along.
    """
    rows = DataStamp.objects.using(connection.alias).filter(subject=DEFINITION)
    return list(rows.values_list("number", flat=True)) == [definition(connection.vendor)]


def _define(connection: BaseDatabaseWrapper, *, whole: bool) -> None:
    """Move the stamp, and let it name the triggers if the whole of them is installed."""
    rows = DataStamp.objects.using(connection.alias)
    rows.filter(subject__in=[DEFINITION, EVERY_ROW]).delete()
    if whole:
        rows.create(subject=DEFINITION, number=definition(connection.vendor))
    rows.create(subject=EVERY_ROW, number=secrets.randbelow(MODULUS))


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
