"""Differences between two wordings of one text, word by word."""

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
"""Pairs of words that are compared, at worst two seconds of work; longer texts go by lines."""


class DiffOp(StrEnum):
    """What a diff does to a run of text: it stands in both wordings, or in one of them."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class DiffRun:
    """A run of text that was kept, removed or added as a whole."""

    op: DiffOp
    text: str


def diff_words(before: str, after: str) -> tuple[DiffRun, ...]:
    """Return the runs of both wordings in reading order.

    Those kept and removed make up `before`, those kept and added `after`, sign by sign. Texts with
    more than `MOST_PAIRS` pairs of words are compared by lines, and with more pairs of lines as a
    whole.
    """
    for pattern in (_WORDS, _LINES):
        old, new = pattern.findall(before), pattern.findall(after)
        head = _count_equal(zip(old, new, strict=False))
        tail = _count_equal(zip(reversed(old[head:]), reversed(new[head:]), strict=False))
        changed = old[head : len(old) - tail], new[head : len(new) - tail]
        if len(changed[0]) * len(changed[1]) <= MOST_PAIRS:
            runs = (
                DiffRun(DiffOp.KEPT, "".join(old[:head])),
                *_match_words(*changed),
                DiffRun(DiffOp.KEPT, "".join(old[len(old) - tail :])),
            )
            return _ordered(runs)
    return _ordered((DiffRun(DiffOp.REMOVED, before), DiffRun(DiffOp.ADDED, after)))


def _count_equal(pairs: Iterable[tuple[str, str]]) -> int:
    """Count the equal pairs before the first that is not."""
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count


def _match_words(old: list[str], new: list[str]) -> Iterator[DiffRun]:
    # In long texts, spaces and the commonest words only extend a match: else time grows cubically.
    matcher = SequenceMatcher(None, old, new, autojunk=True)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        removed, added = "".join(old[i1:i2]), "".join(new[j1:j2])
        # A space that stays between two changed words reads better as changed with them.
        if tag == "equal" and removed.strip():
            yield DiffRun(DiffOp.KEPT, removed)
            continue
        yield DiffRun(DiffOp.REMOVED, removed)
        yield DiffRun(DiffOp.ADDED, added)


def _ordered(runs: Iterable[DiffRun]) -> tuple[DiffRun, ...]:
    """Put removals before additions between two kept runs, and join neighbours of one kind."""
    ordered: list[DiffRun] = []
    changed = {DiffOp.REMOVED: "", DiffOp.ADDED: ""}
    for run in runs:
        if run.op is not DiffOp.KEPT:
            changed[run.op] += run.text
        elif run.text:
            _append_changed(ordered, changed)
            ordered.append(run)
    _append_changed(ordered, changed)
    return tuple(_join_neighbours(ordered))


def _append_changed(ordered: list[DiffRun], changed: dict[DiffOp, str]) -> None:
    for op, text in changed.items():
        if text:
            ordered.append(DiffRun(op, text))
        changed[op] = ""


def _join_neighbours(runs: list[DiffRun]) -> Iterator[DiffRun]:
    last: DiffRun | None = None
    for run in runs:
        if last is not None and last.op is run.op:
            last = DiffRun(run.op, last.text + run.text)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last
