"""Stored answers as terms of the engine: those of the columns, and of versions responded to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from proposals.comparisons.catalogue import Catalogue
from proposals.comparisons.published_rows import PublishedRows
from proposals.domain.storage import from_stored
from proposals.domain.terms import Absence, AbsenceKind, Basis, Condition, Force
from proposals.domain.terms import Term as DomainTerm
from proposals.domain.vocabulary import Frame
from proposals.models import Clause, ClauseStatus, Coverage, Term

StoredTerms = dict[Term, DomainTerm]
"""Answers of one document on one question as they are stored, each as the engine knows it."""

_ABSENT = {
    ClauseStatus.DEFERRED.value: AbsenceKind.DEFERRED,
    ClauseStatus.WITHDRAWN.value: AbsenceKind.WITHDRAWN,
}
"""The statuses of clauses whose answers do not stand, with the absence that each leaves."""


@dataclass(frozen=True)
class StoredAnswers:
    """The published answers of some versions; each stored value is read once.

    `frame_of` returns what may be answered to a question, by its primary key.
    """

    catalogue: Catalogue
    published: PublishedRows
    frame_of: Callable[[int], Frame]
    _terms: dict[tuple[int, int], StoredTerms] = field(default_factory=dict)

    def terms(self, version: int, question: int) -> StoredTerms:
        """Return the answers of a version to a question, both by primary key."""
        cell = version, question
        if cell not in self._terms:
            frame = self.frame_of(question)
            rows = self.published.terms.get(cell) or self.published.named.terms.get(cell, [])
            self._terms[cell] = {row: self._domain_term(row, frame) for row in rows}
        return self._terms[cell]

    def standing(self, version: int, question: int) -> tuple[DomainTerm, ...]:
        """Return the answers that stand: none that is deferred or withdrawn."""
        terms = self.terms(version, question)
        return tuple(term for row, term in terms.items() if self.clause(row).status not in _ABSENT)

    def absence(self, version: int, question: int, coverage: Coverage | None) -> Absence:
        """Return why there is no firm answer: by the last clause without one, else as checked."""
        statuses = (self.clause(row).status for row in self.terms(version, question))
        kinds = [_ABSENT[status] for status in statuses if status in _ABSENT]
        if kinds:
            return Absence(kinds[-1])
        if coverage is None:
            return Absence(AbsenceKind.NOT_CODED)
        return Absence(
            AbsenceKind(coverage.kind),
            note=coverage.note,
            basis=Basis(coverage.basis),
            where=coverage.where,
        )

    def clause(self, row: Term) -> Clause:
        """Return the clause of an answer."""
        clauses, named = self.published.clauses, self.published.named.clauses
        return clauses[row.clause_id] if row.clause_id in clauses else named[row.clause_id]

    def bearers(self, row: Term) -> tuple[str, ...]:
        """Return the keys of the parties that must act."""
        return self.published.bearers.get(row.pk, ())

    def _domain_term(self, row: Term, frame: Frame) -> DomainTerm:
        clause = self.clause(row)
        has_condition = bool(row.condition or row.awaited)
        return DomainTerm(
            from_stored(row.value, frame),
            Force(row.force),
            bearers=frozenset(self.bearers(row)),
            case=self.catalogue.scopes.case(row.scope),
            condition=Condition(row.condition, row.awaited) if has_condition else None,
            option=self.published.option_label(row, clause),
            bracketed=clause.status == ClauseStatus.BRACKETED,
            source=clause.label or clause.key,
        )
