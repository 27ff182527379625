"""Rows that were read for one page and are kept for others, as far as memory allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from proposals.comparisons.matrix import Row
from proposals.comparisons.responses import DocumentResponse


@dataclass
class KeptRows:
    """Rows that were read and compared, for every page of the same columns and stamp.

    They are no more than `most`: beyond that, those of the newest page take the place of all
    others. Rows that were read together hold each other's clauses and evidence, so that to forget
    some of them would free nothing.
    """

    most: int = 0
    rows: Mapping[int, Row] = field(default_factory=dict)
    responses: tuple[DocumentResponse, ...] | None = None

    def add(self, read: Mapping[int, Row], responses: tuple[DocumentResponse, ...]) -> None:
        """Keep rows that were read together, unless they alone are too many."""
        self.responses = responses
        if len(read) <= self.most:
            both = {**self.rows, **read}
            self.rows = both if len(both) <= self.most else dict(read)
