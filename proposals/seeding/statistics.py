"""What a database knows of the sizes of its tables, by which it chooses how to read them."""

from __future__ import annotations

from django.db import connection


def renew_statistics() -> None:
    """Let SQLite look at its tables, which it never does by itself; PostgreSQL does.

    Without it a list of thousands of rows is read by whatever index comes first, for minutes.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
