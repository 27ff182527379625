"""Folders in the database of the tests: loaded once a process, then copied row by row."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection

from proposals.models import DataStamp, RowMarks
from proposals.seeding import load

APPS = ("sources", "proposals", "reversion")
"""The apps whose tables a folder fills."""
DERIVED = {DataStamp, RowMarks}
"""Models whose rows come about by themselves."""

Rows = dict[str, list[tuple[Any, ...]]]

_loaded: dict[tuple[Path, ...], Rows] = {}


def store(*folders: Path) -> None:
    """Fill the empty tables as `load` does; the second time in a process by copying the rows.

    The rows keep their keys: these lie below what a database hands out next, because the first
    time it was the database that made them.
    """
    assert not any(_rows().values()), "Folders are copied into empty tables only."
    if folders in _loaded:
        _write(_loaded[folders])
    else:
        load(list(folders))
        _loaded[folders] = _rows()


def _tables() -> list[str]:
    """Return the tables of the apps, those between two models too, without what is derived."""
    models = [model for name in APPS for model in apps.get_app_config(name).get_models(True)]
    return [model._meta.db_table for model in models if model not in DERIVED]


def _rows() -> Rows:
    """Every row of the tables, as the database itself spells it."""
    with connection.cursor() as cursor:
        return {table: _read(cursor, table) for table in _tables()}


def _read(cursor: Any, table: str) -> list[tuple[Any, ...]]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
    return list(cursor.fetchall())


def _write(tables: Rows) -> None:
    """Insert the rows; what they point to is checked by the database when a transaction ends."""
    with connection.cursor() as cursor:
        for table, rows in tables.items():
            if rows:
                places = ", ".join(["%s"] * len(rows[0]))
                name = connection.ops.quote_name(table)
                cursor.executemany(f"INSERT INTO {name} VALUES ({places})", rows)
