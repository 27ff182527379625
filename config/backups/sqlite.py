"""Backups of SQLite: one file, copied by SQLite itself while others read and write."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from django.conf import settings

from config.backups.files import Refused, stamped_name, whole_file
from config.backups.migrations import refuse_foreign

LONGEST_WAIT = 60
"""Seconds that a copy waits for somebody who holds the lock."""
_SLEEP = 0.1
_NAMED = 3
# What is no file of SQLite any more can be neither copied page by page nor written to.
_UNUSABLE = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}
_BESIDE = ("-wal", "-shm", "-journal")


def back_up(live: sqlite3.Connection, target: Path, *, overwrite: bool = False) -> None:
    """Write everything that is committed now to a file, and check the file whole.

    It is one state of the data, whoever writes meanwhile, and nobody waits for it. Raise Refused if
    the copy cannot be written or is not whole; then there is no file.
    """
    with whole_file(target, overwrite=overwrite) as part:
        _copy_to(part, live)
        refuse_broken(part, called=target)


def _copy_to(part: Path, live: sqlite3.Connection) -> None:
    try:
        with closing(sqlite3.connect(part)) as copy:
            _copy(live, copy)
        with closing(sqlite3.connect(part)) as copy:
            # One file, which needs no second beside it to be read.
            copy.execute("PRAGMA journal_mode = DELETE")
    except (sqlite3.Error, OSError) as error:
        raise Refused(f"The copy could not be written: {error}. No backup was made.") from error


def _copy(
    source: sqlite3.Connection,
    target: sqlite3.Connection,
    *,
    before: Callable[[], None] | None = None,
) -> None:
    """Copy all pages in one step: in several, a site that is written to would never be through.

    With `before` the source has to be at rest: it is called once nobody else can write to the
    target, and before anything of it has changed for others. What it raises ends the copy.
    """
    begun, is_held = time.monotonic(), False

    def progress(status: int, _remaining: int, _total: int) -> None:
        nonlocal is_held
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            if time.monotonic() - begun > LONGEST_WAIT:
                raise sqlite3.OperationalError(
                    f"somebody has held the lock of the database for {LONGEST_WAIT} seconds"
                )
        elif before and not is_held:
            is_held = True
            before()

    source.backup(target, pages=1 if before else -1, progress=progress, sleep=_SLEEP)


def refuse_broken(file: Path, *, called: Path | None = None) -> None:
    """Raise Refused unless a file is whole, of this product, and of no later version."""
    name = called or file
    try:
        with closing(_open(file)) as opened:
            found = [line for (line,) in opened.execute("PRAGMA integrity_check(10)")]
            lost = opened.execute("PRAGMA foreign_key_check").fetchmany(_NAMED)
            applied = _applied(opened)
    except sqlite3.DatabaseError as error:
        raise Refused(f"{name} is not whole: {error}.") from error
    if found != ["ok"]:
        raise Refused(f"{name} is not whole: {'; '.join(found[:_NAMED])}.")
    if lost:
        rows = "; ".join(f"row {row} of {table} names no row of {of}" for table, row, of, _ in lost)
        raise Refused(f"{name} is not whole: {rows}.")
    refuse_foreign(name, applied)


def _open(file: Path) -> sqlite3.Connection:
    """Open a file to read."""
    opened = sqlite3.connect(f"file:{quote(str(file.absolute()))}?mode=ro", uri=True)
    _let_know_patterns(opened)
    return opened


def _let_know_patterns(opened: sqlite3.Connection) -> None:
    """Let SQLite know patterns, as the conditions of older tables have them."""
    opened.create_function("regexp", 2, _matches, deterministic=True)


def _matches(pattern: str, text: str | None) -> bool | None:
    return None if text is None else bool(re.search(pattern, text))


def _applied(opened: sqlite3.Connection) -> list[tuple[str, str]]:
    tables = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'django_migrations'"
    if not opened.execute(tables).fetchone():
        return []
    return opened.execute("SELECT app, name FROM django_migrations").fetchall()


def restore(file: Path, live: Path, *, keep: Path | None = None) -> Path | None:
    """Put the data of a file into the place of the live ones; return the file that keeps these.

    The file is checked, and a copy of it migrated, before anything is changed; the data then change
    in one transaction, also for processes that have the database open. `keep` is where the data of
    before go; None: a name with the time beside the database. Return None if there were none. A
    live file that is no database any more is moved there as it is. Raise Refused if anything
    hinders it; then the live data are as before.
    """
    refuse_broken(file)
    live.parent.mkdir(parents=True, exist_ok=True)
    there = live.exists() and live.stat().st_size > 0
    kept = keep or live.with_name(stamped_name(f"{live.stem}-before-restore", "sqlite"))
    with TemporaryDirectory(dir=live.parent, prefix=".restore-") as folder:
        ready = Path(folder) / "ready.sqlite3"
        with closing(_open(file)) as source:
            _copy_to(ready, source)
        _migrate(ready)
        refuse_broken(ready, called=file)
        if not there:
            ready.replace(live)
        elif _is_usable(live):
            _write_into(live, ready, kept)
        else:
            _move_away(live, kept)
            ready.replace(live)
    return kept if there else None


def _migrate(ready: Path) -> None:
    """Bring a copy to the tables of this code, in a process of its own that knows no other data."""
    address = f"sqlite:///{quote(str(ready.absolute()))}"
    answer = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--no-input", "--verbosity", "0"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": address},
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode:
        last = (answer.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise Refused(f"Its tables could not be brought to this version: {last}")
    with closing(sqlite3.connect(ready)) as opened:
        opened.execute("PRAGMA journal_mode = DELETE")


def _is_usable(live: Path) -> bool:
    """Tell whether SQLite still takes a file for a database, whatever has become of its rows."""
    try:
        with closing(_open(live)) as opened:
            opened.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        return getattr(error, "sqlite_errorcode", None) not in _UNUSABLE
    return True


def _keep(live: Path, kept: Path) -> None:
    """Keep the live data; their pages are not looked at, as their faults may be the reason."""
    with whole_file(kept) as part, closing(_open(live)) as source:
        _copy_to(part, source)


def _write_into(live: Path, ready: Path, kept: Path) -> None:
    """Write all pages over the live ones in one transaction, for whoever has them open, too.

    What is kept is copied inside of it, so that nothing is written between the two.
    """
    try:
        with closing(sqlite3.connect(live)) as target, closing(sqlite3.connect(ready)) as source:
            _give_page_size(source, *target.execute("PRAGMA page_size").fetchone())
            # So that what is to be kept can be read while nobody else may write.
            target.execute("PRAGMA journal_mode = WAL")
            _copy(source, target, before=lambda: _keep(live, kept))
            target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise Refused(f"The data could not be written: {error}. They are as before.") from error


def _give_page_size(source: sqlite3.Connection, size: int) -> None:
    """Write a file anew in pages of a size, if it has others: a copy has those of its place."""
    if source.execute("PRAGMA page_size").fetchone() != (size,):
        _let_know_patterns(source)
        source.execute(f"PRAGMA page_size = {size}")
        source.execute("VACUUM")


def _move_away(live: Path, kept: Path) -> None:
    """Move what is no database any more, with what lies beside it."""
    if kept.exists():
        raise Refused(f"{kept} is there already. Allowed: another name for what is kept.")
    for suffix in ("", *_BESIDE):
        beside = live.with_name(live.name + suffix)
        if beside.exists():
            beside.rename(kept.with_name(kept.name + suffix))
