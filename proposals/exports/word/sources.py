"""What answers rest on, for Word: references beside them, and the numbered notes at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language_bidi, gettext

from proposals.comparisons import EvidenceView
from proposals.exports.bundle import ExportBundle
from proposals.exports.paper.endnotes import Endnotes, Note, NotePart
from proposals.exports.word.blocks import Block, Paragraph, TextRun, paragraph
from proposals.exports.word.prose import in_one_line
from proposals.language.active import active_language
from proposals.language.labels import standing_additions, standing_sentence
from sources.models import Article


def standing_paragraph(view: EvidenceView, notes: Endnotes) -> Paragraph:
    """Return the standing of some evidence in words, with references by stance."""
    language = active_language()
    standing = " ".join(
        (
            standing_sentence(view.standing, language),
            *standing_additions(view.standing, language),
        )
    )
    words = [TextRun(standing, quiet=True)]
    for stance, items in view.stances:
        words += [TextRun(f" {capfirst(stance)}: ", quiet=True)]
        words += references([notes.piece(item) for item in items])
        words.append(TextRun("."))
    return Paragraph(tuple(words), "Small")


def references(names: list[str]) -> list[TextRun]:
    """Return numbers of notes as links to them."""
    words: list[TextRun] = []
    for name in names:
        words += [TextRun(", ")] if words else []
        words.append(TextRun(name, anchor=bookmark(name)))
    return words


def read_for(articles: tuple[Article, ...], notes: Endnotes) -> list[TextRun]:
    """Return the articles read for a checked absence, by the numbers of their notes."""
    if not articles:
        return []
    return [TextRun(gettext(" Articles: ")), *references([notes.number(one) for one in articles])]


def bookmark(name: str) -> str:
    """Return the name of a note's bookmark."""
    return f"note_{name}"


def sources(bundle: ExportBundle, notes: Endnotes) -> Iterator[Block]:
    """Yield the numbered notes: an article each, and by letter what it says of which clause."""
    if not notes.notes:
        return
    yield paragraph(gettext("Sources"), style="Heading1")
    for note in notes.notes:
        head = Paragraph(tuple(_head(note)), "Note", bookmark(str(note.number)))
        yield replace(head, right_to_left=get_language_bidi())
        for piece in note.pieces:
            yield _piece(bundle, note, piece)


def _head(note: Note) -> Iterator[TextRun]:
    article = note.article
    yield TextRun(f"{note.number}\t", bold=True)
    yield TextRun(article.outlet.name, bold=True)
    if article.outlet.country:
        yield TextRun(f", {article.outlet.country}")
    if article.headline:
        yield TextRun(", ")
        yield TextRun(article.headline, article.language, italic=True)
    yield TextRun(f", {_day(article)}.")
    if article.syndicated_from:
        name = article.syndicated_from.outlet.name
        yield TextRun(" " + gettext("A copy of %(name)s's text.") % {"name": name})
    for address, before in (
        (article.url, " "),
        (article.archived_url, gettext(", archived: ")),
    ):
        if address:
            yield TextRun(before)
            yield TextRun(address, link=address)
    if article.accessed:
        day = date_format(article.accessed, "j F Y")
        yield TextRun(gettext(", read on %(day)s") % {"day": day})


def _day(article: Article) -> str:
    if article.published:
        return str(date_format(article.published, "j F Y"))
    return article.published_note or gettext("day not known")


def _piece(bundle: ExportBundle, note: Note, piece: NotePart) -> Paragraph:
    item, clause = piece.item, piece.clause
    name = f"{note.number}{piece.letter}"
    words = [TextRun(f"{name}\t" if piece.letter else "\t")]
    if item.quote:
        words += [TextRun(f"“{item.quote}”", item.effective_language), TextRun(" – ")]
    words += [
        TextRun(f"{item.get_stance_display()} "),
        TextRun(clause.label or clause.key, link=f"{bundle.home}{clause.get_absolute_url()}"),
        TextRun(f" {piece.document.name}, {item.get_basis_display()}"),
    ]
    if item.note:
        words += [TextRun(". "), *in_one_line(item.note, "", bundle.home)]
    own_bookmark = bookmark(name) if piece.letter else ""
    return Paragraph(tuple(words), "Piece", own_bookmark, right_to_left=get_language_bidi())
