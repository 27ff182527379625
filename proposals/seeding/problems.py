"""What is wrong with a folder, said so that a person finds the place and knows what to write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches


@dataclass(frozen=True)
class FilePlace:
    """Where something stands: the file, the clause if inside one, the path of keys."""

    file: str
    clause: str = ""
    path: str = ""

    def at(self, key: str) -> FilePlace:
        """The place of a key inside this one."""
        return replace(self, path=f"{self.path}.{key}" if self.path else key)

    def __str__(self) -> str:
        clause = f"clause {self.clause}" if self.clause else ""
        return ", ".join(part for part in (self.file, clause, self.path) if part)


@dataclass(frozen=True)
class SeedProblem:
    """One error: where, what was found, what is allowed."""

    place: FilePlace
    message: str
    found: object = None
    allowed: str = ""

    def __str__(self) -> str:
        found = "" if self.found is None else f" Found: {shown(self.found)}."
        allowed = f" Allowed: {self.allowed}." if self.allowed else ""
        return f"{self.place}: {self.message}{found}{allowed}"


class SeedProblems(Exception):
    """All problems of the folders that were to be loaded; nothing was changed."""

    def __init__(self, problems: Iterable[SeedProblem]) -> None:
        by_text = {str(problem): problem for problem in problems}
        self.problems = [by_text[text] for text in sorted(by_text)]
        super().__init__("\n".join(map(str, self.problems)))


def shown(found: object, limit: int = 80) -> str:
    """A value as a person wrote it, cut if it is long."""
    text = str(found)
    cut = text if len(text) <= limit else f"{text[: limit - 1]}…"
    return f'"{cut}"' if isinstance(found, str) else cut


def did_you_mean(found: str, known: Iterable[str]) -> str:
    """A hint at the nearest known word, or nothing."""
    near = get_close_matches(found, list(known), n=1, cutoff=0.6)
    return f' Did you mean "{near[0]}"?' if near else ""


def listed(known: Iterable[str], limit: int = 20) -> str:
    """Known words, the first of them if there are many."""
    words = list(known)
    rest = f" and {len(words) - limit} more" if len(words) > limit else ""
    return (", ".join(words[:limit]) or "nothing") + rest
