"""Owns anchors: where the quotes of the evidence stand in the stored texts of their articles.

A check writes what it found and never touches the quote. What is not certain is left to an
editor: `doubtful` are the quotes that wait for one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from proposals.editing.queues import DOUBTFUL
from proposals.models.choices import QuoteState, ReviewState
from proposals.models.evidence import Evidence
from sources.models import Article, ArticleText
from sources.overlap import LEAST_WORDS
from sources.quotes import LEAST_LIKENESS, QuoteCheck, QuoteOutcome, check_quote
from sources.texts import text_of

STATES = {
    QuoteOutcome.FOUND_ONCE: QuoteState.ONCE,
    QuoteOutcome.FOUND_SEVERAL_TIMES: QuoteState.SEVERAL,
    QuoteOutcome.CHANGED: QuoteState.CHANGED,
    QuoteOutcome.NOT_FOUND: QuoteState.MISSING,
    QuoteOutcome.NO_TEXT: QuoteState.NO_TEXT,
}
# Words that stand only once, but among other words on both sides, may be those of another
# sentence that was left when theirs was deleted. From this many words on, two sentences hardly
# share them (see `sources.overlap`); below it an editor decides. Words around count as other
# ones when more than half of their characters was edited, as with quotations.
SPEAKS_FOR_ITSELF = LEAST_WORDS
CHECKED = ("quote_state", "quote_checked_at", "quote_place", "quote_nearest")
AT_ONCE = 500


@dataclass(frozen=True)
class Recheck:
    """How many quotes a check found in which state."""

    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def doubtful(self) -> int:
        """How many wait for an editor."""
        return sum(self.counts.get(state, 0) for state in DOUBTFUL)

    @property
    def total(self) -> int:
        """How many were checked."""
        return sum(self.counts.values())


def recheck(article: Article) -> Recheck:
    """Look for every quote from this article in its stored text, and store what was found.

    The quotes stay as they are, whatever the state of their clauses. 3 queries.
    """
    return _store(Evidence.objects.filter(article=article).with_quotes(), text=_stored(article))


def recheck_waiting() -> Recheck:
    """Check the quotes that were never checked though their articles' texts are stored."""
    return _store(waiting().select_related("article__stored_text"))


def waiting() -> QuerySet[Evidence]:
    """Quotes that were never checked though their articles' texts are stored."""
    quoted = Evidence.objects.filter(quote_state__in=(QuoteState.UNCHECKED, QuoteState.NO_TEXT))
    return quoted.filter(article__stored_text__isnull=False).with_quotes()


def doubtful() -> QuerySet[Evidence]:
    """Quotes that an editor has to settle, where work goes on: a revision for its original."""
    at_work = Evidence.objects.filter(clause__revision__isnull=True)
    at_work = at_work.exclude(clause__state=ReviewState.WITHDRAWN)
    return at_work.filter(quote_state__in=DOUBTFUL).with_quotes()


def check(evidence: Evidence) -> str:
    """Look for one quote, note what was found on the row and in the database; the new state."""
    note_state(evidence, text_of(evidence.article), timezone.now())
    if evidence.pk:
        found = {name: getattr(evidence, name) for name in CHECKED}
        Evidence.objects.filter(pk=evidence.pk).update(**found)
    return evidence.quote_state


def note_state(evidence: Evidence, text: str, now: datetime) -> None:
    """Set the state of the quote on the row, without saving it."""
    evidence.quote_checked_at = now
    if not evidence.quote:
        evidence.quote_state, evidence.quote_place = QuoteState.UNCHECKED, None
        evidence.quote_nearest = ""
        return
    found = _looked_for(evidence.quote, evidence.before, evidence.after, text)
    elsewhere = _elsewhere(evidence.quote, found)
    evidence.quote_state = QuoteState.CHANGED if elsewhere else STATES[found.outcome]
    held = evidence.quote_state == QuoteState.ONCE
    evidence.quote_place = found.positions[0][0] if held else None
    evidence.quote_nearest = (evidence.quote if elsewhere else found.nearest)[:400]


def check_before_saving(sender: Any, instance: Evidence, **options: Any) -> None:
    """Keep the state in step with a quote that is being saved (signal `pre_save`)."""
    fields = options.get("update_fields")
    if options.get("raw") or (fields is not None and "quote" not in fields):
        return
    note_state(instance, text_of(instance.article) if instance.quote else "", timezone.now())


def check_after_keeping(sender: Any, article: Article, **options: Any) -> str:
    """Check the quotes of an article whose text was stored (signal `text_kept`); say the result."""
    found = recheck(article)
    if not found.total:
        return ""
    message = gettext("Quotes checked: %(total)s; waiting for an editor: %(doubtful)s.")
    return message % {"total": found.total, "doubtful": found.doubtful}


def check_after_losing(sender: Any, instance: ArticleText, **_options: Any) -> None:
    """Note that the quotes of an article whose text was removed cannot be checked."""
    _store(Evidence.objects.filter(article=instance.article_id).with_quotes(), text="")


@lru_cache(maxsize=256)
def _looked_for(quote: str, before: str, after: str, text: str) -> QuoteCheck:
    """One passage often serves several clauses: look for it once."""
    return check_quote(quote, before, after, text)


def _elsewhere(quote: str, found: QuoteCheck) -> bool:
    """Whether a short quote stands only where nothing around it is as it was."""
    once = found.outcome is QuoteOutcome.FOUND_ONCE
    short = len(quote.split()) < SPEAKS_FOR_ITSELF
    return once and short and found.around < LEAST_LIKENESS


def _stored(article: Article) -> str:
    """The text as it is in the database now, whatever the object at hand remembers."""
    texts = ArticleText.objects.filter(article=article)
    return texts.values_list("text", flat=True).first() or ""


def _store(rows: QuerySet[Evidence] | Iterable[Evidence], text: str | None = None) -> Recheck:
    now, counts, checked = timezone.now(), Counter[str](), []
    for evidence in rows:
        note_state(evidence, text_of(evidence.article) if text is None else text, now)
        counts[evidence.quote_state] += 1
        checked.append(evidence)
    Evidence.objects.bulk_update(checked, CHECKED, AT_ONCE)
    return Recheck(dict(counts))
