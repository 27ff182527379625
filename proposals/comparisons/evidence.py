"""Evidence as pages show it: by stance, by country, and with the standing that it gives."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from proposals.domain.standing import Basis, Stance, Standing, Witness, count_sources
from proposals.models import Evidence


@dataclass(frozen=True)
class EvidenceView:
    """The evidence of a clause or of a cell, with its standing."""

    items: tuple[Evidence, ...]
    standing: Standing

    @property
    def ordered(self) -> tuple[Evidence, ...]:
        """What supports it first, then what disputes and what qualifies it."""
        return (*self.supporting, *self.disputing, *self.qualifying)

    @property
    def supporting(self) -> tuple[Evidence, ...]:
        """What supports it."""
        return self._with("supports")

    @property
    def disputing(self) -> tuple[Evidence, ...]:
        """What disputes it."""
        return self._with("disputes")

    @property
    def qualifying(self) -> tuple[Evidence, ...]:
        """What qualifies it."""
        return self._with("qualifies")

    @property
    def stances(self) -> tuple[tuple[str, tuple[Evidence, ...]], ...]:
        """The stances that occur, in words, each with its evidence."""
        groups = (self.supporting, self.disputing, self.qualifying)
        return tuple((group[0].get_stance_display(), group) for group in groups if group)

    @cached_property
    def spread(self) -> tuple[tuple[str, int], ...]:
        """Countries of the outlets with the number of different outlets, most first.

        The country is empty where it is not known.
        """
        outlets = {item.article.outlet.key: item.article.outlet.country for item in self.items}
        counts = Counter(outlets.values())
        return tuple(sorted(counts.items(), key=lambda one: (-one[1], not one[0], one[0])))

    @property
    def outlets(self) -> int:
        """How many different outlets there are."""
        return len({item.article.outlet.key for item in self.items})

    def _with(self, stance: str) -> tuple[Evidence, ...]:
        return tuple(item for item in self.items if item.stance == stance)

    @property
    def counts(self) -> dict[str, int]:
        """Pieces of evidence by stance, and independent supporting sources."""
        return {
            "supports": len(self.supporting),
            "disputes": len(self.disputing),
            "qualifies": len(self.qualifying),
            "independent": self.standing.supporting,
        }


def evidence_view(items: list[Evidence]) -> EvidenceView:
    """Evidence with its standing, by the rule of `domain.standing`."""
    witnesses = (
        Witness(Stance(item.stance), Basis(item.basis), item.independence_key) for item in items
    )
    return EvidenceView(tuple(items), count_sources(witnesses))
