"""The content of the Word file: the head, a table for each topic, and the sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from proposals.comparisons import Document, TopicGroup
from proposals.domain.verdicts import Mark, Rule
from proposals.exports.bundle import ExportBundle
from proposals.exports.paper.clauses import homes_of_clauses, topic_clauses
from proposals.exports.paper.endnotes import Endnotes, endnotes
from proposals.exports.review_note import review_note
from proposals.exports.word.blocks import Block, Paragraph, TableCell, TextRun, WordTable, paragraph
from proposals.exports.word.heads import column_heads
from proposals.exports.word.prose import parse_markdown
from proposals.exports.word.rows import build_clause_cell, build_row
from proposals.exports.word.sources import build_sources, link_notes
from proposals.language.active import active_language, joined
from proposals.language.labels import SYMBOLS, counts_of_marks, mark_label, mark_meaning
from proposals.language.local_text import language_in
from proposals.models import Topic
from sources.templatetags.languages import language_name


def build_blocks(bundle: ExportBundle) -> Iterator[Block]:
    """Yield the blocks in the order of the document."""
    notes = endnotes(bundle.matrix, bundle.grounds, clauses=True)
    yield from _build_head(bundle, notes)
    if not bundle.matrix.row_count:
        yield paragraph(gettext("No question passes this selection."))
        return
    yield from _build_method()
    context, language = _context(bundle, notes), bundle.negotiation.language
    for theme in bundle.matrix.themes:
        yield paragraph(TextRun(theme.theme.name, language), style="Heading1")
        yield paragraph(
            TextRun(counts_of_marks(theme.roll_up, active_language()), quiet=True), style="Counts"
        )
        for topic in theme.topics:
            yield paragraph(TextRun(topic.topic.name, language), style="Heading2")
            yield from _build_topic(bundle, topic, context)
    yield from build_sources(bundle, notes)
    # Word expects a paragraph behind the last table.
    yield paragraph("")


def _build_head(bundle: ExportBundle, notes: Endnotes) -> Iterator[Block]:
    yield paragraph(TextRun(bundle.negotiation.name, bundle.negotiation.language), style="Title")
    documents = bundle.matrix.documents
    facts = tuple(TableCell(tuple(_build_facts(document, bundle, notes))) for document in documents)
    yield _documents_table(documents, facts, gettext("The documents"))
    numbers = {"shown": bundle.matrix.row_count, "total": bundle.matrix.total}
    counts = gettext("%(shown)d of %(total)d questions") % numbers
    lines = (
        (gettext("Selection"), TextRun(bundle.selection_words)),
        (
            gettext("Questions"),
            TextRun(f"{counts}: {counts_of_marks(bundle.matrix.roll_up, active_language())}"),
        ),
        (gettext("Made"), TextRun(active_language().moment(bundle.moment, with_zone=True))),
        (gettext("Address"), TextRun(bundle.address, link=bundle.address)),
        (gettext("Content"), TextRun(f"SHA-256 {bundle.hash}")),
    )
    yield paragraph("", style="Small")
    for name, value in lines:
        yield paragraph(TextRun(f"{name}: ", bold=True), value, style="Small")


def _documents_table(
    documents: tuple[Document, ...], cells: tuple[TableCell, ...], title: str
) -> WordTable:
    """Return a table of one long row with a cell for each document."""
    return WordTable(
        title=title,
        widths=(1,) * len(documents),
        head=column_heads(documents),
        rows=(cells,),
        whole=False,
    )


def _build_facts(document: Document, bundle: ExportBundle, notes: Endnotes) -> Iterator[Paragraph]:
    version, language = document.version, bundle.negotiation.language
    yield paragraph(TextRun(document.title, language, italic=True))
    if document.party_names:
        yield _fact(gettext("Put forward by"), document.party_names, language)
    if document.handed_over:
        yield _fact(gettext("Handed over"), active_language().day(document.handed_over))
    day = None if version.date == document.handed_over else version.unsaid_date
    dated = active_language().day(day) if day else ""
    yield _fact(
        gettext("Version"),
        joined((version.label, dated), ", "),
        language_in(version.label, language),
    )
    known = _fact(gettext("Became known as"), version.get_tier_display())
    if version.published_by is not None:
        number = notes.number(version.published_by)
        known = paragraph(*known.runs, " ", *link_notes([number]), style="Small")
    yield known
    if version.language:
        yield _fact(gettext("Language"), language_name(version.language))
    yield from parse_markdown(version.completeness, language, bundle.home, "Small")


def _fact(name: str, value: str, language: str = "") -> Paragraph:
    return paragraph(TextRun(f"{name}: ", quiet=True), TextRun(value, language), style="Small")


def _build_method() -> Iterator[Block]:
    yield paragraph(gettext("How to read this"), style="Heading1")
    for mark in Mark:
        symbol = TextRun(f"{SYMBOLS[mark]} {mark_label(mark, active_language())}", bold=True)
        yield paragraph(symbol, f": {mark_meaning(mark, active_language())}", style="Small")
    text = gettext(
        "Every answer is typed, and the verdict between two answers is computed by a named rule "
        "(%(first)s to %(last)s). Silent, deferred, withdrawn and not coded yet are four "
        "different things, and none is read as agreement. There is no percentage of agreement: a "
        "published demand is not a final position."
    )
    first, *_, last = Rule
    yield paragraph(text % {"first": first, "last": last}, style="Small")
    if unreviewed := review_note():
        yield paragraph(unreviewed, style="Small")


@dataclass(frozen=True)
class _Context:
    """What the tables of every topic need: notes, homes of clauses, numbers of questions by key."""

    notes: Endnotes
    homes: Mapping[int, Topic]
    numbers: Mapping[str, int]


def _context(bundle: ExportBundle, notes: Endnotes) -> _Context:
    rows = enumerate(bundle.matrix.rows, start=1)
    numbers = {row.question.key: number for number, row in rows}
    return _Context(notes, homes_of_clauses(bundle.matrix.themes), numbers)


def _clauses_table(bundle: ExportBundle, topic: TopicGroup, context: _Context) -> WordTable:
    """Return the clauses of a topic, each in full once; no column stays empty beside a long one."""
    documents = bundle.matrix.documents
    clauses = topic_clauses(documents, topic, context.homes)
    title = gettext("%(topic)s: clauses") % {"topic": topic.topic.name}
    parts = clauses.spread if clauses.flows else tuple((one,) for one in clauses.columns)
    parts = tuple(part for part in parts if part)
    return WordTable(
        title=title,
        widths=(1,) * len(parts),
        head=column_heads(tuple(part[0].document for part in parts)),
        rows=(tuple(build_clause_cell(part, bundle, context.notes) for part in parts),),
        whole=False,
    )


def _build_topic(bundle: ExportBundle, topic: TopicGroup, context: _Context) -> Iterator[Block]:
    documents = bundle.matrix.documents
    name = topic.topic.name
    if topic.has_clauses:
        yield paragraph(gettext("The clauses side by side"), style="Heading3")
        yield _clauses_table(bundle, topic, context)
        yield paragraph(gettext("Question by question"), style="Heading3")
    heads = (
        TableCell((paragraph(gettext("Question"), style="Column"),)),
        *column_heads(documents),
        TableCell((paragraph(gettext("Verdict"), style="Column"),)),
    )
    yield WordTable(
        title=gettext("%(topic)s: questions") % {"topic": name},
        widths=_column_shares(len(documents)),
        head=heads,
        rows=tuple(
            build_row(row, bundle, context.notes, number=context.numbers[row.question.key])
            for row in topic.rows
        ),
    )


def _column_shares(documents: int) -> tuple[int, ...]:
    """Return the widths of the columns; the documents share what question and verdict leave."""
    question, verdict = {2: (19, 24), 3: (17, 22), 4: (15, 20)}.get(documents, (14, 18))
    remainder = 100 - question - verdict
    return (question * documents, *[remainder] * documents, verdict * documents)
