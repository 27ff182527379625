"""The cells of a comparison: answers in words with their evidence, or why there are none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext

from proposals.comparisons.catalogue import Document
from proposals.comparisons.evidence import EvidenceView
from proposals.comparisons.replies import Reply
from proposals.domain.duties import Asymmetry
from proposals.domain.terms import AbsenceKind, Position, bare
from proposals.domain.terms import Term as DomainTerm
from proposals.language.active import active_language, joined, put_in
from proposals.language.labels import absence_reason
from proposals.language.local_text import as_local
from proposals.language.patterns import Phrase, in_brackets
from proposals.models import Clause, ClauseStatus, Coverage, ProposalKind, Term


@dataclass(frozen=True)
class ClauseView:
    """A clause beside its evidence; `text_behind` is the text that it is left as in, if any."""

    clause: Clause
    evidence: EvidenceView
    text_behind: Document | None = None

    @property
    def taken_over(self) -> str:
        """The name of the text that it is left as in; empty for a clause of the document's own."""
        return self.text_behind.name if self.text_behind else ""


@dataclass(frozen=True)
class TermView:
    """One typed answer in words, with the clause that it stands in.

    `reading` is the value alone, `phrase` what the document does with it, `answer` the same as the
    engine knows it. `text_behind` is the text that the document edits and in which the clause
    stands; None for a clause of its own.
    """

    term: Term
    clause: Clause
    reading: str
    phrase: Phrase
    bearers: tuple[str, ...]
    option: str
    answer: DomainTerm
    text_behind: Document | None = None

    @property
    def taken_over(self) -> str:
        """The name of the text that it is left as in; empty for an answer of the document's own."""
        return self.text_behind.name if self.text_behind else ""

    @property
    def is_bracketed(self) -> bool:
        """Whether the answer is not firm yet."""
        return self.clause.status == ClauseStatus.BRACKETED

    @property
    def shown_phrase(self) -> Phrase:
        """The phrase as it is shown: in brackets while it is not firm."""
        return in_brackets(self.phrase) if self.is_bracketed else self.phrase

    @property
    def scope(self) -> str:
        """The case that it holds for, in words; empty for the whole."""
        return as_local(self.answer.case.words, bare, [self.term.scope])

    @property
    def condition(self) -> str:
        """The condition in words; without words the number of the clause that is awaited."""
        return self.term.condition or self.term.awaited


@dataclass(frozen=True)
class AlternativeView:
    """The answers of a document in one of its alternatives, for one case, taken together.

    `phrase` is the answer alone, `text` the same with its case and a note if it is in brackets,
    `short` that in a few words for one line; `brief_phrase` is the phrase, of a long list with its
    first entries only.
    Without options a cell has one alternative, whose `option` is empty; `scope` names the case and
    is empty for the whole. What is `accepted` is the point of another document.
    `separate_bearers` are who acts where the cell's sentence on a duty does not name the same
    parties; else it is empty.
    """

    option: str
    phrase: Phrase
    brief_phrase: Phrase
    text: str
    short: str
    bearers: str
    separate_bearers: str
    scope: str
    conditions: tuple[str, ...]
    bracketed: bool
    accepted: bool
    terms: tuple[TermView, ...]

    @property
    def is_statement(self) -> bool:
        """Whether it is a text of an editor's that stands for itself, with nothing beside it."""
        beside = (self.option, self.scope, self.bracketed, *self.conditions)
        return self.phrase.is_prose and not any(beside)

    @property
    def shown_phrase(self) -> Phrase:
        """The phrase as it is shown: in brackets while it is not firm."""
        return in_brackets(self.phrase) if self.bracketed else self.phrase

    @property
    def shown_brief(self) -> Phrase:
        """The brief phrase as it is shown: in brackets while it is not firm."""
        return in_brackets(self.brief_phrase) if self.bracketed else self.brief_phrase

    @property
    def line(self) -> str:
        """The brief phrase in a line, with the alternative, the case and the conditions."""
        return _line(self.option, self.shown_brief, (self.scope, *self.conditions))

    @property
    def confidence(self) -> str:
        """The lowest confidence of its answers, in words; empty if all are high."""
        levels = {view.term.confidence: view.term.get_confidence_display() for view in self.terms}
        return next((levels[level] for level in ("low", "medium") if level in levels), "")

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of its answers, each once; none of the document that accepts a point."""
        if self.accepted:
            return ()
        return tuple({view.clause.pk: view.clause for view in self.terms}.values())

    @property
    def contested(self) -> bool:
        """Whether the wording of any of its clauses is contested."""
        return any(view.clause.contested for view in self.terms)


@dataclass(frozen=True)
class CellWords:
    """A cell in words."""

    terms: tuple[TermView, ...]
    asymmetry: str = ""
    duty: Asymmetry | None = None
    alternatives: tuple[AlternativeView, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class Cell:
    """The answers of one document to one question with their evidence, or why there are none.

    `replies` are what it accepts or rejects of other documents on this question, `clauses` those of
    its answers, standing or not. `absence_from` is the text that the document edits and whose
    checked absence it takes over. `make_words` and `make_evidence` are called when words, or
    evidence, are looked at for the first time: counting rows needs no words, and a line no
    evidence.
    """

    document: Document
    position: Position
    make_evidence: Callable[[], EvidenceView]
    make_words: Callable[[], CellWords]
    coverage: Coverage | None = None
    replies: tuple[Reply, ...] = ()
    clauses: tuple[Clause, ...] = ()
    absence_from: Document | None = None

    @cached_property
    def evidence(self) -> EvidenceView:
        """The evidence on the answers, and on their clauses as a whole."""
        return self.make_evidence()

    @property
    def has_terms(self) -> bool:
        """Whether the document has terms on the question, standing or not, without wording them.

        Where nobody recorded why an answer is absent, only terms that do not stand say so.
        """
        if self.position.terms or self.evidence.items:
            return True
        return self.coverage is None and self.position.absence.kind is not AbsenceKind.NOT_CODED

    @property
    def is_speech(self) -> bool:
        """Whether its document is what speakers said: each clause then names who, and the day."""
        return self.document.proposal.kind == ProposalKind.STATEMENT

    @property
    def is_uncoded(self) -> bool:
        """Whether nothing is recorded: neither an answer, nor a checked absence, nor a reply."""
        return self.absence is AbsenceKind.NOT_CODED

    @cached_property
    def _words(self) -> CellWords:
        return self.make_words()

    @property
    def terms(self) -> tuple[TermView, ...]:
        """All answers, also those that are deferred or withdrawn."""
        return self._words.terms

    @property
    def asymmetry(self) -> str:
        """The sentence that a duty falls on some parties only; empty if none does."""
        return self._words.asymmetry

    @property
    def alternatives(self) -> tuple[AlternativeView, ...]:
        """The answers that stand, taken together by option."""
        return self._words.alternatives

    @property
    def duty(self) -> Asymmetry | None:
        """The duty that it asks of some of the parties to the conflict only."""
        return self._words.duty

    @property
    def takes_over_absence(self) -> bool:
        """Whether it says nothing because the text that it edits does not, as was checked there."""
        return self.absence_from is not None and self.absence is not None and not self.terms

    @cached_property
    def taken_over(self) -> str:
        """The sentence that the text that it edits is left alone here; empty if it is not."""
        language = active_language()
        if self.takes_over_absence and self.absence_from:
            return language.text("cell.absence-taken-over", name=self.absence_from.name)
        points: dict[str, dict[str, None]] = {}
        for view in self.terms:
            if view.taken_over:
                point = view.clause.label or view.clause.key
                points.setdefault(view.taken_over, {})[point] = None
        return " ".join(
            language.text("cell.taken-over", name=name, points=language.listed(own, "list.and"))
            for name, own in points.items()
        )

    @property
    def problem(self) -> str:
        """The reason why the answers cannot be taken together; empty if they can."""
        return self._words.problem if self.position.problem else ""

    @property
    def absence_meaning(self) -> str:
        """Why there is no answer, in words; empty if there is one."""
        if self.absence is None:
            return ""
        return absence_reason(self.position.absence, active_language())

    @property
    def replies_in_words(self) -> tuple[tuple[Reply, str], ...]:
        """The replies, each with its words."""
        own = bool(self.position.terms)
        return tuple((reply, reply.words(beside_own=own)) for reply in self.replies)

    @property
    def separate_terms(self) -> tuple[TermView, ...]:
        """Answers that are in no alternative: deferred, withdrawn, or inconsistently coded."""
        combined = {view.term.pk for one in self.alternatives for view in one.terms}
        return tuple(view for view in self.terms if view.term.pk not in combined)

    @property
    def further_lines(self) -> tuple[str, ...]:
        """What stands beside its answers, a line each: terms apart, replies, a coding problem."""
        terms = (self._line_apart(view) for view in self.separate_terms)
        replies = (words for _reply, words in self.replies_in_words)
        problem = put_in(gettext("inconsistent coding: %(problem)s"), problem=self.problem)
        taken_over = [self.taken_over] if self.taken_over else []
        return (*terms, *replies, *taken_over, *([problem] if self.problem else []))

    def _line_apart(self, view: TermView) -> str:
        """Return an answer that is in no alternative, with its case, its condition and its status.

        Where the coding is inconsistent, its status is not why it is apart.
        """
        status = "" if self.problem else view.clause.get_status_display()
        return _line(view.option, view.shown_phrase, (view.scope, view.condition, status))

    @property
    def absence(self) -> AbsenceKind | None:
        """The reason why there is no answer; None if there is one, or a point is rejected."""
        if self.position.speaks or self.replies:
            return None
        return self.position.absence.kind


def _line(option: str, phrase: Phrase, notes: Iterable[str]) -> str:
    """Return an answer in a line, with its alternative before it and notes behind it."""
    line = joined((option, str(phrase)), ": ")
    noted = joined(notes, ", ")
    return put_in("%(line)s (%(notes)s)", line=line, notes=noted) if noted else line
