"""Files that are whole or not there: written beside their place, then renamed into it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils import timezone

_SIGNATURES = {"sqlite": b"SQLite format 3\0", "postgresql": b"PGDMP"}
SUFFIX = {"sqlite": ".sqlite3", "postgresql": ".dump"}
"""What the names of files end in, by the kind of database."""
KINDS = {
    "sqlite": "a database of SQLite",
    "postgresql": "an archive of PostgreSQL (pg_dump --format=custom)",
}
"""What such a file is, in words."""


class Refused(Exception):
    """A file cannot be written or restored; the message says what was found and would be right.

    Nothing was changed unless the message says otherwise.
    """


def stamped_name(stem: str, vendor: str) -> str:
    """Return the name of a file that is made now: "parley-20310504T101500Z.sqlite3"."""
    return f"{stem}-{timezone.now():%Y%m%dT%H%M%SZ}{SUFFIX[vendor]}"


def kind_of(file: Path) -> str:
    """Return "sqlite" or "postgresql" by the first bytes of a file.

    Raise Refused if it is neither, or cannot be read.
    """
    try:
        with file.open("rb") as opened:
            head = opened.read(16)
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror or error}.") from error
    for vendor, signature in _SIGNATURES.items():
        if head.startswith(signature):
            return vendor
    raise Refused(f"{file} is no backup. Allowed: {' or '.join(KINDS.values())}.")


@contextmanager
def whole_file(target: Path, *, overwrite: bool = False) -> Iterator[Path]:
    """Give an empty file, for its owner alone, that takes its place if the block ends well.

    Raise Refused if there is such a file already and `overwrite` is not asked for, or if the folder
    cannot be written to. If the block fails nothing is left, and what was there stays.
    """
    _refuse_taken(target, overwrite)
    try:
        number, name = tempfile.mkstemp(
            prefix=f".{target.name}.", suffix=".part", dir=target.parent
        )
    except OSError as error:
        problem = error.strerror or error
        raise Refused(f"{target.parent} cannot be written to: {problem}.") from error
    os.close(number)
    part = Path(name)
    try:
        yield part
        _flush(part)
        _refuse_taken(target, overwrite)
        part.replace(target)
        _flush(target.parent)
    finally:
        part.unlink(missing_ok=True)


def _refuse_taken(target: Path, overwrite: bool) -> None:
    if target.exists() and not overwrite:
        raise Refused(
            f"{target} is there already. Allowed: another name, or `backup` with --overwrite."
        )


def _flush(path: Path) -> None:
    """Wait until the disk has a file, or the names in a folder."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
