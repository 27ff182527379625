"""The comparison as plain values: the context of the page, the printed page and the commands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from proposals.comparisons.catalogue import Catalogue, Document
from proposals.comparisons.selection import Selection
from proposals.domain import reading
from proposals.domain.comparing import Pair, RollUp, RowVerdict, roll_up
from proposals.domain.sentences import Speaker
from proposals.domain.standing import Standing
from proposals.domain.terms import AbsenceKind, Position
from proposals.domain.verdicts import Mark, Rule, Verdict
from proposals.models import Clause, Coverage, Evidence, Judgement, Question, Term, Theme, Topic


@dataclass(frozen=True)
class EvidenceView:
    """The evidence of a clause or of a cell, with its standing."""

    items: tuple[Evidence, ...]
    standing: Standing

    @property
    def ordered(self) -> tuple[Evidence, ...]:
        """What supports it first, then what disputes and what qualifies it."""
        return (*self.supporting, *self.disputing, *self.qualifying)

    @property
    def supporting(self) -> tuple[Evidence, ...]:
        """What supports it."""
        return self._with("supports")

    @property
    def disputing(self) -> tuple[Evidence, ...]:
        """What disputes it."""
        return self._with("disputes")

    @property
    def qualifying(self) -> tuple[Evidence, ...]:
        """What qualifies it."""
        return self._with("qualifies")

    def _with(self, stance: str) -> tuple[Evidence, ...]:
        return tuple(item for item in self.items if item.stance == stance)

    @property
    def counts(self) -> dict[str, int]:
        """Pieces of evidence by stance, and independent supporting sources."""
        return {
            "supports": len(self.supporting),
            "disputes": len(self.disputing),
            "qualifies": len(self.qualifying),
            "independent": self.standing.supporting,
        }


@dataclass(frozen=True)
class ClauseView:
    """A clause beside its evidence."""

    clause: Clause
    evidence: EvidenceView


@dataclass(frozen=True)
class TermView:
    """One typed answer in words, with the clause that it stands in.

    `reading` is the value alone; `verb` and `said` make a sentence of it. The verb is empty where
    `said` has its own ("rules out every one of the listed points").
    """

    term: Term
    clause: Clause
    reading: str
    bearers: tuple[str, ...]
    option: str
    verb: str = ""
    said: str = ""

    @property
    def condition(self) -> str:
        """The condition in words; the awaited clause's number if there are no words."""
        waits_for = self.term.waits_for
        return self.term.condition or (waits_for.label or waits_for.key if waits_for else "")


@dataclass(frozen=True)
class Alternative:
    """What a document says in one of its alternatives, all of its answers taken together.

    Without options a cell has one alternative, whose `option` is empty.
    """

    option: str
    verb: str
    said: str
    bearers: str
    scopes: tuple[str, ...]
    conditions: tuple[str, ...]
    bracketed: bool
    terms: tuple[TermView, ...]

    @property
    def confidence(self) -> str:
        """The lowest confidence of its answers, if that is not high, in words."""
        levels = {view.term.confidence: view.term.get_confidence_display() for view in self.terms}
        return next((levels[level] for level in ("low", "medium") if level in levels), "")

    @property
    def contested(self) -> bool:
        """Whether the wording of any of its clauses is contested."""
        return any(view.clause.contested for view in self.terms)


@dataclass(frozen=True)
class Cell:
    """What one document says on one question, on what it rests, or why it is empty."""

    document: Document
    position: Position
    terms: tuple[TermView, ...]
    evidence: EvidenceView
    coverage: Coverage | None = None
    asymmetry: str = ""
    alternatives: tuple[Alternative, ...] = ()

    @property
    def apart(self) -> tuple[TermView, ...]:
        """Answers that are in no alternative: deferred, withdrawn, or inconsistently coded."""
        together = {view.term.pk for one in self.alternatives for view in one.terms}
        return tuple(view for view in self.terms if view.term.pk not in together)

    @property
    def absence(self) -> AbsenceKind | None:
        """Why there is no answer; None if there is one."""
        return None if self.position.terms else self.position.absence.kind


@dataclass(frozen=True)
class PairView:
    """Two columns of a row with their verdict in words."""

    left: Document
    right: Document
    pair: Pair
    speaker: Speaker
    judgement: Judgement | None = None

    @property
    def mark(self) -> Mark:
        """The class that readers see."""
        return self.pair.worst.mark

    @property
    def rule(self) -> Rule:
        """The rule behind the mark."""
        return self.pair.worst.rule

    @property
    def best(self) -> Verdict | None:
        """What the most favourable alternatives give, if that is another mark."""
        return self.pair.best if self.pair.varies else None

    @cached_property
    def sentence(self) -> str:
        """Why, in words that can be checked."""
        return self.speaker.explain_pair(self.pair)

    @cached_property
    def worst_sentence(self) -> str:
        """Why the mark is what it is, without the better alternatives."""
        return self.speaker.explain(self.pair.worst)

    @cached_property
    def best_sentence(self) -> str:
        """Why the best alternatives do better; empty if they do not."""
        return self.speaker.explain(self.pair.best) if self.pair.varies else ""


@dataclass(frozen=True)
class Row:
    """One question: every column's answer, every pair's verdict."""

    question: Question
    cells: tuple[Cell, ...]
    pairs: tuple[PairView, ...]
    verdict: RowVerdict
    speaker: Speaker

    @property
    def mark(self) -> Mark:
        """The class of the pair that stands for the row."""
        return self.verdict.mark

    @cached_property
    def worst(self) -> PairView | None:
        """The pair that stands for the row; None with a single column."""
        return next((view for view in self.pairs if view.pair is self.verdict.worst), None)

    @property
    def rule(self) -> Rule:
        """The rule behind the mark."""
        return self.worst.rule if self.worst else Rule.R8

    @property
    def sentence(self) -> str:
        """Why, in words that can be checked; empty with a single column."""
        return self.worst.sentence if self.worst else ""

    @cached_property
    def common(self) -> str:
        """What every column of three or more admits, in words; empty if there is nothing."""
        if len(self.cells) < 3 or self.verdict.common is None:
            return ""
        return reading.read(self.verdict.common, self.speaker.frame)

    @cached_property
    def asymmetries(self) -> tuple[str, ...]:
        """Duties asked of one party only, each once, with the document that asks it."""
        return tuple(f"{c.document.name}: {c.asymmetry}" for c in self.cells if c.asymmetry)


@dataclass(frozen=True)
class TopicGroup:
    """The rows of one topic, below the clauses that speak of it (one tuple a column)."""

    topic: Topic
    clauses: tuple[tuple[ClauseView, ...], ...]
    rows: tuple[Row, ...]

    @cached_property
    def roll_up(self) -> RollUp:
        """The worst mark with the counts."""
        return roll_up(row.mark for row in self.rows)

    @property
    def has_clauses(self) -> bool:
        """Whether any column has a clause on the topic."""
        return any(self.clauses)


@dataclass(frozen=True)
class ThemeGroup:
    """The topics of one theme."""

    theme: Theme
    topics: tuple[TopicGroup, ...]

    @property
    def rows(self) -> Iterable[Row]:
        """Every row of the theme."""
        return (row for topic in self.topics for row in topic.rows)

    @cached_property
    def roll_up(self) -> RollUp:
        """The worst mark with the counts."""
        return roll_up(row.mark for row in self.rows)


@dataclass(frozen=True)
class Matrix:
    """A whole comparison: the columns, and themes of topics of rows.

    `everything` counts the rows before the filters for verdict and words; `coded` holds the
    questions, whatever the filters, on which any of these documents is coded: others are not drawn.
    """

    catalogue: Catalogue
    selection: Selection
    documents: tuple[Document, ...]
    themes: tuple[ThemeGroup, ...]
    everything: RollUp = field(default_factory=lambda: roll_up(()))
    coded: tuple[Question, ...] = ()

    @property
    def rows(self) -> Iterable[Row]:
        """Every row that is shown."""
        return (row for theme in self.themes for row in theme.rows)

    @cached_property
    def roll_up(self) -> RollUp:
        """The counts of the rows that are shown."""
        return roll_up(row.mark for row in self.rows)

    @property
    def shown(self) -> int:
        """How many rows are shown."""
        return self.roll_up.total

    @property
    def uncoded(self) -> int:
        """How many questions of the negotiation none of these documents is coded on."""
        return len(self.catalogue.questions) - len(self.coded)

    @property
    def total(self) -> int:
        """How many rows there are without filters."""
        return self.everything.total
