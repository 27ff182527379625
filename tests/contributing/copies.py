"""Copies of the repository, in which an addition can be tried."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.conftest import ROOT

NOT_COPIED = {
    ".git",
    ".venv",
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    "var",
}
"""What stands at the top of the repository on some machines and is no part of it."""


def copy_repository(path: Path) -> Path:
    """Copy the files of the repository, with what Python has compiled of them."""

    def left_out(folder: str, names: list[str]) -> set[str]:
        # Another process may be writing these just now.
        unfinished = {name for name in names if ".pyc." in name}
        return unfinished | (NOT_COPIED & set(names) if Path(folder) == ROOT else set())

    tree = Path(shutil.copytree(ROOT, path / "copy", ignore=left_out))
    (tree / "var").mkdir()
    return tree


def fingerprints(tree: Path) -> dict[str, str]:
    """Return the paths of the files of a copy, each with the hash of its content."""
    folders = [path for path in tree.iterdir() if path.is_dir() and path.name not in NOT_COPIED]
    files = [path for path in tree.iterdir() if path.is_file() and path.name not in NOT_COPIED]
    files += [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {
        path.relative_to(tree).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.parent.name != "__pycache__"
    }


def changed_files(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Return the paths of the files that are new, gone or otherwise than before."""
    return sorted(
        name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
    )


def run_tests(tree: Path, names: Iterable[str]) -> None:
    """Run tests of a copy; fail with what they print."""
    # Each run has a database of its own in memory, made of the models without the migrations.
    run(tree, ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist",
               "-p", "no:randomly", "--no-migrations", *names])  # fmt: skip


def run(tree: Path, arguments: Iterable[str]) -> None:
    """Run Python with these arguments in a copy; fail with what it prints."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")
    }
    # With CI set, generated examples are the same each time.
    environment |= {"CI": "1", "DEBUG": "1", "DATABASE_URL": "sqlite://:memory:"}
    answer = subprocess.run(
        [sys.executable, *arguments],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stdout[-6000:] + answer.stderr[-3000:]
