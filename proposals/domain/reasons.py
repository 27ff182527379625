"""The kinds of reason why a verdict is what it is, as plain values.

Each reason becomes one sentence or two in a language; nothing here is a word of any. `reason_order`
says which reasons a verdict has.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from proposals.domain.cases import Case
from proposals.domain.relations import Gap, ValueRelation
from proposals.domain.values import Value
from proposals.domain.verdicts import Qualifier, ScopeDifference, Side


class Role(StrEnum):
    """The part that a reason has in an explanation."""

    ANSWER = "answer"
    """The answer of a side, repeated."""
    RESULT = "result"
    """The result of both answers."""
    QUALIFIER = "qualifier"
    """A difference of a qualifier, beside the answers themselves."""
    ASIDE = "aside"
    """What the full explanation says beside what decides: it is in no short one."""


class NotComparedBecause(StrEnum):
    """The causes why nothing is computed from two inputs."""

    ANSWER_MISSING = "answer-missing"
    NEITHER_ANSWERS = "neither-answers"
    PROSE = "prose"
    UNLIKE = "unlike"


@dataclass(frozen=True)
class InCase:
    """The case in which two answers were compared; `without` are those that the whole leaves out.

    It is no reason by itself, but a part of the one that says the result.
    """

    case: Case
    without: tuple[Case, ...] = ()


@dataclass(frozen=True)
class BothState:
    """The answers of both sides, side by side."""

    role: ClassVar = Role.ANSWER
    left: Side
    right: Side


@dataclass(frozen=True)
class States:
    """The answer of one side."""

    role: ClassVar = Role.ANSWER
    side: Side


@dataclass(frozen=True)
class TiedTo:
    """The conditions of the only side that answers."""

    role: ClassVar = Role.ANSWER
    side: Side


@dataclass(frozen=True)
class BothSay:
    """The one answer that both sides give for a case."""

    role: ClassVar = Role.RESULT
    left: Side
    right: Side
    case: InCase | None = None


@dataclass(frozen=True)
class AlsoAgree:
    """The other cases in which both sides give the same answer."""

    role: ClassVar = Role.RESULT
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class SharedConditions:
    """The conditions to which both sides tie the answer that they share."""

    role: ClassVar = Role.RESULT
    side: Side


@dataclass(frozen=True)
class InBrackets:
    """The note that the answer of one side is not firm yet."""

    role: ClassVar = Role.RESULT
    side: Side


@dataclass(frozen=True)
class BearerUnsaid:
    """The note that only one side says who must act: it makes no difference."""

    role: ClassVar = Role.ASIDE
    naming: Side
    silent: Side


@dataclass(frozen=True)
class SameAnswer:
    """The result that both sides give the same answer; `common` is the answer if it is named."""

    role: ClassVar = Role.RESULT
    common: Value | None
    case: InCase | None = None


@dataclass(frozen=True)
class OnlyExpects:
    """The result that one side only expects what the other puts forward."""

    role: ClassVar = Role.RESULT
    side: Side


@dataclass(frozen=True)
class CommonPart:
    """The part that two different answers have in common; None if it is not named."""

    role: ClassVar = Role.RESULT
    value: Value | None
    case: InCase | None = None


@dataclass(frozen=True)
class Apart:
    """The gap between two ranges or two spans of days."""

    role: ClassVar = Role.RESULT
    gap: Gap
    case: InCase | None = None


@dataclass(frozen=True)
class NoSharedOption:
    """The result that no option is admitted by both sides.

    `by_list` says that only the question's list makes the options exclude each other: neither side
    denies what the other admits in so many words.
    """

    role: ClassVar = Role.RESULT
    by_list: bool
    case: InCase | None = None


@dataclass(frozen=True)
class Contest:
    """Items that one side requires and the other excludes."""

    role: ClassVar = Role.RESULT
    requiring: Side
    excluding: Side
    items: frozenset[str]
    case: InCase | None = None


@dataclass(frozen=True)
class ContestedItems:
    """Every item that one side requires and the other excludes, whichever side it is."""

    role: ClassVar = Role.RESULT
    items: frozenset[str]
    case: InCase | None = None


@dataclass(frozen=True)
class OppositeOrders:
    """Two steps that the sides put in different orders."""

    role: ClassVar = Role.RESULT
    left: Side
    right: Side
    steps: tuple[str, str]
    case: InCase | None = None


@dataclass(frozen=True)
class FurtherInversions:
    """Further pairs of steps on whose order the sides differ."""

    role: ClassVar = Role.ASIDE
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CircularOrder:
    """The steps that run in a circle when both orders are taken together; none if not named."""

    role: ClassVar = Role.RESULT
    steps: tuple[str, ...]
    case: InCase | None = None


@dataclass(frozen=True)
class OnlySpeaker:
    """The cases of which only one side speaks, none if not named; the whole is for its rest."""

    role: ClassVar = Role.RESULT
    side: Side
    cases: tuple[Case, ...]
    common: Case


@dataclass(frozen=True)
class BothOnlySpeakers:
    """The note that each side speaks of cases of which the other does not."""

    role: ClassVar = Role.RESULT


@dataclass(frozen=True)
class OtherCases:
    """The result that two answers speak of no case together, and why that is so."""

    role: ClassVar = Role.RESULT
    difference: ScopeDifference


@dataclass(frozen=True)
class ReadAsSame:
    """What would follow if two cases whose relation is unclear were the same."""

    role: ClassVar = Role.RESULT
    if_same: ValueRelation


@dataclass(frozen=True)
class Rejects:
    """The result that one side rejected the very point that the other puts forward."""

    role: ClassVar = Role.RESULT
    rejecting: Side
    rejected: Side
    case: InCase | None = None


@dataclass(frozen=True)
class Missing:
    """The reason why one side gives no answer."""

    role: ClassVar = Role.RESULT
    side: Side


@dataclass(frozen=True)
class InconsistentCoding:
    """The result that the answers of one side cannot be taken together."""

    role: ClassVar = Role.RESULT
    side: Side


@dataclass(frozen=True)
class CodingFault:
    """The fault for which the answers of one side cannot be taken together."""

    role: ClassVar = Role.ASIDE
    side: Side


@dataclass(frozen=True)
class NotCompared:
    """The reason why nothing is computed."""

    role: ClassVar = Role.RESULT
    because: NotComparedBecause


@dataclass(frozen=True)
class QualifierDiffers:
    """A difference of condition or bearer."""

    role: ClassVar = Role.QUALIFIER
    qualifier: Qualifier
    left: Side
    right: Side


@dataclass(frozen=True)
class Differences:
    """The respects in which two answers differ beside their outcomes, by their names alone."""

    role: ClassVar = Role.QUALIFIER
    qualifiers: frozenset[Qualifier]


Reason = (
    BothState
    | States
    | TiedTo
    | BothSay
    | AlsoAgree
    | SharedConditions
    | InBrackets
    | BearerUnsaid
    | SameAnswer
    | OnlyExpects
    | CommonPart
    | Apart
    | NoSharedOption
    | Contest
    | ContestedItems
    | OppositeOrders
    | FurtherInversions
    | CircularOrder
    | OnlySpeaker
    | BothOnlySpeakers
    | OtherCases
    | ReadAsSame
    | Rejects
    | Missing
    | InconsistentCoding
    | CodingFault
    | NotCompared
    | QualifierDiffers
    | Differences
)
