"""Figures of orders: numbered steps side by side; steps that two columns invert are marked."""

from __future__ import annotations

from dataclasses import dataclass

from proposals.comparisons import Colour, Row
from proposals.domain.relations import Inverted
from proposals.domain.values import Sequence
from proposals.figures.column_answers import ColumnAnswer


@dataclass(frozen=True)
class OrderStep:
    """One step, `inverted` if another column puts it the other way round."""

    label: str
    inverted: bool


Chain = tuple[tuple[OrderStep, ...], ...]
"""Places of an order, one after the other; the steps of one place happen together."""


@dataclass(frozen=True)
class Lane:
    """The order that one column states: chains of steps; between chains nothing is stated."""

    colour: Colour
    name: str
    option: str
    chains: tuple[Chain, ...]


@dataclass(frozen=True)
class StepsFigure:
    """The orders of a row as lanes side by side."""

    lanes: tuple[Lane, ...]
    template: str = "figures/_steps.html"

    @property
    def inverted(self) -> bool:
        """Whether any step is marked."""
        chains = (chain for lane in self.lanes for chain in lane.chains)
        return any(step.inverted for chain in chains for place in chain for step in place)


def steps_figure(row: Row, answers: tuple[ColumnAnswer, ...]) -> StepsFigure:
    """Return the orders of a row, column by column and answer by answer."""
    inverted = _inverted_steps(row)
    return StepsFigure(
        tuple(
            Lane(
                answer.colour,
                answer.title,
                option=answer.label_of(one),
                chains=_chains(one.value, row, inverted),
            )
            for answer in answers
            for one in answer.answers
            if isinstance(one.value, Sequence)
        )
    )


def _chains(value: Sequence, row: Row, inverted: frozenset[str]) -> tuple[Chain, ...]:
    """Return the chains of an order, with marks on inverted steps.

    If any chain holds two of them, marks stand in such chains alone.
    """
    frame = row.wording.frame.brief
    chains = value.chains(frame.sort)
    marks = [inverted.intersection(step for group in chain for step in group) for chain in chains]
    if any(len(steps) > 1 for steps in marks):
        marks = [steps if len(steps) > 1 else frozenset() for steps in marks]
    return tuple(
        tuple(
            tuple(OrderStep(frame.label(key), key in steps) for key in frame.sort(set(group)))
            for group in chain
        )
        for chain, steps in zip(chains, marks, strict=True)
    )


def _inverted_steps(row: Row) -> frozenset[str]:
    """Return the steps of pairs that two columns put the other way round, and of circles."""
    steps: set[str] = set()
    for pair in row.verdict.pairs:
        for verdict in pair.verdicts:
            if isinstance(verdict.clash, Inverted):
                pairs = verdict.clash.pairs
                steps |= {step for both in pairs for step in both} or set(verdict.clash.circle)
    return frozenset(steps)
