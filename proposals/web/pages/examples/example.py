"""One worked example: made-up answers, and what the engine says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from proposals.comparisons.colours import Colour, told_apart
from proposals.domain.relations import Gap
from proposals.domain.rows import Pair, RowVerdict, compare_row
from proposals.domain.terms import Answer, Position, Term
from proposals.domain.verdicts import Mark, Rule
from proposals.language import labels
from proposals.language.active import active_language
from proposals.language.explanations import explain_briefly, explain_pair
from proposals.language.row_notes import row_notes
from proposals.language.wording import Wording
from proposals.web.pages.examples.villages import PARTIES, PRINCIPALS, Subject, party_names
from sources.capitals import capfirst


@dataclass(frozen=True)
class CellExample:
    """What one document says, and the colour of its party."""

    name: str
    colour: Colour
    answers: tuple[str, ...]


@dataclass(frozen=True)
class PairExample:
    """The mark of two documents of a row, with their gap in words if there is one."""

    mark: Mark
    gap: str
    same_party: bool


@dataclass(frozen=True)
class ExampleLine:
    """One document of a row with its pairs with those before it."""

    name: str
    pairs: tuple[PairExample, ...]
    empty: int


@dataclass(frozen=True, kw_only=True)
class Example:
    """Made-up answers to one question with the mark, and the sentences that explain it.

    `brief` is the sentence that decides and `full` the whole explanation; `best` is the mark of the
    best alternatives, if it is another. Of several documents `deciding` names the pair that gives
    the mark, `notes` are those on the row, and `lines` are its pairs; `common_ground` says whether
    all answers meet, and `meets_all` whether every party to the quarrel is among them.
    """

    caption: str
    question: str
    cells: tuple[CellExample, ...]
    mark: Mark
    rule: Rule
    brief: str
    full: str
    best: Mark | None
    deciding: str
    notes: tuple[str, ...]
    common_ground: bool
    meets_all: bool
    lines: tuple[ExampleLine, ...]


def example(subject: Subject, *positions: Position, caption: str = "") -> Example:
    """Return made-up positions on a question as the engine compares them."""
    wording = Wording(active_language(), subject.frame, party_names())
    row = compare_row(positions, holds=subject.frame.holds)
    pair = row.standing or row.pairs[0]
    return Example(
        caption=caption,
        question=subject.question,
        cells=tuple(_cells(positions, wording)),
        mark=row.mark,
        rule=row.rule,
        brief=explain_briefly(pair.worst, wording),
        full=explain_pair(pair, wording),
        best=pair.best.mark if pair.varies else None,
        deciding=_deciding(row, pair),
        notes=tuple(note.text for note in row_notes(row, wording)) if len(positions) > 2 else (),
        common_ground=row.common_ground,
        meets_all=row.meets_all(PRINCIPALS),
        lines=tuple(_lines(row, wording)) if len(positions) > 2 else (),
    )


def _deciding(row: RowVerdict, pair: Pair) -> str:
    """Return the names of the pair that gives a row of several documents its mark."""
    if len(row.positions) < 3:
        return ""
    names = [capfirst(position.column.name) for position in (pair.left, pair.right)]
    return _("%(left)s and %(right)s") % {"left": names[0], "right": names[1]}


def _lines(row: RowVerdict, wording: Wording) -> Iterator[ExampleLine]:
    for place, position in enumerate(row.positions[1:], start=1):
        pairs = tuple(_pair(pair, wording) for pair in row.pairs if pair.right is position)
        empty = len(row.positions) - 1 - place
        yield ExampleLine(position.column.name, pairs, empty)


def _pair(pair: Pair, wording: Wording) -> PairExample:
    clash = pair.worst.clash
    gap = wording.gap(clash) if isinstance(clash, Gap) and clash.size else ""
    return PairExample(pair.worst.mark, gap, same_party=pair.same_party)


def _cells(positions: Sequence[Position], wording: Wording) -> Iterator[CellExample]:
    parties = (min(map(PARTIES.index, position.column.parties)) for position in positions)
    colours = told_apart(Colour(place + 1) for place in parties)
    for position, colour in zip(positions, colours, strict=True):
        yield CellExample(position.column.name, colour, tuple(_answers(position, wording)))


def _answers(position: Position, wording: Wording) -> Iterator[str]:
    """Yield what a document says, answer by answer, or why it gives none."""
    if not position.speaks:
        yield labels.absence_label(position.absence.kind, wording.language)
    for term in position.standing_terms:
        yield _answer(term, position, wording)
    if position.terms and position.accepted:
        yield _("has also accepted the point of the county's draft")
    if position.rejections:
        yield _("rejects this point of the county's draft")


def _answer(term: Term, position: Position, wording: Wording) -> str:
    """Return one answer in words, with its case, its condition and who must act in brackets."""
    answer = Answer(term.value, (term,), case=term.case)
    notes = [
        term.option,
        term.case.words,
        _("if %(condition)s") % {"condition": term.condition.text} if term.condition else "",
        _bearers(term, wording),
        _("by accepting the point of the county's draft") if term.accepted else "",
    ]
    words = str(wording.answer(answer, position.column))
    in_brackets = "; ".join(note for note in notes if note)
    return f"{words} ({in_brackets})" if in_brackets else words


def _bearers(term: Term, wording: Wording) -> str:
    """Return who must act, in words; empty if nobody is named."""
    if not term.bearers:
        return ""
    return _("it falls to %(names)s") % {"names": wording.party_names(term.bearers)}
