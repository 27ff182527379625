"""One found row as a page tells it: its name, where it stands, and the passage that was hit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from proposals.comparisons import wording_origin
from proposals.language.local_text import composed, language_in
from proposals.models import Clause, Negotiation, Question, Version
from proposals.search.passages import best_paragraph, holds_any
from sources.capitals import capfirst
from sources.models import Article
from sources.reader_language import EDITORS_LANGUAGE
from sources.search_terms import SearchTerms


@dataclass(frozen=True)
class Words:
    """A text from the data with its language tag; the tag is empty if it is not known."""

    text: str
    language: str


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A found row. `place` says where it stands, from the outside in; `passage` is Markdown.

    `quote` is a quotation in which a word was found, or in its `gloss`; `quote_origin` says whose
    words it is.
    """

    url: str
    title: Words
    place: tuple[Words, ...] = ()
    day: date | None = None
    passage: Words | None = None
    quote: Words | None = None
    gloss: Words | None = None
    quote_origin: str = ""


def hit_of_negotiation(row: Negotiation, terms: SearchTerms) -> Hit:
    """Return a negotiation as a hit; no query."""
    language = row.language
    return Hit(
        url=row.get_absolute_url(),
        title=_words(row.name, language),
        place=_filled(_words(row.place, language)),
        day=row.begins,
        passage=_passage(row.summary, language, terms),
    )


def hit_of_document(row: Version, terms: SearchTerms) -> Hit:
    """Return a version of a proposal as a hit; no query beside its proposal and negotiation."""
    home = row.proposal.negotiation
    names = (home.name, composed(capfirst, row.proposal.title), row.label)
    return Hit(
        url=row.get_absolute_url(),
        title=_words(composed(capfirst, row.proposal.name), home.language),
        place=_filled(*(_words(name, home.language) for name in names)),
    )


def hit_of_clause(row: Clause, terms: SearchTerms) -> Hit:
    """Return a clause as a hit; no query beside its version, proposal and negotiation."""
    home = row.version.proposal.negotiation
    quoted = holds_any(f"{row.quote} {row.quote_gloss}", terms)
    places = (home.name, composed(capfirst, row.version.proposal.name), row.label or row.key)
    return Hit(
        url=row.get_absolute_url(),
        title=_words(row.heading, home.language),
        place=_filled(*(_words(name, home.language) for name in places)),
        passage=_passage(row.text, home.language, terms),
        quote=Words(row.quote, row.quote_language) if quoted else None,
        gloss=_words(row.quote_gloss, home.language) if quoted and row.quote_gloss else None,
        quote_origin=wording_origin(row) if quoted else "",
    )


def hit_of_question(row: Question, terms: SearchTerms) -> Hit:
    """Return a question as a hit that leads to its row on the page of its topic; no query."""
    home = row.negotiation
    places = (home.name, row.topic.theme.name, row.topic.name)
    return Hit(
        url=f"{row.topic.get_url_in(home)}#q-{row.key}",
        title=_words(row.text, home.language),
        place=tuple(_words(name, home.language) for name in places),
    )


def hit_of_article(row: Article, terms: SearchTerms) -> Hit:
    """Return an article as a hit; no query beside its outlet."""
    return Hit(
        url=row.get_absolute_url(),
        title=Words(row.title, row.language if row.headline else ""),
        place=_filled(Words(row.outlet.name, ""), Words(row.outlet.country, EDITORS_LANGUAGE)),
        day=row.published,
    )


def _words(text: str, language: str) -> Words:
    """Return a text with its language: that of originals, or that in which it is shown."""
    return Words(str(text), language_in(text, language))


def _filled(*words: Words) -> tuple[Words, ...]:
    """Return the words that are not empty."""
    return tuple(one for one in words if one.text)


def _passage(text: Any, language: str, terms: SearchTerms) -> Words | None:
    paragraph = best_paragraph(text, terms)
    return Words(paragraph, language_in(text, language)) if paragraph else None
