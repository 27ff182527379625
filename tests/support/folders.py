"""Folders of TOML files for tests: the made-up negotiations, and changes to copies of them."""

import os.path
import shutil
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from proposals.seeding import SeedProblems, load
from proposals.seeding.dump import file_texts
from tests.support.copies import store

NEGOTIATIONS = Path(__file__).resolve().parent.parent / "negotiations"
LAKE = NEGOTIATIONS / "lake-2031"
ISLE = NEGOTIATIONS / "isle-2032"
PASS = NEGOTIATIONS / "pass-2034"
OASIS = NEGOTIATIONS / "oasis-2035"
SEEDS = NEGOTIATIONS.parent.parent / "seeds"

SMALL = {
    "negotiation.toml": """
[negotiation]
key = "small"
name = "Small talks"
[[parties]]
key = "east"
name = "East"
[[parties]]
key = "west"
name = "West"
""",
    "codebook.toml": """
[[units]]
key = "day"
one = "day"
many = "days"
minimum = 0
[[themes]]
key = "fire"
name = "Fire"
[[topics]]
key = "truce"
theme = "fire"
name = "Truce"
""",
    "questions.toml": """
[[questions]]
key = "length"
topic = "truce"
text = "How long?"
kind = "range"
unit = "day"
[[questions]]
key = "where"
topic = "truce"
text = "Where?"
kind = "items"
vocabulary = [{ key = "air", label = "air" }, { key = "sea", label = "sea" }]
""",
    "articles.toml": """
[[outlets]]
key = "gazette"
name = "Gazette"
[[articles]]
key = "G1"
outlet = "gazette"
url = "https://gazette.example/1"
""",
    "documents/plan.first.toml": """
[proposal]
key = "plan"
title = "Plan"
name = "The plan"
kind = "plan"
parties = ["east"]
[version]
key = "first"
label = "first"
tier = "press"
[[clauses]]
key = "1"
heading = "Truce"
state = "published"
topics = ["truce"]
[[clauses.terms]]
question = "length"
value = { at_least = 30 }
force = "demands"
bearers = ["west"]
[[clauses.evidence]]
article = "G1"
basis = "describes"
quote = "thirty days"
""",
}
"""The smallest negotiation that has something of most kinds."""

SECOND_CLAUSE = """
[[clauses]]
key = "2"
heading = "Prisoners"
state = "published"
topics = ["truce"]
[[clauses.evidence]]
article = "G1"
basis = "describes"
"""
"""A clause that can be appended to the document of the small folder."""


def write(path: Path, files: dict[str, str] | None = None) -> Path:
    """Write a folder."""
    for name, text in (files or SMALL).items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text, encoding="utf-8")
    return path


def change(path: Path, file: str, old: str, new: str) -> None:
    """Replace a text that must be there in a file."""
    text = (path / file).read_text(encoding="utf-8")
    assert old in text
    (path / file).write_text(text.replace(old, new), encoding="utf-8")


def append(path: Path, file: str, text: str) -> None:
    """Write more at the end of a file."""
    with (path / file).open("a", encoding="utf-8") as stream:
        stream.write(text)


def copy(source: Path, path: Path) -> Path:
    """A folder to change, with the codebooks that it uses beside it."""
    with (source / "negotiation.toml").open("rb") as file:
        used = tomllib.load(file).get("uses", [])
    for name in [used] if isinstance(used, str) else used:
        place = Path(os.path.normpath(path / source.name / name))
        shutil.copytree(source / name, place, dirs_exist_ok=True)
    return Path(shutil.copytree(source, path / source.name))


def problems(*paths: Path) -> list[str]:
    """What is wrong with folders, one line each."""
    try:
        load(paths)
    except SeedProblems as error:
        return [str(problem) for problem in error.problems]
    return []


def only_problem(path: Path) -> str:
    """The single problem of a folder."""
    found = problems(path)
    assert len(found) == 1, found
    return found[0]


def dumped(negotiation: str, path: Path) -> dict[str, str]:
    """What a negotiation is written as; also written to `path`."""
    files = file_texts(negotiation)
    write(path, files)
    return files


def stored_for_a_module(*folders: Path) -> Callable[..., Iterator[None]]:
    """Make a fixture that loads the folders once for all tests of a module.

    Each test changes what it likes and the next one finds the folders as they were loaded: tests
    run inside a transaction of their own, within the one that holds the data.
    """

    @pytest.fixture(scope="module")
    def stored(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
        with django_db_blocker.unblock(), transaction.atomic():
            store(*folders)
            with django_db_blocker.block():
                yield
            transaction.set_rollback(True)

    return stored
