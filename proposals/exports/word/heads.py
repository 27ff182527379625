"""The heads of the columns of a Word table: the names of documents in the colours of parties."""

from __future__ import annotations

from proposals.comparisons import Document
from proposals.exports.word.blocks import TableCell, TextRun, paragraph
from proposals.exports.word.styles import COLOURS, LINES
from proposals.language.local_text import language_in
from sources.capitals import capfirst


def column_heads(documents: tuple[Document, ...]) -> tuple[TableCell, ...]:
    """Return the heads of the columns: the document's name, with its party's colour as an accent.

    A line above the name is solid, and of another kind for each further document of the party.
    """
    return tuple(_column_head(document) for document in documents)


def _column_head(document: Document) -> TableCell:
    ink = COLOURS[document.colour.number]
    language = language_in(document.name, document.proposal.negotiation.language)
    name = paragraph(TextRun(capfirst(document.name), language, colour=ink), style="Column")
    return TableCell((name,), ink, LINES[document.colour.nth])
