"""One question as a row of a Word table, and the clauses of a topic as cells."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext

from proposals.comparisons import Cell, ClauseView, PairView, Row, wording_origin
from proposals.comparisons.absences import ground_of
from proposals.comparisons.cells import AlternativeView
from proposals.domain.verdicts import Mark, Rule
from proposals.exports.bundle import ExportBundle
from proposals.exports.paper.clauses import ClauseColumn
from proposals.exports.paper.endnotes import Endnotes
from proposals.exports.word.blocks import Paragraph, TableCell, TextRun, paragraph
from proposals.exports.word.prose import parse_markdown, parse_markdown_line
from proposals.exports.word.sources import describe_evidence, list_articles, question_bookmark
from proposals.language.active import active_language, isolated, joined, put_in
from proposals.language.labels import SYMBOLS, absence_label, mark_label
from proposals.language.local_text import language_in
from proposals.models import Clause, Coverage, Judgement
from sources.capitals import capfirst
from sources.quotation_marks import quoted


def build_row(
    row: Row, bundle: ExportBundle, notes: Endnotes, *, number: int
) -> tuple[TableCell, ...]:
    """Return the cells of a row: the question, an answer for each document, the verdict.

    Notes lead back to the question by its number.
    """
    question = TextRun(row.question.text, bundle.negotiation.language)
    counted = TextRun(f"{number} ", quiet=True)
    bookmark = question_bookmark(number)
    return (
        TableCell((paragraph(counted, question, style="Question", bookmark=bookmark),)),
        *(TableCell(tuple(_build_answer(cell, bundle, notes))) for cell in row.cells),
        TableCell(tuple(_build_verdict(row, bundle))),
    )


def build_clause_cell(
    columns: tuple[ClauseColumn, ...], bundle: ExportBundle, notes: Endnotes
) -> TableCell:
    """Return the clauses of documents below each other; the head names the first of them."""
    return TableCell(tuple(_build_columns(columns, bundle, notes)))


def _build_columns(
    columns: tuple[ClauseColumn, ...], bundle: ExportBundle, notes: Endnotes
) -> Iterator[Paragraph]:
    for place, column in enumerate(columns):
        if place:
            yield paragraph(capfirst(column.document.name), style="Column")
        for view in column.fresh:
            yield from _build_clause(view, bundle, notes)
        if column.earlier:
            yield _list_earlier(column)
        elif not column.fresh:
            nothing = TextRun(gettext("No published clause on this topic."), quiet=True)
            yield paragraph(nothing, style="Small")


def _list_earlier(column: ClauseColumn) -> Paragraph:
    """Name the clauses that were printed with an earlier topic."""
    earlier = ((view.clause, topic) for view, topic in column.earlier)
    named = (
        put_in("%(label)s (%(topic)s)", label=clause.label or clause.key, topic=topic.name)
        for clause, topic in earlier
    )
    text = f"{gettext('Printed above:')} {isolated(joined(named, '; '))}"
    return paragraph(TextRun(text, quiet=True), style="Small")


def _build_clause(view: ClauseView, bundle: ExportBundle, notes: Endnotes) -> Iterator[Paragraph]:
    clause, language = view.clause, bundle.negotiation.language
    heading = TextRun(clause.heading, language, bold=True)
    yield paragraph(_link_clause(clause, bundle), " ", heading, style="Verdict")
    if view.taken_over:
        left = put_in(gettext("Left as in %(name)s"), name=view.taken_over)
        yield paragraph(TextRun(left, quiet=True), style="Small")
    if clause.option_label:
        yield paragraph(TextRun(clause.option_label, language, italic=True), style="Small")
    yield from parse_markdown(clause.text, language, bundle.home)
    if clause.quote:
        yield paragraph(_quote(clause))
        yield _describe_wording(clause, language)
    for flag in _list_flags(clause):
        yield paragraph(flag, style="Small")
    if clause.contested:
        yield paragraph(*_contested(clause.contested, language), style="Small")
    yield describe_evidence(view.evidence, notes)


def _quote(clause: Clause) -> TextRun:
    """Return the quote in the marks of its language."""
    text = quoted(clause.quote, clause.quote_language)
    return TextRun(text, clause.quote_language, italic=True)


def _describe_wording(clause: Clause, language: str) -> Paragraph:
    """Say whose words the quote is, and what it means."""
    runs = [TextRun(wording_origin(clause), quiet=True)]
    if clause.quote_gloss:
        runs += [TextRun(gettext(" · our gloss: "), quiet=True)]
        runs += [TextRun(clause.quote_gloss, language, quiet=True)]
    return paragraph(*runs, style="Small")


def _contested(text: str, language: str) -> Iterator[TextRun]:
    """Yield what is contested about a wording, in the language in which it is told."""
    before, _slot, after = gettext("Contested: %(what)s").partition("%(what)s")
    yield TextRun(before, quiet=True)
    yield TextRun(isolated(text), language_in(text, language), quiet=True)
    yield TextRun(after, quiet=True)


def _list_flags(clause: Clause) -> Iterator[TextRun]:
    if clause.status != "firm":
        yield TextRun(capfirst(clause.get_status_display()), quiet=True)
    if clause.confidence != "high":
        level = {"level": clause.get_confidence_display()}
        level_words = gettext("%(level)s confidence in its wording") % level
        yield TextRun(capfirst(level_words), quiet=True)


def _link_clause(clause: Clause, bundle: ExportBundle) -> TextRun:
    """Return the number of a clause as a link to its page."""
    return TextRun(clause.label or clause.key, link=f"{bundle.home}{clause.get_absolute_url()}")


def _build_answer(cell: Cell, bundle: ExportBundle, notes: Endnotes) -> Iterator[Paragraph]:
    if cell.absence:
        name = TextRun(absence_label(cell.absence, active_language()), bold=True)
        yield paragraph(name, f": {cell.absence_meaning}", style="Answer")
    for alternative in cell.alternatives:
        yield from _build_alternative(alternative, bundle)
    for view in cell.separate_terms:
        status = TextRun(f" ({view.clause.get_status_display()})", quiet=True)
        phrase = [TextRun(piece.text) for piece in view.phrase.pieces]
        yield paragraph(*phrase, status, " ", _link_clause(view.clause, bundle), style="Answer")
    for _reply, words in cell.replies_in_words:
        yield paragraph(words, style="Small")
    if cell.problem:
        text = put_in(gettext("Inconsistent coding: %(problem)s"), problem=cell.problem)
        yield paragraph(text, style="Answer")
    if cell.taken_over:
        yield paragraph(cell.taken_over, style="Small")
    if cell.asymmetry:
        yield paragraph(cell.asymmetry, style="Small")
    if cell.terms:
        yield describe_evidence(cell.evidence, notes)
    elif cell.absence and cell.coverage:
        yield from _build_coverage(cell, cell.coverage, bundle, notes=notes)


def _build_alternative(view: AlternativeView, bundle: ExportBundle) -> Iterator[Paragraph]:
    runs = [TextRun(f"{isolated(view.option)}: ", bold=True)] if view.option else []
    own = bundle.negotiation.language if view.phrase.is_prose else ""
    runs += [TextRun(piece.text, own) for piece in view.shown_phrase.pieces]
    for place, clause in enumerate(view.clauses):
        runs += [TextRun(", " if place else " "), _link_clause(clause, bundle)]
    yield paragraph(*runs, style="Answer")
    qualifiers = (
        (gettext("Who acts"), view.bearers),
        (gettext("Scope"), view.scope),
        (gettext("Condition"), joined(view.conditions, "; ")),
        (gettext("Confidence"), view.confidence),
        (gettext("Wording"), gettext("contested") if view.contested else ""),
        (gettext("Brackets"), gettext("not firm yet") if view.bracketed else ""),
    )
    for name, value in qualifiers:
        if value:
            yield paragraph(TextRun(f"{name}: ", quiet=True), value, style="Small")


def _build_coverage(
    cell: Cell, coverage: Coverage, bundle: ExportBundle, *, notes: Endnotes
) -> Iterator[Paragraph]:
    """Say how an absence was checked, and what articles say of it."""
    runs = [TextRun(gettext("Read: "), quiet=True), TextRun(f"{coverage.get_basis_display()}.")]
    if coverage.note:
        note = parse_markdown_line(coverage.note, bundle.negotiation.language, bundle.home)
        runs += [TextRun(" "), *note]
    ground = ground_of(cell, bundle.grounds)
    yield paragraph(*runs, *list_articles(ground.articles, notes), style="Small")
    if ground.evidence.items:
        yield describe_evidence(ground.evidence, notes)


def _build_verdict(row: Row, bundle: ExportBundle) -> Iterator[Paragraph]:
    yield paragraph(_describe_mark(row.mark, row.rule), style="Verdict")
    if row.worst is not None:
        names = f"{isolated(_pair_names(row.worst))}: " if len(row.cells) > 2 else ""
        yield paragraph(TextRun(names, bold=True), row.worst.worst_sentence)
        yield from _build_best(row.worst)
    for note in row.notes:
        yield paragraph(note.text, style="Small")
    yield from _build_other_pairs(row)
    for pair in row.pairs:
        if pair.judgement is not None:
            names = f" ({isolated(_pair_names(pair))})" if len(row.pairs) > 1 else ""
            yield _build_judgement(pair.judgement, names, bundle)


def _build_other_pairs(row: Row) -> Iterator[Paragraph]:
    """Yield the pairs beside the worst one; count those that cannot be compared."""
    pairs = [pair for pair in row.pairs if pair is not row.worst]
    for pair in pairs:
        if pair.mark is not Mark.NOT_COMPARED:
            verdict = joined((_pair_names(pair), _describe_mark(pair.mark, pair.rule)), ": ")
            yield paragraph(verdict, style="Small")
            yield from _build_best(pair)
    count = sum(pair.mark is Mark.NOT_COMPARED for pair in pairs)
    if count:
        text = ngettext("%(n)d more pair: %(mark)s", "%(n)d more pairs: %(mark)s", count)
        words = {"n": count, "mark": _describe_mark(Mark.NOT_COMPARED, Rule.NOT_COMPARED)}
        yield paragraph(TextRun(text % words, quiet=True), style="Small")


def _describe_mark(mark: Mark, rule: Rule) -> str:
    return f"{SYMBOLS[mark]} {mark_label(mark, active_language())} ({rule.value})"


def _build_best(pair: PairView) -> Iterator[Paragraph]:
    """Yield the best verdict of a pair, if other options are better."""
    if pair.best is not None:
        best = f"{_describe_mark(pair.best.mark, pair.best.rule)}. {pair.best_sentence}"
        yield paragraph(TextRun(gettext("With other options: "), quiet=True), best, style="Small")


def _pair_names(pair: PairView) -> str:
    return joined((capfirst(pair.left.name), capfirst(pair.right.name)), " / ")


def _build_judgement(judgement: Judgement, between: str, bundle: ExportBundle) -> Paragraph:
    """Return an editor's verdict, signed; the computed one stands before it."""
    day = active_language().day(judgement.made_at) if judgement.made_at else ""
    signature = isolated(joined((judgement.author, day), ", "))
    head = gettext("Editor's verdict%(between)s: ") % {"between": between}
    reason = parse_markdown_line(judgement.reason, bundle.negotiation.language, bundle.home)
    mark = TextRun(judgement.get_mark_display(), bold=True)
    return paragraph(TextRun(head, quiet=True), mark, f", {signature}. ", *reason, style="Small")
