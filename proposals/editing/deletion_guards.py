"""Guards against deleting rows that others rest on, so that no published word loses its ground."""

from proposals.models.clauses import Clause
from proposals.models.codebook import Topic
from proposals.models.negotiations import Disagreement, Party
from proposals.models.questions import Question
from sources.deletion_guards import guard
from sources.models import Article

JUDGED = ("judgements",)
"""References that would go with a question; but an editor wrote them, so they hold it."""
CITED = ("evidence",)
"""References that would be emptied with a disagreement, also where readers see them."""
AWAITED = ("awaited_by",)
"""References of answers that wait for a clause; they would wait for nothing if it went.

Responses that name a clause hold it too: without it, they would be about the whole document."""
GUARDED = (
    (Article, ()), (Party, ()), (Topic, ()), (Question, JUDGED), (Disagreement, CITED),
    (Clause, AWAITED),
)  # fmt: skip


def connect() -> None:
    """Refuse the deletion of guarded rows from now on, by a page, a command or other code."""
    for model, also in GUARDED:
        guard(model, also)
