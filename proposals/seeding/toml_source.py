"""Reading TOML: whatever stands in a file is read, or refused with its line and a way out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from proposals.seeding.toml_hints import hint_at

DEEPEST = 40
"""How many lists, tables and parts of a key may stand inside each other."""

MOST_DIGITS = 60
"""The digits of the largest number that is read; no field has room for as many."""

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|(?P<open>[\[{])"
    r"|(?P<close>[\]}])"
    r"|(?P<quote>[\"'])"
    r"|(?P<word>[A-Za-z0-9_+.-]+)(?P<key>[ \t]*=)?",
    re.DOTALL,
)
_WHERE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_DECIMAL = re.compile(r"[+-]?(?P<digits>[\d_]+(?:\.[\d_]+)?)(?:[eE](?P<power>[+-]?[\d_]+))?")
_OTHER_BASE = re.compile(r"0(?:x[\da-fA-F_]+|o[0-7_]+|b[01_]+)")


class TomlFault(Exception):
    """Why a text is not read, with the line, as a sentence."""


@dataclass(frozen=True)
class _Opening:
    """A bracket or a quotation mark that opens, with its place in the text."""

    mark: str
    place: int


def parse_toml(text: str) -> dict[str, Any]:
    """Return the tables of a text; raise TomlFault, and nothing else, for what is not read."""
    text = text.replace("\r\n", "\n")
    _refuse_excess(text)
    try:
        return _refuse_depth(tomllib.loads(text, parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        raise TomlFault(_explain(text, str(error))) from error
    except (ValueError, ArithmeticError, RecursionError) as error:
        # All that is known has been refused above, with its line.
        raise TomlFault(f"not TOML that can be read: {type(error).__name__}.") from error


def _refuse_excess(text: str) -> None:
    """Refuse brackets inside each other beyond all use, and numbers that nothing can hold."""
    opened: list[_Opening] = []
    for match in _TOKEN.finditer(text):
        if match["quote"]:
            break  # a text that is not closed: the parser comes no further, and tells of it
        if match["open"]:
            opened.append(_Opening(match["open"], match.start()))
            if len(opened) > DEEPEST:
                raise TomlFault(
                    f"{_line_and_key(text, match.start())}: more than {DEEPEST} brackets stand "
                    "inside each other."
                )
        elif match["close"] and opened:
            opened.pop()
        elif match["word"] and match["word"].count(".") > DEEPEST:
            raise TomlFault(
                f"{_line_and_key(text, match.start())}: more than {DEEPEST} tables stand inside "
                "each other."
            )
        elif match["word"] and not match["key"] and _is_huge(match["word"]):
            raise TomlFault(
                f"{_line_and_key(text, match.start())}: the number is too large, too small or too "
                f"exact; no number here has more than {MOST_DIGITS} digits."
            )


def _is_huge(word: str) -> bool:
    if _OTHER_BASE.fullmatch(word):
        return len(word) > MOST_DIGITS
    match = _DECIMAL.fullmatch(word)
    if match is None:
        return False
    power = (match["power"] or "0").replace("_", "").lstrip("+-").lstrip("0")
    return len(match["digits"]) > MOST_DIGITS or len(power) > 2 or int(power or 0) > MOST_DIGITS


def _refuse_depth(data: dict[str, Any]) -> dict[str, Any]:
    """Refuse tables that keys with points put inside each other beyond all use."""
    level: list[tuple[str, Any]] = list(data.items())
    for _depth in range(DEEPEST):
        level = [pair for name, value in level for pair in _inside(name, value)]
    if level:
        raise TomlFault(f"{level[0][0][:60]}: more than {DEEPEST} tables stand inside each other.")
    return data


def _inside(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield what stands in a table or a list, under the name of the first table."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            if isinstance(inner, dict | list):
                yield name, inner


def _explain(text: str, error: str) -> str:
    """Return an error of the parser with its line, and with what would be right."""
    found = _WHERE.search(error)
    told = error[: found.start()] if found else error
    if found and found[1]:
        line, column = int(found[1]), int(found[2])
    else:
        place = _last_opening(text)
        line, column = _position(text, len(text.rstrip()) if place is None else place)
    hint = hint_at(text.split("\n"), line, column=column, error=told)
    return f"not TOML: line {line}, column {column}: {told}.{hint}"


def _last_opening(text: str) -> int | None:
    """Return the place of what is opened and never closed; None if there is no such thing."""
    opened: list[_Opening] = []
    for match in _TOKEN.finditer(text):
        if match["quote"]:
            return match.start()
        if match["open"]:
            opened.append(_Opening(match["open"], match.start()))
        elif match["close"] and opened:
            opened.pop()
    return opened[0].place if opened else None


def _position(text: str, place: int) -> tuple[int, int]:
    """Return the line and the column of a place, from 1."""
    return text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)


def _line_and_key(text: str, place: int) -> str:
    """Return the line of a place in words, with the key that stands there, if one does."""
    line, _column = _position(text, place)
    start = text.rfind("\n", 0, place) + 1
    key = re.match(r"\s*([A-Za-z0-9_.-]{1,60})\s*=", text[start:place])
    return f"line {line}, {key[1]}" if key else f"line {line}"
