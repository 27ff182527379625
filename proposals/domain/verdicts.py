"""The rules and their verdicts: what the engine may say of a pair of positions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from proposals.domain.cases import WHOLE, Case
from proposals.domain.errors import CodingProblem
from proposals.domain.relations import Clash, Gap, Relation, ValueRelation
from proposals.domain.terms import Absence, Alternative, Answer, Column, Rejection
from proposals.domain.values import Value


class Mark(StrEnum):
    """The five classes that readers see, and the neutral mark for what is not compared."""

    CONFLICT = "conflict"
    DIFFERS = "differs"
    COMPATIBLE = "compatible"
    AGREE = "agree"
    ONE_SIDE = "one_side"
    NOT_COMPARED = "not_compared"

    @property
    def severity(self) -> int:
        """The rank of the mark; higher is worse.

        What is answered by one side only, and what is not compared, ranks below all that is
        compared: it is shown for several rows only if nothing else is there.
        """
        return _SEVERITY[self]

    @property
    def meets(self) -> bool:
        """Whether some outcome satisfies both positions, without a difference."""
        return self in (Mark.COMPATIBLE, Mark.AGREE)


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
    REJECTION = "R9"

    @property
    def mark(self) -> Mark:
        """The class that readers see for this rule."""
        return _MARKS[self]

    @property
    def place(self) -> int:
        """The place of the rule from the worst, from 0."""
        return _WORST_FIRST.index(self)


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
    Rule.REJECTION: Mark.CONFLICT,
}

_WORST_FIRST = (
    Rule.REJECTION,
    Rule.CONTRADICTION,
    Rule.ORDER,
    Rule.GAP,
    Rule.QUALIFIER,
    Rule.FORCE,
    Rule.COMMON_PART,
    Rule.AGREEMENT,
    Rule.ONE_SIDE,
    Rule.NOT_COMPARED,
)


class Qualifier(StrEnum):
    """The respects in which two alternatives may differ although their sets meet."""

    SCOPE = "scope"
    CONDITION = "condition"
    BEARER = "bearer"
    FORCE = "force"


class ScopeDifference(StrEnum):
    """The ways in which the cases of two alternatives differ."""

    REST = "rest"
    """They meet in what both speak of; one or both speak of further cases."""
    APART = "apart"
    """They speak of cases that are apart."""
    TOTAL = "total"
    """One speaks of a total and the other of a part, of which a total says nothing."""
    UNCLEAR = "unclear"
    """Whether they speak of the same case is not known."""


@dataclass(frozen=True)
class Side:
    """One input of a verdict: an alternative, or an absence, or a problem with the coding.

    `answer` is the one of the alternative's answers on which the verdict rests.
    """

    column: Column
    alternative: Alternative | None = None
    answer: Answer | None = None
    absence: Absence | None = None
    problem: CodingProblem | None = None
    rejections: tuple[Rejection, ...] = ()

    @property
    def option(self) -> str:
        """The name of the alternative; empty if the document has only one."""
        return self.alternative.option if self.alternative else ""

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answer on which a verdict rests; if it rests on none, every answer."""
        if self.answer is not None:
            return (self.answer,)
        return self.alternative.answers if self.alternative else ()

    def rejected_terms(self, other: Side) -> frozenset[object]:
        """Return the terms of another side that this one rejected."""
        if other.alternative is None:
            return frozenset()
        terms = frozenset(other.alternative.terms)
        return frozenset(
            term
            for rejection in self.rejections
            if rejection.document == other.column.key
            for term in rejection.terms & terms
        )


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The result of one rule on two inputs; `reason_order.reasons_of` returns its reasons.

    `case` is the one that decides; where both agree in it, `also` are the others in which they do,
    and `everywhere` says that they give one answer for the whole, however they divide it.
    With a `scope_difference`, `left_only` and `right_only` are the
    cases of which only that side speaks, and `if_same` is how the answers would lie to each other
    if their unclear cases were the same. `rejecting` has the sides that rejected the other's point.
    """

    rule: Rule
    left: Side
    right: Side
    relation: Relation | None = None
    common: Value | None = None
    clash: Clash = None
    differences: frozenset[Qualifier] = frozenset()
    case: Case = WHOLE
    also: tuple[Case, ...] = ()
    everywhere: bool = False
    scope_difference: ScopeDifference | None = None
    left_only: tuple[Case, ...] = ()
    right_only: tuple[Case, ...] = ()
    if_same: ValueRelation | None = None
    rejecting: tuple[Side, ...] = ()

    @property
    def mark(self) -> Mark:
        """The class that readers see."""
        return self.rule.mark

    @property
    def compared(self) -> bool:
        """Whether two answers were compared, or one was rejected."""
        return self.rule not in (Rule.ONE_SIDE, Rule.NOT_COMPARED)

    @property
    def gap_rank(self) -> tuple[bool, Fraction]:
        """The sort key of its gap, from the least; that of no gap is the least."""
        return self.clash.rank if isinstance(self.clash, Gap) else (False, Fraction(0))

    @property
    def order(self) -> tuple[object, ...]:
        """The sort key of verdicts from worst to best.

        By rule, then the larger gap, the order of cases, and names: never the order of columns. Of
        a name in the language of a reader it is the `original`.
        """
        to_top, size = self.gap_rank
        options = ((one, one.option) for one in self.sides)
        names = sorted((one.column.key, getattr(name, "original", name)) for one, name in options)
        return self.rule.place, not to_top, -size, self.case.sort_key, names

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both inputs."""
        return self.left, self.right
