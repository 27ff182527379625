"""The steps put into WeasyPrint, each at the place where it has what the step needs."""

from __future__ import annotations

from typing import Any

from weasyprint import draw
from weasyprint.formatting_structure import boxes, build
from weasyprint.layout import inline
from weasyprint.pdf.stream import Stream

from proposals.exports.paper.directions.elements import STYLES, resolve_directions
from proposals.exports.paper.directions.letters import Letters
from proposals.exports.paper.directions.lines import (
    move_floats,
    place_line,
    set_last_text_again,
    start_of,
)
from proposals.exports.paper.directions.paragraphs import divide_lines


def write_directions(element: Any) -> str:
    """Let a document be set in the directions of its letters; return the styles that it needs."""
    resolve_directions(element)
    _divide_paragraphs()
    _keep_words_whole()
    _place_lines()
    _tell_letters_apart()
    return STYLES


def _divide_paragraphs() -> None:
    """Divide what a document, or the foot of a page, is made of before anything is measured."""
    make = build.create_anonymous_boxes

    def make_and_divide(box: Any) -> Any:
        made = make(box)
        divide_lines(made)
        return made

    build.create_anonymous_boxes = make_and_divide


def _keep_words_whole() -> None:
    """Break a word only where it begins its line and is too long for it.

    WeasyPrint takes the beginning of an element for that of a line, and of a divided text there is
    a part that begins anywhere.
    """
    starts: list[float] = []
    split_box, split_text = inline.split_inline_box, inline.split_text_box

    def split_box_of_line(context: Any, box: Any, position_x: float, *rest: Any) -> Any:
        if not isinstance(box, boxes.LineBox):
            return split_box(context, box, position_x, *rest)
        starts.append(position_x)
        try:
            return split_box(context, box, position_x, *rest)
        finally:
            starts.pop()

    def split_text_whole(
        context: Any, box: Any, room: float | None, skip: int | None, is_line_start: bool = True
    ) -> Any:
        if starts and room is not None:
            is_line_start = box.position_x < starts[-1] + box.style["font_size"]
        return split_text(context, box, room, skip, is_line_start=is_line_start)

    inline.split_inline_box, inline.split_text_box = split_box_of_line, split_text_whole


def _place_lines() -> None:
    """Place what a line is made of when it is known where it ends, and again when it was spread."""
    trim, justify, align = inline.remove_last_whitespace, inline.justify_line, inline.text_align

    def trim_and_place(context: Any, line: Any) -> None:
        start = start_of(line)
        trim(context, line)
        if line.levels_are_known:
            set_last_text_again(context, line)
            place_line(line, start)

    def justify_and_place(context: Any, line: Any, extra_width: float) -> None:
        start = start_of(line)
        justify(context, line, extra_width)
        if line.levels_are_known:
            place_line(line, start)

    def align_without_floats(context: Any, line: Any, room: float, last: bool) -> float:
        offset = float(align(context, line, room, last))
        if line.style["direction"] == "rtl":
            # The line is moved as a whole now, and what floats in it has its place already.
            move_floats(line, offset + line.width)
        return offset

    inline.remove_last_whitespace, inline.justify_line = trim_and_place, justify_and_place
    inline.text_align = align_without_floats


def _tell_letters_apart() -> None:
    """Give a text from right to left a font of its own."""
    letters = Letters()
    draw_text, add_font = draw.draw_text, Stream.add_font

    def draw_text_in_direction(stream: Any, box: Any, *rest: Any, **more: Any) -> None:
        letters.runs_right_to_left = box.style["direction"] == "rtl"
        draw_text(stream, box, *rest, **more)
        letters.runs_right_to_left = False

    def add_font_of_direction(stream: Any, pango_font: Any) -> Any:
        if letters.runs_right_to_left:
            return letters.font(stream._fonts, pango_font)
        return add_font(stream, pango_font)

    draw.draw_text, Stream.add_font = draw_text_in_direction, add_font_of_direction
