"""Telling a database that cannot be used just now from a fault of what was asked of it."""

from __future__ import annotations

from django.db import InterfaceError, InternalError, OperationalError

# The primary result codes of SQLite, https://www.sqlite.org/rescode.html: busy, locked, out of
# memory, read-only, interrupted, input or output, full, cannot open, protocol of locks.
SQLITE_CODES = frozenset({5, 6, 7, 8, 9, 10, 13, 14, 15})
SQLITE_WORDS = ("locked", "disk is full", "readonly", "disk i/o", "unable to open")
# Classes and codes of PostgreSQL, its appendix A: connection, resources, an operator stepped in,
# input or output; no lock in time, read-only, a transaction that took too long, two that wait for
# each other.
POSTGRESQL_CLASSES = ("08", "53", "57", "58")
POSTGRESQL_CODES = frozenset({"55P03", "25006", "25P03", "25P04", "40001", "40P01"})


def is_unavailable(error: BaseException | None) -> bool:
    """Tell whether an error is one of the database's state, and no fault of a statement."""
    if isinstance(error, InterfaceError):
        return True
    # A server that is read-only raises the latter.
    if not isinstance(error, (OperationalError, InternalError)):
        return False
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return (code & 0xFF) in SQLITE_CODES
    state = getattr(cause, "sqlstate", None)
    if state is not None:
        return state.startswith(POSTGRESQL_CLASSES) or state in POSTGRESQL_CODES
    # A connection that was never made, or was lost, has no code; nor have errors made by hand.
    text = str(error).lower()
    was_lost = hasattr(cause, "sqlstate") and not isinstance(error, InternalError)
    return was_lost or any(words in text for words in SQLITE_WORDS)
