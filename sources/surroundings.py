"""The words before and after a quotation: whether they are those that were given for it.

A statement turns round with one word beside it (confirmed, denied; northern, southern; nobody), so
every word given has to stand where it stood. What may differ is what says nothing: see
`sources.quote_forms` and `same_word`. A neighbour in another paragraph may have moved with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from sources.letters import Span
from sources.quote_forms import fold_piece
from sources.quote_words import (
    QUESTIONS,
    QUOTE_MARKS,
    SENTENCE_ENDS,
    QuoteWord,
    has_word,
    words_of,
)

# Whoever gives that many words on one side and none on the other, as a passage that is picked has
# them (`sources.passages`), says that nothing of the sentence stands there. Fewer are a hint.
WORDS_OF_A_WHOLE_SIDE = 5
# A part of so long a word, mostly of an address, was cut to its length.
LEAST_OF_A_CUT_WORD = 40
# How much of the text is read for each character given: spaces and signs nobody sees take room.
ROOM, LEAST_ROOM = 3, 400
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_END = re.compile(r"\s*\n\s*")


class Side(StrEnum):
    """The sides of a quotation."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class SideChange:
    """A side on which other words stand than were given; one of the two may be empty."""

    side: Side
    given: str
    found: str


@dataclass(frozen=True)
class _Neighbour:
    """A word or sign, where it stands, and whether a paragraph ends between it and the quote."""

    text: str
    start: int
    end: int
    is_apart: bool
    weight: int


def side_changes(before: str, after: str, text: str, span: Span) -> tuple[SideChange, ...]:
    """Return the sides of a place in `text` where other words stand than `before` and `after`.

    None if neither was given: nobody said then what stood there.
    """
    given = {Side.BEFORE: before, Side.AFTER: after}
    words = {side: _given_words(side, part) for side, part in given.items()}
    changes = []
    for side, other in ((Side.BEFORE, Side.AFTER), (Side.AFTER, Side.BEFORE)):
        there = _Text(text, span, side).neighbours(len(given[side]))
        if words[side]:
            same = _is_same(words[side], there) or _is_moved(
                words[side], there, text, span[0], side
            )
        else:
            same = sum(word.weight for word in words[other]) < 2 * WORDS_OF_A_WHOLE_SIDE or (
                _is_end(there)
            )
        if not same:
            shown = there[: max(len(words[side]), 1)]
            changes.append(SideChange(side, " ".join(given[side].split()), _shown(text, shown)))
    return tuple(changes)


@dataclass(frozen=True)
class _Text:
    """One side of a place in a text."""

    text: str
    span: Span
    side: Side

    def neighbours(self, length: int) -> list[_Neighbour]:
        """Return the words and signs next to the place, enough for `length` characters."""
        room = ROOM * length + LEAST_ROOM
        start, end = self.span
        if self.side is Side.BEFORE:
            first = max(0, start - room)
            return _neighbours(self.text[first:start], first, self.side, self.text)
        return _neighbours(self.text[end : end + room], end, self.side, self.text)


def _given_words(side: Side, given: str) -> list[_Neighbour]:
    return _neighbours(given, 0, side, "")


def _neighbours(piece: str, offset: int, side: Side, text: str) -> list[_Neighbour]:
    """Return the words and signs of a piece, those next to the quotation first."""
    folded = fold_piece(piece)
    parted = _parting(text)
    words: Sequence[QuoteWord] = [
        word for word in words_of(folded.text) if word.text not in QUOTE_MARKS
    ]
    found, apart = [], False
    last = len(piece) if side is Side.BEFORE else 0
    for word in words[::-1] if side is Side.BEFORE else words:
        start, end = folded.original((word.start, word.end))
        between = piece[end:last] if side is Side.BEFORE else piece[last:start]
        apart = bool(text and parted.search(between))
        last = start if side is Side.BEFORE else end
        found.append(_Neighbour(word.text, offset + start, offset + end, apart, word.weight))
    return found


def _parting(text: str) -> re.Pattern[str]:
    """Return what parts the paragraphs of a text: blank lines, or the ends of lines."""
    return _BLANK_LINE if _BLANK_LINE.search(text) else _LINE_END


def _is_same(given: Sequence[_Neighbour], there: Sequence[_Neighbour]) -> bool:
    """Tell whether the words given stand there, from the quotation on."""
    return _count_same(given, _from_words(given, there)) == len(given)


def _from_words(given: Sequence[_Neighbour], there: Sequence[_Neighbour]) -> Sequence[_Neighbour]:
    """Leave out signs next to the quotation, if words were given without them: said: "…"."""
    if not given or not given[0].weight:
        return there
    signs = list(takewhile(lambda word: not word.weight and word.text not in QUESTIONS, there))
    return there[len(signs) :]


def _count_same(given: Sequence[_Neighbour], there: Sequence[_Neighbour]) -> int:
    """Count the words, from the quotation on, that are those given."""
    count = 0
    for one, other in zip(given, there, strict=False):
        if not has_word(one.text, other.text) and not _is_cut(one.text, other.text):
            break
        count += 1
    return count


def _is_cut(given: str, there: str) -> bool:
    """Tell whether the first word before, or the last after, is a piece of a very long one."""
    long = len(given) >= LEAST_OF_A_CUT_WORD
    return long and (there.startswith(given) or there.endswith(given))


def _is_moved(
    given: Sequence[_Neighbour], there: Sequence[_Neighbour], text: str, place: int, side: Side
) -> bool:
    """Tell whether only words of a neighbouring paragraph differ, which stands elsewhere now."""
    there = _from_words(given, there)
    same = _count_same(given, there)
    borders = [index for index in range(min(same + 1, len(there))) if there[index].is_apart]
    borders += [same] if same == len(there) else []
    if not borders:
        return False
    rest = given[borders[-1] :]
    others = _other_paragraphs(text, place, side, rest)
    return any(_count_same(rest, words) == len(rest) for words in others)


def _other_paragraphs(
    text: str, place: int, side: Side, rest: Sequence[_Neighbour]
) -> Iterator[list[_Neighbour]]:
    """Yield the words at that border of each other paragraph which faced the quotation."""
    room = ROOM * sum(len(word.text) + 1 for word in rest) + LEAST_ROOM
    start = 0
    parts = [match.span() for match in _parting(text).finditer(text)]
    for end, following in (*parts, (len(text), len(text))):
        if start <= place < end:
            pass  # within a paragraph, what stands on which side may turn what is said
        elif side is Side.BEFORE:
            first = max(start, end - room)
            yield _neighbours(text[first:end], first, side, "")
        else:
            yield _neighbours(text[start : min(end, start + room)], start, side, "")
        start = following


def _is_end(there: Sequence[_Neighbour]) -> bool:
    """Tell whether the text, a paragraph or a sentence ends next to the quotation."""
    return not there or there[0].is_apart or there[0].text[0] in SENTENCE_ENDS


def _shown(text: str, words: Sequence[_Neighbour]) -> str:
    if not words:
        return ""
    start, end = min(word.start for word in words), max(word.end for word in words)
    return " ".join(text[start:end].split())
