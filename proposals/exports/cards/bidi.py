"""Lines in the order in which they are seen, for machines whose Pillow cannot do it itself.

Pillow shapes and orders a line by Raqm where that library and FriBiDi are installed. Elsewhere it
draws one character after the other from the left: here Arabic letters get the forms that join, and
what is written from right to left is turned round.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from sources.text_directions import FSI, balanced, pieces, without_isolates

_ISOLATED, _FINAL, _INITIAL, _MEDIAL = range(4)
_FORMS = {"<isolated>": 0, "<final>": 1, "<initial>": 2, "<medial>": 3}
_LENGTHENER = "ـ"
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_THINGS = "".join(map(chr, range(0x2460, 0x2474)))
"""Signs without a direction that stand for what is isolated: figures in circles."""
_NUMBER_OR_CHARACTER = re.compile(r"\d+(?:[.,:/]\d+)*|.", re.DOTALL)


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter of a text that has a direction is written from the right."""
    kinds = map(unicodedata.bidirectional, text)
    return next((kind in ("R", "AL") for kind in kinds if kind in ("L", "R", "AL")), False)


def in_visual_order(line: str, *, from_right: bool) -> str:
    """Return one line, joined and ordered as it is seen from left to right.

    What is isolated is one sign to the line, without a direction, and ordered by itself.
    """
    signs: list[str] = []
    things: dict[str, str] = {}
    for piece in pieces(balanced(line)):
        if piece.startswith(FSI) and len(things) < len(_THINGS):
            thing = _THINGS[len(things)]
            inner = piece[1:-1]
            things[thing] = in_visual_order(inner, from_right=is_right_to_left(inner))
            signs.append(thing)
        else:
            signs.append(piece)
    ordered = _in_visual_order("".join(signs), from_right=from_right)
    return without_isolates("".join(things.get(sign, sign) for sign in ordered))


def _in_visual_order(line: str, *, from_right: bool) -> str:
    runs = [
        ("".join(char for char, _ in run), to_left)
        for to_left, run in groupby(_directions(_joined(line), from_right), key=itemgetter(1))
    ]
    ordered = reversed(runs) if from_right else iter(runs)
    return "".join(_turned(text) if to_left else text for text, to_left in ordered)


def _directions(text: str, from_right: bool) -> list[tuple[str, bool]]:
    """Return each character with whether it stands in a run from right to left.

    Numbers go with the letters before them; other signs with both neighbours, or with the line.
    """
    kinds = [unicodedata.bidirectional(char) for char in text]
    directions = []
    before = from_right
    for place, kind in enumerate(kinds):
        own = before
        if kind in ("L", "R", "AL"):
            own = before = kind != "L"
        elif kind not in ("EN", "AN", "NSM"):
            after = next((one != "L" for one in kinds[place:] if one in ("L", "R", "AL")), None)
            own = before if before == after else from_right
        directions.append(own)
    return list(zip(text, directions, strict=True))


def _turned(text: str) -> str:
    """Return a run from right to left as it is seen; numbers stay, marks stay with letters."""
    pieces: list[str] = []
    for piece in _NUMBER_OR_CHARACTER.findall(text):
        if pieces and unicodedata.combining(piece[0]):
            pieces[-1] += piece
        else:
            pieces.append(piece.translate(_MIRRORED))
    return "".join(reversed(pieces))


def _joined(text: str) -> str:
    """Return a text whose Arabic letters have the forms that join them to their neighbours."""
    forms = _arabic_forms()
    letters = [place for place, char in enumerate(text) if not unicodedata.combining(char)]
    joined = list(text)
    for before, place, after in zip([None, *letters], letters, [*letters[1:], None], strict=False):
        own = forms.get(text[place])
        if own is not None:
            to_before = before is not None and _joins_next(text[before]) and _FINAL in own
            to_after = after is not None and _joins_next(text[place]) and _joins_last(text[after])
            joined[place] = own.get(_form(to_before, to_after), text[place])
    return "".join(joined)


def _form(to_before: bool, to_after: bool) -> int:
    if to_before:
        return _MEDIAL if to_after else _FINAL
    return _INITIAL if to_after else _ISOLATED


def _joins_next(char: str) -> bool:
    """Tell whether a character joins to the one that follows it."""
    return char == _LENGTHENER or _INITIAL in _arabic_forms().get(char, {})


def _joins_last(char: str) -> bool:
    """Tell whether a character joins to the one before it."""
    return char == _LENGTHENER or _FINAL in _arabic_forms().get(char, {})


@lru_cache(maxsize=1)
def _arabic_forms() -> dict[str, dict[int, str]]:
    """Return the forms of Arabic letters by letter: isolated, final, initial and medial."""
    forms: dict[str, dict[int, str]] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE70, 0xFEFF)):
        kind, _, letter = unicodedata.decomposition(chr(code)).partition(" ")
        if kind in _FORMS and letter and " " not in letter:
            forms.setdefault(chr(int(letter, 16)), {})[_FORMS[kind]] = chr(code)
    return forms
