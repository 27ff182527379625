"""The sources of answers for Word: references beside them, and the numbered notes at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext, npgettext

from proposals.comparisons import EvidenceView
from proposals.exports.bundle import ExportBundle
from proposals.exports.paper.back_links import BackLink, back_links
from proposals.exports.paper.endnotes import Endnotes, Note, NotePart
from proposals.exports.word.blocks import Block, Paragraph, TextRun, paragraph
from proposals.exports.word.prose import parse_markdown_line
from proposals.language.active import active_language, isolated, put_in
from proposals.language.labels import standing_additions, standing_sentence
from proposals.models import CoverageEvidence
from sources.capitals import capfirst
from sources.models import Article
from sources.models.articles import words_of_note, words_without_headline
from sources.quotation_marks import quoted
from sources.reader_language import EDITORS_LANGUAGE


def describe_evidence(view: EvidenceView, notes: Endnotes) -> Paragraph:
    """Say the standing of some evidence in words, with references by stance."""
    standing = " ".join(
        (
            standing_sentence(view.standing, active_language()),
            *standing_additions(view.standing, active_language()),
        )
    )
    runs = [TextRun(standing, quiet=True)]
    for stance, items in view.stances:
        runs += [TextRun(f" {capfirst(stance)}: ", quiet=True)]
        runs += link_notes([notes.piece(item) for item in items])
        runs.append(TextRun("."))
    return Paragraph(tuple(runs), "Small")


def link_notes(names: list[str]) -> list[TextRun]:
    """Return the numbers of notes as links to them, with commas between."""
    runs: list[TextRun] = []
    for name in names:
        runs += [TextRun(", ")] if runs else []
        runs.append(TextRun(name, anchor=_bookmark_name(name)))
    return runs


def list_articles(articles: tuple[Article, ...], notes: Endnotes) -> list[TextRun]:
    """Return links to the notes of the articles that were read for a checked absence."""
    if not articles:
        return []
    return [TextRun(gettext(" Articles: ")), *link_notes([notes.number(one) for one in articles])]


def question_bookmark(number: int) -> str:
    """Return the bookmark of a question."""
    return f"question_{number}"


def _link_back(places: tuple[BackLink, ...]) -> Iterator[TextRun]:
    """Yield links to the questions at which a note is named; nothing without any."""
    if places:
        text = npgettext("before their numbers", "question", "questions", len(places))
        yield TextRun(f" · {text} ")
    for place, one in enumerate(places):
        yield TextRun(", " if place else "")
        yield TextRun(str(one.number), anchor=question_bookmark(one.number))


def _bookmark_name(name: str) -> str:
    return f"note_{name}"


def build_sources(bundle: ExportBundle, notes: Endnotes) -> Iterator[Block]:
    """Yield the numbered notes: an article each, and by letter what it says of which clause."""
    if not notes.notes:
        return
    yield paragraph(gettext("Sources"), style="Heading1")
    if notes.lacks_access:
        yield paragraph(gettext("Where no date of access stands, it was not recorded."))
    back = back_links(bundle.matrix, bundle.grounds, notes)
    for note in notes.notes:
        name = str(note.number)
        runs = (*_build_head(note), *_link_back(back.get(name, ())))
        yield paragraph(*runs, style="Note", bookmark=_bookmark_name(name))
        for piece in note.pieces:
            names = back.get(f"{note.number}{piece.letter}", ()) if piece.letter else ()
            yield _build_piece(bundle, note, piece, names)


def _build_head(note: Note) -> Iterator[TextRun]:
    article = note.article
    yield TextRun(f"{note.number}\t", bold=True)
    yield TextRun(article.outlet.name, bold=True)
    if article.outlet.country:
        yield TextRun(", ")
        yield TextRun(article.outlet.country, EDITORS_LANGUAGE)
    if article.headline:
        yield TextRun(", ")
        yield TextRun(article.headline, article.language, italic=True)
    else:
        yield TextRun(", [")
        yield from _filled(words_without_headline(), "%(what)s", article.description)
        yield TextRun("]")
    yield TextRun(", ")
    yield _write_day(article)
    yield TextRun(".")
    if article.syndicated_from:
        name = article.syndicated_from.outlet.name
        yield TextRun(" ")
        yield TextRun(put_in(gettext("A copy of %(name)s's text."), name=name))
    if not article.url:
        yield TextRun(" ")
        known = article.url_note
        yield from _filled(
            capfirst(words_of_note()), "%(note)s", known or gettext("not known"), own=not known
        )
    for address, before in (
        (article.url, " "),
        (article.archived_url, gettext(", archived: ")),
    ):
        if address:
            yield TextRun(before)
            yield TextRun(address, link=address)
    if article.accessed:
        day = active_language().day(article.accessed)
        yield TextRun(gettext(", read on %(day)s") % {"day": day})


def _filled(pattern: str, slot: str, text: str, *, own: bool = False) -> Iterator[TextRun]:
    """Yield a pattern with an editor's text in its slot; `own` if the text is ours."""
    if not text:
        yield TextRun(gettext("headline not seen"))
        return
    before, _slot, after = pattern.partition(slot)
    yield TextRun(before)
    yield TextRun(isolated(text), "" if own else EDITORS_LANGUAGE)
    yield TextRun(after)


def _write_day(article: Article) -> TextRun:
    if article.published:
        return TextRun(active_language().day(article.published))
    if article.published_note:
        return TextRun(isolated(article.published_note), EDITORS_LANGUAGE)
    return TextRun(gettext("day not known"))


def _name_basis(piece: NotePart, language: str) -> Iterator[TextRun]:
    """Yield the document that a piece of evidence is on, in its own language, and the basis."""
    runs = {
        "%(document)s": TextRun(piece.document.name, language),
        "%(basis)s": TextRun(piece.item.get_basis_display()),
    }
    for part in re.split(r"(%\(\w+\)s)", gettext("%(document)s, %(basis)s")):
        if part:
            yield runs.get(part) or TextRun(part)


def _name_subject(bundle: ExportBundle, piece: NotePart) -> Iterator[TextRun]:
    """Yield what a piece of evidence is on: a clause, or the absence of an answer."""
    if piece.clause is not None:
        address = f"{bundle.home}{piece.clause.get_absolute_url()}"
        yield TextRun(piece.clause.label or piece.clause.key, link=address)
    elif isinstance(piece.item, CoverageEvidence):
        coverage = piece.item.coverage
        yield TextRun(f"{coverage.get_kind_display()}: ")
        yield TextRun(isolated(coverage.question.text), bundle.negotiation.language)


def _build_piece(
    bundle: ExportBundle, note: Note, piece: NotePart, back: tuple[BackLink, ...]
) -> Paragraph:
    item = piece.item
    name = f"{note.number}{piece.letter}"
    runs = [TextRun(f"{name}\t" if piece.letter else "\t")]
    if item.quote:
        runs.append(TextRun(quoted(item.quote, item.effective_language), item.effective_language))
        if item.quote_gloss:
            before, _slot, after = gettext(" (our gloss: %(words)s)").partition("%(words)s")
            gloss = TextRun(item.quote_gloss, bundle.negotiation.language)
            runs += [TextRun(before), gloss, TextRun(after)]
        runs.append(TextRun(" – "))
    runs += [
        TextRun(f"{item.get_stance_display()} "),
        *_name_subject(bundle, piece),
        TextRun(" "),
        *_name_basis(piece, bundle.negotiation.language),
    ]
    if item.note:
        runs += [
            TextRun(". "),
            *parse_markdown_line(item.note, bundle.negotiation.language, bundle.home),
        ]
    runs += _link_back(back)
    bookmark = _bookmark_name(name) if piece.letter else ""
    return paragraph(*runs, style="Piece", bookmark=bookmark)
