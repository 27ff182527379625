"""What became of one question from each text to the next in its line.

Towards whom it moved is said of the parties that did not put it forward: of each, of the last text
that was there by then, or of its first one after, if it had said nothing yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from proposals.comparisons.catalogue import Document
from proposals.comparisons.cells import Cell
from proposals.comparisons.lines import parties_of
from proposals.domain.changes import Change, Seen
from proposals.domain.movement import Movement, movement
from proposals.language.approaches import gaps_sentence
from proposals.language.movements import explain_movement, movement_label, movement_sentence
from proposals.language.wording import Wording
from proposals.models import Confidence

NOT_KNOWN = (Change.UNKNOWN, Change.PARTLY_SEEN)
"""The changes of which nothing is claimed: a text is not coded, or was not seen in full."""
NOTHING_HAPPENED = frozenset({Change.UNCHANGED, Change.UNANSWERED, *NOT_KNOWN})
"""The changes that are none: the same, in neither text, or not known."""


@dataclass(frozen=True)
class Step:
    """What became of one question from one text to a later one."""

    before: Cell
    after: Cell
    movement: Movement
    wording: Wording

    @property
    def change(self) -> Change:
        """The change."""
        return self.movement.change

    @property
    def happened(self) -> bool:
        """Whether it changed; where that is not computed, a reader has to look at both answers."""
        return self.change not in NOTHING_HAPPENED

    @property
    def confidence(self) -> str:
        """The lowest confidence of the answers of both texts, in words; empty if all are high."""
        found = {one.confidence for cell in (self.before, self.after) for one in cell.alternatives}
        levels = (level.label for level in (Confidence.LOW, Confidence.MEDIUM))
        return next((str(level) for level in levels if str(level) in found), "")

    @cached_property
    def label(self) -> str:
        """The change in a word or two."""
        return movement_label(self.movement, self.wording)

    @cached_property
    def sentence(self) -> str:
        """What changed, in one sentence."""
        return movement_sentence(self.movement, self.wording)

    @cached_property
    def brief(self) -> str:
        """What changed, and each distance that went from one number to another."""
        gaps = (gaps_sentence(one, self.wording) for one in self.movement.approaches)
        return " ".join(dict.fromkeys(filter(None, (self.sentence, *gaps))))

    @cached_property
    def explanation(self) -> str:
        """What changed, what beside it, and towards whom."""
        return explain_movement(self.movement, self.wording)


def steps_of(
    cells: Sequence[Cell],
    before: Mapping[str, Document],
    *,
    wording: Wording,
    principals: frozenset[str] = frozenset(),
) -> tuple[Step, ...]:
    """Return the step to each cell whose document has one before it, in the order of the cells.

    `before` is as `lines.predecessors` gives it. With `principals`, the keys of parties, towards
    whom a text moved is said of these only.
    """
    by_key = {cell.document.key: cell for cell in cells}
    return tuple(
        _step(by_key[before[key].key], cell, cells, wording=wording, principals=principals)
        for key, cell in by_key.items()
        if key in before
    )


def _step(
    before: Cell,
    after: Cell,
    cells: Sequence[Cell],
    *,
    wording: Wording,
    principals: frozenset[str],
) -> Step:
    others = _others(after.document, before.document, cells, principals=principals)
    found = movement(
        before.position,
        after.position,
        others=[cell.position for cell in others],
        reworded=_is_reworded(before, after),
        holds=wording.frame.holds,
        seen=Seen(before.document.version.complete, after.document.version.complete),
    )
    return Step(before, after, found, wording)


def _others(
    after: Document, before: Document, cells: Sequence[Cell], *, principals: frozenset[str]
) -> tuple[Cell, ...]:
    """Return the cells of those towards whom a text may have moved, in the order of the dates."""
    theirs = [
        cell
        for cell in cells
        if cell.document.key != before.key
        and not parties_of(cell.document) & parties_of(after)
        and (parties_of(cell.document) & principals or not principals)
        and cell.position.speaks
    ]
    chosen: dict[frozenset[str], Cell] = {}
    for cell in theirs:
        known = chosen.get(parties_of(cell.document))
        if known is None or _is_by_then(cell.document, after):
            chosen[parties_of(cell.document)] = cell
    return tuple(cell for cell in theirs if cell in chosen.values())


def _is_by_then(document: Document, after: Document) -> bool:
    one, other = document.version.date, after.version.date
    return one is None or other is None or one <= other


def _is_reworded(before: Cell, after: Cell) -> bool:
    """Tell whether the original wording is known of both answers, in one language, and differs."""
    one, other = _wordings(before), _wordings(after)
    if not one or not other or {lang for lang, _ in one} != {lang for lang, _ in other}:
        return False
    return one != other


def _wordings(cell: Cell) -> frozenset[tuple[str, str]]:
    """Return the document's own words in the clauses of the answers, by language."""
    if any(clause.quote_origin != "own" for clause in cell.clauses):
        return frozenset()
    return frozenset(
        (clause.quote_language, " ".join(clause.quote.split())) for clause in cell.clauses
    )
