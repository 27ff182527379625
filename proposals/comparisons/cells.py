"""What stands in one cell: a document's answers in words, their evidence, or why there are none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from proposals.comparisons.catalogue import Document
from proposals.comparisons.evidence import EvidenceView
from proposals.domain.terms import AbsenceKind, Position
from proposals.domain.terms import Term as DomainTerm
from proposals.language.patterns import Phrase, in_brackets
from proposals.models import Clause, ClauseStatus, Coverage, Term


@dataclass(frozen=True)
class ClauseView:
    """A clause beside its evidence."""

    clause: Clause
    evidence: EvidenceView


@dataclass(frozen=True)
class TermView:
    """One typed answer in words, with the clause that it stands in.

    `reading` is the value alone, `phrase` what the document does with it, `answer` the same as the
    engine knows it.
    """

    term: Term
    clause: Clause
    reading: str
    phrase: Phrase
    bearers: tuple[str, ...]
    option: str
    answer: DomainTerm

    @property
    def is_bracketed(self) -> bool:
        """Whether it is not firm yet."""
        return self.clause.status == ClauseStatus.BRACKETED

    @property
    def shown_phrase(self) -> Phrase:
        """The phrase as it is shown: in brackets while it is not firm."""
        return in_brackets(self.phrase) if self.is_bracketed else self.phrase

    @property
    def condition(self) -> str:
        """The condition in words; the awaited clause's number if there are no words."""
        return self.term.condition or self.term.awaited


@dataclass(frozen=True)
class AlternativeView:
    """What a document says in one of its alternatives, all of its answers taken together.

    Without options a cell has one alternative, whose `option` is empty.
    """

    option: str
    phrase: Phrase
    bearers: str
    scopes: tuple[str, ...]
    conditions: tuple[str, ...]
    bracketed: bool
    terms: tuple[TermView, ...]

    @property
    def shown_phrase(self) -> Phrase:
        """The phrase as it is shown: in brackets while it is not firm."""
        return in_brackets(self.phrase) if self.bracketed else self.phrase

    @property
    def confidence(self) -> str:
        """The lowest confidence of its answers, if that is not high, in words."""
        levels = {view.term.confidence: view.term.get_confidence_display() for view in self.terms}
        return next((levels[level] for level in ("low", "medium") if level in levels), "")

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses that its answers stand in, each once."""
        return tuple({view.clause.pk: view.clause for view in self.terms}.values())

    @property
    def contested(self) -> bool:
        """Whether the wording of any of its clauses is contested."""
        return any(view.clause.contested for view in self.terms)


@dataclass(frozen=True)
class CellWords:
    """What a cell says, in words."""

    terms: tuple[TermView, ...]
    asymmetry: str = ""
    alternatives: tuple[AlternativeView, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class Cell:
    """What one document says on one question, on what it rests, or why it is empty.

    `speak` makes its words when somebody reads them: a row that is only counted costs none.
    """

    document: Document
    position: Position
    evidence: EvidenceView
    speak: Callable[[], CellWords]
    coverage: Coverage | None = None

    @cached_property
    def _words(self) -> CellWords:
        return self.speak()

    @property
    def terms(self) -> tuple[TermView, ...]:
        """Its answers, also those that are deferred or withdrawn."""
        return self._words.terms

    @property
    def asymmetry(self) -> str:
        """That a duty is asked of one party only; empty if it is not."""
        return self._words.asymmetry

    @property
    def alternatives(self) -> tuple[AlternativeView, ...]:
        """Its firm answers, taken together by option."""
        return self._words.alternatives

    @property
    def problem(self) -> str:
        """Why its answers cannot be taken together; empty if they can."""
        return self._words.problem if self.position.problem else ""

    @property
    def apart(self) -> tuple[TermView, ...]:
        """Answers that are in no alternative: deferred, withdrawn, or inconsistently coded."""
        together = {view.term.pk for one in self.alternatives for view in one.terms}
        return tuple(view for view in self.terms if view.term.pk not in together)

    @property
    def absence(self) -> AbsenceKind | None:
        """Why there is no answer; None if there is one."""
        return None if self.position.terms else self.position.absence.kind
