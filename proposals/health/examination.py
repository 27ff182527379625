"""All checks of the stored data, one after another, without a write."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, connection

from proposals.health import interface, kept, rows, storage
from proposals.health.findings import Finding

CHECKS: dict[str, Callable[[], Iterator[Finding]]] = {
    "pages of the database": storage.broken_pages,
    "tables": storage.missing_migrations,
    "references": storage.lost_references,
    "constraints and indexes": storage.unfit_constraints,
    "triggers of the stamp": storage.missing_triggers,
    "stored values": rows.unreadable_values,
    "published without evidence": rows.baseless_rows,
    "rows that contradict each other": rows.contrary_rows,
    "translations": rows.orphaned_translations,
    "history": kept.unrecorded_changes,
    "frozen comparisons": kept.altered_snapshots,
    "texts of articles": kept.altered_texts,
    "quotes": kept.faulty_quotes,
    "files of translations": interface.unreadable_messages,
}
"""What is looked into, by its name, in this order."""

# What reading rows raises that are not what the code expects.
_FAULTS = (DatabaseError, ObjectDoesNotExist, LookupError, TypeError, ValueError, zlib.error)


def examine(names: list[str] | None = None) -> Iterator[tuple[str, Iterator[Finding]]]:
    """Yield the name of each check with its findings, which are found as they are read.

    `names` are some of CHECKS; None: all. The database refuses every write meanwhile.
    """
    with _read_only():
        for name, check in CHECKS.items():
            if names is None or name in names:
                yield name, _guarded(name, check)


def _guarded(name: str, check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """Yield the findings of a check, and as the last one what kept it from going on."""
    try:
        yield from check()
    except _FAULTS as error:
        what = f"the check could not go on: {type(error).__name__}: {error}"
        yield Finding(name, what.rstrip("."), "Mend what was found before, and run it again.")


@contextmanager
def _read_only() -> Iterator[None]:
    """Let the database refuse writes, so that no check can make anything worse."""
    on, off = {
        "sqlite": ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
        "postgresql": (
            "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
            "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
        ),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(on)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(off)
