"""Two wordings of one text, compared word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# Signs of scripts that put no space between words are compared one by one.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_POINTS = r"!-/:-@\[-`{-~¡-¿‐-⁞،؛؟।॥、。「」『』！-／：-＠"
_WORDS = re.compile(rf"\s+|[{_UNSPACED}]|[{_POINTS}]|[^\s{_UNSPACED}{_POINTS}]+")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
MOST_PAIRS = 1_000_000
"""Pairs of words that are compared, at worst two seconds' work; longer texts go line by line."""


class DiffOp(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class DiffRun:
    """A run of text with one fate."""

    fate: DiffOp
    text: str


def diff_words(before: str, after: str) -> tuple[DiffRun, ...]:
    """The pieces of both wordings in reading order.

    Those kept and removed make up `before`, those kept and added `after`, sign by sign. Texts with
    more than `MOST_PAIRS` pairs of words are compared by lines, and with more pairs of lines as a
    whole.
    """
    for pattern in (_WORDS, _LINES):
        old, new = pattern.findall(before), pattern.findall(after)
        head = _common(zip(old, new, strict=False))
        tail = _common(zip(reversed(old[head:]), reversed(new[head:]), strict=False))
        changed = old[head : len(old) - tail], new[head : len(new) - tail]
        if len(changed[0]) * len(changed[1]) <= MOST_PAIRS:
            pieces = (
                DiffRun(DiffOp.KEPT, "".join(old[:head])),
                *_opposed(*changed),
                DiffRun(DiffOp.KEPT, "".join(old[len(old) - tail :])),
            )
            return _joined(pieces)
    return _joined((DiffRun(DiffOp.REMOVED, before), DiffRun(DiffOp.ADDED, after)))


def _common(pairs: Iterable[tuple[str, str]]) -> int:
    """How many pairs are equal before the first that is not."""
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count


def _opposed(old: list[str], new: list[str]) -> Iterator[DiffRun]:
    # In long texts, spaces and the commonest words only extend a match: else time grows cubically.
    matcher = SequenceMatcher(None, old, new, autojunk=True)
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        removed, added = "".join(old[i1:i2]), "".join(new[j1:j2])
        # A space that stays between two changed words reads better as changed with them.
        if what == "equal" and removed.strip():
            yield DiffRun(DiffOp.KEPT, removed)
            continue
        yield DiffRun(DiffOp.REMOVED, removed)
        yield DiffRun(DiffOp.ADDED, added)


def _joined(pieces: Iterable[DiffRun]) -> tuple[DiffRun, ...]:
    """Neighbours of one fate as one piece; between two kept ones, removals before additions."""
    made: list[DiffRun] = []
    held = {DiffOp.REMOVED: "", DiffOp.ADDED: ""}
    for piece in pieces:
        if piece.fate is not DiffOp.KEPT:
            held[piece.fate] += piece.text
        elif piece.text:
            _release(held, made)
            made.append(piece)
    _release(held, made)
    return tuple(_neighbours_joined(made))


def _release(held: dict[DiffOp, str], made: list[DiffRun]) -> None:
    for fate, text in held.items():
        if text:
            made.append(DiffRun(fate, text))
        held[fate] = ""


def _neighbours_joined(pieces: list[DiffRun]) -> Iterator[DiffRun]:
    last: DiffRun | None = None
    for piece in pieces:
        if last is not None and last.fate is piece.fate:
            last = DiffRun(piece.fate, last.text + piece.text)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last
