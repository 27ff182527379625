"""The rules and their verdicts: what the engine may say of a pair of positions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from proposals.domain.relations import Clash, Relation
from proposals.domain.terms import Absence, Column, Stance
from proposals.domain.values import Value


class Mark(StrEnum):
    """The five classes that readers see, and the neutral mark for what is not compared."""

    CONFLICT = "conflict"
    DIFFERS = "differs"
    ONE_SIDE = "one_side"
    NOT_COMPARED = "not_compared"
    COMPATIBLE = "compatible"
    AGREE = "agree"

    @property
    def severity(self) -> int:
        """Higher is worse. What is not compared ranks above what meets: it is no agreement."""
        return _SEVERITY[self]


_SEVERITY = {mark: len(Mark) - place for place, mark in enumerate(Mark)}


class Rule(StrEnum):
    """The named rules, in the order of their numbers."""

    R0 = "R0"
    R1 = "R1"
    R2 = "R2"
    R3 = "R3"
    R4 = "R4"
    R5 = "R5"
    R6 = "R6"
    R7 = "R7"
    R8 = "R8"

    @property
    def mark(self) -> Mark:
        """The class that readers see for this rule."""
        return _MARKS[self]


_MARKS = {
    Rule.R0: Mark.AGREE,
    Rule.R1: Mark.COMPATIBLE,
    Rule.R2: Mark.CONFLICT,
    Rule.R3: Mark.CONFLICT,
    Rule.R4: Mark.CONFLICT,
    Rule.R5: Mark.DIFFERS,
    Rule.R6: Mark.DIFFERS,
    Rule.R7: Mark.ONE_SIDE,
    Rule.R8: Mark.NOT_COMPARED,
}


class Qualifier(StrEnum):
    """Qualifiers in which two stances may differ while their sets meet."""

    SCOPE = "scope"
    CONDITION = "condition"
    BEARER = "bearer"
    FORCE = "force"


@dataclass(frozen=True)
class Side:
    """One input of a verdict: a stance, or an absence, or a problem with the coding."""

    column: Column
    stance: Stance | None = None
    absence: Absence | None = None
    problem: str = ""


@dataclass(frozen=True)
class Verdict:
    """What one rule says of two inputs. `sentences.explain` puts it in words."""

    rule: Rule
    left: Side
    right: Side
    relation: Relation | None = None
    common: Value | None = None
    clash: Clash = None
    differences: frozenset[Qualifier] = frozenset()

    @property
    def mark(self) -> Mark:
        """The class that readers see."""
        return self.rule.mark

    @property
    def rank(self) -> tuple[int, str]:
        """Sorts verdicts from best to worst, ties by rule."""
        return self.mark.severity, self.rule.value
