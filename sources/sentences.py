"""Sentences: where the one around a place in a text begins and ends.

Where that is not certain, as after an abbreviation, the sentence goes on: too much of it is read
rather than too little.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

from sources.letters import Span
from sources.search_fold import INVISIBLE

SENTENCE_ENDS = ".!?\u2026\u061f\u06d4\u3002\uff01\uff1f"
# The most characters that are read on each side: some languages write no ends of sentences.
MOST_ON_A_SIDE = 600
_UNSPACED_ENDS = "\u3002\uff01\uff1f"
_UNSEEN = "".join(sorted(INVISIBLE))
_CLOSING = rf"\"'\u201d\u2019\u201c\u00bb\u203a)\]\u300d\u300f{_UNSEEN}"
_OPENING = rf"\"'\u201c\u201e\u2018\u201a\u00ab\u2039(\[\u2013\u2014\s{_UNSEEN}"
_BORDER = re.compile(
    rf"[{SENTENCE_ENDS}][{_CLOSING}]*(?P<gap>\s+)|[{_UNSPACED_ENDS}][{_CLOSING}]*|(?P<line>\s*\n\s*)"
)
_FIRST_LETTER = re.compile(rf"[{_OPENING}]*(\S)")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_END = re.compile(r"\s*\n\s*")
# What ends with these speaks of what stands below.
_GOES_ON = ":,;"
# Mr, Gen, U.S, им, ст: a full stop behind these ends no sentence. The longer ones begin with a
# capital, but for some titles.
_SHORT, _SHORT_TITLE = 2, 4
_SMALL_TITLES = frozenset({"акад", "ген", "полк", "проф"})


@lru_cache(maxsize=8)
def parting(text: str) -> re.Pattern[str]:
    """Return what parts the paragraphs of a text: blank lines, or the ends of lines."""
    return _BLANK_LINE if _BLANK_LINE.search(text) else _LINE_END


def sentence_at(text: str, span: Span, *, any_case: bool = False) -> Span:
    """Return the place of the sentence, or sentences, in which a place lies.

    A sentence begins with no small letter, unless `any_case` is asked for.
    """
    start = _word_start(text, max(0, span[0] - MOST_ON_A_SIDE))
    last = end = _word_end(text, min(len(text), span[1] + MOST_ON_A_SIDE))
    parted = parting(text)
    for match in _BORDER.finditer(text, start, last):
        if not _is_border(text, match, parted=parted, any_case=any_case):
            continue
        gap = _gap(match)
        if match.end() <= span[0]:
            start = match.end()
        elif match.end() - len(gap) >= span[1]:
            end = match.end() - len(gap)
            break
    return min(start, span[0]), max(end, span[1])


def sentence_around(text: str, span: Span, *, any_case: bool = False) -> str:
    """Return the words of a sentence before and after a place in it, with a line end between."""
    start, end = sentence_at(text, span, any_case=any_case)
    parts = (text[start : span[0]], text[span[1] : end])
    return "\n".join(" ".join(part.split()) for part in parts)


def _gap(match: re.Match[str]) -> str:
    """Return the white space behind what may be the end of a sentence."""
    return match.group("gap") or match.group("line") or ""


def _is_border(text: str, match: re.Match[str], *, parted: re.Pattern[str], any_case: bool) -> bool:
    """Tell whether a sentence ends at what may be its end; `parted` finds ends of paragraphs."""
    following = _FIRST_LETTER.match(text, match.end())
    is_parted = parted.search(_gap(match)) is not None
    if match.group("line") and text[max(0, match.start() - 1)] in _GOES_ON:
        return False
    if following is None or (is_parted and parted is _BLANK_LINE):
        return True
    if following.group(1).islower() and not any_case:
        return False
    if is_parted or match.group("line"):
        return is_parted
    return text[match.start()] != "." or not _is_abbreviation(
        text[max(0, match.start() - 40) : match.start()]
    )


def _is_abbreviation(words: str) -> bool:
    """Tell whether a full stop behind these words may be that of the last one."""
    last = normalize("NFC", "".join(words.split()[-1:]))
    letters = "".join(sign for sign in last if sign.isalpha() or sign == ".")
    short = _SHORT_TITLE if letters[:1].isupper() else _SHORT
    return "." in letters or 0 < len(letters) <= short or letters in _SMALL_TITLES


def _word_start(text: str, place: int) -> int:
    """Return where the next word begins, unless the text begins here or writes no spaces."""
    space = text.find(" ", place, place + 40)
    return place if place == 0 or space < 0 else space + 1


def _word_end(text: str, place: int) -> int:
    """Return where the last word ends, unless the text ends here or writes no spaces."""
    space = text.rfind(" ", max(0, place - 40), place)
    return place if place == len(text) or space < 0 else space
