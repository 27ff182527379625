"""Matching: the rows of every kind that hold all words of a search, and a page of them as hits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from proposals.comparisons.local_texts import LocalTexts, local_texts, texts_by_original
from proposals.data_stamps import prepared
from proposals.search.hits import Hit
from proposals.search.kinds import SPACES, SearchKind, SearchSpace
from sources.search_terms import SearchTerms, fold_texts

BYTES_A_WEIGHT = 2_500
"""The bytes of memory that weigh 1 in `prepared`."""
ROW_BYTES = 250
"""The bytes that a row takes besides its texts, roughly."""


class FoldedRow(NamedTuple):
    """A row to look through: its primary key, its name, and all of its texts, folded."""

    pk: int
    name: str
    texts: str


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
    database, whose kinds differ in what they call the same letter. Folded they are kept in memory
    until the next write: then a search takes no query.
    """
    if not terms.needles:
        return tuple(Matches(kind, ()) for kind in SearchKind)
    return tuple(Matches(kind, tuple(_matching_keys(kind, terms))) for kind in SearchKind)


def load_hits(kind: SearchKind, keys: Iterable[int], terms: SearchTerms) -> list[Hit]:
    """Return rows by primary key as hits, in this order; one query, none for no keys.

    One more for texts in another language.
    """
    space, ordered = SPACES[kind], list(keys)
    if not ordered:
        return []
    rows = space.rows().select_related(*space.related).in_bulk(ordered)
    shown = [rows[key] for key in ordered if key in rows]
    homes = {home for row in shown if (home := space.home(row)) is not None}
    texts = local_texts(homes) if homes else LocalTexts("")
    return [space.hit(space.local(texts, row), terms) for row in shown]


def _matching_keys(kind: SearchKind, terms: SearchTerms) -> list[int]:
    matching = [row for row in _folded_rows(kind) if terms.match_folded(row.texts)]
    return [row.pk for row in sorted(matching, key=lambda row: not terms.match_folded(row.name))]


def _folded_rows(kind: SearchKind) -> tuple[FoldedRow, ...]:
    """Return the rows of a kind in order; one query the first time after a write, else none."""
    return prepared("search", kind, lambda: tuple(_fold_rows(SPACES[kind])), weigh=_weigh)


def _weigh(rows: tuple[FoldedRow, ...]) -> int:
    return sum(len(row.name) + len(row.texts) + ROW_BYTES for row in rows) // BYTES_A_WEIGHT + 1


def _fold_rows(space: SearchSpace) -> Iterator[FoldedRow]:
    """Yield each row with its folded texts; a row with several parties comes once.

    One looks in the originals, and in what readers see in their place.
    """
    local = texts_by_original()
    ordered = space.rows().order_by(*space.order, "pk")
    values = ordered.values_list("pk", *space.texts).iterator(chunk_size=2000)
    for key, rows in groupby(values, key=itemgetter(0)):
        texts = dict.fromkeys(text for row in rows for text in row[1:] if text is not None)
        name = next(iter(texts), "")
        shown = (local[text] for text in texts if text in local)
        yield FoldedRow(key, fold_texts(name, local.get(name, "")), fold_texts(*texts, *shown))
