"""The clauses that an editor may tag with an article, and the choices to find others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Prefetch, Q

from proposals.domain.errors import DomainError
from proposals.domain.storage import from_stored
from proposals.domain.vocabulary import Unit
from proposals.editing.clause_search import ClauseSearch, search_clauses
from proposals.editing.queues import at_work
from proposals.language import plain_form
from proposals.language.active import active_language
from proposals.models import Clause, Negotiation, Term, Topic, UnitOfMeasure, Version
from sources.models import Article
from sources.search_terms import SearchTerms, too_long_message

MOST_CLAUSES = 40
"""Clauses on one list; more are found by more words."""


@dataclass(frozen=True)
class AnswerChoice:
    """One answer of a clause in words, to be ticked; `value` is what the form sends."""

    term: Term
    words: str
    value: str
    is_chosen: bool


@dataclass(frozen=True)
class ClauseChoice:
    """One clause to tag; `value` is what the form sends, with the edition that was seen."""

    clause: Clause
    value: str
    is_chosen: bool
    answers: list[AnswerChoice]

    @property
    def is_unfolded(self) -> bool:
        """Whether an answer is ticked, so that the list of answers has to be open."""
        return any(answer.is_chosen for answer in self.answers)


@dataclass(frozen=True, kw_only=True)
class ClauseOffer:
    """The clauses that fit a search, and the documents and topics to find others.

    `count` of them fit, `more` of which are not among the rows; ticked rows need not fit.
    `by_passage` says that those that share words with the passage come first.
    """

    search: ClauseSearch
    rows: list[ClauseChoice]
    count: int
    more: int
    by_passage: bool
    negotiations: list[tuple[Negotiation, list[Version]]]
    topics: list[Topic]

    @property
    def remark(self) -> str:
        """What to know of the words that were looked for; empty if there is nothing."""
        return too_long_message() if self.search.is_cut else ""

    @property
    def terms(self) -> SearchTerms:
        """The words that were looked for."""
        return SearchTerms(self.search.words)


def offer_clauses(article: Article, search: ClauseSearch) -> ClauseOffer:
    """Return the clauses that fit, within the negotiation of the last tag if none is chosen.

    9 queries at most.
    """
    negotiations = _fetch_negotiations()
    search = replace(search, inside=search.inside or _default_place(article, negotiations))
    keys, by_passage = search_clauses(search)
    chosen = [clause for clause, _term in sorted(search.chosen)]
    listed = list(dict.fromkeys([*chosen, *keys[:MOST_CLAUSES]]))
    return ClauseOffer(
        search=search,
        rows=_build_choices(listed, article, search.chosen),
        count=len(keys),
        more=max(0, len(keys) - MOST_CLAUSES),
        by_passage=by_passage,
        negotiations=negotiations,
        topics=list(_topics(negotiations, search.inside)),
    )


def _fetch_negotiations() -> list[tuple[Negotiation, list[Version]]]:
    """Return all negotiations, the newest first, with their documents in order."""
    versions = Version.objects.select_related("proposal").order_by(
        "proposal__ordinal", "proposal__key", "ordinal", "key"
    )
    documents: dict[int, list[Version]] = {}
    for version in versions:
        documents.setdefault(version.proposal.negotiation_id, []).append(version)
    rows = Negotiation.objects.order_by("-begins", "key")
    return [(row, documents.get(row.pk, [])) for row in rows]


def _default_place(article: Article, negotiations: list[tuple[Negotiation, list[Version]]]) -> str:
    """Return the negotiation that the article was tagged to last; the newest if to none."""
    tagged = article.evidence.order_by("-pk").values_list(
        "clause__version__proposal__negotiation__key", flat=True
    )
    return tagged.first() or (negotiations[0][0].key if negotiations else "")


def _build_choices(
    keys: list[int], article: Article, chosen: frozenset[tuple[int, int]]
) -> list[ClauseChoice]:
    """Return the clauses with these keys that are at work, in this order."""
    tagged_here = Count("evidence", filter=Q(evidence__article=article), distinct=True)
    terms = Term.objects.select_related("question__unit").order_by("question__ordinal", "number")
    rows = at_work(Clause.objects.filter(pk__in=keys)).annotate(tagged_here=tagged_here)
    rows = rows.select_related("version__proposal", "revises")
    clauses = {row.pk: row for row in rows.prefetch_related(Prefetch("terms", terms))}
    units = [row.as_unit() for row in UnitOfMeasure.objects.all()]
    return [_build_choice(clauses[pk], units, chosen) for pk in keys if pk in clauses]


def _build_choice(
    clause: Clause, units: list[Unit], chosen: frozenset[tuple[int, int]]
) -> ClauseChoice:
    value = f"{clause.pk}:{clause.edition}"
    ticked = {term for row, term in chosen if row == clause.pk}
    answers = [
        AnswerChoice(term, write_answer(term, units), f"{value}:{term.pk}", term.pk in ticked)
        for term in clause.terms.all()
    ]
    return ClauseChoice(clause, value, 0 in ticked, answers)


def write_answer(term: Term, units: list[Unit]) -> str:
    """Write a stored answer in words; empty where its question no longer allows it."""
    try:
        frame = term.question.frame(units)
        return plain_form.write(from_stored(term.value, frame), frame, active_language())
    except DomainError:
        return ""


def _topics(negotiations: list[tuple[Negotiation, list[Version]]], inside: str) -> Iterable[Topic]:
    """Return the topics of the negotiation in `inside`; all topics if there is none."""
    key = inside.split("/")[0]
    by_key: Mapping[str, Any] = {row.key: row for row, _documents in negotiations}
    if key in by_key:
        return Topic.objects.used_in(by_key[key])
    return Topic.objects.select_related("theme").order_by("theme__ordinal", "ordinal", "key")
