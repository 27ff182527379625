"""The standing of a cell's evidence, in words, by a stated rule.

Sources count as independent after folding: every piece of evidence carries a `source` key, which is
the same for articles of one outlet, for syndicated copies and for articles that draw on one origin.

S0 no evidence. S1 the document's text is printed by n independent publishers. S7 without such, it
is printed in translation by n independent publishers. S2 without either, it is described by n
independent outlets. S3 without any of these, it is reported as speech by n independent outlets. S4
added: a single independent source supports it. S5 added: disputed by n. S6 added: qualified by n.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Stance(StrEnum):
    """The ways in which an article bears on a clause."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"
    QUALIFIES = "qualifies"


class Basis(StrEnum):
    """What an article has of a document: its text, a translation, a description, or speech."""

    PRINTS = "prints"
    TRANSLATES = "translates"
    DESCRIBES = "describes"
    REPORTS = "reports"


@dataclass(frozen=True)
class Witness:
    """One piece of evidence as the rule sees it."""

    stance: Stance
    basis: Basis
    source: str


@dataclass(frozen=True)
class Standing:
    """The numbers of independent sources by what they give and how they bear on a clause."""

    printed: int = 0
    translated: int = 0
    described: int = 0
    reported: int = 0
    supporting: int = 0
    disputing: int = 0
    qualifying: int = 0

    @property
    def rule(self) -> str:
        """The rule of the basis that the standing rests on: S0, S1, S7, S2 or S3."""
        if self.printed:
            return "S1"
        if self.translated:
            return "S7"
        if self.described:
            return "S2"
        return "S3" if self.reported else "S0"

    @property
    def single(self) -> bool:
        """Whether exactly one independent source supports it (S4)."""
        return self.supporting == 1

    @property
    def disputed(self) -> bool:
        """Whether at least one source disputes it (S5)."""
        return self.disputing > 0


def count_sources(witnesses: Iterable[Witness]) -> Standing:
    """Return the numbers of independent sources by what they give and how they bear on a clause.

    Only a source that supports it counts as one that prints, translates, describes or reports it.
    """
    witnesses = tuple(witnesses)

    def count(stance: Stance, bases: Iterable[Basis] = Basis) -> int:
        return len({w.source for w in witnesses if w.stance is stance and w.basis in bases})

    return Standing(
        printed=count(Stance.SUPPORTS, [Basis.PRINTS]),
        translated=count(Stance.SUPPORTS, [Basis.TRANSLATES]),
        described=count(Stance.SUPPORTS, [Basis.DESCRIBES]),
        reported=count(Stance.SUPPORTS, [Basis.REPORTS]),
        supporting=count(Stance.SUPPORTS),
        disputing=count(Stance.DISPUTES),
        qualifying=count(Stance.QUALIFIES),
    )
