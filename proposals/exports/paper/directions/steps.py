"""The steps put into WeasyPrint, each at the place where it has what the step needs."""

from __future__ import annotations

from typing import Any

from weasyprint import draw
from weasyprint.formatting_structure import build
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
