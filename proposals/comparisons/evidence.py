"""Evidence by stance and by country, with the standing that it has together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from proposals.domain.standing import Basis, Stance, Standing, Witness, count_sources
from proposals.language.active import active_language
from proposals.models.evidence_fields import ArticleEvidence


@dataclass(frozen=True)
class EvidenceView:
    """The evidence of a clause, of a cell or of a response, with its standing."""

    items: tuple[Any, ...]
    standing: Standing

    @property
    def ordered(self) -> tuple[Any, ...]:
        """The pieces that support, then those that dispute, then those that qualify."""
        return (*self.supporting, *self.disputing, *self.qualifying)

    @property
    def supporting(self) -> tuple[Any, ...]:
        """The pieces that support."""
        return self._of_stance("supports")

    @property
    def disputing(self) -> tuple[Any, ...]:
        """The pieces that dispute."""
        return self._of_stance("disputes")

    @property
    def qualifying(self) -> tuple[Any, ...]:
        """The pieces that qualify."""
        return self._of_stance("qualifies")

    @property
    def stances(self) -> tuple[tuple[str, tuple[Any, ...]], ...]:
        """The stances that occur, in words, each with its pieces."""
        groups = (self.supporting, self.disputing, self.qualifying)
        return tuple((group[0].get_stance_display(), group) for group in groups if group)

    @cached_property
    def spread(self) -> tuple[tuple[str, int], ...]:
        """The countries of the outlets with the number of different outlets, most first.

        The country is empty where it is not known.
        """
        outlets = {item.article.outlet.key: item.article.outlet.country for item in self.items}
        counts = Counter(outlets.values())
        place = active_language().sort_key
        return tuple(sorted(counts.items(), key=lambda one: (-one[1], not one[0], place(one[0]))))

    @property
    def outlets(self) -> int:
        """The number of different outlets."""
        return len({item.article.outlet.key for item in self.items})

    @property
    def counts(self) -> dict[str, int]:
        """The number of pieces by stance, and of independent sources that support."""
        return {
            "supports": len(self.supporting),
            "disputes": len(self.disputing),
            "qualifies": len(self.qualifying),
            "independent": self.standing.supporting,
        }

    def _of_stance(self, stance: str) -> tuple[Any, ...]:
        return tuple(item for item in self.items if item.stance == stance)


class Sourcing(NamedTuple):
    """How many answers there are, and of these how many rest on one independent source or on none.

    Further how many a source disputes, and how many a source qualifies.
    """

    answers: int
    single: int
    unsupported: int
    disputed: int
    qualified: int


def sourcing_of(views: Iterable[EvidenceView]) -> Sourcing:
    """Return the counts of some answers by the evidence on each."""
    standings = [view.standing for view in views]
    return Sourcing(
        len(standings),
        single=sum(one.single for one in standings),
        unsupported=sum(not one.supporting for one in standings),
        disputed=sum(one.disputed for one in standings),
        qualified=sum(one.qualifying > 0 for one in standings),
    )


def evidence_view(items: Sequence[ArticleEvidence]) -> EvidenceView:
    """Return evidence with its standing, by the rule of `domain.standing`."""
    witnesses = (
        Witness(Stance(item.stance), Basis(item.basis), item.independence_key) for item in items
    )
    return EvidenceView(tuple(items), count_sources(witnesses))
