"""How long a reader's request waits for writers, and what it writes only if it can."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import Error, connection, transaction

SHORT_MILLISECONDS = 200

log = logging.getLogger("django.request")


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


@contextmanager
def without_lock() -> Iterator[None]:
    """Let transactions begin without SQLite's lock: others write meanwhile.

    It is asked for at the first write, which is refused at once if somebody else wrote since.
    """
    if connection.vendor != "sqlite":
        yield
        return
    opened: Any = connection
    opened.ensure_connection()  # which sets the usual way to begin
    usual, opened.transaction_mode = opened.transaction_mode, None
    try:
        yield
    finally:
        opened.transaction_mode = usual


def is_written(write: Callable[[], object], what: str) -> bool:
    """Write what a reader's request can do without, soon or not at all; tell whether it was.

    Whatever of the database hinders it is logged as `what`, and stops nobody who reads.
    """
    try:
        with short_wait(), _short_transaction():
            write()
    except Error as error:
        log.warning("%s could not be written down: %s", what, " ".join(str(error).split()))
        return False
    return True


@contextmanager
def _short_transaction() -> Iterator[None]:
    """Write all or nothing; on PostgreSQL a row that another transaction holds is soon given up."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost and connection.vendor == "postgresql":
            opened: Any = connection.connection
            opened.execute(f"SET LOCAL lock_timeout = {SHORT_MILLISECONDS}")
        yield


def _set_wait(milliseconds: int) -> None:
    connection.ensure_connection()
    opened: Any = connection.connection
    opened.execute(f"PRAGMA busy_timeout = {milliseconds}")
