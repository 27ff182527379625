"""The kinds of rows that are searched: which of them readers see, and in which texts one looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from proposals.comparisons.local_texts import LocalTexts
from proposals.models import Clause, Negotiation, Question, Version
from proposals.search.hits import (
    Hit,
    hit_of_article,
    hit_of_clause,
    hit_of_document,
    hit_of_negotiation,
    hit_of_question,
)
from sources.public import public_articles
from sources.search_terms import SearchTerms


class SearchKind(StrEnum):
    """The kinds of rows that a search finds, in the order of its page."""

    NEGOTIATION = "negotiations"
    DOCUMENT = "documents"
    QUESTION = "questions"
    CLAUSE = "clauses"
    ARTICLE = "articles"


@dataclass(frozen=True, kw_only=True)
class SearchSpace:
    """The rows of one kind that readers see, in order, with the texts to look through.

    The first of the `texts` is the name of a row. `related` is what a hit is made from; `home` its
    negotiation, and `local` puts texts in the reader's language into it.
    """

    rows: Callable[[], QuerySet[Any]]
    texts: tuple[str, ...]
    order: tuple[Any, ...]
    hit: Callable[[Any, SearchTerms], Hit]
    related: tuple[str, ...] = ()
    home: Callable[[Any], Negotiation | None] = lambda _row: None
    local: Callable[[LocalTexts, Any], Any] = lambda _texts, row: row


def _documents() -> QuerySet[Version]:
    """Return the versions of which a clause is published."""
    published = Clause.objects.published().filter(version=OuterRef("pk"))
    return Version.objects.filter(Exists(published))


def _questions() -> QuerySet[Question]:
    """Return the questions of the negotiations that readers see."""
    return Question.objects.filter(negotiation__in=Negotiation.objects.public())


def _in_document(texts: LocalTexts, row: Version) -> Version:
    texts.in_negotiation(row.proposal.negotiation)
    return texts.in_version(row)


def _in_question(texts: LocalTexts, row: Question) -> Question:
    texts.in_negotiation(row.negotiation)
    return texts.in_question(row)


def _in_clause(texts: LocalTexts, row: Clause) -> Clause:
    _in_document(texts, row.version)
    return texts.in_clause(row)


SPACES = {
    SearchKind.NEGOTIATION: SearchSpace(
        rows=lambda: Negotiation.objects.public(),
        texts=("name", "place", "summary", "parties__name"),
        order=(F("begins").desc(nulls_last=True), "key"),
        hit=hit_of_negotiation,
        home=lambda row: row,
        local=LocalTexts.in_negotiation,
    ),
    SearchKind.DOCUMENT: SearchSpace(
        rows=_documents,
        texts=("proposal__name", "proposal__title", "label", "proposal__parties__name"),
        order=("proposal__ordinal", "proposal__key", "ordinal", "key"),
        related=("proposal__negotiation",),
        hit=hit_of_document,
        home=lambda row: row.proposal.negotiation,
        local=_in_document,
    ),
    SearchKind.QUESTION: SearchSpace(
        rows=_questions,
        texts=("text", "label", "topic__name", "topic__theme__name"),
        order=("topic__theme__ordinal", "topic__ordinal", "topic__key", "ordinal", "key"),
        related=("negotiation", "topic__theme"),
        hit=hit_of_question,
        home=lambda row: row.negotiation,
        local=_in_question,
    ),
    SearchKind.CLAUSE: SearchSpace(
        rows=lambda: Clause.objects.published(),
        texts=("heading", "text", "label", "quote", "quote_gloss"),
        order=("version__proposal__ordinal", "version__ordinal", "version", "ordinal", "key"),
        related=("version__proposal__negotiation",),
        hit=hit_of_clause,
        home=lambda row: row.version.proposal.negotiation,
        local=_in_clause,
    ),
    SearchKind.ARTICLE: SearchSpace(
        rows=public_articles,
        texts=("headline", "description", "outlet__name", "outlet__country", "key"),
        order=(F("published").desc(nulls_last=True), "outlet__name", "key"),
        related=("outlet",),
        hit=hit_of_article,
    ),
}
