"""Where everything stands on a card: from what it says to the pieces that are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import get_language_bidi

from proposals.comparisons import Colour
from proposals.exports.cards.answers import (
    INNER_LEFT,
    SMALLEST,
    answer_within,
    answers_within,
    common_sizes,
    names_height,
    stacks,
)
from proposals.exports.cards.card import Card, CardRow, more_rows, the_rest
from proposals.exports.cards.pieces import (
    HEIGHT,
    INK,
    PAPER,
    QUIET,
    RULE,
    WIDTH,
    Bar,
    Piece,
    Symbol,
    TextLine,
    lines_of,
    mark_colour,
    party_colour,
)
from proposals.exports.cards.text_blocks import Block, Style, fit, width, wrap

MARGIN = 60
ROOM = WIDTH - 2 * MARGIN
TITLE_TOP, FOOT_TOP = 96, 558
BRAND = "Parley"
ANSWER_ROOM = 362
ANSWERS_LEFT = (MARGIN + 280, WIDTH - MARGIN - ANSWER_ROOM)
MARK_LEFT = ANSWERS_LEFT[0] + ANSWER_ROOM + 20
"""Where a row of several has its two answers, and the mark between them."""


def pieces_of(card: Card) -> tuple[Piece, ...]:
    """Return everything that is drawn on a card, from the background on."""
    return tuple(_pieces(card))


def _pieces(card: Card) -> Iterator[Piece]:
    yield Bar((0, 0, WIDTH, HEIGHT), PAPER)
    yield from _head(card)
    title = _title(card)
    yield from lines_of(title, MARGIN, TITLE_TOP, room=ROOM, colour=INK)
    below = TITLE_TOP + title.height + 10
    yield from _one_row(card, below) if card.of_one_row else _several_rows(card, below)
    yield from _foot(card)


def _title(card: Card) -> Block:
    """Return the title, the smaller the more stands below it."""
    if not card.rows:
        return fit(card.title, (ROOM, 160), (56, 48, 40), bold=True, note=the_rest())
    if card.of_one_row and not any(map(stacks, card.rows)):
        return fit(card.title, (ROOM, 138), (48, 42, 36, 32, 28), bold=True, note=the_rest())
    return fit(card.title, (ROOM, 76), (42, 36, 32, 28), bold=True, note=the_rest())


def _head(card: Card) -> Iterator[Piece]:
    """Yield the site's sign and name, and what the title belongs to."""
    yield Bar((MARGIN, 40, MARGIN + 36, 76), INK)
    yield Bar((MARGIN + 8, 50, MARGIN + 16, 66), PAPER)
    yield Bar((MARGIN + 20, 50, MARGIN + 28, 66), PAPER)
    brand = Style(28, bold=True)
    start = MARGIN + 50
    yield TextLine(x=start, y=41, text=BRAND, style=brand, colour=INK)
    left = start + round(width(BRAND, brand)) + 28
    room = WIDTH - MARGIN - left
    kicker = fit(card.kicker, (room, 52), (24, 22, SMALLEST), note=the_rest())
    top = 58 - kicker.height // 2
    yield from lines_of(kicker, left, top, room=room, colour=QUIET)


def _one_row(card: Card, top: int) -> Iterator[Piece]:
    """Yield mark, word and verdict of one question, and all of its answers."""
    for row in card.rows:
        many = stacks(row)
        word = Style(28 if many else 34, bold=True)
        side = word.line_height
        mirrored = row.right_alone and len(row.answers) == 2
        yield Symbol(mark=row.mark, x=MARGIN, y=top, size=side, mirrored=mirrored)
        left = MARGIN + side + 16
        yield TextLine(x=left, y=top, text=row.word, style=word, colour=mark_colour(row.mark))
        beside = left + round(width(row.word, word)) + 24
        room = WIDTH - MARGIN - beside
        sizes = (24, 22, SMALLEST) if many else (28, 26, 24, 22, SMALLEST)
        verdict = fit(
            card.verdict,
            (room, 56 if many else 110),
            sizes,
            note=the_rest(),
            from_right=get_language_bidi(),
        )
        yield from lines_of(verdict, beside, top + (0 if many else 4), room=room, colour=INK)
        below = top + max(side, verdict.height) + (12 if many else 22)
        yield from answers_within(row.answers, (MARGIN, below), (ROOM, FOOT_TOP - 20 - below))


def _several_rows(card: Card, top: int) -> Iterator[Piece]:
    """Yield the counts of rows by mark, and the first rows with both of their answers."""
    if not card.counts:
        words = fit(card.verdict, (ROOM, FOOT_TOP - 20 - top), (34, 30, 26), note=the_rest())
        yield from lines_of(words, MARGIN, top, room=ROOM, colour=QUIET)
        return
    yield from _counts(card, top)
    below = top + 52
    bottom = FOOT_TOP - (40 if card.more else 10)
    named_once = len({_columns(row) for row in card.rows}) == 1
    if named_once:
        yield from _names(card.rows[0], below)
        below += 36
    height = min(130, (bottom - below) // max(1, len(card.rows)))
    answers = [answer for row in card.rows for answer in row.answers]
    used = 0 if named_once else names_height(answers, ANSWER_ROOM - INNER_LEFT)
    sizes = common_sizes(
        answers, (ANSWER_ROOM - INNER_LEFT, height - 9 - used), (26, 24, 22, SMALLEST)
    )
    for number, row in enumerate(card.rows):
        place = below + number * height
        yield from _row(row, place, height - 9, sizes=sizes, named=not named_once)
    more = wrap(more_rows(card.more), Style(SMALLEST), ROOM)
    yield from lines_of(more, MARGIN, FOOT_TOP - 36, room=ROOM, colour=QUIET)


def _columns(row: CardRow) -> tuple[tuple[str, Colour], ...]:
    return tuple((answer.name, answer.colour) for answer in row.answers)


def _counts(card: Card, top: int) -> Iterator[Symbol | TextLine]:
    """Yield each count beside its mark, all on one line."""
    gaps = len(card.counts) * 62
    letters = "".join(words for _mark, words in card.counts)
    styles = (Style(size, bold=True) for size in (28, 26, 24, 22, SMALLEST))
    style = next((one for one in styles if width(letters, one) + gaps < ROOM), Style(SMALLEST))
    left = MARGIN
    for mark, words in card.counts:
        yield Symbol(mark=mark, x=left, y=top + style.size // 8, size=style.size)
        yield TextLine(
            x=left + style.size + 8, y=top, text=words, style=style, colour=mark_colour(mark)
        )
        left += style.size + 8 + round(width(words, style)) + 26


def _names(row: CardRow, top: int) -> Iterator[Piece]:
    """Yield the names of both columns, above all rows."""
    for answer, left in zip(row.answers, ANSWERS_LEFT, strict=False):
        colour = party_colour(answer.colour)
        name = fit(answer.name, (ANSWER_ROOM, 32), (24, 22, SMALLEST), bold=True, note=the_rest())
        yield from lines_of(name, left + INNER_LEFT, top, room=0, colour=colour)


def _row(
    row: CardRow, top: int, height: int, *, sizes: Sequence[int], named: bool
) -> Iterator[Piece]:
    """Yield a question, then the two answers that stand for it with the mark between them."""
    yield Bar((MARGIN, top - 8, WIDTH - MARGIN, top - 7), RULE)
    question = fit(row.question, (260, height), (24, 22, SMALLEST), bold=True, note=the_rest())
    yield from lines_of(question, MARGIN, top, room=260, colour=INK)
    for answer, left in zip(row.answers, ANSWERS_LEFT, strict=False):
        room = (ANSWER_ROOM, height)
        yield from answer_within(answer, (left, top), room, sizes=sizes, named=named)
    yield Symbol(
        mark=row.mark, x=MARK_LEFT, y=top + height // 2 - 18, size=36, mirrored=row.right_alone
    )


def _foot(card: Card) -> Iterator[Piece]:
    """Yield the address of the page and the day."""
    yield Bar((MARGIN, FOOT_TOP, WIDTH - MARGIN, FOOT_TOP + 2), RULE)
    style = Style(SMALLEST)
    day = round(width(card.day, style))
    room = ROOM - day - 40
    blocks = [wrap(address, style, room) for address in card.addresses]
    address = next((block for block in blocks if len(block.lines) <= 2), blocks[-1])
    yield from lines_of(address, MARGIN, FOOT_TOP + 8, room=room, colour=QUIET)
    yield TextLine(x=WIDTH - MARGIN - day, y=FOOT_TOP + 8, text=card.day, style=style, colour=QUIET)
