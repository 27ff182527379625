"""The clauses that an editor may tag: found by words, topic or document, likely ones first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import QueryDict

from proposals.domain.errors import DomainError
from proposals.domain.storage import from_stored
from proposals.domain.vocabulary import Unit
from proposals.editing.queues import at_work
from proposals.language import plain_form
from proposals.language.active import active_language
from proposals.models import Clause, Negotiation, Term, Topic, UnitOfMeasure, Version
from sources.models import Article
from sources.models.querysets import MOST_WORDS, contains_word

MOST_CLAUSES = 40
"""Clauses on one list; more are found by more words."""
MOST_WEIGHED = 2000
"""Clauses that are weighed against a passage, and characters of each."""
WORD = re.compile(r"\w+")
SHORTEST_WORD = 4
"""Letters; shorter words stand in too many clauses. Numbers count whatever their length."""


@dataclass(frozen=True)
class Wanted:
    """What an editor looks for: words, a topic's key, and `inside` a negotiation or version.

    `chosen` are the targets that are ticked already: they stay on the list.
    """

    words: str = ""
    topic: str = ""
    inside: str = ""
    passage: str = ""
    chosen: frozenset[tuple[int, int]] = frozenset()

    @property
    def filters(self) -> dict[str, str]:
        """What an address has to carry to find the same."""
        found = {"q": self.words, "topic": self.topic, "in": self.inside}
        return {name: value for name, value in found.items() if value}


@dataclass(frozen=True)
class AnswerChoice:
    """One answer of a clause, in words."""

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


@dataclass(frozen=True)
class ClauseOffer:
    """The clauses that were found, and what can be chosen to find others.

    `count` of them fit, `more` of which are not among the rows; ticked rows need not fit.
    """

    wanted: Wanted
    rows: list[ClauseChoice] = field(default_factory=list)
    count: int = 0
    more: int = 0
    by_passage: bool = False
    negotiations: list[tuple[Negotiation, list[Version]]] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)


def wanted_from(data: QueryDict, chosen: Iterable[tuple[int, int]] = ()) -> Wanted:
    """What a form or an address asks for; what no text can hold (NUL) is left out."""
    texts = {name: data.get(name, "").replace("\0", "").strip() for name in ("q", "topic", "in")}
    passage = data.get("quote", "").replace("\0", "")[:300]
    return Wanted(texts["q"][:200], texts["topic"], texts["in"], passage, frozenset(chosen))


def offer(article: Article, wanted: Wanted) -> ClauseOffer:
    """The clauses that fit, with the choices to narrow them. 9 queries at most."""
    negotiations = _negotiations()
    inside = wanted.inside or _usual(article, negotiations)
    scope = _within(at_work(Clause.objects.all()), inside, wanted.topic)
    found = _matching(scope, wanted.words)
    ranked = _ranked(found, wanted)
    order = ranked if ranked is not None else list(found.values_list("pk", flat=True))
    chosen = [pk for pk, _term in sorted(wanted.chosen)]
    first = list(dict.fromkeys([*chosen, *order[:MOST_CLAUSES]]))
    return ClauseOffer(
        Wanted(wanted.words, wanted.topic, inside, wanted.passage, wanted.chosen),
        _rows(first, article, wanted.chosen),
        len(order),
        max(0, len(order) - MOST_CLAUSES),
        ranked is not None,
        negotiations,
        list(_topics(negotiations, inside)),
    )


def _negotiations() -> list[tuple[Negotiation, list[Version]]]:
    """All negotiations, the newest first, with their documents in order."""
    versions = Version.objects.select_related("proposal").order_by(
        "proposal__ordinal", "proposal__key", "ordinal", "key"
    )
    documents: dict[int, list[Version]] = {}
    for version in versions:
        documents.setdefault(version.proposal.negotiation_id, []).append(version)
    rows = Negotiation.objects.order_by("-begins", "key")
    return [(row, documents.get(row.pk, [])) for row in rows]


def _usual(article: Article, negotiations: list[tuple[Negotiation, list[Version]]]) -> str:
    """Where the article was tagged last; the newest negotiation if nowhere."""
    used = article.evidence.order_by("-pk").values_list(
        "clause__version__proposal__negotiation__key", flat=True
    )
    return used.first() or (negotiations[0][0].key if negotiations else "")


def _within(clauses: QuerySet[Clause], inside: str, topic: str) -> QuerySet[Clause]:
    """Keep the clauses of a negotiation (its key) or document (`key/proposal/version`)."""
    parts = inside.split("/")
    names = ("version__proposal__negotiation__key", "version__proposal__key", "version__key")
    kept = clauses.filter(**dict(zip(names, parts, strict=False))) if inside else clauses
    if topic:
        link = Clause.topics.through.objects.filter(clause=OuterRef("pk"), topic__key=topic)
        kept = kept.filter(Exists(link))
    return kept.order_by(
        "version__proposal__ordinal", "version__proposal__key", "version__ordinal",
        "version__key", "ordinal", "key",
    )  # fmt: skip


def _matching(clauses: QuerySet[Clause], words: str) -> QuerySet[Clause]:
    """Keep clauses in which every word stands: in number, heading, text or a question."""
    for word in words.split()[:MOST_WORDS]:
        asked = Term.objects.filter(clause=OuterRef("pk"))
        asked = asked.filter(contains_word(word, "question__text", "question__topic__name"))
        held = contains_word(word, "label", "key", "heading", "text", "version__proposal__name")
        clauses = clauses.filter(held | Q(Exists(asked)))
    return clauses


def _ranked(clauses: QuerySet[Clause], wanted: Wanted) -> list[int] | None:
    """Clauses by how many words they share with the passage; None if there is none to weigh.

    It only orders the list: the editor chooses.
    """
    sought = _telling_words(wanted.passage)
    if wanted.words or not sought:
        return None
    rows = list(clauses.values_list("pk", "heading", "text")[:MOST_WEIGHED])
    shared = {
        pk: len(sought & _telling_words(f"{heading} {text[:MOST_WEIGHED]}"))
        for pk, heading, text in rows
    }
    return sorted(shared, key=lambda pk: -shared[pk]) if any(shared.values()) else None


def _telling_words(text: str) -> set[str]:
    """Words that may tell what a text is about, without their last letters: cases differ."""
    words = (word.casefold() for word in WORD.findall(text))
    return {
        word if word.isdigit() else word[: max(SHORTEST_WORD, len(word) - 2)]
        for word in words
        if word.isdigit() or len(word) >= SHORTEST_WORD
    }


def _rows(
    order: list[int], article: Article, chosen: frozenset[tuple[int, int]]
) -> list[ClauseChoice]:
    here = Count("evidence", filter=Q(evidence__article=article), distinct=True)
    terms = Term.objects.select_related("question__unit").order_by("question__ordinal", "number")
    rows = at_work(Clause.objects.filter(pk__in=order)).annotate(tagged_here=here)
    rows = rows.select_related("version__proposal", "revises")
    found = {row.pk: row for row in rows.prefetch_related(Prefetch("terms", terms))}
    units = [row.as_unit() for row in UnitOfMeasure.objects.all()]
    return [_choice(found[pk], units, chosen) for pk in order if pk in found]


def _choice(clause: Clause, units: list[Unit], chosen: frozenset[tuple[int, int]]) -> ClauseChoice:
    value = f"{clause.pk}:{clause.edition}"
    ticked = {term for row, term in chosen if row == clause.pk}
    answers = [
        AnswerChoice(term, in_words(term, units), f"{value}:{term.pk}", term.pk in ticked)
        for term in clause.terms.all()
    ]
    return ClauseChoice(clause, value, 0 in ticked, answers)


def in_words(term: Term, units: list[Unit]) -> str:
    """A stored answer in words; empty where its question no longer allows it."""
    try:
        frame = term.question.frame(units)
        return plain_form.write(from_stored(term.value, frame), frame, active_language())
    except DomainError:
        return ""


def _topics(negotiations: list[tuple[Negotiation, list[Version]]], inside: str) -> Iterable[Topic]:
    key = inside.split("/")[0]
    asked: Mapping[str, Any] = {row.key: row for row, _documents in negotiations}
    if key in asked:
        return Topic.objects.used_in(asked[key])
    return Topic.objects.select_related("theme").order_by("theme__ordinal", "ordinal", "key")
