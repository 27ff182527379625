"""Whole patterns with named slots: filled as text, or in pieces that keep words and slots apart.

A pattern is a text such as "{name} asks for {value}", or one such text for each grammatical number
("one", "few", …) where a word of it depends on a number. A slot may name a case: "{name:dative}".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from string import Formatter

from sources.text_directions import TextDirection, isolated, opened, seen_length

Pattern = str | Mapping[str, str]
Inflect = Callable[[str, str], str]

OTHER = "other"
"""The grammatical number that every pattern with numbers has."""


@dataclass(frozen=True)
class Piece:
    """A part of a phrase: `is_slot` if it was filled in, else words of the pattern."""

    text: str
    is_slot: bool = False

    def __len__(self) -> int:
        """Return the number of letters that one sees."""
        return seen_length(self.text)


@dataclass(frozen=True)
class Phrase:
    """A filled pattern in pieces; `is_prose` if it is no pattern, but words of an editor's."""

    pieces: tuple[Piece, ...]
    is_prose: bool = False

    def __str__(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def __len__(self) -> int:
        return sum(map(len, self.pieces))

    @property
    def slot_places(self) -> tuple[int, ...]:
        """The places of the pieces that were filled in, in their order."""
        return tuple(place for place, piece in enumerate(self.pieces) if piece.is_slot)

    @property
    def answer_length(self) -> int:
        """The number of letters from the first piece that was filled in to the last."""
        places = self.slot_places
        inside = self.pieces[places[0] : places[-1] + 1] if places else ()
        return sum(map(len, inside))


def in_brackets(phrase: Phrase) -> Phrase:
    """Return a phrase with square brackets around what is filled in: an answer not firm yet."""
    pieces = list(phrase.pieces)
    if phrase.slot_places:
        first, last = phrase.slot_places[0], phrase.slot_places[-1]
        pieces[last] = Piece(f"{pieces[last].text}]", is_slot=True)
        pieces[first] = Piece(f"[{pieces[first].text}", is_slot=True)
    return replace(phrase, pieces=tuple(pieces))


def plain_phrase(text: str) -> Phrase:
    """Return a text that stands for itself, as an answer in prose does."""
    return Phrase((Piece(text, is_slot=True),))


def in_number(pattern: Pattern, number: str) -> str:
    """Return the text of a pattern for a grammatical number."""
    if isinstance(pattern, str):
        return pattern
    return pattern[number] if number in pattern else pattern[OTHER]


def fill(
    text: str, slots: Mapping[str, str], inflect: Inflect, *, direction: TextDirection
) -> Phrase:
    """Return a pattern's text with its slots filled in, each in the case that it names.

    What runs against the `direction` of the pattern is isolated, so that it stands in its slot.
    """
    pieces: list[Piece] = []
    for literal, name, case in _parts(text):
        if literal:
            pieces.append(Piece(literal))
        if name is not None:
            slot = slots[name]
            words = inflect(slot, case) if case else slot
            pieces.append(Piece(isolated(words, direction), is_slot=True))
    return _opened(tuple(pieces), direction)


def _opened(pieces: tuple[Piece, ...], direction: TextDirection) -> Phrase:
    """Return a phrase that runs in its direction, whatever its first letter is."""
    line = "".join(piece.text for piece in pieces)
    mark = opened(line, direction).removesuffix(line)
    if mark:
        pieces = (replace(pieces[0], text=mark + pieces[0].text), *pieces[1:])
    return Phrase(pieces)


def slots_of(pattern: Pattern) -> frozenset[str]:
    """Return the names of a pattern's slots, in any of its numbers."""
    texts = [pattern] if isinstance(pattern, str) else pattern.values()
    return frozenset(name for text in texts for _literal, name, _case in _parts(text) if name)


def between(text: str) -> tuple[str, bool]:
    """Return the text between the two slots of a pattern, and whether `after` comes first."""
    (_start, first, _), (literal, _second, _) = _parts(text)[:2]
    return literal, first == "after"


def literals(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of some patterns without their slots."""
    return frozenset(
        literal.strip() for text in texts for literal, _name, _case in _parts(text) if literal
    )


@cache
def _parts(text: str) -> tuple[tuple[str, str | None, str], ...]:
    return tuple((literal, name, case or "") for literal, name, case, _ in Formatter().parse(text))
