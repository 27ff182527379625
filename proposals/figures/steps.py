"""Orders as numbered steps side by side, with the steps that two columns invert marked."""

from __future__ import annotations

from dataclasses import dataclass

from proposals.comparisons import Row
from proposals.domain.relations import Inverted
from proposals.domain.values import Sequence
from proposals.figures.column_answers import ColumnAnswer

MOST_STEPS = 4
"""Steps of one lane that fit beside two answers; longer orders are folded."""


@dataclass(frozen=True)
class OrderStep:
    """One step; `inverted` if another column puts it the other way round."""

    label: str
    inverted: bool


Chain = tuple[tuple[OrderStep, ...], ...]
"""Places of an order, one after the other; the steps of one place happen together."""


@dataclass(frozen=True)
class Lane:
    """The order that one column states: chains of steps; between chains nothing is stated."""

    party: int
    name: str
    option: str
    chains: tuple[Chain, ...]


@dataclass(frozen=True)
class StepsFigure:
    """Lanes side by side; `inverted` if any step is marked."""

    lanes: tuple[Lane, ...]
    inverted: bool
    template: str = "figures/_steps.html"

    @property
    def long(self) -> bool:
        """Whether it takes more than the room of a row."""
        steps = [sum(len(chain) for chain in lane.chains) for lane in self.lanes]
        return max(steps, default=0) > MOST_STEPS


def steps_figure(row: Row, answering: tuple[ColumnAnswer, ...]) -> StepsFigure | None:
    """The orders of a row, column by column and alternative by alternative."""
    marked = _inverted(row)
    lanes = tuple(
        Lane(
            answer.party,
            answer.name,
            answer.option_of(alternative),
            _chains(alternative.value, row, marked),
        )
        for answer in answering
        for alternative in answer.alternatives
        if isinstance(alternative.value, Sequence)
    )
    return StepsFigure(lanes, bool(marked))


def _chains(value: Sequence, row: Row, marked: frozenset[str]) -> tuple[Chain, ...]:
    """The chains of an order; a step is marked where both ends of an inverted pair stand."""
    frame = row.wording.frame
    chains = value.chains(frame.sort)
    steps = [frozenset(step for group in chain for step in group) for chain in chains]
    both = [marked & found if len(marked & found) > 1 else frozenset() for found in steps]
    here = both if any(both) else [marked] * len(chains)
    return tuple(
        tuple(
            tuple(OrderStep(frame.label(key), key in turned) for key in frame.sort(set(group)))
            for group in chain
        )
        for chain, turned in zip(chains, here, strict=True)
    )


def _inverted(row: Row) -> frozenset[str]:
    """Every step of a pair that two columns put the other way round, or of a circle."""
    steps: set[str] = set()
    for pair in row.verdict.pairs:
        for verdict in pair.verdicts:
            if isinstance(verdict.clash, Inverted):
                pairs = verdict.clash.pairs
                steps |= {step for both in pairs for step in both} or set(verdict.clash.circle)
    return frozenset(steps)
