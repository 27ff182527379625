"""The codebook of a negotiation for readers: themes, topics, and what each question asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from proposals.comparisons import Catalogue
from proposals.models import Negotiation, Question, Term, Theme, Topic


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


def codebooks(catalogues: Iterable[Catalogue]) -> list[Codebook]:
    """The codebook of each negotiation, in their order. One query, whatever their number."""
    asked = _bearers()
    return [
        Codebook(found.negotiation, tuple(_themes(found, asked)), len(found.questions))
        for found in catalogues
    ]


def _bearers() -> dict[int, set[int]]:
    """The parties that published answers ask to act, by question."""
    rows = Term.bearers.through.objects.filter(term__clause__state="published")
    found: dict[int, set[int]] = defaultdict(set)
    for question, party in rows.values_list("term__question_id", "party_id").distinct():
        found[question].add(party)
    return found


def _themes(found: Catalogue, asked: dict[int, set[int]]) -> Iterable[ThemeView]:
    for theme in found.themes:
        topics = [topic for topic in found.topics if topic.theme_id == theme.pk]
        yield ThemeView(theme, tuple(_topic(found, topic, asked) for topic in topics))


def _topic(found: Catalogue, topic: Topic, asked: dict[int, set[int]]) -> TopicView:
    questions = [question for question in found.questions if question.topic_id == topic.pk]
    return TopicView(topic, tuple(_question(found, one, asked) for one in questions))


def _question(found: Catalogue, question: Question, asked: dict[int, set[int]]) -> QuestionView:
    bearers = asked.get(question.pk, set())
    return QuestionView(question, tuple(p.name for p in found.parties if p.pk in bearers))
