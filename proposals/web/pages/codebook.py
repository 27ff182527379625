"""The codebook of a negotiation for readers: themes, topics, and what each question asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from proposals.comparisons.local_texts import local_texts
from proposals.comparisons.sort_order import question_sort_key, sort_key
from proposals.models import Negotiation, Party, Question, Term, Theme, Topic

_Row = TypeVar("_Row", Party, Question)


@dataclass(frozen=True)
class QuestionView:
    """One question with those whom its answers ask to act, by name."""

    question: Question
    asked_of: tuple[str, ...]

    @property
    def entries(self) -> list[dict[str, str]]:
        """The closed list that an answer is made from; empty for numbers, days and prose."""
        return list(self.question.vocabulary)


@dataclass(frozen=True)
class TopicView:
    """One topic with its questions."""

    topic: Topic
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True)
class ThemeView:
    """One theme with its topics: what is folded together."""

    theme: Theme
    topics: tuple[TopicView, ...]

    @property
    def questions(self) -> int:
        """How many questions it holds."""
        return sum(len(topic.questions) for topic in self.topics)


@dataclass(frozen=True)
class Codebook:
    """Everything that is asked in one negotiation."""

    negotiation: Negotiation
    themes: tuple[ThemeView, ...]
    questions: int


def listed_negotiations() -> list[Negotiation]:
    """Return all public negotiations, latest first, with no more than their names; one query."""
    rows = list(Negotiation.objects.public().only("key", "name", "language"))
    return list(map(local_texts(rows).in_negotiation, rows))


def codebooks(negotiations: Sequence[Negotiation]) -> list[Codebook]:
    """Return the codebook of each of some negotiations, in their order.

    Three queries, whatever their number: it needs no documents and no units.
    """
    texts = local_texts(negotiations)
    questions = _by_negotiation(
        map(texts.in_question, Question.objects.for_comparison(*negotiations))
    )
    rows = Party.objects.filter(negotiation__in=negotiations)
    parties = _by_negotiation(map(texts.in_member, rows))
    bearers = _bearers(negotiations)
    return [
        _codebook(one, questions[one.pk], _names_of_bearers(parties[one.pk], bearers))
        for one in negotiations
    ]


def _by_negotiation(rows: Iterable[_Row]) -> dict[int, list[_Row]]:
    by_negotiation: dict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        by_negotiation[row.negotiation_id].append(row)
    return by_negotiation


def _bearers(negotiations: Sequence[Negotiation]) -> dict[int, set[int]]:
    """Return the questions whose published answers ask a party to act, by party."""
    rows = Term.bearers.through.objects.filter(
        term__clause__state="published", party__negotiation__in=negotiations
    )
    by_party: dict[int, set[int]] = defaultdict(set)
    for question, party in rows.values_list("term__question_id", "party_id").distinct():
        by_party[party].add(question)
    return by_party


def _names_of_bearers(
    parties: Iterable[Party], bearers: Mapping[int, set[int]]
) -> dict[int, list[str]]:
    """Return the names of those whom answers ask to act, by question, in the parties' order."""
    names: dict[int, list[str]] = defaultdict(list)
    for party in sorted(parties, key=sort_key):
        for question in bearers.get(party.pk, ()):
            names[question].append(party.name)
    return names


def _codebook(
    negotiation: Negotiation, questions: Iterable[Question], asked_of: Mapping[int, list[str]]
) -> Codebook:
    views = [
        QuestionView(question, tuple(asked_of.get(question.pk, ())))
        for question in sorted(questions, key=question_sort_key)
    ]
    by_topic = groupby(views, key=lambda view: view.question.topic)
    topics = [TopicView(topic, tuple(group)) for topic, group in by_topic]
    by_theme = groupby(topics, key=lambda view: view.topic.theme)
    themes = tuple(ThemeView(theme, tuple(group)) for theme, group in by_theme)
    return Codebook(negotiation, themes, len(views))
