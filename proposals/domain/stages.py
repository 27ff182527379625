"""The texts of one proposal along their dates, each with its movement from those before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from proposals.domain.movement import Movement, movement
from proposals.domain.terms import Position
from proposals.domain.vocabulary import Holding


@dataclass(frozen=True)
class Stage:
    """One text of a chain as of its day: its position, and `words` by which wordings are compared.

    `others` are the positions of other documents as they stood on that day.
    """

    day: date
    position: Position
    words: str = ""
    others: tuple[Position, ...] = ()


@dataclass(frozen=True)
class Step:
    """One text of a chain, with its movement from each text of the last day before its own.

    Rival copies of one day are not held against each other: none of them is the later one.
    """

    stage: Stage
    movements: tuple[Movement, ...] = ()


def steps_of(stages: Iterable[Stage], *, holds: Holding = Holding.THROUGHOUT) -> tuple[Step, ...]:
    """Return the steps of a chain in the order of days, those of one day by their keys."""
    ordered = sorted(stages, key=lambda stage: (stage.day, stage.position.column.key))
    steps: list[Step] = []
    earlier: tuple[Stage, ...] = ()
    for _day, group in groupby(ordered, key=lambda stage: stage.day):
        stages_of_day = tuple(group)
        steps += [
            Step(stage, tuple(_between(last, stage, holds) for last in earlier))
            for stage in stages_of_day
        ]
        earlier = stages_of_day
    return tuple(steps)


def _between(earlier: Stage, later: Stage, holds: Holding) -> Movement:
    return movement(
        earlier.position,
        later.position,
        others=later.others,
        reworded=earlier.words != later.words,
        holds=holds,
    )
