"""What is kept beside the rows: history, frozen comparisons, texts of articles, and quotes."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from proposals.editing.anchors import MODELS, STATE_BY_OUTCOME, check_in_text
from proposals.health.findings import Finding
from proposals.history.gaps import history_gaps
from proposals.models import Clause, QuoteState, Response, Snapshot
from proposals.models.choices import ReviewState
from proposals.models.evidence_fields import ArticleEvidence
from proposals.models.snapshots import DamagedSnapshot
from sources.models import ArticleText
from sources.texts import text_of

_BATCH = 20
_CHECKED = frozenset(STATE_BY_OUTCOME.values())
_FAILED = frozenset({QuoteState.CHANGED, QuoteState.MISSING})


def unrecorded_changes() -> Iterator[Finding]:
    """Yield published rows that are not as the newest entry of their history has them."""
    for model in (Clause, Response):
        for _pk, uid, names in history_gaps(model):
            what = f"it was changed past its history: {', '.join(names)}"
            to_do = (
                "Compare it with its newest entry in the admin, and correct it by a revision; "
                "publishing that writes an entry."
            )
            yield Finding(f"{model._meta.verbose_name} {uid}", what, to_do)


def altered_snapshots() -> Iterator[Finding]:
    """Yield frozen comparisons whose content no longer has its hash, or cannot be unpacked."""
    for snapshot in Snapshot.objects.order_by("pk").iterator(_BATCH):
        if problem := _damage_of(snapshot):
            to_do = "Bring the row back from a backup: whoever cites it relies on the hash."
            yield Finding(f"frozen comparison {snapshot.hash}", problem, to_do)


def _damage_of(snapshot: Snapshot) -> str:
    """Return what is wrong with what is kept of a frozen comparison; empty if nothing is."""
    try:
        _kept = (snapshot.record, snapshot.sheet, snapshot.worded)
    except DamagedSnapshot as error:
        return f"its content cannot be unpacked ({error})"
    return "" if snapshot.is_whole else "its content is not that of its hash"


def altered_texts() -> Iterator[Finding]:
    """Yield private texts of articles that are not what their digest says."""
    for text in ArticleText.objects.select_related("article").order_by("pk").iterator(_BATCH):
        if sha256(text.text.encode("utf-8", "surrogatepass")).hexdigest() != text.digest:
            to_do = "Store the text of the article again."
            what = "the stored text is not that of its digest"
            yield Finding(f"article {text.article.key}", what, to_do)


def faulty_quotes() -> Iterator[Finding]:
    """Yield quotes that their stored texts contradict, and states that a check would not give."""
    for model in MODELS:
        rows: Any = model._default_manager.filter(article__stored_text__isnull=False)
        quoted = rows.with_quotes().select_related("article__stored_text")
        for evidence in quoted.iterator(_BATCH):
            yield from _problem_of_quote(evidence)


def _problem_of_quote(evidence: ArticleEvidence) -> Iterator[Finding]:
    """Yield what is wrong with one quote: first what readers see, then what editors are told."""
    owner = evidence.owner
    where = f"{owner._meta.verbose_name} {owner.uid}, quote from {evidence.article.key}"
    state = STATE_BY_OUTCOME[check_in_text(evidence, text_of(evidence.article)).verdict]
    published = not evidence.is_reviewed or owner.state == ReviewState.PUBLISHED
    if state in _FAILED and published:
        what = f"“{evidence.quote}” does not stand so in the text of the article"
        yield Finding(where, what, "Settle it in the queue of quotes, or in a revision.")
    elif state != evidence.quote_state and evidence.quote_state in _CHECKED:
        what = f"it is stored as “{evidence.quote_state}”, and a check finds “{state}”"
        yield Finding(where, what, "Store the text of the article again.")
