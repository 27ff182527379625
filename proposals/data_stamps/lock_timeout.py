"""How long a reader's request waits for writers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

SHORT_MILLISECONDS = 200


@contextmanager
def short_wait() -> Iterator[None]:
    """Let a write give up soon while an import holds SQLite's lock; editors wait longer for it.

    On PostgreSQL writers of different rows do not wait for each other.
    """
    if connection.vendor != "sqlite":
        yield
        return
    usual = round(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)
    _set_wait(SHORT_MILLISECONDS)
    try:
        yield
    finally:
        _set_wait(usual)


def _set_wait(milliseconds: int) -> None:
    connection.ensure_connection()
    opened: Any = connection.connection
    opened.execute(f"PRAGMA busy_timeout = {milliseconds}")
