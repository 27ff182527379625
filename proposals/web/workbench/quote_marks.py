"""The marks of quotes in an article's text, which is cut into pieces to draw them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from proposals.models import Evidence, QuoteState
from sources.letters import Span
from sources.quotes import AT_ONE_PLACE, FOUND, check_quote

# Of several marks on the same words, the first of these is drawn.
WORST_FIRST = (
    "candidate", QuoteState.CHANGED, QuoteState.SEVERAL, QuoteState.UNPOINTED, QuoteState.ONCE,
)  # fmt: skip


@dataclass(frozen=True)
class QuoteMark:
    """A mark in a text: `name` is read, links lead to `ident`, `kind` decides how it is drawn."""

    name: str
    ident: str
    kind: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class MarkedEvidence:
    """Evidence of an article with its mark; the number is 0 where its place is not known."""

    evidence: Evidence
    mark: QuoteMark
    number: int = 0


@dataclass(frozen=True)
class TextPiece:
    """Words that the same marks cover; `begins` are the marks whose first place begins here."""

    text: str
    marks: tuple[QuoteMark, ...] = ()
    begins: tuple[QuoteMark, ...] = ()
    ends: tuple[QuoteMark, ...] = ()

    @property
    def kind(self) -> str:
        """The kind to draw: that of the worst of the marks."""
        kinds = {mark.kind for mark in self.marks}
        return next((kind for kind in WORST_FIRST if kind in kinds), "")

    @property
    def names(self) -> str:
        """The names of the marks that end here."""
        return ", ".join(mark.name for mark in self.ends)


@dataclass
class _Cut:
    begins: list[QuoteMark] = field(default_factory=list)
    ends: list[QuoteMark] = field(default_factory=list)


def mark_evidence(evidence: Iterable[Evidence], text: str) -> list[MarkedEvidence]:
    """Number an article's quotes in the order of its text; those without a place come last."""
    placed = [(item, _find_spans(item, text)) for item in evidence]
    last = len(text)
    placed.sort(key=lambda pair: (pair[1][0][0] if pair[1] else last, pair[0].pk))
    marked = []
    for number, (item, spans) in enumerate(placed, start=1):
        mark = QuoteMark(str(number), f"quote-{item.pk}", item.quote_state, spans)
        marked.append(MarkedEvidence(item, mark, number if spans else 0))
    return marked


def cut_pieces(text: str, marks: Sequence[QuoteMark]) -> list[TextPiece]:
    """Cut the text wherever a mark begins or ends; together the pieces are the text."""
    cuts: dict[int, _Cut] = {0: _Cut(), len(text): _Cut()}
    for mark in marks:
        for start, end in mark.spans:
            cuts.setdefault(start, _Cut()).begins.append(mark)
            cuts.setdefault(end, _Cut()).ends.append(mark)
    places = sorted(cuts)
    pieces, covering, begun = [], list[QuoteMark](), set[str]()
    for start, end in pairwise(places):
        covering = [mark for mark in covering if mark not in cuts[start].ends]
        covering += cuts[start].begins
        first = tuple(mark for mark in cuts[start].begins if mark.ident not in begun)
        begun |= {mark.ident for mark in first}
        ends = tuple(mark for mark in cuts[end].ends if mark in covering)
        pieces.append(TextPiece(text[start:end], tuple(covering), first, ends))
    return pieces


def _find_spans(evidence: Evidence, text: str) -> tuple[Span, ...]:
    """Find the quote that the last check found; no state is judged anew."""
    if not text or not evidence.quote:
        return ()
    if evidence.quote_state in (QuoteState.ONCE, QuoteState.UNPOINTED, QuoteState.SEVERAL):
        check = check_quote(evidence.quote, evidence.before, evidence.after, text)
        return check.positions if check.outcome in FOUND else ()
    if evidence.quote_state == QuoteState.CHANGED and evidence.quote_nearest:
        check = check_quote(evidence.quote_nearest, "", "", text)
        return check.positions if check.outcome in AT_ONE_PLACE else ()
    return ()
