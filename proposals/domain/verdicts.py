"""The rules and their verdicts: what the engine may say of a pair of positions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from proposals.domain.errors import CodingProblem
from proposals.domain.relations import Clash, Relation
from proposals.domain.terms import Absence, Alternative, Column
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
        """The rank of the mark; higher is worse.

        What is not compared ranks above what meets: it is no agreement.
        """
        return _SEVERITY[self]


_SEVERITY = {mark: len(Mark) - place for place, mark in enumerate(Mark)}


class Rule(StrEnum):
    """The named rules, in the order of their numbers."""

    AGREEMENT = "R0"
    COMMON_PART = "R1"
    GAP = "R2"
    CONTRADICTION = "R3"
    ORDER = "R4"
    FORCE = "R5"
    QUALIFIER = "R6"
    ONE_SIDE = "R7"
    NOT_COMPARED = "R8"

    @property
    def mark(self) -> Mark:
        """The class that readers see for this rule."""
        return _MARKS[self]


_MARKS = {
    Rule.AGREEMENT: Mark.AGREE,
    Rule.COMMON_PART: Mark.COMPATIBLE,
    Rule.GAP: Mark.CONFLICT,
    Rule.CONTRADICTION: Mark.CONFLICT,
    Rule.ORDER: Mark.CONFLICT,
    Rule.FORCE: Mark.DIFFERS,
    Rule.QUALIFIER: Mark.DIFFERS,
    Rule.ONE_SIDE: Mark.ONE_SIDE,
    Rule.NOT_COMPARED: Mark.NOT_COMPARED,
}


class Qualifier(StrEnum):
    """The respects in which two alternatives may differ although their sets meet."""

    SCOPE = "scope"
    CONDITION = "condition"
    BEARER = "bearer"
    FORCE = "force"


@dataclass(frozen=True)
class Side:
    """One input of a verdict: an alternative, or an absence, or a problem with the coding."""

    column: Column
    alternative: Alternative | None = None
    absence: Absence | None = None
    problem: CodingProblem | None = None


@dataclass(frozen=True)
class Verdict:
    """The result of one rule on two inputs; `reason_order.reasons_of` returns its reasons."""

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
        """The sort key of verdicts from best to worst, ties by rule."""
        return self.mark.severity, self.rule.value

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both inputs."""
        return self.left, self.right
