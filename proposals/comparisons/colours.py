"""The colours of documents: a party has one wherever it stands; its documents differ by line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from proposals.comparisons.sort_order import sort_key
from proposals.models import Party, PartyRole

HUES = 8
"""The number of colours; with more parties they repeat, and lines tell the documents apart."""


@dataclass(frozen=True)
class Colour:
    """The colour of a document, and how it is drawn.

    `number` is that of its party, from 1 to `HUES`; 0 for documents of several parties or of none.
    `nth` counts the documents of this colour that stand side by side: the first is drawn solid,
    every other as an outline with a line of its own.
    """

    number: int = 0
    nth: int = 1

    @property
    def classes(self) -> str:
        """The classes in HTML, a space between two."""
        outline = f" outline-{self.nth}" if self.nth > 1 else ""
        return f"party-{self.number}{outline}"


def numbers_of_parties(parties: Iterable[Party]) -> dict[int, int]:
    """Return the number of each party's colour by primary key, principal parties first."""
    ordered = sorted(parties, key=lambda one: (one.role != PartyRole.PRINCIPAL, *sort_key(one)))
    return {party.pk: place % HUES + 1 for place, party in enumerate(ordered)}


def colour_of(parties: Sequence[Party], numbers: dict[int, int]) -> Colour:
    """Return the colour of a document that these parties put forward together."""
    return Colour(numbers[parties[0].pk]) if len(parties) == 1 else Colour()


def told_apart(colours: Iterable[Colour]) -> list[Colour]:
    """Return the colours of documents that stand side by side, so that no two look the same."""
    times: dict[int, int] = defaultdict(int)
    apart = []
    for colour in colours:
        times[colour.number] += 1
        apart.append(replace(colour, nth=times[colour.number]))
    return apart
