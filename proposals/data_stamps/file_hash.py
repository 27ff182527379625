"""A hash of files: it tells whether what is kept was made by the same code."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def hash_of_files(files: Iterable[Path], root: Path) -> str:
    """Return a SHA-256 over files with their paths below a root, in hexadecimal digits."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(f"{file.relative_to(root)}\n".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()
