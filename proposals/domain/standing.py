"""The standing of a cell's evidence, in words, by a stated rule.

Sources count as independent after folding: every piece of evidence carries a `source` key, which is
the same for articles of one outlet, for syndicated copies and for articles that draw on one origin.

S0 no evidence. S1 the document's text is printed by n independent publishers. S2 without such, it
is described by n independent outlets. S3 without either, it is reported as speech by n independent
outlets. S4 added: a single independent source supports it. S5 added: disputed by n. S6 added:
qualified by n.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Stance(StrEnum):
    """How an article bears on a clause."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"
    QUALIFIES = "qualifies"


class Basis(StrEnum):
    """What an article gives: the text itself, a description of it, or reported speech."""

    PRINTS = "prints"
    DESCRIBES = "describes"
    REPORTS = "reports"


@dataclass(frozen=True)
class Witness:
    """One piece of evidence as the rule sees it."""

    stand: Stance
    basis: Basis
    source: str


@dataclass(frozen=True)
class Standing:
    """How many independent sources print, describe and report, and how many speak against."""

    printed: int = 0
    described: int = 0
    reported: int = 0
    supporting: int = 0
    disputing: int = 0
    qualifying: int = 0

    @property
    def rule(self) -> str:
        """S0 to S3: which basis the standing rests on."""
        if self.printed:
            return "S1"
        if self.described:
            return "S2"
        return "S3" if self.reported else "S0"

    @property
    def single(self) -> bool:
        """S4: exactly one independent source supports it."""
        return self.supporting == 1

    @property
    def disputed(self) -> bool:
        """S5: at least one source disputes it."""
        return self.disputing > 0


def count_sources(witnesses: Iterable[Witness]) -> Standing:
    """Count independent sources by what they give and how they bear on the clause."""
    found = tuple(witnesses)
    supporting = [w for w in found if w.stand is Stance.SUPPORTS]

    def sources(basis: Basis) -> int:
        return len({w.source for w in supporting if w.basis is basis})

    return Standing(
        printed=sources(Basis.PRINTS),
        described=sources(Basis.DESCRIBES),
        reported=sources(Basis.REPORTS),
        supporting=len({w.source for w in supporting}),
        disputing=len({w.source for w in found if w.stand is Stance.DISPUTES}),
        qualifying=len({w.source for w in found if w.stand is Stance.QUALIFIES}),
    )
