"""Which measures of the parties' documents lie further apart than a bound."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from proposals.neutrality.groups import ALL, DocumentGroup
from proposals.neutrality.measures import Measure, Number, measures

BOUND = 1.5
"""The ratio of the largest to the smallest value above which a measure is called unequal."""


@dataclass(frozen=True)
class Inequality:
    """A measure of a group whose largest and smallest values lie apart, with the two parties.

    `ratio` is None if the smallest value is 0.
    """

    group: DocumentGroup
    measure: Measure
    most: str
    least: str
    ratio: float | None


def inequalities(groups: Iterable[DocumentGroup], bound: float = BOUND) -> list[Inequality]:
    """Return the measures whose ratio passes the bound; a 0 beside any other number always does.

    Like is compared with like: the group of all documents is left out, unless it is the only one.
    """
    every = list(groups)
    alike = [group for group in every if group.kind != ALL] or every
    return [
        unequal
        for group in alike
        for measure in measures(group)
        if (unequal := _compared(group, measure, bound))
    ]


def _compared(group: DocumentGroup, measure: Measure, bound: float) -> Inequality | None:
    """Return the inequality of one measure; None if it stays within the bound."""
    order = [one.party for one in group.parties]
    most = max(order, key=lambda party: measure.values[party])
    least = min(order, key=lambda party: measure.values[party])
    high, low = measure.values[most], measure.values[least]
    if high == low or (low and high / low <= bound):
        return None
    return Inequality(group, measure=measure, most=most, least=least, ratio=_ratio(high, low=low))


def _ratio(high: Number, low: Number) -> float | None:
    return round(high / low, 1) if low else None
