"""Cases: what an answer holds for, and how two cases lie to each other.

A term's scope is an entry of the negotiation's scope list, or free text; without a scope a term
holds for the whole. Entries have declared relations: one lies within others, and the entries of one
partition are apart. Of free texts nothing is known but whether their words are the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from proposals.domain.errors import ErrorCode, InvalidVocabulary
from proposals.domain.vocabulary import Entry, first_repeated, fold

ENDS_OF_WORDS = " .,;:!?…。؟،؛"
"""Marks at the end of a scope that do not make it another."""


_Division = tuple[frozenset[str], frozenset[str]]
"""What a complete partition makes up together, and its entries."""

_Above = Mapping[str, frozenset[str]]
"""The keys of the entries in which each entry of a list lies, by its key."""


class CaseRelation(StrEnum):
    """The ways in which two cases can lie to each other; exactly one holds."""

    SAME = "same"
    WITHIN = "within"
    CONTAINS = "contains"
    APART = "apart"
    UNCLEAR = "unclear"


@dataclass(frozen=True, eq=False)
class Case:
    """What an answer holds for: the whole, an entry of the scope list, or free text.

    Cases are equal by what they mean, in whatever language their words are shown.

    `words` are the label of an entry, or the text. `above` are the entries in which it lies, all of
    them, and `parts` each partition of which it lies in an entry, with that entry. `place` is that
    of an entry in the list, from 0. `divisions` are the complete partitions of the list: what each
    makes up together (nothing: the whole), with its entries. `below` are the entries that lie
    in it.
    """

    words: str = ""
    key: str = ""
    above: frozenset[str] = frozenset()
    parts: frozenset[tuple[str, str]] = frozenset()
    place: int = 0
    divisions: frozenset[_Division] = field(default=frozenset(), compare=False, repr=False)
    below: tuple[Case, ...] = field(default=(), compare=False, repr=False)

    def __eq__(self, other: object) -> bool:
        """Tell whether the other is the same case."""
        return isinstance(other, Case) and self.identity == other.identity

    def __hash__(self) -> int:
        """Return the hash of what it means."""
        return hash(self.identity)

    @cached_property
    def meaning(self) -> str:
        """The text by which cases are the same: the key, else folded words."""
        return self.key or meaning_of(self.words)

    @property
    def identity(self) -> tuple[bool, str]:
        """The value by which cases are grouped: equal for two cases if they are the same."""
        return bool(self.key), self.meaning

    @property
    def is_whole(self) -> bool:
        """Whether an answer for it has no scope."""
        return not self.meaning

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """The order of cases: the whole, then the scope list, then free texts by their words."""
        if self.is_whole:
            return 0, 0, ""
        return (1, self.place, "") if self.key else (2, 0, self.meaning)

    def is_same(self, other: Case) -> bool:
        """Tell whether both are one entry, or free texts of the same words."""
        return self is other or self.identity == other.identity

    def relation(self, other: Case) -> CaseRelation:
        """Return how this case lies to another."""
        if self.is_same(other):
            return CaseRelation.SAME
        if other.is_whole or (other.key and other.key in self.above):
            return CaseRelation.WITHIN
        if self.is_whole or (self.key and self.key in other.above):
            return CaseRelation.CONTAINS
        mine = dict(self.parts)
        if any(mine.get(partition, key) != key for partition, key in other.parts):
            return CaseRelation.APART
        return CaseRelation.UNCLEAR

    def holds(self, other: Case) -> bool:
        """Tell whether another case is the same or lies within."""
        return self.relation(other) in (CaseRelation.SAME, CaseRelation.CONTAINS)

    def is_covered_by(self, cases: Iterable[Case]) -> bool:
        """Tell whether cases hold every entry of a complete partition of this one.

        An entry is held, too, if every part of it is.
        """
        by_key = {case.key: case for case in cases if case.key}
        divisions = {division for case in by_key.values() for division in case.divisions}
        return bool(divisions) and _is_covered(self.key, by_key.keys(), divisions)


def _is_covered(key: str, keys: Collection[str], divisions: Collection[_Division]) -> bool:
    """Tell whether some keys hold every entry of a division of `key` (nothing: of the whole)."""
    mine = frozenset({key} if key else ())
    return any(
        whole == mine and all(part in keys or _is_covered(part, keys, divisions) for part in parts)
        for whole, parts in divisions
    )


WHOLE = Case()
"""The case of every answer without a scope."""


def meaning_of(words: str) -> str:
    """Return words as cases and conditions are compared by them: folded, no marks at the end.

    What holds nothing but marks is compared as it is: it names something, if badly. Words that
    stand in the place of an `original`, in the language of a reader, mean what the original does:
    no verdict depends on who reads it.
    """
    folded = fold(getattr(words, "original", words))
    return folded.rstrip(ENDS_OF_WORDS) or folded


@dataclass(frozen=True)
class ScopeEntry(Entry):
    """One entry of a scope list: it lies `within` others, and is one part of a `partition`.

    `complete` says that the entries of the partition leave nothing of their whole out.
    """

    within: tuple[str, ...] = ()
    partition: str = ""
    complete: bool = False


@dataclass(frozen=True)
class ScopeList:
    """The scopes that a negotiation declares; raises InvalidVocabulary if they cannot all hold."""

    entries: tuple[ScopeEntry, ...] = ()
    _above: _Above = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        for problem in scope_problems(self.entries):
            raise problem
        object.__setattr__(self, "_above", _entries_above(self.entries))

    def case(self, scope: str) -> Case:
        """Return the case that a scope names: an entry by its key or its label, else free text."""
        return self._cases.get(meaning_of(scope)) or Case(
            scope if scope == scope.strip() else scope.strip()
        )

    def entry(self, scope: str) -> ScopeEntry | None:
        """Return the entry that a scope names; None for free text."""
        key = self.case(scope).key
        return next((entry for entry in self.entries if entry.key == key), None) if key else None

    @cached_property
    def _cases(self) -> dict[str, Case]:
        places = enumerate(self.entries)
        cases: list[Case] = []
        # From the deepest: those that lie in an entry are there before it.
        for place, entry in sorted(places, key=lambda row: -len(self._above[row[1].key])):
            below = tuple(case for case in cases if entry.key in case.above)
            cases.append(self._case_of(entry, place, below))
        return {meaning_of(case.words): case for case in cases} | {
            meaning_of(case.key): case for case in cases
        }

    def _case_of(self, entry: ScopeEntry, place: int, below: tuple[Case, ...]) -> Case:
        return Case(
            entry.label,
            entry.key,
            above=self._above[entry.key],
            parts=frozenset(_parts_of(entry.key, self.entries, self._above)),
            place=place,
            divisions=self._divisions,
            below=below,
        )

    @cached_property
    def _divisions(self) -> frozenset[_Division]:
        return frozenset(
            (frozenset(entries[0].within), frozenset(entry.key for entry in entries))
            for entries in _partitions_of(self.entries).values()
            if entries[0].complete
        )


def scope_problems(entries: Iterable[ScopeEntry]) -> Iterator[InvalidVocabulary]:
    """Yield every reason why entries cannot make up a scope list together.

    Where an entry lies within one that is not there, the rest of its relations are judged.
    """
    entries = tuple(entries)
    above = _entries_above(entries)
    yield from _problems_of_names(entries)
    for entry in entries:
        for key in entry.within:
            if key not in above:
                yield InvalidVocabulary(ErrorCode.NO_SUCH_SCOPE, scope=entry.key, found=key)
    for entry in entries:
        if entry.key in above[entry.key]:
            yield InvalidVocabulary(ErrorCode.SCOPES_IN_A_CIRCLE, scope=entry.key)
    yield from _problems_of_partitions(entries, above)


def _problems_of_names(entries: Collection[ScopeEntry]) -> Iterator[InvalidVocabulary]:
    keys = {meaning_of(entry.key): entry.key for entry in entries}
    labels = {meaning_of(entry.label) for entry in entries}
    if len(keys) < len(entries) or len(labels) < len(entries):
        key = first_repeated(meaning_of(entry.key) for entry in entries)
        found = key or first_repeated(meaning_of(entry.label) for entry in entries)
        yield InvalidVocabulary(ErrorCode.EQUAL_ENTRIES, found=found)
    for entry in entries:
        if keys.get(meaning_of(entry.label), entry.key) != entry.key:
            yield InvalidVocabulary(ErrorCode.LABEL_OF_KEY, scope=entry.key, found=entry.label)


def _problems_of_partitions(
    entries: Collection[ScopeEntry], above: _Above
) -> Iterator[InvalidVocabulary]:
    for entry in entries:
        if entry.complete and not entry.partition:
            yield InvalidVocabulary(ErrorCode.COMPLETE_WITHOUT_PARTITION, scope=entry.key)
        parts = set(_parts_of(entry.key, entries, above))
        if len({partition for partition, _key in parts}) < len(parts):
            yield InvalidVocabulary(ErrorCode.SCOPE_IN_TWO_PARTS, scope=entry.key)
    for name, parts_of_one in _partitions_of(entries).items():
        if len({(frozenset(part.within), part.complete) for part in parts_of_one}) > 1:
            yield InvalidVocabulary(ErrorCode.UNLIKE_PARTS, partition=name)


def _entries_above(entries: Iterable[ScopeEntry]) -> _Above:
    """Return the keys of the entries of a list in which each lies, itself if in a circle."""
    within = {entry.key: entry.within for entry in entries}
    above: dict[str, frozenset[str]] = {}
    for key in within:
        upper: set[str] = set()
        queue = list(within[key])
        while queue:
            next_key = queue.pop()
            if next_key in within and next_key not in upper:
                upper.add(next_key)
                queue.extend(within[next_key])
        above[key] = frozenset(upper)
    return above


def _parts_of(key: str, entries: Iterable[ScopeEntry], above: _Above) -> Iterator[tuple[str, str]]:
    """Yield each partition that has a part which is an entry or holds it, with that part."""
    for entry in entries:
        if entry.partition and (entry.key == key or entry.key in above[key]):
            yield entry.partition, entry.key


def _partitions_of(entries: Iterable[ScopeEntry]) -> dict[str, list[ScopeEntry]]:
    by_name: dict[str, list[ScopeEntry]] = {}
    for entry in entries:
        if entry.partition:
            by_name.setdefault(entry.partition, []).append(entry)
    return by_name
