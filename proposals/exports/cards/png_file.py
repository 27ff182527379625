"""From the pieces of a card to a PNG file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageOps

from proposals.domain.verdicts import Mark
from proposals.exports.cards.card import Card
from proposals.exports.cards.layout import pieces_of
from proposals.exports.cards.pieces import HEIGHT, PAPER, WIDTH, Bar, Piece, Symbol, TextLine
from proposals.exports.cards.text_blocks import direction, drawable, font, has_raqm

DRAWN = 2
"""The number of this way of drawing: one more when the same card looks different."""
_FINER = 4
"""Times as many pixels in which a mark is drawn before it is made smaller."""


def card_tag(card: Card) -> str:
    """Return a short name for the picture of a card: another card has another one."""
    content = repr((DRAWN, has_raqm(), card)).encode()
    return hashlib.sha256(content).hexdigest()[:32]


@lru_cache(maxsize=64)
def card_png(card: Card) -> bytes:
    """Return a card as a PNG file; the last ones are remembered."""
    return png(pieces_of(card))


def png(pieces: Iterable[Piece]) -> bytes:
    """Return pieces, drawn one above the other, as a PNG file."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    for piece in pieces:
        if isinstance(piece, TextLine):
            _draw_line(draw, piece)
        elif isinstance(piece, Symbol):
            mask = _mark_mask(piece.mark, piece.size)
            mask = ImageOps.mirror(mask) if piece.mirrored else mask
            image.paste(piece.colour, (piece.x, piece.y), mask)
        else:
            _draw_bar(draw, piece)
    file = BytesIO()
    image.save(file, format="PNG")
    return file.getvalue()


def _draw_line(draw: ImageDraw.ImageDraw, line: TextLine) -> None:
    draw.text(
        (line.x, line.y),
        drawable(line.text, from_right=line.from_right),
        fill=line.colour,
        font=font(line.style),
        anchor="ra" if line.ends else "la",
        direction=direction(from_right=line.from_right),
    )


def _draw_bar(draw: ImageDraw.ImageDraw, bar: Bar) -> None:
    left, top, right, bottom = bar.corners
    corners = (left, top, right - 1, bottom - 1)
    if bar.outlined:
        draw.rectangle(corners, outline=bar.colour, width=2)
    else:
        draw.rectangle(corners, fill=bar.colour)


@lru_cache(maxsize=64)
def _mark_mask(mark: Mark, size: int) -> Image.Image:
    """Return the drawing of a mark as on the pages, as a mask: where its colour stands."""
    unit = size * _FINER / 16
    mask = Image.new("L", (size * _FINER, size * _FINER), 0)
    _DRAWINGS[mark](_Pen(ImageDraw.Draw(mask), unit))
    return mask.resize((size, size), Image.Resampling.LANCZOS)


class _Pen:
    """A pen that draws in the units of the pages' drawings: sixteen a side."""

    def __init__(self, draw: ImageDraw.ImageDraw, unit: float) -> None:
        self.draw = draw
        self.unit = unit

    def _scaled(self, *numbers: float) -> list[float]:
        return [number * self.unit for number in numbers]

    def square(self, *corners: float, line: float = 0) -> None:
        """Draw a square, filled or with a line."""
        thick = round(line * self.unit)
        fill, outline = (None, 255) if line else (255, None)
        self.draw.rectangle(self._scaled(*corners), fill=fill, outline=outline, width=thick)

    def circle(self, x: float, y: float, radius: float, *, line: float = 0) -> None:
        """Draw a circle, filled or with a line."""
        corners = self._scaled(x - radius, y - radius, x + radius, y + radius)
        thick = round(line * self.unit)
        fill, outline = (None, 255) if line else (255, None)
        self.draw.ellipse(corners, fill=fill, outline=outline, width=thick)

    def stroke(self, *ends: float, line: float = 1.5, ink: int = 255) -> None:
        """Draw a line; with the ink 0 it cuts what is drawn already."""
        self.draw.line(self._scaled(*ends), fill=ink, width=round(line * self.unit))


def _conflict(pen: _Pen) -> None:
    pen.square(1, 1, 15, 15)
    pen.stroke(5, 5, 11, 11, line=2, ink=0)
    pen.stroke(11, 5, 5, 11, line=2, ink=0)


def _differs(pen: _Pen) -> None:
    for ends in ((2, 6, 6, 2), (2, 10, 10, 2), (2, 14, 14, 2), (6, 14, 14, 6), (10, 14, 14, 10)):
        pen.stroke(*ends, line=1)
    pen.square(1, 1, 15, 15, line=1.5)


def _one_side(pen: _Pen) -> None:
    pen.square(2, 2, 8, 14)
    pen.square(1, 1, 15, 15, line=1.5)


def _not_compared(pen: _Pen) -> None:
    for start in (1, 5, 9, 13):
        for edge in (1.75, 14.25):
            pen.stroke(start, edge, start + 2, edge)
            pen.stroke(edge, start, edge, start + 2)
    pen.circle(8, 8, 1.6)


def _compatible(pen: _Pen) -> None:
    pen.circle(5.75, 8, 5.1, line=1.4)
    pen.circle(10.25, 8, 5.1, line=1.4)


def _agree(pen: _Pen) -> None:
    pen.circle(8, 8, 7)
    pen.stroke(4.75, 6.25, 11.25, 6.25, line=1.6, ink=0)
    pen.stroke(4.75, 9.75, 11.25, 9.75, line=1.6, ink=0)


_DRAWINGS = {
    Mark.CONFLICT: _conflict,
    Mark.DIFFERS: _differs,
    Mark.ONE_SIDE: _one_side,
    Mark.NOT_COMPARED: _not_compared,
    Mark.COMPATIBLE: _compatible,
    Mark.AGREE: _agree,
}
