"""The order of names: by the letters of the reader's alphabet, and of other scripts after it.

The same on every machine: no locale of an operating system or a database is asked. An alphabet is
text, its letters parted by spaces; letters of one place stand together ("её").
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

LATIN = "a b c d e f g h i j k l m n o p q r s t u v w x y z"
CYRILLIC = "а б в г ґ д её є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я"
"""Of Ukrainian and of Russian: no two letters that both have follow each other otherwise."""

_OTHER_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
"""Letters with a line through them and the like, which are not made of a letter and a mark."""
_LEFT_OUT = {"Mn", "Me", "Cf"}
"""Marks, stress, and what chooses a direction; vowel signs of Arabic and Hebrew are marks too."""
_SIGNS_LEFT_OUT = frozenset("'’‘ʼʹ`´ـ״׳\"“”„«»")
_FIRST_LETTER, _FURTHER = 0x100, 0x1000


class _Places(dict[int, str]):
    """What stands for each sign when names are compared: found when it is first met, then kept."""

    def __init__(self, alphabet: str) -> None:
        letters = f"{alphabet} {LATIN} {CYRILLIC}".split()
        for place, group in enumerate(letters):
            for letter in group:
                self.setdefault(ord(letter), chr(_FIRST_LETTER + place))

    def __missing__(self, code: int) -> str:
        self[code] = place = self._place(chr(code))
        return place

    def _place(self, sign: str) -> str:
        category = unicodedata.category(sign)
        if category in _LEFT_OUT or sign in _SIGNS_LEFT_OUT:
            return ""
        parts = _OTHER_LETTERS.get(sign) or unicodedata.normalize("NFD", sign)
        if parts != sign:
            return parts.translate(self)
        if category == "Nd":
            return str(unicodedata.digit(sign))
        return chr(ord(sign) + _FURTHER) if category[0] in "LN" else " "


@lru_cache(maxsize=64)
def _places(alphabet: str) -> _Places:
    return _Places(alphabet)


def sort_key(text: str, alphabet: str) -> tuple[str, str]:
    """Return the key by which a name is put in order; two names never have the same.

    Figures come first, then the letters of the alphabet, those of Latin and Cyrillic, and all
    others by their numbers; without case, accents and apostrophes.
    """
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return " ".join(plain.translate(_places(alphabet)).split()), text
