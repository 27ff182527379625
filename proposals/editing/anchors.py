"""Anchors: where the quotes of the evidence stand in the stored texts of their articles.

A check writes its result and never touches the quote. What is not certain is left to an editor:
`doubtful_quotes` are those that wait for one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from proposals.editing.conditions import DOUBTFUL
from proposals.models.choices import QuoteState, ReviewState
from proposals.models.coverage import CoverageEvidence
from proposals.models.evidence import Evidence
from proposals.models.evidence_fields import ArticleEvidence
from proposals.models.responses import ResponseEvidence
from sources.models import Article, ArticleText
from sources.quotes import KnownQuote, QuoteCheck, QuoteOutcome, check_quotes
from sources.sentences import sentence_around
from sources.texts import text_of

STATE_BY_OUTCOME = {
    QuoteOutcome.FOUND_ONCE: QuoteState.ONCE,
    QuoteOutcome.FOUND_UNPOINTED: QuoteState.UNPOINTED,
    QuoteOutcome.FOUND_SEVERAL_TIMES: QuoteState.SEVERAL,
    QuoteOutcome.CHANGED: QuoteState.CHANGED,
    QuoteOutcome.NOT_FOUND: QuoteState.MISSING,
    QuoteOutcome.NO_TEXT: QuoteState.NO_TEXT,
}
CHECK_FIELDS = (
    "quote_state",
    "quote_checked_at",
    "quote_place",
    "quote_nearest",
    "quote_sentence",
)
BATCH_SIZE = 500
MODELS: tuple[type[ArticleEvidence], ...] = (Evidence, ResponseEvidence, CoverageEvidence)
"""The models whose quotes are checked."""
SETTLED: tuple[type[ArticleEvidence], ...] = (Evidence, CoverageEvidence)
"""Those whose quotes in doubt wait in a queue; those of responses hold up their publication."""


@dataclass(frozen=True)
class CheckCounts:
    """The numbers of quotes that a check found in each state."""

    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def doubtful(self) -> int:
        """The number of quotes that wait for an editor."""
        return sum(self.counts.get(state, 0) for state in DOUBTFUL)

    @property
    def total(self) -> int:
        """The number of quotes that were checked."""
        return sum(self.counts.values())


def check_article(
    article: Article, models: Iterable[type[ArticleEvidence]] = MODELS[:1], *, earlier: str = ""
) -> CheckCounts:
    """Look for every quote from this article in its stored text, and store the results.

    Quotes on clauses are meant, or those of other `models`. They stay as they are, whatever the
    state of their clauses. Those whose sentence is not known yet are looked for in an `earlier`
    text first. A query for the text, and two for each model.
    """
    return _check_models(models, article.pk, _read_text(article), earlier)


def check_unchecked() -> CheckCounts:
    """Check the quotes that were never checked though their articles' texts are stored."""
    counts: Counter[str] = Counter()
    for model in SETTLED:
        counts += _check_rows(unchecked_quotes(model).select_related("article__stored_text"))
    return CheckCounts(dict(counts))


def count_unchecked() -> int:
    """Return how many quotes were never checked though their articles' texts are stored."""
    return sum(unchecked_quotes(model).count() for model in SETTLED)


def unchecked_quotes(model: type[ArticleEvidence] = Evidence) -> QuerySet[Any]:
    """Return those of them that are on clauses, or those of another model."""
    rows: Any = model._default_manager
    quoted = rows.filter(quote_state__in=(QuoteState.UNCHECKED, QuoteState.NO_TEXT))
    unchecked: QuerySet[Any] = quoted.filter(article__stored_text__isnull=False).with_quotes()
    return unchecked


def doubtful_quotes() -> QuerySet[Evidence]:
    """Return quotes that an editor has to settle, in the rows that are worked on."""
    at_work = Evidence.objects.filter(clause__revision__isnull=True)
    at_work = at_work.exclude(clause__state=ReviewState.WITHDRAWN)
    return at_work.filter(quote_state__in=DOUBTFUL).with_quotes()


def doubtful_quotes_of_absences() -> QuerySet[CoverageEvidence]:
    """Return quotes of checked absences that an editor has to settle on the absence's page."""
    return CoverageEvidence.objects.filter(quote_state__in=DOUBTFUL).with_quotes()


def check_evidence(evidence: ArticleEvidence) -> str:
    """Look for one quote, write the result to row and database, and return the new state."""
    set_quote_state(evidence, text_of(evidence.article), timezone.now())
    if evidence.pk:
        result = {name: getattr(evidence, name) for name in CHECK_FIELDS}
        type(evidence)._default_manager.filter(pk=evidence.pk).update(**result)
    return evidence.quote_state


def set_quote_state(
    evidence: ArticleEvidence, text: str, now: datetime, *, check: QuoteCheck | None = None
) -> None:
    """Set the state of the quote on the row, without saving it.

    The sentence in which it was found first is kept, so that later texts are held to it. `check` is
    what a look at all quotes of the text found of this one.
    """
    evidence.quote_checked_at, evidence.quote_place = now, None
    if not evidence.quote:
        evidence.quote_state = QuoteState.UNCHECKED
        evidence.quote_nearest = evidence.quote_sentence = ""
        return
    result = check or check_in_text(evidence, text)
    evidence.quote_state = STATE_BY_OUTCOME[result.verdict]
    evidence.quote_nearest = (evidence.quote if result.sides else result.nearest)[:400]
    if result.outcome is QuoteOutcome.NO_TEXT:
        evidence.quote_sentence = ""  # it goes with the text of which it is a part
    elif result.is_settled:
        (span,) = result.positions
        evidence.quote_place = span[0]
        evidence.quote_sentence = evidence.quote_sentence or sentence_around(text, span)


def check_in_text(evidence: ArticleEvidence, text: str) -> QuoteCheck:
    """Look for the quote of the evidence in a text, with all that is known of its place."""
    return _check_quote(_known(evidence), text)


def check_before_saving(sender: Any, instance: ArticleEvidence, **options: Any) -> None:
    """Keep the state in step with a quote that is being saved (signal `pre_save`)."""
    fields = options.get("update_fields")
    if options.get("raw") or (fields is not None and "quote" not in fields):
        return
    if instance.quote_sentence and _is_other_passage(instance):
        instance.quote_sentence = ""
    set_quote_state(instance, text_of(instance.article) if instance.quote else "", timezone.now())


def check_after_storing(sender: Any, article: Article, earlier: str = "", **options: Any) -> str:
    """Check the quotes of an article whose text was stored (signal `text_kept`).

    Return the result as a sentence; empty if there are no quotes.
    """
    counts = check_article(article, MODELS, earlier=earlier)
    if not counts.total:
        return ""
    message = gettext("Quotes checked: %(total)s; waiting for an editor: %(doubtful)s.")
    return message % {"total": counts.total, "doubtful": counts.doubtful}


def mark_after_deleting(sender: Any, instance: ArticleText, **_options: Any) -> None:
    """Mark the quotes of an article whose text was deleted: they cannot be checked."""
    _check_models(MODELS, instance.article_id, "")


@lru_cache(maxsize=256)
def _check_quote(known: KnownQuote, text: str) -> QuoteCheck:
    """Look for a quote in a text, once for a passage that serves several clauses."""
    return check_quotes([known], text)[known]


def _known(evidence: ArticleEvidence) -> KnownQuote:
    return KnownQuote(evidence.quote, evidence.before, evidence.after, evidence.quote_sentence)


def _is_other_passage(evidence: ArticleEvidence) -> bool:
    """Tell whether an editor chose another passage than the one that is stored."""
    passage = {name: getattr(evidence, name) for name in ("article", "quote", "before", "after")}
    return not type(evidence)._default_manager.filter(pk=evidence.pk, **passage).exists()


def _read_text(article: Article) -> str:
    """Return the text as it is in the database now, whatever the object at hand holds."""
    texts = ArticleText.objects.filter(article=article)
    return texts.values_list("text", flat=True).first() or ""


def _check_models(
    models: Iterable[type[ArticleEvidence]], article: int, text: str, earlier: str = ""
) -> CheckCounts:
    counts: Counter[str] = Counter()
    for model in models:
        rows: Any = model._default_manager.filter(article=article)
        counts += _check_rows(rows.with_quotes(), text, earlier)
    return CheckCounts(dict(counts))


def _check_rows(rows: QuerySet[Any], text: str | None = None, earlier: str = "") -> Counter[str]:
    now, by_text = timezone.now(), dict[str, list[ArticleEvidence]]()
    for evidence in rows:
        stored = text_of(evidence.article) if text is None else text
        by_text.setdefault(stored, []).append(evidence)
    for stored, quoted in by_text.items():
        if earlier:
            _check_together([one for one in quoted if not one.quote_sentence], earlier, now)
        _check_together(quoted, stored, now)
    checked = [evidence for quoted in by_text.values() for evidence in quoted]
    rows.model._default_manager.bulk_update(checked, CHECK_FIELDS, BATCH_SIZE)
    return Counter(evidence.quote_state for evidence in checked)


def _check_together(quoted: Sequence[ArticleEvidence], text: str, now: datetime) -> None:
    """Set the states of quotes of one text, which is read once for all of them."""
    checks = check_quotes(map(_known, quoted), text)
    for evidence in quoted:
        set_quote_state(evidence, text, now, check=checks[_known(evidence)])
