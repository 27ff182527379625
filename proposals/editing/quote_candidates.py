"""The places in a text that a quote in doubt may stand for, for an editor to choose from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from proposals.editing.anchors import check_in_text
from proposals.history.text_diff import DiffRun, WordingDiff, compare_wordings, diff_words
from proposals.models.choices import QuoteState
from proposals.models.evidence import Evidence
from proposals.models.evidence_fields import ArticleEvidence
from sources.letters import Span
from sources.passages import TextPosition, place_at
from sources.quotes import check_quote, likeliest
from sources.surroundings import Side
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
class ChangedSide:
    """A side of a quote that stands in the text; `wording` compares the words beside it."""

    is_before: bool
    wording: tuple[DiffRun, ...]


@dataclass(frozen=True)
class DoubtfulQuote:
    """A quote that an editor has to settle, with its candidates, the likeliest first.

    `sides` are those on which other words stand than did, if its own words are in the text.
    """

    evidence: Evidence
    candidates: list[QuoteCandidate]
    sides: list[ChangedSide]

    @property
    def is_elsewhere(self) -> bool:
        """Whether the same words stand in the text, but none beside them are as they were."""
        known = 1 if bool(self.evidence.before) != bool(self.evidence.after) else 2
        return len(self.sides) >= known


def find_changed_sides(evidence: ArticleEvidence) -> list[ChangedSide]:
    """Return the sides of a quote on which other words stand now; none if itself has changed."""
    if evidence.quote_state != QuoteState.CHANGED:
        return []
    return [
        ChangedSide(one.side is Side.BEFORE, diff_words(one.given, one.found))
        for one in check_in_text(evidence, text_of(evidence.article)).sides
    ]


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
    return DoubtfulQuote(evidence, candidates, find_changed_sides(evidence))


def _build_candidate(quote: str, name: str, place: TextPosition, span: Span) -> QuoteCandidate:
    return QuoteCandidate(
        name=name,
        place=place,
        span=span,
        wording=compare_wordings(quote, place.words),
        other_numbers=NUMBER.findall(quote) != NUMBER.findall(place.words),
    )
