"""Matching: the rows of every kind that hold all words of a search, and a page of them as hits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from proposals.comparisons import SearchTerms
from proposals.search.hits import Hit
from proposals.search.kinds import SPACES, SearchKind, SearchSpace


@dataclass(frozen=True)
class Matches:
    """The rows of one kind that match a search, by primary key, the best first."""

    kind: SearchKind
    keys: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many rows match."""
        return len(self.keys)


def find(terms: SearchTerms) -> tuple[Matches, ...]:
    """Return what matches a search, each kind in turn; one query a kind, none without words.

    Rows whose name alone holds all words come first. The texts are folded here and not in the
    database, whose kinds differ in what they call the same letter.
    """
    if not terms.needles:
        return tuple(Matches(kind, ()) for kind in SearchKind)
    return tuple(Matches(kind, tuple(_matching_keys(SPACES[kind], terms))) for kind in SearchKind)


def load_hits(kind: SearchKind, keys: Iterable[int], terms: SearchTerms) -> list[Hit]:
    """Return rows by primary key as hits, in this order; one query, none for no keys."""
    space, ordered = SPACES[kind], list(keys)
    if not ordered:
        return []
    rows = space.rows().select_related(*space.related).in_bulk(ordered)
    return [space.hit(rows[key], terms) for key in ordered if key in rows]


def _matching_keys(space: SearchSpace, terms: SearchTerms) -> list[int]:
    matching = [row for row in _texts_of_rows(space) if terms.match(*row[1])]
    return [key for key, texts in sorted(matching, key=lambda row: not terms.match(row[1][0]))]


def _texts_of_rows(space: SearchSpace) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield each row's primary key with its texts; a row with several parties comes once."""
    ordered = space.rows().order_by(*space.order, "pk")
    values = ordered.values_list("pk", *space.texts).iterator(chunk_size=2000)
    for key, rows in groupby(values, key=itemgetter(0)):
        texts = dict.fromkeys(text for row in rows for text in row[1:] if text is not None)
        yield key, tuple(texts)
