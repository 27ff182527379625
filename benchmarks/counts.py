"""Queries and bytes of pages: numbers that are the same on every machine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

from django.db import connection

from benchmarks import site, visitor
from benchmarks.count_table import Counts

LOADED = re.compile(
    r"<script\b[^>]*?\ssrc=\"(?P<script>[^\"]+)\""
    r"|<img\b[^>]*?\ssrc=\"(?P<image>[^\"]+)\""
    r"|<link\b[^>]*?\srel=\"(?:stylesheet|icon|preload)\"[^>]*?\shref=\"(?P<link>[^\"]+)\""
)
"""What a browser fetches by itself for the first view."""


def count(address: str) -> Counts:
    """Return the counts of one page, for a process that keeps nothing yet.

    Whoever comes first after a write stores the marks of rows for all who follow, as a visitor does
    here before anything is counted.
    """
    visitor.get(address)
    site.drop_everything()
    with _queries() as cold:
        page = visitor.get(address)
    with _queries() as kept:
        again = visitor.get(address)
    tag = again.headers.get("etag", "")
    with _queries() as unchanged:
        same = visitor.get(address, **({"If_None_Match": tag} if tag else {}))
    return Counts(
        cold=len(cold),
        kept=len(kept),
        unchanged=len(unchanged),
        unchanged_status=same.status,
        unchanged_bytes=len(same.body),
        page_bytes=len(page.body),
    )


def first_view(address: str) -> dict[str, int]:
    """Return the compressed bytes of a page and of every file that its first view fetches."""
    page = visitor.get(address)
    sizes = {address: len(page.body)}
    for place in LOADED.finditer(page.text):
        file = unescape(next(filter(None, place.groups())))
        sizes.setdefault(file, len(visitor.get(file).body))
    return sizes


@contextmanager
def _queries() -> Iterator[list[str]]:
    """Collect the statements that are sent to the database meanwhile."""
    statements: list[str] = []

    def collect(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        statements.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(collect):
        yield statements
