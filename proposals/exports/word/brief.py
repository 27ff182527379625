"""The brief as blocks of a Word file: the same content as its page, in the same order."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext

from proposals.comparisons import Line
from proposals.exports.brief.caveats import Caveat
from proposals.exports.brief.content import Brief, BriefGroup, BriefRow
from proposals.exports.review_note import review_note
from proposals.exports.word.blocks import (
    Block,
    Paragraph,
    Picture,
    TableCell,
    TextRun,
    WordTable,
    paragraph,
)
from proposals.exports.word.heads import column_heads
from proposals.exports.word.prose import parse_markdown_line
from proposals.language.active import active_language, isolated, joined, put_in
from proposals.language.labels import SYMBOLS, counts_of_marks, mark_label
from proposals.language.local_text import language_in
from sources.capitals import capfirst

STYLE, HEADING = "Brief", "BriefHeading"
CODE_MILLIMETRES = 26


def build_brief(brief: Brief) -> Iterator[Block]:
    """Yield the blocks in the order of the document."""
    yield from _build_head(brief)
    if brief.matrix.row_count:
        yield _build_counts(brief)
        yield from _build_rows(brief)
    else:
        yield _line(gettext("No question passes this selection."))
    yield from _build_caveats(brief)
    if note := review_note():
        yield _line(TextRun(note, quiet=True))


def _build_head(brief: Brief) -> Iterator[Block]:
    bundle = brief.bundle
    rows = brief.matrix.row_count
    questions = ngettext("%(number)s question", "%(number)s questions", rows) % {"number": rows}
    moment = active_language().moment(bundle.moment, with_zone=True)
    yield _line(TextRun(f"{gettext('Brief')} · Parley · {moment} · {questions}", quiet=True))
    yield paragraph(TextRun(bundle.negotiation.name, bundle.negotiation.language), style="Title")
    for document in brief.matrix.documents:
        language = language_in(document.name, bundle.negotiation.language)
        name = TextRun(capfirst(document.name), language, bold=True)
        yield _line(name, ": ", brief.facts(document))
    if bundle.filters:
        yield _fact(gettext("Selection"), bundle.selection_words)
    yield _line(
        TextRun(f"{brief.address_name}: ", bold=True),
        TextRun(brief.address, link=brief.address),
        f" {brief.address_note}" if brief.address_note else "",
    )
    yield _fact(gettext("Content"), f"SHA-256 {bundle.hash}")
    if brief.code:
        yield Picture(brief.code.picture, brief.code.words, CODE_MILLIMETRES)


def _build_counts(brief: Brief) -> Paragraph:
    counts = TextRun(counts_of_marks(brief.matrix.roll_up, active_language()), bold=True)
    if brief.is_short:
        return _line(counts)
    longer = gettext("Longer than two pages: every question is here, and nothing is set smaller.")
    return _line(counts, f" {longer}")


def _build_rows(brief: Brief) -> Iterator[Block]:
    outline = brief.outline
    if outline.no_conflict:
        yield _line(outline.no_conflict)
    for group in brief.groups:
        yield paragraph(f"{group.heading} {len(group.rows)}", style=HEADING)
        yield _build_table(brief, group)
    if outline.alone:
        title = gettext("Only one side raises")
        yield paragraph(f"{title} {outline.alone_count}", style=HEADING)
    for one in outline.alone:
        symbol = SYMBOLS[one.lines[0].row.mark]
        yield _labels(put_in(f"{symbol} %(who)s {len(one.lines)}: ", who=one.parties), one.lines)
    if outline.not_compared:
        lines = outline.not_compared
        name = gettext("Not compared")
        yield _labels(f"{SYMBOLS[lines[0].row.mark]} {name} {len(lines)}: ", lines)


def _build_table(brief: Brief, group: BriefGroup) -> WordTable:
    documents = brief.matrix.documents
    head = f"{gettext('Question')}, {gettext('verdict')}"
    share = 75 // len(documents)
    return WordTable(
        title=group.heading,
        widths=(100 - share * len(documents), *[share] * len(documents)),
        head=(TableCell((paragraph(head, style="Column"),)), *column_heads(documents)),
        tight=True,
        rows=tuple(
            row
            for line in group.rows
            for row in _build_row(line, len(documents), language=brief.bundle.negotiation.language)
        ),
    )


def _build_row(line: BriefRow, columns: int, *, language: str) -> Iterator[tuple[TableCell, ...]]:
    row = line.row
    mark = f"{SYMBOLS[row.mark]} {mark_label(row.mark, active_language())} {row.rule.value}"
    question = (_line(TextRun(row.question.text, language, bold=True)), _line(mark))
    answers = (TableCell(tuple(map(_line, texts))) for _document, texts in line.answers)
    yield TableCell(question, merge="restart"), *answers
    why = TableCell(tuple(_build_why(line)), span=columns)
    yield TableCell((), merge="continue"), why


def _build_why(line: BriefRow) -> Iterator[Paragraph]:
    names = TextRun(f"{isolated(line.names)}: " if line.names else "", bold=True)
    best = line.pair.best
    other = ""
    if best is not None:
        mark = f"{SYMBOLS[best.mark]} {mark_label(best.mark, active_language())} {best.rule.value}"
        other = f" {gettext('With other options:')} {mark}"
    yield _line(names, line.sentence, other)
    if line.notes:
        yield _line(line.notes)
    for judgement in line.judgements:
        name = gettext("Editor's verdict")
        signed = joined((judgement.get_mark_display(), judgement.author), ", ")
        yield _line(TextRun(f"{name} ", quiet=True), signed)


def _build_caveats(brief: Brief) -> Iterator[Block]:
    yield paragraph(gettext("Before you use this"), style=HEADING)
    for caveat in brief.caveats:
        yield _line(TextRun(f"{caveat.name}: ", bold=True), *_caveat_runs(brief, caveat))
    address = TextRun(brief.sheet_address, link=brief.sheet_address)
    yield _line(f"{gettext('Every question, clause and source, on the full sheet:')} ", address)


def _caveat_runs(brief: Brief, caveat: Caveat) -> Iterator[TextRun]:
    if caveat.text:
        yield TextRun(caveat.text)
    for place, one in enumerate(caveat.documents):
        language = brief.bundle.negotiation.language
        name = isolated(capfirst(one.document.name))
        own = language_in(one.document.name, language)
        yield TextRun(f"{' ' if place else ''}{name}: ", own, bold=True)
        if one.words:
            yield from parse_markdown_line(one.words, language, brief.bundle.home)
        else:
            yield TextRun(gettext("not recorded."))


def _labels(name: str, lines: tuple[Line, ...]) -> Paragraph:
    return _line(TextRun(name, bold=True), joined((line.label for line in lines), "; "))


def _fact(name: str, value: str) -> Paragraph:
    return _line(TextRun(f"{name}: ", bold=True), value)


def _line(*parts: TextRun | str) -> Paragraph:
    return paragraph(*parts, style=STYLE)
