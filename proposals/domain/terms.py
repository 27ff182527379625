"""What one document says on one question: terms, alternatives, or a checked absence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, reduce

from proposals.domain.errors import CodingProblem, Incomparable, Inconsistent
from proposals.domain.relations import meet
from proposals.domain.values import Text, Value
from proposals.domain.vocabulary import fold


class Force(StrEnum):
    """The ways in which a document puts a term forward."""

    DEMANDS = "demands"
    OFFERS = "offers"
    ACCEPTS = "accepts"
    EXPECTS = "expects"
    PROPOSES = "proposes"


class AbsenceKind(StrEnum):
    """Why a document has no term on a question. Never drawn alike, never counted as agreement."""

    SILENT = "silent"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"
    STRUCK_OUT = "struck-out"
    ELSEWHERE = "elsewhere"
    NOT_CODED = "not_coded"


@dataclass(frozen=True)
class Condition:
    """The condition of a term: in words, and the clause of its document that it waits for."""

    text: str = ""
    waits_for: str = ""

    @property
    def meaning(self) -> str:
        """The text by which conditions are compared: folded words, else the clause waited for."""
        return fold(self.text) or self.waits_for


@dataclass(frozen=True)
class Term:
    """One clause's answer to one question.

    `bearers` are the keys of the parties that must act; `scope` qualifies ("in peacetime"); terms
    with an `option` hold only within that alternative of the document; `source` names the clause.
    """

    value: Value
    force: Force = Force.DEMANDS
    bearers: frozenset[str] = frozenset()
    scope: str = ""
    condition: Condition | None = None
    option: str = ""
    bracketed: bool = False
    source: str = ""


@dataclass(frozen=True)
class Absence:
    """A checked absence, or "not coded yet"; `note` says on what it was established."""

    kind: AbsenceKind
    note: str = ""


@dataclass(frozen=True)
class Column:
    """One document of a comparison, with the keys of the `parties` that put it forward.

    `plural` says whether the name stands for several; None leaves it to the language's own rule.
    """

    key: str
    name: str
    parties: frozenset[str] = frozenset()
    plural: bool | None = None


@dataclass(frozen=True)
class Alternative:
    """Terms that hold together, as one: `value` is what all of their values have in common."""

    value: Value
    terms: tuple[Term, ...]
    option: str = ""

    @cached_property
    def forces(self) -> frozenset[Force]:
        """Every force among the terms."""
        return frozenset(term.force for term in self.terms)

    @cached_property
    def bearers(self) -> frozenset[str]:
        """Every party that must act."""
        return frozenset(bearer for term in self.terms for bearer in term.bearers)

    @cached_property
    def scopes(self) -> frozenset[str]:
        """Every scope, folded; a term without one adds nothing."""
        return frozenset(fold(term.scope) for term in self.terms if term.scope.strip())

    @cached_property
    def conditions(self) -> frozenset[str]:
        """The meaning of every condition."""
        return frozenset(term.condition.meaning for term in self.terms if term.condition)

    @cached_property
    def bracketed(self) -> bool:
        """Whether any of the terms is not firm yet."""
        return any(term.bracketed for term in self.terms)


@dataclass(frozen=True)
class Position:
    """One cell: the terms of one document on one question, or why there are none.

    Without terms and without an absence, the cell is not coded yet.
    """

    column: Column
    terms: tuple[Term, ...] = ()
    absence: Absence = field(default=Absence(AbsenceKind.NOT_CODED))

    @cached_property
    def alternatives(self) -> tuple[Alternative, ...]:
        """The alternatives, in the document's order; one when there are no options.

        Terms without an option belong to every alternative. Raise Inconsistent if terms that hold
        together admit no common outcome, Incomparable if they are of different nature.
        """
        options = list(dict.fromkeys(term.option for term in self.terms if term.option))
        shared = [term for term in self.terms if not term.option]
        groups = [
            (option, [*shared, *(term for term in self.terms if term.option == option)])
            for option in options
        ] or ([("", shared)] if shared else [])
        return tuple(
            Alternative(_common_value(terms), tuple(terms), option) for option, terms in groups
        )

    @cached_property
    def problem(self) -> CodingProblem | None:
        """The reason why the coding is unusable; None if it is sound."""
        try:
            _ = self.alternatives
        except (Inconsistent, Incomparable) as error:
            return error.problem
        return None


def _common_value(terms: Iterable[Term]) -> Value:
    """Return what terms have in common; if all are texts, the texts one below the other.

    Raise Inconsistent if they admit no common outcome, Incomparable if they are of different kind.
    """
    values = [term.value for term in terms]
    prose = [value.prose for value in values if isinstance(value, Text)]
    if prose and len(prose) == len(values):
        return Text("\n\n".join(prose))
    return reduce(meet, values)


def conditions_of(terms: Iterable[Term]) -> tuple[Condition, ...]:
    """Return the conditions of terms, each once; one that has words comes without its clause."""
    conditions = (term.condition for term in terms if term.condition)
    return tuple(
        dict.fromkeys(
            Condition(text, "" if text else bare(condition.waits_for))
            for condition in conditions
            for text in [bare(condition.text)]
        )
    )


def bare(text: str) -> str:
    """Return a text as part of a sentence: single spaces, no full stop of its own."""
    return " ".join(text.split()).rstrip(" .;")
