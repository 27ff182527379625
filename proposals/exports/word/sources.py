"""What answers rest on, for Word: references beside them, and the numbered notes at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language_bidi, gettext

from proposals.comparisons import EvidenceView
from proposals.exports.bundle import Handout
from proposals.exports.paper.endnotes import Endnotes, Note, Piece
from proposals.exports.word.blocks import Block, Paragraph, Words, paragraph
from proposals.exports.word.prose import in_one_line
from proposals.phrases import standing_additions, standing_words
from sources.models import Article


def resting(view: EvidenceView, notes: Endnotes) -> Paragraph:
    """The standing of some evidence in words, with references by stance."""
    said = " ".join((standing_words(view.standing), *standing_additions(view.standing)))
    words = [Words(said, quiet=True)]
    for stance, items in view.stances:
        words += [Words(f" {capfirst(stance)}: ", quiet=True)]
        words += references([notes.piece(item) for item in items])
        words.append(Words("."))
    return Paragraph(tuple(words), "Small")


def references(names: list[str]) -> list[Words]:
    """Numbers of notes as links to them."""
    words: list[Words] = []
    for name in names:
        words += [Words(", ")] if words else []
        words.append(Words(name, anchor=bookmark(name)))
    return words


def read_for(articles: tuple[Article, ...], notes: Endnotes) -> list[Words]:
    """The articles read for a checked absence, by the numbers of their notes."""
    if not articles:
        return []
    return [Words(gettext(" Articles: ")), *references([notes.number(one) for one in articles])]


def bookmark(name: str) -> str:
    """The name of a note's bookmark."""
    return f"note_{name}"


def sources(handout: Handout, notes: Endnotes) -> Iterator[Block]:
    """The numbered notes: an article each, and by letter what it says of which clause."""
    if not notes.notes:
        return
    yield paragraph(gettext("Sources"), style="Heading1")
    for note in notes.notes:
        head = Paragraph(tuple(_head(note)), "Note", bookmark(str(note.number)))
        yield replace(head, right_to_left=get_language_bidi())
        for piece in note.pieces:
            yield _piece(handout, note, piece)


def _head(note: Note) -> Iterator[Words]:
    article = note.article
    yield Words(f"{note.number}\t", bold=True)
    yield Words(article.outlet.name, bold=True)
    if article.outlet.country:
        yield Words(f", {article.outlet.country}")
    if article.headline:
        yield Words(", ")
        yield Words(article.headline, article.language, italic=True)
    yield Words(f", {_day(article)}.")
    if article.syndicated_from:
        name = article.syndicated_from.outlet.name
        yield Words(" " + gettext("A copy of %(name)s's text.") % {"name": name})
    for address, before in (
        (article.url, " "),
        (article.archived_url, gettext(", archived: ")),
    ):
        if address:
            yield Words(before)
            yield Words(address, link=address)
    if article.accessed:
        day = date_format(article.accessed, "j F Y")
        yield Words(gettext(", read on %(day)s") % {"day": day})


def _day(article: Article) -> str:
    if article.published:
        return str(date_format(article.published, "j F Y"))
    return article.published_note or gettext("day not known")


def _piece(handout: Handout, note: Note, piece: Piece) -> Paragraph:
    item, clause = piece.item, piece.clause
    name = f"{note.number}{piece.letter}"
    words = [Words(f"{name}\t" if piece.letter else "\t")]
    if item.quote:
        words += [Words(f"“{item.quote}”", item.effective_language), Words(" – ")]
    words += [
        Words(f"{item.get_stance_display()} "),
        Words(clause.label or clause.key, link=f"{handout.home}{clause.get_absolute_url()}"),
        Words(f" {piece.document.name}, {item.get_basis_display()}"),
    ]
    if item.note:
        words += [Words(". "), *in_one_line(item.note, "", handout.home)]
    marked = bookmark(name) if piece.letter else ""
    return Paragraph(tuple(words), "Piece", marked, right_to_left=get_language_bidi())
