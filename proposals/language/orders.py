"""Clauses on the order of steps: where two orders differ, and steps that run in a circle."""

from __future__ import annotations

from proposals.domain.reasons import CircularOrder, FurtherInversions, OppositeOrders
from proposals.domain.values import Sequence
from proposals.domain.verdicts import Side
from proposals.language.wording import Wording

Steps = tuple[str, str]


def opposite_orders(reason: OppositeOrders, wording: Wording) -> str:
    """Return the clause on the order in which each side puts two steps."""
    left = _puts(reason.left, reason.steps, wording)
    right = _puts_instead(reason.right, reason.steps, wording)
    return wording.language.text("both_state", left=left, right=right)


def further_inversions(reason: FurtherInversions, wording: Wording) -> str:
    """Return the clause on further pairs of steps whose order differs."""
    language, label = wording.language, wording.frame.label
    pairs = (
        language.text("pair_of_steps", early=label(early), late=label(late))
        for early, late in reason.pairs
    )
    return language.text("further_inversions", pairs=language.joined(pairs, "list.apart"))


def circular_order(reason: CircularOrder, wording: Wording) -> str:
    """Return the clause on the steps that run in a circle, back to the first."""
    language = wording.language
    if not reason.steps:
        return language.text("circular_order.unnamed")
    labels = map(wording.frame.label, (*reason.steps, *reason.steps[:1]))
    return language.text("circular_order", steps=language.joined(labels, "order.circle"))


def _puts(side: Side, steps: Steps, wording: Wording) -> str:
    """Return the clause on the order in which a side puts two steps."""
    before = _pairs_before(side)
    early, late = steps if steps in before else steps[::-1]
    key = "puts_before" if (early, late) in before else "puts_together"
    return _clause(key, side, wording, early=early, late=late)


def _puts_instead(side: Side, steps: Steps, wording: Wording) -> str:
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
