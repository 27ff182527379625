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
    """Return the codebook of each negotiation, in their order. One query, whatever their number."""
    bearers = _bearers()
    return [
        Codebook(
            catalogue.negotiation,
            tuple(_themes(catalogue, bearers)),
            len(catalogue.questions),
        )
        for catalogue in catalogues
    ]


def _bearers() -> dict[int, set[int]]:
    """Return the parties that published answers ask to act, by question."""
    rows = Term.bearers.through.objects.filter(term__clause__state="published")
    by_question: dict[int, set[int]] = defaultdict(set)
    for question, party in rows.values_list("term__question_id", "party_id").distinct():
        by_question[question].add(party)
    return by_question


def _themes(catalogue: Catalogue, bearers: dict[int, set[int]]) -> Iterable[ThemeView]:
    for theme in catalogue.themes:
        topics = [topic for topic in catalogue.topics if topic.theme_id == theme.pk]
        yield ThemeView(theme, tuple(_topic(catalogue, topic, bearers) for topic in topics))


def _topic(catalogue: Catalogue, topic: Topic, bearers: dict[int, set[int]]) -> TopicView:
    questions = [question for question in catalogue.questions if question.topic_id == topic.pk]
    return TopicView(topic, tuple(_question(catalogue, one, bearers) for one in questions))


def _question(
    catalogue: Catalogue, question: Question, bearers: dict[int, set[int]]
) -> QuestionView:
    acting = bearers.get(question.pk, set())
    return QuestionView(question, tuple(p.name for p in catalogue.parties if p.pk in acting))
