"""What stands in the way of saves in the campaign: a disk without room, a lock of somebody."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from benchmarks.campaign.site import Site

LEFT_FREE = 64 * 1024
"""Bytes that stay free on a disk that counts as full."""


def fill(filler: Path) -> None:
    """Leave next to nothing free on the disk of a file."""
    with filler.open("wb", buffering=0) as opened:
        free = os.fstatvfs(opened.fileno())
        block = bytes(LEFT_FREE)
        for _number in range(free.f_bavail * free.f_frsize // LEFT_FREE):
            try:
                opened.write(block)
            except OSError:
                return


@contextmanager
def lock(site: Site) -> Iterator[None]:
    """Hold the lock of SQLite's file, or of PostgreSQL's table of clauses."""
    if site.cluster is None:
        with closing(sqlite3.connect(site.data / "site.sqlite3", timeout=30)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            yield
            holder.rollback()
        return
    import psycopg

    with psycopg.connect(site.address()) as holder:
        holder.execute("LOCK TABLE proposals_clause IN EXCLUSIVE MODE")
        yield
        holder.rollback()
