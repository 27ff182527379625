"""Clauses on the order in which one side puts two steps."""

from __future__ import annotations

from proposals.domain.values import Sequence
from proposals.domain.verdicts import Side
from proposals.language.wording import Wording

Steps = tuple[str, str]


def puts(side: Side, steps: Steps, wording: Wording) -> str:
    """Return the clause on the order in which a side puts two steps."""
    before = _pairs_before(side)
    early, late = steps if steps in before else steps[::-1]
    key = "puts_before" if (early, late) in before else "puts_together"
    return _clause(key, side, wording, early=early, late=late)


def puts_instead(side: Side, steps: Steps, wording: Wording) -> str:
    """Return the clause on the order of two steps that another side has put in another order."""
    before = _pairs_before(side)
    for first, second in (steps, steps[::-1]):
        if (first, second) in before:
            return _clause("puts_first", side, wording, step=first)
    return _clause("puts_at_once", side, wording)


def _pairs_before(side: Side) -> frozenset[Steps]:
    value = side.answer.value if side.answer else None
    return value.before if isinstance(value, Sequence) else frozenset()


def _clause(key: str, side: Side, wording: Wording, **steps: str) -> str:
    """Return a pattern with the name of a side and the labels of steps, and notes on its answer."""
    labels = {slot: wording.frame.label(step) for slot, step in steps.items()}
    number = wording.language.number_of(side.column)
    clause = wording.language.text(key, number, name=wording.name(side), **labels)
    return wording.with_notes(clause, side.answer) if side.answer else clause
