"""Words, marks and addresses for templates; nothing is decided here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from proposals.comparisons import (
    Document,
    EvidenceView,
    Matrix,
    PairView,
    Row,
    ThemeGroup,
    wording_origin,
)
from proposals.comparisons.outline import MOST_MARKS
from proposals.domain.roll_ups import RollUp
from proposals.domain.standing import Standing
from proposals.domain.terms import AbsenceKind
from proposals.domain.verdicts import Mark, Rule
from proposals.exports.filter_labels import active_filters
from proposals.language import labels
from proposals.language.active import active_language, isolated, joined, put_in
from proposals.language.local_text import language_in
from proposals.language.patterns import Phrase, Piece
from proposals.models import Clause, Evidence, Negotiation, Question, Topic, UnitOfMeasure
from proposals.web.pages.row_context import RowContext
from sources.search_terms import SearchTerms
from sources.templatetags.search_hits import hits, hits_in_html
from sources.text_directions import TextDirection, active_direction, runs

register = template.Library()
register.filter("hits", hits, is_safe=False)
register.filter("hits_in_html", hits_in_html, is_safe=False)

MOST_CLAUSES = 20
"""Clauses of one topic in a cell of a row in full."""


@register.simple_tag
def mark(kind: Mark) -> SafeString:
    """Return the drawing of a mark: hidden from screen readers, so its word stands beside it."""
    return format_html(
        '<svg class="mark mark-{}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">'
        '<use href="#mark-{}"/></svg>',
        kind.value,
        kind.value,
    )


@register.filter
def word(kind: Mark) -> str:
    """Return the word for a mark."""
    return labels.mark_label(kind, active_language())


@register.filter
def meaning(kind: Mark | AbsenceKind) -> str:
    """Return what a mark or an absence says, in one line."""
    if isinstance(kind, Mark):
        return labels.mark_meaning(kind, active_language())
    return labels.absence_meaning(kind, active_language())


@register.filter
def rule_name(rule: Rule) -> str:
    """Return the short name of a rule."""
    return labels.rule_label(rule, active_language())


@register.filter
def counts(roll_up: RollUp) -> str:
    """Return the counts of marks in words, worst first."""
    return labels.counts_of_marks(roll_up, active_language())


@register.filter
def count_word(number: int, kind: Mark) -> str:
    """Return one count with its word."""
    return labels.count_of_mark(kind, number, active_language())


@register.filter
def absence_name(kind: AbsenceKind) -> str:
    """Return one word for an empty cell."""
    return labels.absence_label(kind, active_language())


@register.filter
def sources_summary(view: EvidenceView) -> str:
    """Return the independent sources in words, by what they do."""
    return labels.sources_summary(view.standing, active_language())


@register.filter
def origin_of_wording(clause: Clause) -> str:
    """Return whose words the quote of a clause is, and its language."""
    return wording_origin(clause)


@register.filter
def standing(evidence: Standing) -> str:
    """Return the standing in words, by the stated rule."""
    return labels.standing_sentence(evidence, active_language())


@register.filter
def additions(evidence: Standing) -> list[str]:
    """Return the sentences that the standing has to be read with."""
    return labels.standing_additions(evidence, active_language())


@register.filter
def shared_with(item: Evidence, view: EvidenceView) -> str:
    """Return the outlets of other articles that count as the same source, joined; or empty text."""
    own = item.independence_key
    others = {
        one.article.pk: one.article.outlet.name
        for one in view.items
        if one.independence_key == own and one.article.pk != item.article.pk
    }
    again = put_in(gettext("another article of %(name)s"), name=item.article.outlet.name)
    names = dict.fromkeys(others.values())
    own_name = item.article.outlet.name
    return joined((again if name == own_name else name for name in names), ", ")


@register.simple_tag
def row_mark(row: Row) -> SafeString:
    """Return the drawing of a row's mark; of two columns, the one that speaks alone is filled."""
    return _side_mark(row.documents[row.side - 1], row.side) if row.side else mark(row.mark)


@register.simple_tag
def pair_mark(pair: PairView) -> SafeString:
    """Return the drawing of a pair's mark; one side alone is filled in on its own side.

    It has the colour of the party that speaks.
    """
    if pair.mark is not Mark.ONE_SIDE:
        return mark(pair.mark)
    left = bool(pair.pair.left.terms)
    return _side_mark(pair.left if left else pair.right, 1 if left else 2)


def _side_mark(document: Document, side: int) -> SafeString:
    return format_html(
        '<svg class="mark mark-one_side side-{} party-{}" viewBox="0 0 16 16" aria-hidden="true" '
        'focusable="false"><use href="#mark-one_side"/></svg>',
        side,
        document.colour.number,
    )


@register.filter
def between(row: Row) -> bool:
    """Tell whether the verdict stands between two answers, not after the question."""
    return len(row.cells) == 2


@register.filter
def at(items: Any, place: int) -> Any:
    """Return the item in this place, from 0."""
    return items[place]


@register.simple_tag
def columns_of(row_or_matrix: Any, extra: int) -> int:
    """Return how many columns a table has, with this many beside the documents."""
    return len(row_or_matrix.documents) + extra


@register.simple_tag
def words_language(shown: Any = None) -> SafeString:
    """Return the attributes of words of ours in which names from the data stand.

    `shown` is what is shown, if an editor's words may stand in their place.
    """
    return text_language(active_language().code, shown)


@register.simple_tag
def unit_name(unit: UnitOfMeasure, language: str) -> SafeString:
    """Return the name of a unit, in the reader's language if it is known there."""
    label = active_language().unit_label(unit.as_unit())
    said_in = language if label == unit.many else active_language().code
    return format_html("<span {}>{}</span>", text_language(said_in, unit.many), label)


@register.simple_tag
def lang_of(tag: str, shown: Any = None) -> SafeString:
    """Return the language alone of names that are isolated; nothing for the page's own."""
    tag = language_in(shown, tag)
    is_own = tag in ("", active_language().code)
    return SafeString() if is_own else format_html('lang="{}"', tag)


@register.simple_tag
def named(tag: str, shown: Any, text: Any) -> SafeString:
    """Return a name in the element that keeps it apart; bare where it reads as what is around it.

    `tag` is the language of originals, empty for words of ours; `shown` decides in which language
    the `text` is.
    """
    language = language_in(shown, tag) or active_language().code
    own = active_direction()
    against = next(one for one in TextDirection if one is not own)
    if language == active_language().code and not runs(str(text), against):
        return SafeString(conditional_escape(text))
    return format_html("<bdi {}>{}</bdi>", text_language(language), text)


@register.simple_tag
def text_language(tag: str, shown: Any = None) -> SafeString:
    """Return the attributes of a text from the data: its direction, and its language if known.

    `tag` is the language of originals, `shown` what is shown: a text, or rows with names, of which
    any may stand in the reader's language. Where only some do, the whole counts as an original.
    """
    tag = language_in(shown, tag)
    if not tag:
        return format_html('dir="{}"', "auto")
    return format_html('lang="{}" dir="auto"', tag)


@register.simple_tag
def topic_url(topic: Topic, negotiation: Negotiation, matrix: Matrix | None = None) -> str:
    """Return the address of a topic's page in a negotiation, with a comparison's columns if any."""
    address = topic.get_url_in(negotiation)
    if matrix is None:
        return address
    return f"{address}?{urlencode([('d', document.key) for document in matrix.documents])}"


@register.simple_tag
def sources_url(
    negotiation: Negotiation, question: Question, document: Document, search: str = ""
) -> str:
    """Return the address of the sources of one cell, with the words to mark in them, if any."""
    cell = [("question", question.key), ("document", document.key)]
    query = urlencode([*cell, *([("q", search)] if search else [])], quote_via=quote)
    return f"{reverse('proposals:evidence', args=[negotiation.key])}?{query}"


@register.simple_tag
def clauses_shown(show: RowContext) -> str:
    """Return how many clauses of a topic stand in a cell, for `slice`; empty for all of them."""
    return "" if show.selection and show.selection.whole else f":{MOST_CLAUSES}"


@register.simple_tag
def cite(row: Row, negotiation: Negotiation, show: RowContext) -> str:
    """Return a row as a line to copy: question, documents, verdict, address and day."""
    return show.citation(row, negotiation)


@register.simple_tag
def filters_in_words(matrix: Matrix) -> str:
    """Return the filters that are on, in words, for a title."""
    labels = joined((one.label for one in active_filters(matrix, matrix.selection)), ", ")
    return f"– {isolated(labels)}"


@register.simple_tag
def most_marks() -> int:
    """Return how many marks are still a picture; for more of them counts are shown."""
    return MOST_MARKS


@register.simple_tag
def place_of(row: Row, page: str, places: Mapping[str, int] | str, here: int | str) -> str:
    """Return the address of a row: on this page, in another part of it, or on another page.

    Without places it is on the page.
    """
    anchor = f"#q-{row.question.key}"
    if not places or isinstance(places, str):
        return f"{page}{anchor}"
    place = places.get(row.question.key, here)
    return anchor if place == here else f"{page}&part={place}{anchor}"


@register.simple_tag
def place_of_theme(
    theme: ThemeGroup, page: str, places: Mapping[str, int] | str, here: int | str
) -> str:
    """Return the address of a theme's head, in the part of its first row."""
    first = next(iter(theme.rows))
    return place_of(first, page, places, here).partition("#")[0] + f"#in-{theme.theme.key}"


@register.simple_tag(takes_context=True)
def phrase(
    context: template.Context, answer: Phrase, searched: SearchTerms | str = ""
) -> SafeString:
    """Return an answer with its verb set apart from what is answered; hits of a search marked.

    `language` in the context is that of originals.
    """
    apart = isolated(str(answer)) != str(answer)
    if len(answer.pieces) == 1 and (answer.is_prose or apart):
        # A text that stands for itself, in its own direction: words of an editor's, or of ours.
        text = hits(str(answer), searched)
        if not answer.is_prose:
            return format_html('<span class="value" dir="auto">{}</span>', text)
        home = getattr(context.get("negotiation"), "language", "")
        own = text_language(str(context.get("language") or home))
        return format_html('<span class="value" {}>{}</span>', own, text)
    return format_html_join("", "{}", ((_piece(piece, searched),) for piece in answer.pieces))


def _piece(piece: Piece, searched: SearchTerms | str) -> SafeString:
    if piece.is_slot:
        return format_html('<span class="value">{}</span>', hits(piece.text, searched))
    words = piece.text.strip()
    if not words:
        return format_html("{}", piece.text)
    before, _words, after = piece.text.partition(words)
    return format_html('{}<span class="verb">{}</span>{}', before, words, after)
