"""Drawings and references of the printed sheet; nothing in them needs a style sheet."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from proposals.comparisons import Cell, EvidenceView, PairView, Row, TopicGroup
from proposals.comparisons.absences import Ground, ground_of
from proposals.domain.verdicts import Mark
from proposals.exports.paper.back_links import BackLink
from proposals.exports.paper.clauses import ClauseColumn, TopicClauses, topic_clauses
from proposals.exports.paper.drawings import Line
from proposals.exports.paper.endnotes import Note
from proposals.exports.paper.inks import WHITE, mark_ink
from proposals.exports.paper.scales import PaperBar
from proposals.exports.paper.sheet import Sheet, Turn
from proposals.language.active import active_language
from proposals.language.labels import sources_parts
from proposals.models import Clause
from sources.models import Article
from sources.text_directions import TextDirection, active_direction

register = template.Library()

_LINE = '<rect x="1.75" y="1.75" width="12.5" height="12.5" rx="1" fill="none" {}/>'
_INK = 'stroke="currentColor" stroke-width="1.5"'
_FRAME = _LINE.format(_INK)
_HALF = '<path d="M{} 2h6v12h-6z" fill="currentColor"/>'

_MARKS = {
    "conflict": '<rect x="1" y="1" width="14" height="14" rx="1.5" fill="currentColor"/>'
    '<path d="m5 5 6 6m0-6-6 6" fill="none" stroke="#ffffff" stroke-width="2"/>',
    "differs": f'<path d="m2 6 4-4M2 10l8-8M2 14 14 2M6 14l8-8m-4 8 4-4" fill="none" {_INK}/>'
    + _FRAME,
    "one_side": _HALF.format(2) + _FRAME,
    "one_side-2": _HALF.format(8) + _FRAME,
    "not_compared": _LINE.format(_INK + ' stroke-dasharray="2.1 2.1"')
    + '<circle cx="8" cy="8" r="1.4" fill="currentColor"/>',
    "compatible": f'<circle cx="5.75" cy="8" r="4.5" fill="none" {_INK}/>'
    f'<circle cx="10.25" cy="8" r="4.5" fill="none" {_INK}/>',
    "agree": '<circle cx="8" cy="8" r="7" fill="currentColor"/>'
    '<path d="M4.75 6.25h6.5m-6.5 3.5h6.5" fill="none" stroke="#ffffff" stroke-width="2"/>',
}
"""The six marks as drawn on the pages, each whole in itself."""

_PAGES = {Turn.PORTRAIT: (112, 56), Turn.LANDSCAPE: (165, 36)}
"""Letters across a page, and lines down it: a little fewer than there are."""

_DRAWING = 14
"""Lines beside a map or a scale."""

_PATTERNS = {
    1: '<path d="m-2 2 4-4M0 10 10 0M8 12l4-4" fill="none" {}/>',
    2: '<path d="M0 5h10" fill="none" {}/>',
    3: '<path d="m-2 8 4 4M0 0l10 10M8-2l4 4" fill="none" {}/>',
    4: '<path d="M5 0v10" fill="none" {}/>',
    5: '<circle cx="5" cy="5" r="2.2" {}/>',
    6: '<path d="M5 0v10M0 5h10" fill="none" {}/>',
    7: '<path d="M1 1h3v3H1zM6 6h3v3H6z" {}/>',
    8: '<path d="M0 8l5-5 5 5" fill="none" {}/>',
}
"""Patterns in a square of ten units, the first six as on the maps of the pages."""

_FILLED = {5, 7}
"""The patterns that are areas, not lines."""

GRAINS = {"bar": 5, "swatch": 8}
"""Units of a pattern's square in what is drawn in one size: bars of scales, swatches of legends."""


@register.simple_tag
def paper_mark(kind: Mark, sheet: Sheet, side: int = 1) -> SafeString:
    """Return the drawing of a mark; its word has to stand beside it."""
    return mark_drawing(kind, mark_ink(kind, grey=sheet.options.grey), side)


def mark_drawing(kind: Mark, ink: str, side: int) -> SafeString:
    """Return a mark in an ink; `side` is 2 where the second of two columns speaks alone."""
    at_right = (side == 2) != (active_direction() is TextDirection.RIGHT_TO_LEFT)
    name = "one_side-2" if kind is Mark.ONE_SIDE and at_right else kind.value
    return format_html(
        '<svg class="mark" viewBox="0 0 16 16" width="10" height="10" color="{}" '
        'aria-hidden="true">{}</svg>',
        ink,
        mark_safe(_MARKS[name]),  # noqa: S308 - from the table above
    )


@register.simple_tag
def sheet_classes(sheet: Sheet) -> str:
    """Return the classes of a sheet, a space between two; kept sheets are reprinted by them."""
    options = sheet.options
    names = ["sheet", f"columns-{sheet.columns}", options.turn, f"notes-{options.notes}"]
    return " ".join([*names, *(["grey"] if options.grey else [])])


@register.filter
def tall(line: Line, sheet: Sheet) -> bool:
    """Tell whether a row fills a quarter of a page, so that it need not wait for the next one."""
    across, down = _PAGES[sheet.options.turn]
    longest = max((_letters(cell) for cell in line.row.cells), default=0)
    lines = longest * sheet.columns / across + _why_letters(line) / across
    drawn = _DRAWING if line.map or line.scale else 0
    return max(lines, drawn) > down / 4


def _letters(cell: Cell) -> int:
    """Return about how many letters a cell prints, the numbers of notes among them."""
    labels = (len(view.clause.label) + 2 for view in cell.terms)
    said = (len(one.phrase) + len(one.bearers) for one in cell.alternatives)
    return sum(said) + sum(labels) + 4 * len(cell.evidence.items)


def _why_letters(line: Line) -> int:
    """Return about how many letters stand below the answers of a row."""
    row = line.row
    notes = (len(cell.coverage.note) for cell in row.cells if cell.absence and cell.coverage)
    return len(row.sentence) + sum(notes)


@register.simple_tag
def clauses_of(sheet: Sheet, group: TopicGroup) -> TopicClauses:
    """Return the clauses of a topic, as they are laid out."""
    return topic_clauses(sheet.matrix.documents, group, sheet.homes)


@register.simple_tag
def side_of(pair: PairView) -> int:
    """Return which of both speaks alone: 1 or 2."""
    return 1 if pair.pair.left.terms else 2


@register.simple_tag
def line_of(sheet: Sheet, row: Row) -> Line:
    """Return what is drawn of a row."""
    return sheet.lines[row.question.key]


@register.simple_tag
def paper_row_mark(row: Row, sheet: Sheet) -> SafeString:
    """Return the drawing of a row's mark; of two columns, the one that speaks alone is filled."""
    return paper_mark(row.mark, sheet, speaking_side(row))


def speaking_side(row: Row) -> int:
    """Return which of two columns speaks alone; 1 with more columns."""
    return side_of(row.worst) if row.worst and len(row.cells) == 2 else 1


@register.simple_tag
def bar_fill(bar: PaperBar, line: Line) -> str:
    """Return what a bar of a scale is filled with: its ink, its pattern, or paper in an outline."""
    if bar.outline:
        return WHITE
    return f"url(#bar-{line.number}-{bar.pattern})" if bar.pattern else bar.ink


@register.simple_tag
def paper_pattern(
    kind: str, line: int, number: int, ink: str, size: float | None = None
) -> SafeString:
    """Return a pattern to fill an area with, in a square of so many units of its drawing.

    It is named after its kind, its line and its number. Without a size it is as large
    as its kind is drawn everywhere.
    """
    size = GRAINS[kind] if size is None else size
    dot = format_html('fill="{}"', ink) if number in _FILLED else SafeString()
    strokes = format_html('stroke="{}" stroke-width="2" {}', ink, dot)
    return format_html(
        '<pattern id="{kind}-{line}-{number}" width="{size}" height="{size}" '
        'patternUnits="userSpaceOnUse"><g transform="scale({scale})">{drawing}</g></pattern>',
        kind=kind,
        line=line,
        number=number,
        size=size,
        scale=round(size / 10, 3),
        drawing=mark_safe(_PATTERNS[number].format(strokes)),  # noqa: S308 - from the table above
    )


@register.simple_tag
def referenced_sources(view: EvidenceView, sheet: Sheet) -> list[tuple[str, SafeString]]:
    """Return the independent sources by what they do, each with references to its pieces."""
    groups = (view.supporting, view.disputing, view.qualifying)
    listed = [items for place, items in enumerate(groups) if items or place == 0]
    return [
        (words, _linked(map(sheet.notes.piece, items)) if sheet.notes else SafeString())
        for words, items in zip(
            sources_parts(view.standing, active_language()), listed, strict=True
        )
    ]


@register.simple_tag
def number_of(article: Article, sheet: Sheet) -> SafeString:
    """Return the reference to an article as a whole."""
    return numbers_of([article], sheet)


@register.simple_tag
def numbers_of(articles: Iterable[Article], sheet: Sheet) -> SafeString:
    """Return references to articles as a whole."""
    return _linked(map(sheet.notes.number, articles)) if sheet.notes else SafeString()


@register.simple_tag
def back_from(note: Note, letter: str, sheet: Sheet) -> tuple[BackLink, ...]:
    """Return the questions at which a note is named, or its piece with this letter."""
    return sheet.back_links.get(f"{note.number}{letter}", ())


@register.simple_tag
def clause_address(clause: Clause, sheet: Sheet) -> str:
    """Return where a clause stands on the sheet, or its page if it is not printed."""
    if sheet.full and clause.pk in sheet.homes:
        return f"#clause-{clause.uid}"
    return clause.get_absolute_url()


@register.simple_tag
def clause_anchor(clause: Clause, column: ClauseColumn, sheet: Sheet) -> str:
    """Return the name of the place at which a clause is printed in a column."""
    return sheet.anchors[clause.pk, column.document.key]


@register.simple_tag
def ground_for(cell: Cell, sheet: Sheet) -> Ground:
    """Return what the checked absence in a cell rests on."""
    return ground_of(cell, sheet.bundle.grounds)


def _linked(names: Iterable[str]) -> SafeString:
    """Return references in the order of the notes, each once; nothing without any."""
    ordered = sorted(set(names), key=_place)
    if not ordered:
        return SafeString()
    named = ((name, gettext("note %(number)s") % {"number": name}) for name in ordered)
    inner = format_html_join(" ", '<a href="#note-{0}" aria-label="{1}">{0}</a>', named)
    return format_html('<span class="refs">{}</span>', inner)


def _place(name: str) -> tuple[int, int, str]:
    letters = name.lstrip("0123456789")
    return int(name.removesuffix(letters)), len(letters), letters
