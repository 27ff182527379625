"""The letters of each direction as a font of their own, so that the words of a file can be read.

A file says of each glyph of a font which sign it is. A bracket that opens from the left and one
that closes from the right are one glyph: in one font one of the two would be read as the other.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from weasyprint.pdf.fonts import Font
from weasyprint.text.fonts import get_pango_font_key


class Letters:
    """Tells which way the text that is drawn just now runs, and gives it a font accordingly."""

    def __init__(self) -> None:
        self.runs_right_to_left = False

    def font(self, fonts: dict[Any, Any], pango_font: Any) -> tuple[Any, float]:
        """Return the font of letters from right to left, and its size."""
        key, description, size = get_pango_font_key(pango_font)
        own = ("from right to left", key)
        if own not in fonts:
            font = Font(pango_font, description, size)
            letters = sha256(font.hash.encode()).digest()[: len(font.hash)]
            font.hash = "".join(chr(ord("A") + letter % 26) for letter in letters)
            font.name = b"/" + font.hash.encode() + b"+" + font.name.partition(b"+")[2]
            fonts[own] = font
        return fonts[own], size
