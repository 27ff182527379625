"""What one document says on one question: terms, alternatives, or a checked absence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, reduce

from proposals.domain.cases import WHOLE, Case, CaseRelation, meaning_of
from proposals.domain.errors import CodingProblem, Incomparable, Inconsistent
from proposals.domain.relations import meet
from proposals.domain.values import Text, Value
from proposals.domain.vocabulary import Holding


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
        return meaning_of(self.text) or self.waits_for


class Basis(StrEnum):
    """What was read to establish an absence."""

    FULL = "full"
    DIGEST = "digest"


@dataclass(frozen=True)
class Term:
    """One clause's answer to one question.

    `bearers` are the keys of the parties that must act; `case` is what it holds for; terms with an
    `option` hold only within that alternative of the document; `source` names the clause. The term
    of a point of another document that its party accepted has that document's key as `accepted`.
    """

    value: Value
    force: Force = Force.DEMANDS
    bearers: frozenset[str] = frozenset()
    case: Case = WHOLE
    condition: Condition | None = None
    option: str = ""
    bracketed: bool = False
    source: str = ""
    accepted: str = ""


@dataclass(frozen=True)
class Absence:
    """A checked absence, or "not coded yet".

    `note` says on what it was established and `basis` what was read; `where` names the paper to
    which the point was moved.
    """

    kind: AbsenceKind
    note: str = ""
    basis: Basis | None = None
    where: str = ""


@dataclass(frozen=True)
class Column:
    """One document of a comparison, with the keys of the `parties` that put it forward.

    `plural` says whether the name stands for several; None leaves it to the language's own rule.
    """

    key: str
    name: str
    parties: frozenset[str] = frozenset()
    plural: bool | None = None

    def shares_party(self, other: Column) -> bool:
        """Tell whether any party put both documents forward; not so if either is unknown."""
        return not self.parties.isdisjoint(other.parties)


@dataclass(frozen=True)
class Answer:
    """Terms that hold together for one case: `value` is what all of their values have in common."""

    value: Value
    terms: tuple[Term, ...]
    option: str = ""
    case: Case = WHOLE

    @property
    def forces(self) -> frozenset[Force]:
        """Every force among the terms."""
        return frozenset([term.force for term in self.terms])

    @property
    def bearers(self) -> frozenset[str]:
        """Every party that must act."""
        return frozenset().union(*[term.bearers for term in self.terms])

    @property
    def conditions(self) -> frozenset[str]:
        """The meaning of every condition."""
        return frozenset([term.condition.meaning for term in self.terms if term.condition])

    @property
    def bracketed(self) -> bool:
        """Whether any of the terms is not firm yet."""
        return any(term.bracketed for term in self.terms)

    @property
    def expects_only(self) -> bool:
        """Whether it is nothing but an expectation."""
        return all(term.force is Force.EXPECTS for term in self.terms)


_MAY_HOLD = (CaseRelation.SAME, CaseRelation.CONTAINS, CaseRelation.UNCLEAR)
"""How the case of an answer lies to another for which the answer may hold."""


@dataclass(frozen=True)
class Alternative:
    """What a document answers in one of its alternatives: an answer for each case it speaks of.

    Answers for different cases stand side by side; they are never merged.
    """

    answers: tuple[Answer, ...]
    option: str = ""

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every term, case by case."""
        return tuple(term for answer in self.answers for term in answer.terms)

    def answer_for(self, case: Case, holds: Holding) -> Answer:
        """Return what holds for a case: the narrowest answers that hold it, taken together.

        Raise Inconsistent if these admit no common outcome, Incomparable if they are of different
        nature; `answers_for` must have found one.
        """
        answers = self.answers_for(case, holds)
        if len(answers) == 1:
            return answers[0]
        terms = tuple(term for answer in answers for term in answer.terms)
        return Answer(_common_value(terms), terms, option=self.option, case=case)

    def answers_for(self, case: Case, holds: Holding) -> tuple[Answer, ...]:
        """Return the answers that hold for a case: the narrowest that hold it.

        An answer for a narrower case stands in place of the general one. Where it is unclear
        whether it does, neither is known to hold. A total holds for its own case only.
        """
        if len(self.answers) == 1 and self.answers[0].case == case:
            return self.answers
        if holds is Holding.IN_TOTAL:
            return tuple(a for a in self.answers if a.case.relation(case) is CaseRelation.SAME)
        possible = [a for a in self.answers if a.case.relation(case) in _MAY_HOLD]
        return tuple(
            answer
            for answer in possible
            if answer.case.holds(case)
            and not any(o is not answer and answer.case.holds(o.case) for o in possible)
        )


@dataclass(frozen=True)
class Rejection:
    """A point of another document that a party rejected: its `terms` on the question.

    `document` is the key of the column in which the point stands, in that text or in a later
    version of it that leaves it unchanged.
    """

    document: str
    terms: frozenset[Term]


@dataclass(frozen=True)
class Position:
    """One cell: the terms of one document on one question, or why there are none.

    Without terms and without an absence, the cell is not coded yet. `accepted` are points of other
    documents that its party accepted; they are its answer only where it has none of its own.
    `rejections` are points of other documents that its party rejected.
    """

    column: Column
    terms: tuple[Term, ...] = ()
    absence: Absence = field(default=Absence(AbsenceKind.NOT_CODED))
    accepted: tuple[Term, ...] = ()
    rejections: tuple[Rejection, ...] = ()

    @property
    def standing_terms(self) -> tuple[Term, ...]:
        """The terms by which it is compared: its own, else those that its party accepted."""
        return self.terms or self.accepted

    @property
    def speaks(self) -> bool:
        """Whether it answers: by terms, or by rejecting a point of another document."""
        return bool(self.standing_terms or self.rejections)

    @property
    def checked(self) -> bool:
        """Whether it is known why it does not answer."""
        return not self.speaks and self.absence.kind is not AbsenceKind.NOT_CODED

    @cached_property
    def alternatives(self) -> tuple[Alternative, ...]:
        """The alternatives, in the document's order; one when there are no options.

        Terms without an option belong to every alternative. Raise Inconsistent if terms that hold
        together for one case admit no common outcome, Incomparable if they are of different nature.
        """
        terms = self.standing_terms
        if len(terms) == 1:
            return (Alternative(_answers(terms, terms[0].option), terms[0].option),)
        options = list(dict.fromkeys(term.option for term in terms if term.option))
        shared = [term for term in terms if not term.option]
        groups = [
            (option, [term for term in terms if term.option in ("", option)]) for option in options
        ] or ([("", shared)] if shared else [])
        return tuple(Alternative(_answers(terms, option), option) for option, terms in groups)

    @cached_property
    def problem(self) -> CodingProblem | None:
        """The reason why the coding is unusable; None if it is sound."""
        try:
            _ = self.alternatives
        except (Inconsistent, Incomparable) as error:
            return error.problem
        return None


def _answers(terms: Iterable[Term], option: str) -> tuple[Answer, ...]:
    """Return an answer for each case of some terms, in their order."""
    terms = tuple(terms)
    if len(terms) == 1:
        return (Answer(terms[0].value, terms, option=option, case=terms[0].case),)
    by_case: dict[tuple[bool, str], list[Term]] = {}
    for term in terms:
        by_case.setdefault(term.case.identity, []).append(term)
    return tuple(
        Answer(_common_value(group), tuple(group), option=option, case=group[0].case)
        for group in by_case.values()
    )


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
    """Return a text as part of a sentence: single spaces, no full stop of its own.

    One that is so already is returned itself, with all that it knows beside its letters.
    """
    plain = " ".join(text.split()).rstrip(" .;")
    return text if text == plain else plain
