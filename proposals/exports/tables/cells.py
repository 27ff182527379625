"""The texts of cells: nothing that a spreadsheet would run, and every value can be had back.

Three steps, in this order, undone by `value_of`. The rule is told in `docs/exports.md`.

1. A text is guarded: an apostrophe is put before it, and before any part of it that a spreadsheet
   could take for a cell of its own, if a sign that begins a formula stands there before the first
   letter or digit, or if an apostrophe stands there already.
2. A character that a sheet cannot hold is written as `_xHHHH_`, as sheets themselves do.
3. What is longer than a cell of a sheet may be is cut into pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 32_767
"""What a cell of a sheet holds, in units of UTF-16."""

PIECE = 4_500
"""Characters of a piece of a longer text: seven times as many may be written for them."""

_SIGNS = "=+\\-@＝＋－＠﹦﹢﹣﹫−"
_PARTING = ";\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
_RISK = f"'|(?:_|[^\\w{_SIGNS}{_PARTING}])*[{_SIGNS}]"
_TO_GUARD = re.compile(f"\\A(?=[\t\n\r]|{_RISK})|(?<=[{_PARTING}])(?={_RISK})")
_GUARD = re.compile(f"\\A'|(?<=[{_PARTING}])'")

_UNWRITABLE = re.compile("_(?=x[0-9a-fA-F]{4}_)|[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CODE = re.compile("_x([0-9a-fA-F]{4})_")
_HALF = re.compile("[\ud800-\udfff]")


def pieces_of(text: str) -> list[str]:
    """Return a text as it is written into cells: one, or several if it is too long for one.

    Half a character (a lone surrogate), which no database here takes, becomes U+FFFD.
    """
    whole, guarded = _HALF.sub("\ufffd", text), whole_cell(text)
    if len(guarded.encode("utf-16-le")) <= 2 * LONGEST:
        return [guarded]
    return [_guard(whole[at : at + PIECE]) for at in range(0, len(whole), PIECE)]


def whole_cell(text: str) -> str:
    """Return a text as it is written into one cell of a file that sets cells no bound."""
    return _guard(_HALF.sub("\ufffd", text))


def value_of(pieces: Iterable[str]) -> str:
    """Return the text that these cells hold together."""
    return "".join(_GUARD.sub("", _CODE.sub(_character, piece)) for piece in pieces)


def read_cell(cell: str) -> str:
    """Return the text that one cell holds."""
    return value_of([cell])


def _guard(text: str) -> str:
    return _UNWRITABLE.sub(_code, _TO_GUARD.sub("'", text))


def _code(sign: re.Match[str]) -> str:
    return f"_x{ord(sign[0]):04X}_"


def _character(code: re.Match[str]) -> str:
    return chr(int(code[1], 16))
