"""The search for clauses to tag: by words, topic or document, those like a passage first."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from proposals.editing.queues import at_work
from proposals.models.clauses import Clause
from proposals.models.terms import Term
from sources.search_terms import SearchTerms

MOST_WEIGHED = 2000
"""Clauses that are weighed against a passage, and characters of each."""
WORD = re.compile(r"\w+")
SHORTEST_WORD = 4
"""Letters; shorter words stand in too many clauses. Numbers count whatever their length."""
COLUMNS = ("label", "key", "heading", "text", "version__proposal__name")
"""The columns of a clause that are searched for words."""
QUESTION_COLUMNS = ("question__text", "question__topic__name")
"""Those of its answers."""
ORDER = (
    "version__proposal__ordinal", "version__proposal__key", "version__ordinal", "version__key",
    "ordinal", "key",
)  # fmt: skip
"""The order of documents, and of clauses in each."""


@dataclass(frozen=True)
class ClauseSearch:
    """A search for words, a topic's key, and `inside` a negotiation or version.

    `inside` is the key of a negotiation or `key/proposal/version`. The clauses are weighed against
    `passage`. `chosen` are the targets that are ticked already: a clause and an answer, or 0.
    `is_cut` tells that more words were sent than are looked for.
    """

    words: str = ""
    is_cut: bool = False
    topic: str = ""
    inside: str = ""
    passage: str = ""
    chosen: frozenset[tuple[int, int]] = frozenset()


def search_clauses(search: ClauseSearch) -> tuple[list[int], bool]:
    """Return the keys of the clauses at work that fit, and whether they are ordered by the passage.

    Others come in the order of their documents. 2 queries at most.
    """
    clauses = _filter_by_place(at_work(Clause.objects.all()), search.inside, search.topic)
    terms = SearchTerms(search.words)
    if terms.needles:
        return _matching_keys(clauses, terms), False
    ranked = None if search.words else _rank(clauses, search.passage)
    if ranked is not None:
        return ranked, True
    return list(clauses.values_list("pk", flat=True)), False


def _filter_by_place(clauses: QuerySet[Clause], inside: str, topic: str) -> QuerySet[Clause]:
    """Keep the clauses of a negotiation or document, and of a topic."""
    parts = inside.split("/")
    names = ("version__proposal__negotiation__key", "version__proposal__key", "version__key")
    if inside:
        clauses = clauses.filter(**dict(zip(names, parts, strict=False)))
    if topic:
        link = Clause.topics.through.objects.filter(clause=OuterRef("pk"), topic__key=topic)
        clauses = clauses.filter(Exists(link))
    return clauses.order_by(*ORDER)


def _matching_keys(clauses: QuerySet[Clause], terms: SearchTerms) -> list[int]:
    """Return the keys of the clauses in which every word stands, in order; 2 queries.

    One looks in number, heading, text and document, and in the questions that a clause answers.
    """
    answers = Term.objects.filter(clause__in=clauses).order_by()
    asked: defaultdict[int, set[str]] = defaultdict(set)
    for clause, *texts in answers.values_list("clause", *QUESTION_COLUMNS):
        asked[clause].update(texts)
    rows = clauses.values_list("pk", *COLUMNS).iterator(chunk_size=2000)
    return [pk for pk, *texts in rows if terms.match(*texts, *asked[pk])]


def _rank(clauses: QuerySet[Clause], passage: str) -> list[int] | None:
    """Order clauses by how many words they share with a passage; None if they share none.

    It only orders the list: the editor chooses.
    """
    stems = _stems(passage)
    if not stems:
        return None
    rows = list(clauses.values_list("pk", "heading", "text")[:MOST_WEIGHED])
    shared = {
        pk: len(stems & _stems(f"{heading} {text[:MOST_WEIGHED]}")) for pk, heading, text in rows
    }
    return sorted(shared, key=lambda pk: -shared[pk]) if any(shared.values()) else None


def _stems(text: str) -> set[str]:
    """Return words that may tell what a text is about, without their last letters: cases differ."""
    words = (word.casefold() for word in WORD.findall(text))
    return {
        word if word.isdigit() else word[: max(SHORTEST_WORD, len(word) - 2)]
        for word in words
        if word.isdigit() or len(word) >= SHORTEST_WORD
    }
