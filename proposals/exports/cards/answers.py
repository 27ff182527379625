"""Answers on a card: each beside a bar in its party's colour, nobody's in larger letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import get_language_bidi

from proposals.exports.cards.card import CardAnswer, CardRow, the_rest
from proposals.exports.cards.pieces import INK, QUIET, Bar, Piece, lines_of, party_colour
from proposals.exports.cards.text_blocks import Block, fit

SMALLEST = 20
"""Pixels of the smallest letters on a card; what does not fit then is on the page."""
SIDE_BY_SIDE = 3
"""The most answers that stand beside each other; more stand below each other."""
LINE_LEFT = 336
"""Pixels from the bar of an answer to its words, where answers stand below each other."""
INNER_LEFT = 26
"""Pixels from the bar of an answer to its words, where they stand below the name."""


def stacks(row: CardRow) -> bool:
    """Tell whether the answers of a row stand below each other."""
    return len(row.answers) > SIDE_BY_SIDE


def answers_within(
    answers: Sequence[CardAnswer], corner: tuple[int, int], room: tuple[int, int]
) -> Iterator[Piece]:
    """Yield answers beside each other, or below each other where they are many."""
    left, top = corner
    if not answers:
        return
    if len(answers) <= SIDE_BY_SIDE:
        step = (room[0] + 36) // len(answers)
        column = (step - 36, room[1])
        inner = column[0] - INNER_LEFT
        used = names_height(answers, inner)
        sizes = common_sizes(answers, (inner, room[1] - used), (34, 30, 27, 24, 22, SMALLEST))
        for number, answer in enumerate(answers):
            place = (left + number * step, top)
            yield from answer_within(answer, place, column, sizes=sizes)
        return
    height = room[1] // len(answers)
    sizes = common_sizes(answers, (room[0] - LINE_LEFT, height - 4), (24, 22, SMALLEST))
    for number, answer in enumerate(answers):
        place = (left, top + number * height)
        yield from _answer_in_line(answer, place, (room[0], height - 4), sizes=sizes)


def common_sizes(
    answers: Iterable[CardAnswer], room: tuple[int, int], sizes: Sequence[int]
) -> tuple[int, ...]:
    """Return the sizes at which each of some answers fits: nobody's words are larger."""
    common = min((_words(answer, room, sizes).style.size for answer in answers), default=sizes[0])
    return tuple(size for size in sizes if size <= common)


def answer_within(
    answer: CardAnswer,
    corner: tuple[int, int],
    room: tuple[int, int],
    *,
    sizes: Sequence[int],
    named: bool = True,
) -> Iterator[Piece]:
    """Yield one answer beside a bar in the party's colour, below its column's name if `named`."""
    left, top = corner
    yield _bar(answer, left, top, room[1])
    inner = room[0] - INNER_LEFT
    used = 0
    if named:
        name = column_name(answer, inner)
        yield from lines_of(
            name, left + INNER_LEFT, top, room=0, colour=party_colour(answer.colour)
        )
        used = name.height + 4
    words = _words(answer, (inner, room[1] - used), sizes)
    colour = INK if answer.answers else QUIET
    yield from lines_of(words, left + INNER_LEFT, top + used, room=inner, colour=colour)


def _answer_in_line(
    answer: CardAnswer, corner: tuple[int, int], room: tuple[int, int], *, sizes: Sequence[int]
) -> Iterator[Piece]:
    """Yield one answer to the right of the name of its column."""
    left, top = corner
    yield _bar(answer, left, top, room[1])
    name = fit(answer.name, (LINE_LEFT - 46, room[1]), (22, SMALLEST), bold=True, note=the_rest())
    yield from lines_of(name, left + INNER_LEFT, top, room=0, colour=party_colour(answer.colour))
    start = left + LINE_LEFT
    inner = room[0] - LINE_LEFT
    words = _words(answer, (inner, room[1]), sizes)
    colour = INK if answer.answers else QUIET
    yield from lines_of(words, start, top, room=inner, colour=colour)


def column_name(answer: CardAnswer, room: int) -> Block:
    return fit(answer.name, (room, 64), (24, 22, SMALLEST), bold=True, note=the_rest())


def names_height(answers: Iterable[CardAnswer], room: int) -> int:
    """Return the pixels that the highest of some names takes, with the gap below it."""
    return max((column_name(answer, room).height for answer in answers), default=0) + 4


def _words(answer: CardAnswer, room: tuple[int, int], sizes: Sequence[int]) -> Block:
    """Return the words of an answer: a sentence of the page's language, whatever it begins with."""
    return fit(
        answer.words,
        room,
        sizes,
        note=the_rest(),
        whole=answer.whole,
        from_right=get_language_bidi(),
    )


def _bar(answer: CardAnswer, left: int, top: int, height: int) -> Bar:
    corners = (left, top, left + 10, top + height)
    return Bar(corners, party_colour(answer.colour), answer.colour.nth > 1)
