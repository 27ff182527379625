"""Problems of a folder, in words by which a person finds the place and knows what to write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches


@dataclass(frozen=True)
class FilePlace:
    """A place in a folder: the file, the clause or response if inside one, the path of keys."""

    file: str
    row: str = ""
    path: str = ""

    def within(self, kind: str, key: str) -> FilePlace:
        """Return the place of a clause or a response in the file."""
        return FilePlace(self.file, f"{kind} {key}")

    def at(self, key: str) -> FilePlace:
        """Return the place of a key inside this one."""
        return replace(self, path=f"{self.path}.{key}" if self.path else key)

    def __str__(self) -> str:
        return ", ".join(part for part in (self.file, self.row, self.path) if part)


@dataclass(frozen=True)
class SeedProblem:
    """One problem: where it is, what was found there, what is allowed."""

    place: FilePlace
    message: str
    found: object = None
    allowed: str = ""

    def __str__(self) -> str:
        found = "" if self.found is None else f" Found: {quote_value(self.found)}."
        allowed = f" Allowed: {self.allowed}." if self.allowed else ""
        return f"{self.place}: {self.message}{found}{allowed}"


class SeedProblems(Exception):
    """All problems of the folders that were to be loaded; nothing was changed."""

    def __init__(self, problems: Iterable[SeedProblem]) -> None:
        by_text = {str(problem): problem for problem in problems}
        self.problems = [by_text[text] for text in sorted(by_text)]
        super().__init__("\n".join(map(str, self.problems)))


def quote_value(value: object, limit: int = 80) -> str:
    """Return a value as a person wrote it, cut if it is long."""
    text = str(value)
    cut = text if len(text) <= limit else f"{text[: limit - 1]}…"
    return f'"{cut}"' if isinstance(value, str) else cut


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint at the nearest known word, or an empty text."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f' Did you mean "{near[0]}"?' if near else ""


def join_known(known: Iterable[str], limit: int = 20) -> str:
    """Join known words, the first of them if there are many."""
    words = list(known)
    rest = f" and {len(words) - limit} more" if len(words) > limit else ""
    return (", ".join(words[:limit]) or "nothing") + rest
