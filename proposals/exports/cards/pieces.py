"""What is drawn on a card, piece by piece: values that a painter or a test can read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proposals.comparisons import Colour
from proposals.domain.verdicts import Mark
from proposals.exports.cards.text_blocks import Block, Style
from proposals.exports.paper.inks import MARK_INKS, party_ink

WIDTH, HEIGHT = 1200, 630
PAPER, RULE = "#fbfaf6", "#e6e1d4"
INK, QUIET = "#191b1f", "#4d525b"
"""The light colours of the site."""


@dataclass(frozen=True, kw_only=True)
class TextLine:
    """One line of text; `x` is its left end, or its right end if it `ends` there."""

    x: int
    y: int
    text: str
    style: Style
    colour: str
    from_right: bool = False
    ends: bool = False


@dataclass(frozen=True)
class Bar:
    """A rectangle in one colour, filled or as an outline; corners are left, top, right, bottom."""

    corners: tuple[int, int, int, int]
    colour: str
    outlined: bool = False


@dataclass(frozen=True, kw_only=True)
class Symbol:
    """The drawing of a mark in a square; `x` and `y` are its upper left corner.

    `mirrored` turns left into right.
    """

    mark: Mark
    x: int
    y: int
    size: int
    mirrored: bool = False

    @property
    def colour(self) -> str:
        """The colour of the mark."""
        return mark_colour(self.mark)


Piece = TextLine | Bar | Symbol


def mark_colour(mark: Mark) -> str:
    """Return the colour of a mark; quiet where nothing was compared."""
    return MARK_INKS.get(mark, QUIET)


def party_colour(colour: Colour) -> str:
    """Return the ink of a party."""
    return party_ink(colour, grey=False)


def lines_of(block: Block, x: int, y: int, *, room: int, colour: str) -> Iterator[TextLine]:
    """Yield the lines of a text below each other in a column that begins at `x`.

    What is written from the right stands at the right end of the `room`; with none, like a name
    beside its bar, at the left end too.
    """
    ends = block.from_right and room > 0
    start = x + room if ends else x
    for number, line in enumerate(block.lines):
        top = y + number * block.style.line_height
        yield TextLine(
            x=start,
            y=top,
            text=line,
            style=block.style,
            colour=colour,
            from_right=block.from_right,
            ends=ends,
        )
