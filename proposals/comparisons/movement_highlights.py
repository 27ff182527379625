"""The movements that a reader with one minute sees first.

Distances that went from one number to another come first, the largest part of the distance before;
then answers that meet those of another side now, or no longer; then points struck out, other
answers, and answers that are new or gone. Of each kind two, then as many as there is room for; what
is only reworded, bracketed or not computed is left to the list of all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from proposals.comparisons.movements import MovedRow
from proposals.comparisons.row_steps import Step
from proposals.domain.approaches import Approach, Direction
from proposals.domain.changes import SET_CHANGES, Change
from proposals.domain.relations import Gap

MOST_HIGHLIGHTS = 6
MOST_OF_A_KIND = 2

_MEETINGS = frozenset({Direction.MEETS_NOW, Direction.NO_LONGER_MEETS})
_COME_OR_GONE = frozenset({Change.NEW, Change.ELSEWHERE, Change.SILENT})


@dataclass(frozen=True)
class Highlight:
    """One step of a question that is shown before all others."""

    row: MovedRow
    step: Step

    @property
    def sentence(self) -> str:
        """What changed; of an answer that is new or gone also what stood or stands there."""
        step = self.step
        return step.brief if step.change in SET_CHANGES else step.explanation


def highlights(rows: Iterable[MovedRow]) -> tuple[Highlight, ...]:
    """Return the steps that are shown first, from the oldest to the newest."""
    kinds: dict[int, list[tuple[Fraction, Highlight]]] = {}
    for row in rows:
        for step in row.happened:
            kind, share = _weight(step)
            if kind is not None:
                kinds.setdefault(kind, []).append((share, Highlight(row, step)))
    ranked = [
        [one for _share, one in sorted(kinds[kind], key=lambda pair: -pair[0])]
        for kind in sorted(kinds)
    ]
    first = [one for kind in ranked for one in kind[:MOST_OF_A_KIND]]
    more = [one for kind in ranked for one in kind[MOST_OF_A_KIND:]]
    return tuple(sorted((*first, *more)[:MOST_HIGHLIGHTS], key=_day))


def _weight(step: Step) -> tuple[int | None, Fraction]:
    """Return the kind of a step, the first kind first, and its share of the distance before."""
    shares = [share for one in step.movement.approaches if (share := _share(one)) is not None]
    if shares:
        return 0, max(shares)
    if any(one.direction in _MEETINGS for one in step.movement.approaches):
        return 1, Fraction(0)
    kinds = ({Change.STRUCK_OUT}, SET_CHANGES, _COME_OR_GONE)
    kind = next((n for n, changes in enumerate(kinds, start=2) if step.change in changes), None)
    return kind, Fraction(0)


def _share(approach: Approach) -> Fraction | None:
    """Return by which part of the longer distance another is nearer or further; None without."""
    one, other = approach.before.clash, approach.after.clash
    if not isinstance(one, Gap) or not isinstance(other, Gap) or not one.size or not other.size:
        return None
    if one.size == other.size:
        return None
    sizes = Fraction(one.size), Fraction(other.size)
    return abs(sizes[0] - sizes[1]) / max(sizes)


def _day(highlight: Highlight) -> date:
    return highlight.step.after.document.version.date or date.min
