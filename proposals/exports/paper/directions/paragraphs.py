"""The levels of a paragraph, over all its pieces (UAX 9), and its texts divided by them.

Pango itself finds the levels; so what stands in one piece comes out as what stands in several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import ffi, pango

OTHER_PIECE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""What stands in a paragraph for a piece that is no text."""
OPENERS = {"ltr": "\u2066", "rtl": "\u2067"}
CLOSER = "\u2069"
"""How a part of a paragraph is set apart from what stands around it."""
CONTROLS = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Signs without a width, which stay with the sign before them."""

ffi.cdef(
    "uint8_t *pango_log2vis_get_embedding_levels(const char *text, int length, int *base);",
    override=True,
)


@dataclass
class _Text:
    """The text of a paragraph: its signs, and those of its pieces by their place among them."""

    signs: list[str] = field(default_factory=list)
    pieces: list[tuple[Any, int]] = field(default_factory=list)

    def read(self, parent: Any) -> None:
        """Take in the pieces of a line or of an element in it."""
        for child in parent.children:
            if not child.is_in_normal_flow():
                continue
            if isinstance(child, boxes.TextBox):
                self.pieces.append((child, sum(map(len, self.signs))))
                self.signs.append(child.text)
            elif isinstance(child, boxes.InlineBox) and child.children:
                self._read_element(child)
            else:
                self.pieces.append((child, sum(map(len, self.signs))))
                self.signs.append(OTHER_PIECE)

    def _read_element(self, box: Any) -> None:
        opener = OPENERS[box.style["direction"]] if _is_apart(box) else ""
        self.signs.append(opener)
        self.read(box)
        self.signs.append(CLOSER if opener else "")


def _is_apart(box: Any) -> bool:
    """Tell whether an element is set apart: it says its direction, and is not made by a style."""
    element = box.element
    if element is None or "::" in box.element_tag:
        return False
    return element.tag == "bdi" or "dir" in element.attrib


def levels_of(text: str, direction: str) -> list[int]:
    """Return the level of each sign of a text; each of its lines is a paragraph."""
    levels: list[int] = []
    opened = ""
    for line in text.split("\n"):
        found = _levels_of_paragraph(opened + line, direction)
        levels += found[len(opened) :]
        levels.append(direction == "rtl")
        # What a forced break cuts through begins again behind it.
        for sign in line:
            if sign in OPENERS.values():
                opened += sign
            elif sign == CLOSER:
                opened = opened[:-1]
    return levels[:-1]


@cache
def _levels_of_paragraph(text: str, direction: str) -> list[int]:
    if not text:
        return []
    encoded = text.encode()
    base = ffi.new("int *", int(direction == "rtl"))
    found = pango.pango_log2vis_get_embedding_levels(encoded, len(encoded), base)
    return list(ffi.unpack(found, len(text)))


def divide_lines(root: Any) -> None:
    """Find the levels of every line that is not broken yet, and divide its pieces by them."""
    for box in list(root.descendants()):
        if isinstance(box, boxes.LineBox) and not hasattr(box, "levels_are_known"):
            box.levels_are_known = False
            _divide_line(box)


def _divide_line(line: Any) -> None:
    text = _Text()
    text.read(line)
    signs = "".join(text.signs)
    levels = levels_of(signs, line.style["direction"])
    if not any(levels):
        return
    line.levels_are_known = True
    parts = {}
    for piece, start in text.pieces:
        if isinstance(piece, boxes.TextBox):
            own = levels[start : start + len(piece.text)]
            parts[piece] = tuple(_divide_text(piece, own)) if own else (piece,)
        else:
            piece.level = levels[start]
    _put_parts(line, parts)


def _put_parts(parent: Any, parts: dict[Any, tuple[Any, ...]]) -> None:
    children: list[Any] = []
    for child in parent.children:
        if isinstance(child, boxes.InlineBox):
            _put_parts(child, parts)
        children += parts.get(child, (child,))
    parent.children = tuple(children)


def _divide_text(piece: Any, levels: list[int]) -> Iterator[Any]:
    """Yield a text in parts of one level each, set in the direction of that level."""
    text = piece.text
    for place in range(1, len(text)):
        if CONTROLS.match(text[place]):
            levels[place] = levels[place - 1]
    start = 0
    for level, signs in groupby(levels):
        end = start + len(list(signs))
        part = piece.copy_with_text(text[start:end])
        part.level = level
        part.style = _style_in(piece.style, "rtl" if level % 2 else "ltr")
        part.leading_collapsible_space = piece.leading_collapsible_space and start == 0
        part.trailing_collapsible_space = piece.trailing_collapsible_space and end == len(text)
        yield part
        start = end


_styles: dict[tuple[int, str], tuple[Any, Any]] = {}


def _style_in(style: Any, direction: str) -> Any:
    """Return a style with a direction; letters from right to left are never slanted."""
    slanted = direction == "rtl" and style["font_style"] != "normal"
    if style["direction"] == direction and not slanted:
        return style
    key = (id(style), direction)
    if key not in _styles:
        turned = style.copy()
        turned["direction"] = direction
        if slanted:
            turned["font_style"] = "normal"
        # The style is held too: another one could get its identity.
        _styles[key] = style, turned
    return _styles[key][1]
