"""The list of words that need attribution: data of a negotiation, read from its own file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from proposals.seeding.problems import did_you_mean, join_known
from proposals.seeding.toml_source import TomlFault, parse_toml

KEYS: Mapping[str, type] = {"attribution": list, "words": list}
WORD_KEYS: Mapping[str, type] = {"forms": list, "used_by": str, "why": str}


class WordListRefused(Exception):
    """The file is missing, is not TOML, or has a key or a value that is not known."""


@dataclass(frozen=True)
class LoadedWord:
    """A word that takes a side: its forms, who uses it, and why it needs attribution.

    A form is a word or several; a star at its end stands for any further letters.
    """

    forms: tuple[str, ...]
    used_by: str
    why: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression that finds any of the forms as whole words, in any case of letters."""
        return _any_of(self.forms)


@dataclass(frozen=True)
class WordList:
    """The words that need attribution, and the phrases that attribute a word in their sentence."""

    words: tuple[LoadedWord, ...]
    attribution: tuple[str, ...]

    @cached_property
    def attributes(self) -> re.Pattern[str]:
        """The expression that finds any attribution phrase."""
        return _any_of(self.attribution)


def read_word_list(path: Path) -> WordList:
    """Read a list; raise WordListRefused with the file and what is wrong in it."""
    try:
        data = parse_toml(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError as error:
        raise WordListRefused(f"there is no file {path}.") from error
    except TomlFault as fault:
        raise WordListRefused(f"{path} cannot be read: {fault}") from fault
    except (UnicodeDecodeError, OSError) as error:
        raise WordListRefused(f"{path} cannot be read: {error}.") from error
    _check(data, KEYS, str(path))
    for number, row in enumerate(data["words"], start=1):
        place = f"{path}, words[{number}]"
        if not isinstance(row, dict):
            raise WordListRefused(f"{place}: a table is needed.")
        _check(row, WORD_KEYS, place)
        _check_phrases(row["forms"], f"{place}.forms")
    _check_phrases(data["attribution"], f"{path}, attribution")
    words = tuple(
        LoadedWord(tuple(row["forms"]), used_by=row["used_by"], why=row["why"])
        for row in data["words"]
    )
    return WordList(words, attribution=tuple(data["attribution"]))


def _check(row: dict[str, Any], known: Mapping[str, type], place: str) -> None:
    """Raise WordListRefused unless exactly the known keys are there, each of its type."""
    for name in row:
        if name not in known:
            hint = did_you_mean(name, known)
            allowed = join_known(known)
            raise WordListRefused(f'{place}: unknown key "{name}".{hint} Allowed: {allowed}.')
    for name, kind in known.items():
        if not isinstance(row.get(name), kind) or not row[name]:
            needed = "a list" if kind is list else "a text"
            raise WordListRefused(f"{place}.{name}: {needed} that is not empty is needed.")


def _check_phrases(phrases: list[Any], place: str) -> None:
    for phrase in phrases:
        if not isinstance(phrase, str) or not phrase.strip(" *"):
            raise WordListRefused(f"{place}: every entry is a text that is not empty.")


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return the expression for any of some phrases, the longest first.

    The end of a word is looked for only where the phrase itself begins or ends with a letter, so
    that "'s account" can follow a name.
    """
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile("|".join(map(_expression, longest_first)), re.IGNORECASE)


def _expression(phrase: str) -> str:
    stem = phrase.rstrip("*")
    words = r"\s+".join(re.escape(word) for word in stem.split())
    start = r"\b" if stem[0].isalnum() else ""
    end = r"\w*" if phrase.endswith("*") else r"\b" if stem[-1].isalnum() else ""
    return f"{start}{words}{end}"
