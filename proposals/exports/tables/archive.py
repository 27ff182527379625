"""`comparison.zip`: a CSV file a table, the codebook, `datapackage.json` and README.txt.

It is written while it is sent, so that a large one does not fill the memory. The same content at
the same moment gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from proposals.exports.bundle import ExportBundle
from proposals.exports.tables.csv_file import csv_of
from proposals.exports.tables.datapackage import FileFacts, datapackage, readme
from proposals.exports.tables.lines import all_lines

_PIECE = 1 << 16


def write(bundle: ExportBundle) -> Iterator[bytes]:
    """Yield the archive in pieces; all that needs the database is read before the first."""
    return _zip(_files(bundle, readme(bundle)), bundle.moment)


def _files(bundle: ExportBundle, readme_text: str) -> Iterator[tuple[str, Iterable[bytes]]]:
    yield "README.txt", [readme_text.encode()]
    facts: dict[str, FileFacts] = {}
    for table, lines in all_lines(bundle.record):
        counted = _Counted(csv_of(table, lines))
        yield f"{table.name}.csv", counted
        facts[table.name] = counted.facts
    yield "datapackage.json", [datapackage(bundle, facts)]


class _Counted:
    """Pieces of a file whose length and hash are known when they have passed."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces
        self._size = 0
        self._hash = hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._size += len(piece)
            self._hash.update(piece)
            yield piece

    @property
    def facts(self) -> FileFacts:
        """Length and hash of what has passed so far."""
        return FileFacts(self._size, self._hash.hexdigest())


class _Sink(io.RawIOBase):
    """A file that an archive is written to, and taken from piece by piece."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self.size = 0

    def writable(self) -> bool:
        """Return True: it takes bytes."""
        return True

    def write(self, data: Any) -> int:
        """Keep some bytes until they are taken."""
        self._held.append(bytes(data))
        self.size += len(data)
        return len(data)

    def take(self) -> bytes:
        """Return all that was written since the last time."""
        content, self._held, self.size = b"".join(self._held), [], 0
        return content


def _zip(files: Iterable[tuple[str, Iterable[bytes]]], moment: datetime) -> Iterator[bytes]:
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in files:
            with archive.open(_entry(name, moment), "w") as entry:
                for piece in pieces:
                    entry.write(piece)
                    if sink.size > _PIECE:
                        yield sink.take()
    yield sink.take()


def _entry(name: str, moment: datetime) -> zipfile.ZipInfo:
    """Return an entry that tells nothing of the machine it was written on."""
    entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry
