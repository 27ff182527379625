"""Text set in the site's own font: measured, broken into lines, and fitted into a box.

The font stands in the repository, so that a card looks alike on every machine.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from PIL import ImageFont, features

from proposals.exports.cards.bidi import in_visual_order, is_right_to_left

FONTS = Path(__file__).resolve().parent / "fonts"
LINE_HEIGHT = 1.32
"""The distance between two lines, in sizes of the font."""

_INVISIBLE = frozenset({"Cf", "Cc", "Zl", "Zp"})
_IN_NO_FONT = "\U0010ffff"


@dataclass(frozen=True)
class Style:
    """A size in pixels and a weight."""

    size: int
    bold: bool = False

    @property
    def line_height(self) -> int:
        """The pixels from one line to the next."""
        return round(self.size * LINE_HEIGHT)


@dataclass(frozen=True)
class Block:
    """The lines of one text in one style."""

    lines: tuple[str, ...]
    style: Style
    from_right: bool

    @property
    def height(self) -> int:
        """The pixels that the lines take."""
        return len(self.lines) * self.style.line_height


def has_raqm() -> bool:
    """Tell whether Pillow can shape and order lines here by itself."""
    return bool(features.check("raqm"))


@lru_cache(maxsize=32)
def font(style: Style) -> ImageFont.FreeTypeFont:
    """Return the font in one style, with the best layout that this machine has."""
    engine = ImageFont.Layout.RAQM if has_raqm() else ImageFont.Layout.BASIC
    name = "DejaVuSans-Bold.ttf" if style.bold else "DejaVuSans.ttf"
    return ImageFont.truetype(str(FONTS / name), style.size, layout_engine=engine)


def direction(*, from_right: bool) -> Literal["rtl", "ltr"] | None:
    """Return the direction of a line for Pillow; None where it cannot be told one."""
    if not has_raqm():
        return None
    return "rtl" if from_right else "ltr"


def drawable(line: str, *, from_right: bool) -> str:
    """Return a line as Pillow has to be given it here."""
    return line if has_raqm() else in_visual_order(line, from_right=from_right)


def width(line: str, style: Style, *, from_right: bool = False) -> float:
    """Return the pixels that a line takes."""
    text = drawable(line, from_right=from_right)
    return font(style).getlength(text, direction=direction(from_right=from_right))


def has_letters_for(text: str) -> bool:
    """Tell whether the font has a drawing of every character of a text."""
    return all(map(_has_glyph, set(text)))


@lru_cache(maxsize=4096)
def _has_glyph(char: str) -> bool:
    if unicodedata.category(char) in _INVISIBLE:
        return True
    return bytes(_probe().getmask(char)) != bytes(_probe().getmask(_IN_NO_FONT))


@lru_cache(maxsize=1)
def _probe() -> ImageFont.FreeTypeFont:
    """Return a font that draws each character alone; without a drawing, the one of a gap."""
    plain = ImageFont.Layout.BASIC
    return ImageFont.truetype(str(FONTS / "DejaVuSans.ttf"), 16, layout_engine=plain)


def wrap(text: str, style: Style, room: float, *, from_right: bool | None = None) -> Block:
    """Return a text broken into lines no wider than `room`; a word that is wider is broken too.

    The text itself tells its direction, if `from_right` does not.
    """
    from_right = is_right_to_left(text) if from_right is None else from_right
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if width(longer, style, from_right=from_right) <= room:
            line = longer
            continue
        lines += [line] if line else []
        *full, line = _broken(word, style, room=room, from_right=from_right)
        lines += full
    return Block(tuple([*lines, line] if line else lines), style, from_right)


def fit(
    text: str,
    room: tuple[float, float],
    sizes: Sequence[int],
    *,
    bold: bool = False,
    note: str = "",
    whole: bool = True,
    from_right: bool | None = None,
) -> Block:
    """Return a text in the first of some sizes at which it fits into a width and a height.

    If it fits at none, as many words as do at the last size, with `note` behind them, which says
    that there is more; a text that is not `whole` has the note at every size.
    """
    complete = text if whole else f"{text} {note}"
    for size in sizes:
        block = wrap(complete, Style(size, bold), room[0], from_right=from_right)
        if block.height <= room[1]:
            return block
    from_right = is_right_to_left(text) if from_right is None else from_right
    words, style, fitting = text.split(), Style(sizes[-1], bold), 0
    excess = len(words)
    while excess - fitting > 1:
        middle = (fitting + excess) // 2
        block = wrap(" ".join([*words[:middle], note]), style, room[0], from_right=from_right)
        fitting, excess = (middle, excess) if block.height <= room[1] else (fitting, middle)
    return wrap(" ".join([*words[:fitting], note]), style, room[0], from_right=from_right)


def _broken(word: str, style: Style, *, room: float, from_right: bool) -> list[str]:
    """Return a word in pieces no wider than `room`, marks with their letters; one if it fits."""
    pieces = [""]
    for char in word:
        longer = pieces[-1] + char
        fits = width(longer, style, from_right=from_right) <= room
        if fits or not pieces[-1] or unicodedata.combining(char):
            pieces[-1] = longer
        else:
            pieces.append(char)
    return pieces
