"""One question as a row of a Word table, and the clauses of a topic as cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from proposals.comparisons import Cell, ClauseView, PairView, Row
from proposals.comparisons.cells import AlternativeView
from proposals.domain.verdicts import Mark, Rule
from proposals.exports.bundle import ExportBundle
from proposals.exports.paper.endnotes import Endnotes
from proposals.exports.word.blocks import Paragraph, TableCell, TextRun, paragraph
from proposals.exports.word.prose import in_one_line, prose
from proposals.exports.word.sources import read_for, standing_paragraph
from proposals.language.active import active_language
from proposals.language.labels import SYMBOLS, absence_label, absence_meaning, mark_label
from proposals.models import Clause, Judgement


def row_cells(row: Row, bundle: ExportBundle, notes: Endnotes) -> tuple[TableCell, ...]:
    """Return the question, an answer a document, the verdict."""
    question = TextRun(row.question.text, bundle.negotiation.language)
    return (
        TableCell((paragraph(question, style="Question"),)),
        *(TableCell(tuple(_answer(cell, bundle, notes))) for cell in row.cells),
        TableCell(tuple(_verdict(row, bundle))),
    )


def clause_cell(views: Iterable[ClauseView], bundle: ExportBundle, notes: Endnotes) -> TableCell:
    """Return the clauses of one document on a topic: number, heading, text, quote, sources."""
    paragraphs = [one for view in views for one in _clause(view, bundle, notes)]
    nothing = TextRun(gettext("No published clause on this topic."), quiet=True)
    return TableCell(tuple(paragraphs) or (paragraph(nothing, style="Small"),))


def _clause(view: ClauseView, bundle: ExportBundle, notes: Endnotes) -> Iterator[Paragraph]:
    clause, language = view.clause, bundle.negotiation.language
    number = _number(clause, bundle)
    yield paragraph(number, " ", TextRun(clause.heading, language, bold=True), style="Verdict")
    if clause.option_label:
        yield paragraph(TextRun(clause.option_label, language, italic=True), style="Small")
    yield from prose(clause.text, language, bundle.home)
    if clause.quote:
        yield paragraph(TextRun(f"“{clause.quote}”", clause.quote_language, italic=True))
    for flag in _flags(clause):
        yield paragraph(TextRun(flag, language, quiet=True), style="Small")
    yield standing_paragraph(view.evidence, notes)


def _flags(clause: Clause) -> Iterator[str]:
    if clause.status != "firm":
        yield capfirst(clause.get_status_display())
    if clause.confidence != "high":
        level = {"level": clause.get_confidence_display()}
        yield capfirst(gettext("%(level)s confidence in its wording") % level)
    if clause.contested:
        yield gettext("Contested: %(what)s") % {"what": clause.contested}


def _number(clause: Clause, bundle: ExportBundle) -> TextRun:
    return TextRun(clause.label or clause.key, link=f"{bundle.home}{clause.get_absolute_url()}")


def _answer(cell: Cell, bundle: ExportBundle, notes: Endnotes) -> Iterator[Paragraph]:
    if cell.absence:
        name = TextRun(absence_label(cell.absence, active_language()), bold=True)
        yield paragraph(
            name, f": {absence_meaning(cell.absence, active_language())}", style="Answer"
        )
    for one in cell.alternatives:
        yield from _alternative(one, bundle)
    for view in cell.apart:
        status = TextRun(f" ({view.clause.get_status_display()})", quiet=True)
        phrase = [TextRun(piece.text) for piece in view.phrase.pieces]
        yield paragraph(*phrase, status, " ", _number(view.clause, bundle), style="Answer")
    if cell.problem:
        problem = {"problem": cell.problem}
        yield paragraph(gettext("Inconsistent coding: %(problem)s") % problem, style="Answer")
    if cell.asymmetry:
        yield paragraph(cell.asymmetry, style="Small")
    if cell.terms:
        yield standing_paragraph(cell.evidence, notes)
    elif cell.coverage:
        yield _coverage(cell, bundle, notes)


def _alternative(one: AlternativeView, bundle: ExportBundle) -> Iterator[Paragraph]:
    words = [TextRun(f"{one.option}: ", bold=True)] if one.option else []
    words += [TextRun(piece.text) for piece in one.shown_phrase.pieces]
    for place, clause in enumerate(one.clauses):
        words += [TextRun(", " if place else " "), _number(clause, bundle)]
    yield paragraph(*words, style="Answer")
    details = (
        (gettext("Who acts"), one.bearers),
        (gettext("Scope"), "; ".join(one.scopes)),
        (gettext("Condition"), "; ".join(one.conditions)),
        (gettext("Confidence"), one.confidence),
        (gettext("Wording"), gettext("contested") if one.contested else ""),
        (gettext("Brackets"), gettext("not firm yet") if one.bracketed else ""),
    )
    for name, text in details:
        if text:
            yield paragraph(TextRun(f"{name}: ", quiet=True), text, style="Small")


def _coverage(cell: Cell, bundle: ExportBundle, notes: Endnotes) -> Paragraph:
    """Return how an absence was checked."""
    coverage = cell.coverage
    if coverage is None:
        return paragraph("", style="Small")
    words = [TextRun(gettext("Read: "), quiet=True), TextRun(f"{coverage.get_basis_display()}.")]
    if coverage.note:
        note = in_one_line(coverage.note, bundle.negotiation.language, bundle.home)
        words += [TextRun(" "), *note]
    articles = bundle.read.get(coverage.pk, ())
    return Paragraph((*words, *read_for(articles, notes)), "Small")


def _verdict(row: Row, bundle: ExportBundle) -> Iterator[Paragraph]:
    yield _mark(row.mark, row.rule)
    if row.worst is not None:
        names = f"{_pair_names(row.worst)}: " if len(row.cells) > 2 else ""
        yield paragraph(TextRun(names, bold=True), row.worst.worst_sentence)
        yield from _best(row.worst)
    if row.common:
        yield paragraph(TextRun(gettext("Common to all: "), quiet=True), row.common, style="Small")
    yield from _other_pairs(row)
    for pair in row.pairs:
        if pair.judgement is not None:
            yield _judgement(row, pair, pair.judgement, bundle)


def _other_pairs(row: Row) -> Iterator[Paragraph]:
    """Yield the pairs beside the worst one; those that cannot be compared are only counted."""
    others = [pair for pair in row.pairs if pair is not row.worst]
    for pair in others:
        if pair.mark is not Mark.NOT_COMPARED:
            text = f"{_pair_names(pair)}: {_mark_text(pair.mark, pair.rule)}"
            yield paragraph(text, style="Small")
            yield from _best(pair)
    more = sum(pair.mark is Mark.NOT_COMPARED for pair in others)
    if more:
        text = ngettext("%(n)d more pair: %(mark)s", "%(n)d more pairs: %(mark)s", more)
        words = {"n": more, "mark": _mark_text(Mark.NOT_COMPARED, Rule.NOT_COMPARED)}
        yield paragraph(TextRun(text % words, quiet=True), style="Small")


def _mark(mark: Mark, rule: Rule) -> Paragraph:
    return paragraph(_mark_text(mark, rule), style="Verdict")


def _mark_text(mark: Mark, rule: Rule) -> str:
    return f"{SYMBOLS[mark]} {mark_label(mark, active_language())} ({rule.value})"


def _best(pair: PairView) -> Iterator[Paragraph]:
    if pair.best is not None:
        text = f"{_mark_text(pair.best.mark, pair.best.rule)}. {pair.best_sentence}"
        yield paragraph(TextRun(gettext("With other options: "), quiet=True), text, style="Small")


def _pair_names(pair: PairView) -> str:
    return f"{capfirst(pair.left.name)} / {capfirst(pair.right.name)}"


def _judgement(row: Row, pair: PairView, judgement: Judgement, bundle: ExportBundle) -> Paragraph:
    """Return an editor's verdict, signed; the computed one stands before it."""
    day = date_format(judgement.made_at, "j F Y") if judgement.made_at else ""
    signed = ", ".join(filter(None, (judgement.author, day)))
    between = f" ({_pair_names(pair)})" if len(row.pairs) > 1 else ""
    head = gettext("Editor's verdict%(between)s: ") % {"between": between}
    reason = in_one_line(judgement.reason, bundle.negotiation.language, bundle.home)
    mark = TextRun(judgement.get_mark_display(), bold=True)
    return paragraph(TextRun(head, quiet=True), mark, f", {signed}. ", *reason, style="Small")
