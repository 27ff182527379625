"""The places in a text that a quote in doubt may stand for, for an editor to choose from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from proposals.history.text_diff import WordingDiff, compare_wordings
from proposals.models.choices import QuoteState
from proposals.models.evidence import Evidence
from sources.letters import Span
from sources.passages import TextPosition, place_at
from sources.quotes import check_quote, likeliest
from sources.texts import text_of

NAMES = "ABC"
"""The names of the candidates: one that is less like the quote than three others is noise."""
NUMBER = re.compile(r"\d[\d.,\u066b\u066c]*")


@dataclass(frozen=True, kw_only=True)
class QuoteCandidate:
    """A place that may be what the quote became; `wording` compares the two."""

    name: str
    place: TextPosition
    span: Span
    wording: WordingDiff
    other_numbers: bool

    @property
    def ident(self) -> str:
        """The identifier of the place on a page."""
        return f"place-{self.place.start}"

    @property
    def percent(self) -> int:
        """The likeness to the quote and its surroundings; never rounded up to the whole."""
        return int(self.place.score * 100)

    @property
    def is_changed(self) -> bool:
        """Whether a word differs, or anything that a reader cannot see."""
        return self.wording.words_differ or bool(self.wording.unseen)


@dataclass(frozen=True)
class DoubtfulQuote:
    """A quote that an editor has to settle, with its candidates, the likeliest first."""

    evidence: Evidence
    candidates: list[QuoteCandidate]

    @property
    def is_elsewhere(self) -> bool:
        """Whether the same words stand in the text, but nothing around them is as it was."""
        same = self.evidence.quote_nearest == self.evidence.quote
        return self.evidence.quote_state == QuoteState.CHANGED and same


def find_candidates(evidence: Evidence) -> DoubtfulQuote:
    """Find the places in its article's text that a quote may stand for."""
    text = text_of(evidence.article)
    quote = (evidence.quote, evidence.before, evidence.after, text)
    spans = [] if evidence.quote_state == QuoteState.SEVERAL else likeliest(*quote)
    if not spans and evidence.quote_state != QuoteState.MISSING:
        spans = [(span, 1.0) for span in check_quote(*quote).positions]
    candidates = [
        _build_candidate(evidence.quote, name, place_at(text, span, score), span)
        for name, (span, score) in zip(NAMES, spans, strict=False)
    ]
    return DoubtfulQuote(evidence, candidates)


def _build_candidate(quote: str, name: str, place: TextPosition, span: Span) -> QuoteCandidate:
    return QuoteCandidate(
        name=name,
        place=place,
        span=span,
        wording=compare_wordings(quote, place.words),
        other_numbers=NUMBER.findall(quote) != NUMBER.findall(place.words),
    )
