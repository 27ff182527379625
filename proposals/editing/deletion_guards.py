"""Owns which rows are held by what rests on them, so that no published word loses its ground."""

from proposals.models.clauses import Clause
from proposals.models.codebook import Topic
from proposals.models.negotiations import Disagreement, Party
from proposals.models.questions import Question
from sources.deletion_guards import guard
from sources.models import Article

JUDGED = ("judgements",)
"""Would go with a question; but an editor wrote them, so they hold it."""
CITED = ("evidence",)
"""Would forget a disagreement that goes, also where readers see that evidence is part of it."""
AWAITED = ("awaited_by",)
"""Answers that wait for a clause would wait for nothing if it went."""
HELD = (
    (Article, ()), (Party, ()), (Topic, ()), (Question, JUDGED), (Disagreement, CITED),
    (Clause, AWAITED),
)  # fmt: skip


def connect() -> None:
    """Refuse their deletion from now on, whoever asks: a page, a command or other code."""
    for model, also in HELD:
        guard(model, also)
