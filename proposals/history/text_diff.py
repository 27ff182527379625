"""Differences between two wordings of one text, word by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby, pairwise
from operator import attrgetter

from proposals.history.text_words import (
    Unseen,
    WordList,
    list_words,
    unseen_in_gap,
    unseen_in_word,
)

MOST_PAIRS = 1_000_000
"""Pairs of words that are compared; longer texts go by lines."""
MOST_STEPS = 30_000_000
"""Looks at a pair of equal words, at worst: three seconds of work. A text that repeats few words
everywhere needs more, and goes by lines, too."""

Block = tuple[int, int, int, int]
"""Where a changed stretch begins and ends, in words of either text."""


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


@dataclass(frozen=True)
class WordingDiff:
    """Two wordings compared.

    Those kept and added of `runs` make up the newer wording, sign by sign. Those kept and removed
    make up the older one but for what nobody takes for another word: what is kept stands as it is
    now. `older_runs` are the kept, as they were, and the removed: the older wording, sign by sign.

    `unseen` is what differs in the kept runs: spaces, quotes, signs without a width.
    """

    runs: tuple[DiffRun, ...]
    older_runs: tuple[DiffRun, ...] = ()
    unseen: tuple[Unseen, ...] = ()

    @property
    def words_differ(self) -> bool:
        """Whether any word was removed or added."""
        return any(run.op is not DiffOp.KEPT for run in self.runs)


def diff_words(before: str, after: str) -> tuple[DiffRun, ...]:
    """Return the runs of two wordings in reading order, as `WordingDiff` tells of them."""
    return compare_wordings(before, after).runs


def compare_wordings(before: str, after: str) -> WordingDiff:
    """Compare two wordings by words.

    Texts with more than `MOST_PAIRS` pairs of words are compared by lines, and with more pairs of
    lines as a whole; so are those that would take more than `MOST_STEPS`.
    """
    comparison = _Comparison(list_words(before), list_words(after))
    for block in _changed_blocks(comparison.old, comparison.new):
        comparison.add_change(block)
    comparison.add_rest()
    return WordingDiff(
        runs=tuple(_join_neighbours(comparison.runs)),
        older_runs=tuple(_join_neighbours(comparison.older_runs)),
        unseen=tuple(kind for kind in Unseen if kind in comparison.unseen),
    )


def _changed_blocks(old: WordList, new: WordList) -> Iterator[Block]:
    """Yield what changed; two blocks have a word between them that stays."""
    head = _count_equal(zip(old.keys, new.keys, strict=False))
    tail = _count_equal(zip(reversed(old.keys[head:]), reversed(new.keys[head:]), strict=False))
    ends = len(old.keys) - tail, len(new.keys) - tail
    if head == max(ends):
        return
    for split in (_each_word, _each_line):
        old_places, new_places = split(old, head, ends[0]), split(new, head, ends[1])
        matcher = _matcher(_units(old, old_places), _units(new, new_places))
        if matcher is not None:
            for tag, i1, i2, j1, j2 in matcher.get_opcodes():
                if tag != "equal":
                    yield old_places[i1], old_places[i2], new_places[j1], new_places[j2]
            return
    yield head, ends[0], head, ends[1]


def _count_equal(pairs: Iterable[tuple[str, str]]) -> int:
    """Count the equal pairs before the first that is not."""
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count


def _each_word(_words: WordList, start: int, end: int) -> Sequence[int]:
    """Return where each word of a stretch begins, and its end."""
    return range(start, end + 1)


def _each_line(words: WordList, start: int, end: int) -> Sequence[int]:
    """Return the words of a stretch with which a line begins, and its end."""
    begins = (place for place in range(start + 1, end) if "\n" in words.gap(place))
    return [start, *begins, end] if start < end else [end]


def _units(words: WordList, places: Sequence[int]) -> list[Hashable]:
    return [tuple(words.keys[first:last]) for first, last in pairwise(places)]


def _matcher(old: list[Hashable], new: list[Hashable]) -> SequenceMatcher[Hashable] | None:
    """Return what matches two lists; None where that would take too long."""
    if len(old) * len(new) > MOST_PAIRS:
        return None
    counts = Counter(new)
    # Each match that is found takes one look at all pairs of equals that are left.
    if sum(counts[one] for one in old) * min(len(old), len(new)) > MOST_STEPS:
        return None
    return SequenceMatcher(None, old, new, autojunk=False)


@dataclass(frozen=True)
class _Gap:
    """What stands between two words, or at an end, in either text."""

    old: str
    new: str
    inside: bool

    @property
    def is_alike(self) -> bool:
        """Whether both texts have a space there, or neither."""
        return bool(self.old) == bool(self.new)

    @property
    def is_same(self) -> bool:
        """Whether nothing but the kind and number of spaces differs, if anything does."""
        unseen = unseen_in_gap(self.old, self.new, inside=True)
        return self.is_alike and Unseen.PARAGRAPHS not in unseen


class _Comparison:
    """The runs of two texts as they are found, from the beginning."""

    def __init__(self, old: WordList, new: WordList) -> None:
        self.old, self.new = old, new
        self.runs: list[DiffRun] = []
        self.older_runs: list[DiffRun] = []
        self.unseen: set[Unseen] = set()
        self._done = (0, 0)

    def add_change(self, block: Block) -> None:
        """Add the words that stay before a change, and the change with the gaps around it."""
        i1, i2, j1, j2 = block
        self._keep_words(i1, j1)
        self._done = (i2, j2)
        before, after = self._gaps_around(block)
        removed, added = self.old.between(i1, i2), self.new.between(j1, j2)
        # A gap that only one text has is part of the change.
        if before.is_alike:
            self._keep_gap(before)
        else:
            removed, added = before.old + removed, before.new + added
        if not after.is_alike:
            removed, added = removed + after.old, added + after.new
        self._append(DiffOp.REMOVED, removed, self.runs, self.older_runs)
        self._append(DiffOp.ADDED, added, self.runs)
        if after.is_alike:
            self._keep_gap(after)

    def add_rest(self) -> None:
        """Add what stays after the last change."""
        ends = len(self.old.keys), len(self.new.keys)
        if self._done != ends or ends == (0, 0):
            self._keep_words(*ends)
            self._keep_gap(self._gap(*ends))

    def _gaps_around(self, block: Block) -> tuple[_Gap, _Gap]:
        """Return the gaps before and after a change.

        The text that has none of the words has one gap there. It is that before the words in the
        other text, unless it is more like that after them: then the words came or went with the
        gap before them.
        """
        i1, i2, j1, j2 = block
        before, after = self._gap(i1, j1), self._gap(i2, j2)
        if i1 < i2 and j1 < j2:
            return before, after
        if not before.is_same and (after.is_same or (after.is_alike and not before.is_alike)):
            return self._only_in_one(before, i1 == i2), after
        return before, self._only_in_one(after, i1 == i2)

    @staticmethod
    def _only_in_one(gap: _Gap, is_added: bool) -> _Gap:
        return replace(gap, old="") if is_added else replace(gap, new="")

    def _gap(self, i: int, j: int) -> _Gap:
        inside = bool(i and j) and i < len(self.old.keys) and j < len(self.new.keys)
        return _Gap(self.old.gap(i), self.new.gap(j), inside)

    def _keep_words(self, i2: int, j2: int) -> None:
        """Add the words up to two places, which are the same in both texts."""
        i1, j1 = self._done
        if (i1, j1) == (0, 0) and i2:
            self._keep_gap(self._gap(0, 0))
        for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
            if i > i1:
                self._keep_gap(self._gap(i, j))
            old, new = self.old.between(i, i + 1), self.new.between(j, j + 1)
            self.unseen |= unseen_in_word(old, new)
            self._append(DiffOp.KEPT, old, self.older_runs)
            self._append(DiffOp.KEPT, new, self.runs)

    def _keep_gap(self, gap: _Gap) -> None:
        self.unseen |= unseen_in_gap(gap.old, gap.new, inside=gap.inside)
        self._append(DiffOp.KEPT, gap.old, self.older_runs)
        self._append(DiffOp.KEPT, gap.new, self.runs)

    @staticmethod
    def _append(op: DiffOp, text: str, *lists: list[DiffRun]) -> None:
        if text:
            for runs in lists:
                runs.append(DiffRun(op, text))


def _join_neighbours(runs: Iterable[DiffRun]) -> Iterator[DiffRun]:
    for op, same in groupby(runs, attrgetter("op")):
        yield DiffRun(op, "".join(run.text for run in same))
