"""Problems of a folder, in words by which a person finds the place and knows what to write."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from proposals.domain.errors import DomainError, ErrorCode
from proposals.language.active import active_language
from proposals.language.messages import explain_error
from proposals.seeding.letters import name_letters
from proposals.seeding.toml import write_key
from sources.text_directions import without_isolates

MOST_WORDS = 1500
"""Characters of a message, and of what is allowed; more stands there only if a file holds it."""


@dataclass(frozen=True)
class FilePlace:
    """A place in a folder: the file, the rows that it is inside by their keys, the path of keys."""

    file: str
    row: str = ""
    path: str = ""

    def within(self, kind: str, key: str) -> FilePlace:
        """Return the place of a row of a kind that stands at this one."""
        name = f"{kind} {key}"
        return FilePlace(self.file, f"{self.row}, {name}" if self.row else name)

    def at(self, key: str) -> FilePlace:
        """Return the place of a key inside this one; a key without sense as TOML writes it."""
        shown = key if _PLAIN.fullmatch(key) else write_key(shorten(key))
        return replace(self, path=f"{self.path}.{shown}" if self.path else shown)

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
        allowed = f" Allowed: {shorten(self.allowed, MOST_WORDS)}." if self.allowed else ""
        return one_line(
            f"{self.place}: {shorten(without_isolates(self.message), MOST_WORDS)}{found}{allowed}"
        )


class SeedProblems(Exception):
    """All problems of the folders that were to be loaded; nothing was changed."""

    def __init__(self, problems: Iterable[SeedProblem]) -> None:
        by_text = {str(problem): problem for problem in problems}
        self.problems = [by_text[text] for text in sorted(by_text)]
        super().__init__("\n".join(map(str, self.problems)))


def row_places(
    place: FilePlace,
    rows: Sequence[Mapping[str, Any]],
    *,
    name: str,
    kind: str,
    keys: Sequence[str],
) -> list[FilePlace]:
    """Return the place of each row of the list `name`: by its key, else by its number.

    `keys` are those by which people tell rows of the kind apart. Rows that share them are counted.
    """
    keyed = [_key_of(row, keys) for row in rows]
    together, before = Counter(keyed), Counter[str]()
    places = []
    for number, key in enumerate(keyed, start=1):
        before[key] += 1
        count = f" ({before[key]} of {together[key]})" if together[key] > 1 else ""
        places.append(place.within(kind, f"{key}{count}") if key else place.at(f"{name}[{number}]"))
    return places


def _key_of(row: Mapping[str, Any], keys: Sequence[str]) -> str:
    """Return the key of a row as a person finds it in the file; empty if there is none."""
    values = [row.get(key) for key in keys]
    if not all(isinstance(value, str) and _NAME.fullmatch(value.strip()) for value in values):
        return ""
    return " / ".join(str(value).strip() for value in values)


_TURNING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_NAME = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]{1,100}")
"""What a key may be for a row to be named by it: short, and on one line."""

_PLAIN = re.compile(r"[A-Za-z0-9_.\[\]-]{1,100}")


def quote_value(value: object, limit: int = 80) -> str:
    """Return a value as a person wrote it, cut if it is long."""
    try:
        text = shorten(str(value), limit)
    except (ValueError, RecursionError):  # an integer with too many digits to be written out
        return f"a very large {type(value).__name__}"
    return f'"{text}"' if isinstance(value, str) else text


def one_line(text: str) -> str:
    """Return a text in which all that would break or turn its line is written out."""
    return _TURNING.sub(lambda match: _escape(match.group()), text)


def _escape(letter: str) -> str:
    return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(letter, f"\\u{ord(letter):04X}")


def shorten(text: str, limit: int = 80) -> str:
    """Return a text, cut if it is long."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint at the nearest known word, or an empty text.

    Letters of the word that look like those of keys, and are others, are named.
    """
    near = nearest(word, known)
    meant = f' Did you mean "{near}"?' if near else ""
    return f"{name_letters(word)}{meant}"


def words_of(error: DomainError) -> str:
    """Return an error of the engine in words, with the letters of a key that no key can hold."""
    found = error.details.get("found") if error.code is ErrorCode.BAD_KEY else ""
    return f"{explain_error(error, active_language())}{name_letters(found)}"


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that was probably meant; empty if there is none like it."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return near[0] if near else ""


def join_known(known: Iterable[str], limit: int = 20) -> str:
    """Join known words, the first of them if there are many."""
    words = [shorten(word) for word in known]
    rest = f" and {len(words) - limit} more" if len(words) > limit else ""
    return (", ".join(words[:limit]) or "nothing") + rest
