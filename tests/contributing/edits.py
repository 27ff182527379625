"""Small edits of files: each names the place where it goes, and says so if that place is gone."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests.conftest import ROOT


class NoSuchPlace(AssertionError):
    """An edit of these tests no longer fits the file that it changes."""


class Edit(Protocol):
    """A change of one file."""

    def apply_to(self, source: str) -> str:
        """Return the changed text; raise NoSuchPlace if the edit does not fit it."""


@dataclass(frozen=True)
class EndOfFile:
    """Lines at the end of a file; of a file that is not there yet, its whole text."""

    text: str

    def apply_to(self, source: str) -> str:
        """Return the text with more at its end."""
        return source + self.text.removeprefix("\n")


@dataclass(frozen=True)
class TextOf:
    """The text of another file of the repository, for a file that is not there yet."""

    path: str

    def apply_to(self, source: str) -> str:
        """Return the text of the other file."""
        if source:
            raise NoSuchPlace("the file is there already")
        return (ROOT / self.path).read_text(encoding="utf-8")


@dataclass(frozen=True)
class Below:
    """Lines below the only line in which a regular expression is found."""

    pattern: str
    text: str

    def apply_to(self, source: str) -> str:
        """Return the text with the lines below the one named."""
        lines = source.splitlines(keepends=True)
        place = _only_line(lines, self.pattern) + 1
        return _insert(lines, place, self.text)


@dataclass(frozen=True)
class Above:
    """Lines above the only line in which a regular expression is found."""

    pattern: str
    text: str

    def apply_to(self, source: str) -> str:
        """Return the text with the lines above the one named."""
        lines = source.splitlines(keepends=True)
        return _insert(lines, _only_line(lines, self.pattern), self.text)


@dataclass(frozen=True)
class AtEndOf:
    """Lines at the end of a Python definition: a class, a function, or a list or table of a name.

    `name` is its dotted name in the module. Lines go below the last line of a class or a function,
    and above the closing bracket of anything else.
    """

    name: str
    text: str

    def apply_to(self, source: str) -> str:
        """Return the text with the lines at the end of the definition."""
        lines = source.splitlines(keepends=True)
        node = _definition(source, self.name)
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            return _insert(lines, _last_line(node), self.text)
        if not re.fullmatch(r"\s*[)\]}]+\s*(#.*\s*)?", lines[_last_line(node) - 1]):
            raise NoSuchPlace(f"{self.name!r} does not end with a bracket on a line of its own")
        return _insert(lines, _last_line(node) - 1, self.text)


@dataclass(frozen=True)
class Instead:
    """A text in place of what a regular expression matches, once in the file; `\\1` is a group."""

    pattern: str
    text: str

    def apply_to(self, source: str) -> str:
        """Return the text with the other words in that place."""
        changed, count = re.subn(self.pattern, self.text, source, flags=re.MULTILINE)
        if count != 1:
            raise NoSuchPlace(f"{self.pattern!r} is found {count} times, not once")
        return changed


Changes = Mapping[str, Sequence[Edit]]
"""The edits of an addition by the path of the file that they change or make."""


def write_changes(changes: Changes, tree: Path) -> None:
    """Make the edits in a copy of the repository; raise NoSuchPlace with the file if one fails."""
    for path, edits in changes.items():
        file = tree / path
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        for edit in edits:
            try:
                text = edit.apply_to(text)
            except NoSuchPlace as error:
                message = f"{path} has no place for an edit of tests/contributing any more: {error}"
                raise NoSuchPlace(message) from None
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _insert(lines: list[str], place: int, text: str) -> str:
    return "".join((*lines[:place], text.strip("\n"), "\n", *lines[place:]))


def _only_line(lines: list[str], pattern: str) -> int:
    places = [place for place, line in enumerate(lines) if re.search(pattern, line)]
    if len(places) != 1:
        raise NoSuchPlace(f"{pattern!r} is found in {len(places)} lines, not in one")
    return places[0]


def _definition(source: str, name: str) -> ast.stmt:
    body: list[ast.stmt] = ast.parse(source).body
    *outer, last = name.split(".")
    for part in outer:
        body = getattr(_named(body, part, name), "body", [])
    return _named(body, last, name)


def _named(body: list[ast.stmt], part: str, name: str) -> ast.stmt:
    nodes = [node for node in body if part in _names(node)]
    if len(nodes) != 1:
        raise NoSuchPlace(f"{name!r} is defined {len(nodes)} times, not once")
    return nodes[0]


def _names(node: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement defines."""
    match node:
        case ast.ClassDef() | ast.FunctionDef():
            yield node.name
        case ast.Assign(targets=targets):
            yield from (target.id for target in targets if isinstance(target, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name)):
            yield name


def _last_line(node: ast.stmt) -> int:
    assert node.end_lineno is not None
    return node.end_lineno
