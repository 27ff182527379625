"""Owns which rows are held by what rests on them: parties, topics, questions and articles."""

from proposals.models.codebook import Topic
from proposals.models.negotiations import Party
from proposals.models.questions import Question
from sources.models import Article
from sources.resting import guard

JUDGED = ("judgements",)
"""Would go with a question; but an editor wrote them, so they hold it."""


def connect() -> None:
    """Refuse their deletion from now on, whoever asks: a page, a command or other code."""
    for model, also in ((Article, ()), (Party, ()), (Topic, ()), (Question, JUDGED)):
        guard(model, also)
