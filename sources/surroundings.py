"""The words around a quotation: whether they are those that were known to stand there.

A statement turns round with one word beside it (confirmed, denied; northern, southern; nobody), so
every word given has to stand where it stood, and every word of the sentence if that is known. What
may differ is what says nothing: see `sources.quote_forms` and `same_word`. A neighbour in another
paragraph may have moved with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import takewhile

from sources.letters import Span
from sources.quote_forms import fold, fold_piece
from sources.quote_words import QUOTE_MARKS, alike_places, has_word, word_key, words_of
from sources.sentences import SENTENCE_ENDS, parting, sentence_around

# From this many words on, two sentences hardly share them, as in `sources.overlap`.
DISTINCTIVE_WORDS = 10
# A part of so long a word, mostly of an address, was cut to its length.
LEAST_OF_A_CUT_WORD = 40
# Signs that a paper sets as it likes where a quotation or a sentence begins or ends.
SILENT_SIGNS = ".,:;\u2026\u2013\u2014()[]\u2022\u060c\u061b\u3002\u3001"
# How much of the text is read for each character given: spaces and signs nobody sees take room.
ROOM, LEAST_ROOM = 3, 400
# How many paragraphs that begin with one word are looked at for words that were moved there.
MOST_PARAGRAPHS = 1_000


class Side(StrEnum):
    """The sides of a quotation."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class Around:
    """What is known of the words around a quotation.

    `before` and `after` were given; `sentence` is what `sentence_around` returned for the place
    where the quotation was found earlier. Empty is what is not known.
    """

    before: str = ""
    after: str = ""
    sentence: str = ""

    def given(self, side: Side) -> str:
        """Return the words given for a side."""
        return self.before if side is Side.BEFORE else self.after


@dataclass(frozen=True)
class SideChange:
    """A side on which other words stand than were known; one of the two may be empty."""

    side: Side
    given: str
    found: str


def side_changes(around: Around, text: str, span: Span) -> tuple[SideChange, ...]:
    """Return the sides of a place in `text` on which other words stand than those known."""
    place = _Place(text, span)
    changes = (
        _given_change(around, place, side) or _sentence_change(around, place, side) for side in Side
    )
    return tuple(change for change in changes if change)


@dataclass(frozen=True)
class _Neighbour:
    """A word or sign, where it stands, and whether a paragraph ends between it and the quote."""

    text: str
    start: int
    end: int
    is_apart: bool
    weight: int

    @property
    def speaks(self) -> bool:
        """Whether it is a word, or a sign that may turn what is said, as a question mark does."""
        return self.weight > 0 or self.text[0] not in SILENT_SIGNS


@dataclass(frozen=True)
class _Place:
    """A place in a text where a quotation stands."""

    text: str
    span: Span

    def neighbours(self, side: Side, length: int) -> list[_Neighbour]:
        """Return the words and signs next to the place, enough for `length` characters."""
        room = ROOM * length + LEAST_ROOM
        start, end = self.span
        if side is Side.BEFORE:
            first = max(0, start - room)
            return _neighbours(self.text[first:start], first, side, self.text)
        return _neighbours(self.text[end : end + room], end, side, self.text)

    def sentence_part(self, side: Side, *, any_case: bool = False) -> str:
        """Return the words of the sentence on a side of the place."""
        return _part(sentence_around(self.text, self.span, any_case=any_case), side)

    def is_whole_sentence(self) -> bool:
        """Tell whether the quotation is a whole sentence, so long that no other is like it."""
        words = words_of(fold_piece(self.text[slice(*self.span)]).text)
        long = sum(word.weight for word in words) >= 2 * DISTINCTIVE_WORDS
        return long and not any(_count_speaking(self.sentence_part(side), side) for side in Side)


def _given_change(around: Around, place: _Place, side: Side) -> SideChange | None:
    given = around.given(side)
    words, there = _words(given, side), place.neighbours(side, len(given))
    if _stand(words, there) or _is_moved(words, there, place, side) or _left_alone(given, place):
        return None
    return SideChange(side, _tidy(given), _shown(place.text, there[: len(words)]))


def _sentence_change(around: Around, place: _Place, side: Side) -> SideChange | None:
    """Return the change of a side of the sentence: other words in it, or more of them."""
    if not around.sentence:
        return None
    known = _part(around.sentence, side)
    same = _stand(_words(known, side), place.neighbours(side, len(known)))
    if same and (_is_ended(known, side) or not _is_longer(known, place, side)):
        return None
    return None if _left_alone(known, place) else SideChange(side, known, place.sentence_part(side))


def _is_ended(known: str, side: Side) -> bool:
    """Tell whether the words on a side end with the sign of a sentence, so that no more belong."""
    words = _words(known, side)
    return side is Side.AFTER and bool(words) and words[-1].text[0] in SENTENCE_ENDS


def _is_longer(known: str, place: _Place, side: Side) -> bool:
    """Tell whether the sentence has more words on a side than were known.

    One that began with a capital and begins with a small letter now is no longer for that.
    """
    found = place.sentence_part(side, any_case=True)
    return _count_speaking(found, side) > _count_speaking(known, side)


def _part(sentence: str, side: Side) -> str:
    before, _quote, after = sentence.partition("\n")
    return before if side is Side.BEFORE else after


def _words(given: str, side: Side) -> list[_Neighbour]:
    return _neighbours(given, 0, side, "")


def _count_speaking(given: str, side: Side) -> int:
    return sum(word.speaks for word in _words(given, side))


def _neighbours(piece: str, offset: int, side: Side, text: str) -> list[_Neighbour]:
    """Return the words and signs of a piece of a text, those next to the quotation first.

    Quotation marks are left out: which of them stand where is the style of a paper.
    """
    folded, parted = fold_piece(piece), parting(text)
    words = [word for word in words_of(folded.text) if word.text not in QUOTE_MARKS]
    found = []
    last = len(piece) if side is Side.BEFORE else 0
    for word in words[::-1] if side is Side.BEFORE else words:
        start, end = folded.original((word.start, word.end))
        between = piece[end:last] if side is Side.BEFORE else piece[last:start]
        is_apart = bool(text) and parted.search(between) is not None
        last = start if side is Side.BEFORE else end
        found.append(_Neighbour(word.text, offset + start, offset + end, is_apart, word.weight))
    return found


def _stand(given: Sequence[_Neighbour], there: Sequence[_Neighbour]) -> bool:
    """Tell whether the words given stand there, from the quotation on."""
    return _count_same(given, _from_words(given, there)) == len(given)


def _from_words(given: Sequence[_Neighbour], there: Sequence[_Neighbour]) -> Sequence[_Neighbour]:
    """Leave out signs next to the quotation, if words were given without them: said: "…"."""
    if not given or not given[0].weight:
        return there
    return there[len(list(takewhile(lambda word: not word.speaks, there))) :]


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
    given: Sequence[_Neighbour], there: Sequence[_Neighbour], place: _Place, side: Side
) -> bool:
    """Tell whether only words of a neighbouring paragraph differ, which stands elsewhere now."""
    there = _from_words(given, there)
    same = _count_same(given, there)
    borders = [index for index in range(min(same + 1, len(there))) if there[index].is_apart]
    borders += [same] if same == len(there) else []
    if not borders:
        return False
    rest = given[borders[-1] :]
    others = _other_paragraphs(place, side, rest)
    return any(_count_same(rest, words) == len(rest) for words in others)


def _other_paragraphs(
    place: _Place, side: Side, rest: Sequence[_Neighbour]
) -> Iterator[list[_Neighbour]]:
    """Yield the words at that border of each other paragraph which faced the quotation.

    Those that begin with another word are left out, and what stands after the first
    `MOST_PARAGRAPHS` of the others.
    """
    text, room = place.text, ROOM * sum(len(word.text) + 1 for word in rest) + LEAST_ROOM
    found = _paragraphs(text)
    if rest and len(rest[0].text) < LEAST_OF_A_CUT_WORD:
        found = _paragraphs_by_word(text, side).get(word_key(rest[0].text), ())
    for start, end in found[:MOST_PARAGRAPHS]:
        if start <= place.span[0] < end:
            pass  # within a paragraph, what stands on which side may turn what is said
        elif side is Side.BEFORE:
            first = max(start, end - room)
            yield _neighbours(text[first:end], first, side, "")
        else:
            yield _neighbours(text[start : min(end, start + room)], start, side, "")


@lru_cache(maxsize=4)
def _paragraphs(text: str) -> Sequence[Span]:
    """Return the places of the paragraphs of a text."""
    parts = [match.span() for match in parting(text).finditer(text)]
    starts = [0, *(end for _start, end in parts)]
    return tuple(zip(starts, (*(start for start, _end in parts), len(text)), strict=True))


@lru_cache(maxsize=8)
def _paragraphs_by_word(text: str, side: Side) -> Mapping[str, Sequence[Span]]:
    """Return the paragraphs of a text by the key of their word at a border."""
    found: dict[str, list[Span]] = {}
    for start, end in _paragraphs(text):
        if side is Side.BEFORE:
            piece = text[max(start, end - LEAST_ROOM) : end]
        else:
            piece = text[start : min(end, start + LEAST_ROOM)]
        if words := _neighbours(piece, 0, side, ""):
            found.setdefault(word_key(words[0].text), []).append((start, end))
    return found


def _left_alone(given: str, place: _Place) -> bool:
    """Tell whether the quotation, a whole sentence, was moved away from words that are still there.

    Shorter ones may be those of another sentence.
    """
    if not place.is_whole_sentence():
        return False
    words, text = fold_piece(given).text, fold(place.text).text
    return not words or bool(alike_places(words, text, any_case=True))


def _shown(text: str, words: Sequence[_Neighbour]) -> str:
    if not words:
        return ""
    start, end = min(word.start for word in words), max(word.end for word in words)
    return _tidy(text[start:end])


def _tidy(words: str) -> str:
    return " ".join(words.split())
