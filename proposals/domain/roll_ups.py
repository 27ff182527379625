"""Several rows as one mark with the counts beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from proposals.domain.verdicts import Mark


@dataclass(frozen=True)
class RollUp:
    """Several rows as one mark: the worst, with the counts beside it. Never an average."""

    counts: tuple[tuple[Mark, int], ...]

    @property
    def worst(self) -> Mark | None:
        """The worst mark among the rows; None without rows."""
        return self.counts[0][0] if self.counts else None

    @property
    def total(self) -> int:
        """The number of rows that are counted."""
        return sum(count for _, count in self.counts)


def roll_up(marks: Iterable[Mark]) -> RollUp:
    """Return the counts of marks, worst first."""
    counted = Counter(marks)
    return RollUp(tuple(sorted(counted.items(), key=lambda item: -item[0].severity)))
