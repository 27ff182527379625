"""Comparisons as plain values, which pages, the printed page and the commands draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from proposals.comparisons.catalogue import Catalogue, Document
from proposals.comparisons.cells import Cell, ClauseView
from proposals.comparisons.evidence import Sourcing, sourcing_of
from proposals.comparisons.responses import DocumentResponse, responses_at_head
from proposals.comparisons.row_steps import Step, steps_of
from proposals.comparisons.searched_texts import (
    CLAUSE_TEXTS,
    EVIDENCE_TEXTS,
    texts_of_question,
)
from proposals.comparisons.selection import Selection, Trait
from proposals.domain.relations import Gap
from proposals.domain.roll_ups import RollUp, roll_up
from proposals.domain.rows import Pair, RowVerdict
from proposals.domain.verdicts import Mark, Rule, Verdict
from proposals.language import explanations
from proposals.language.active import joined
from proposals.language.explanations import BriefLines, Sentences
from proposals.language.local_text import original_of
from proposals.language.row_notes import RowNote, row_notes
from proposals.language.wording import Wording
from proposals.models import Judgement, Question, Theme, Topic
from sources.models import Outlet
from sources.search_terms import fold_texts


@dataclass(frozen=True)
class PairView:
    """Two columns of a row with their verdict in words."""

    left: Document
    right: Document
    pair: Pair
    wording: Wording
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
    def same_party(self) -> bool:
        """Whether a party put both documents forward."""
        return self.pair.same_party

    @property
    def gap(self) -> str:
        """The size of the gap between the answers, in words; empty without a size."""
        clash = self.pair.worst.clash
        if not isinstance(clash, Gap) or not clash.size:
            return ""
        return self.wording.gap(clash)

    @property
    def best(self) -> Verdict | None:
        """The verdict on the most favourable alternatives; None if it has the same mark."""
        return self.pair.best if self.pair.varies else None

    @cached_property
    def sentence(self) -> str:
        """The explanation of the verdict, and of the best one if alternatives differ."""
        return explanations.explain_pair(self.pair, self.wording)

    @cached_property
    def worst_sentence(self) -> str:
        """The explanation of the verdict, without the best one."""
        return explanations.explain(self.pair.worst, self.wording)

    @cached_property
    def best_sentence(self) -> str:
        """The explanation of the best verdict; empty if it has the same mark."""
        return explanations.explain(self.pair.best, self.wording) if self.pair.varies else ""

    @cached_property
    def lines(self) -> BriefLines:
        """The explanation in at most 25 words, in two lines, beside both answers."""
        return explanations.explain_in_lines(self.pair.worst, self.wording)

    @property
    def contested(self) -> str:
        """That one side wants what the other rules out, beside a drawing that says what."""
        language = self.wording.language
        return language.sentence(language.text("contested"))

    def in_parts(self) -> Sentences:
        """Return the explanation in a brief part and the rest, beside both answers."""
        return explanations.explain_in_parts(self.pair.worst, self.wording)


@dataclass(frozen=True)
class Row:
    """One question: the answer of every column, the verdict on every pair.

    `before` has, by the key of a column, the one that it follows in a line of texts.
    """

    question: Question
    cells: tuple[Cell, ...]
    pairs: tuple[PairView, ...]
    verdict: RowVerdict
    wording: Wording
    before: Mapping[str, Document] = field(default_factory=dict, compare=False)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents of the columns."""
        return tuple(cell.document for cell in self.cells)

    @property
    def speaking(self) -> tuple[Document, ...]:
        """The documents that answer, in the order of the columns."""
        return tuple(cell.document for cell in self.cells if cell.position.speaks)

    @property
    def mark(self) -> Mark:
        """The class of the pair that stands for the row."""
        return self.rule.mark

    @cached_property
    def worst(self) -> PairView | None:
        """The pair that stands for the row; None with a single column."""
        return next((view for view in self.pairs if view.pair is self.verdict.standing), None)

    @property
    def rule(self) -> Rule:
        """The rule behind the mark."""
        return self.verdict.rule

    @property
    def side(self) -> int:
        """Which of two columns answers alone: 1 or 2, and 0 if none does or there are others."""
        pair = self.worst.pair if self.worst and len(self.cells) == 2 else None
        if pair is None or self.mark is not Mark.ONE_SIDE:
            return 0
        return 1 if pair.left.terms else 2

    def meets_all(self, principals: frozenset[str]) -> bool:
        """Tell whether it is common ground on which all of some parties answer, by their keys."""
        return self.verdict.meets_all(principals)

    @property
    def deciding_pairs(self) -> tuple[PairView, ...]:
        """The pairs of different parties of which both answers were compared."""
        deciding = {id(pair) for pair in self.verdict.deciding_pairs}
        return tuple(view for view in self.pairs if id(view.pair) in deciding)

    @property
    def is_worst_of_several(self) -> bool:
        """Whether the pair that stands for the row is the worst of two or more."""
        return len(self.deciding_pairs) > 1

    @property
    def within_party(self) -> PairView | None:
        """The worst pair of answers of one party, where other parties decide the row."""
        return next((view for view in self.pairs if view.pair is self.verdict.within_party), None)

    @cached_property
    def notes(self) -> tuple[RowNote, ...]:
        """The notes on who answers, on papers of one party, and on what all have in common."""
        return row_notes(self.verdict, self.wording)

    @property
    def sentence(self) -> str:
        """The explanation of the pair that stands for the row; empty with a single column."""
        return self.worst.sentence if self.worst else ""

    @cached_property
    def changes(self) -> tuple[Step, ...]:
        """What changed from one column to another that follows it in a line of texts."""
        steps = steps_of(self.cells, self.before, wording=self.wording) if self.before else ()
        return tuple(step for step in steps if step.happened)

    @cached_property
    def traits(self) -> frozenset[Trait]:
        """The traits that the row has, besides its verdict."""
        traits = {
            Trait.COMMON_GROUND: self.verdict.common_ground,
            Trait.ONE_SIDED: len(self.verdict.answering) == 1,
            Trait.DISPUTED: any(cell.evidence.standing.disputed for cell in self.cells),
            Trait.ONE_SOURCE: any(cell.evidence.standing.single for cell in self.cells),
            Trait.CHANGED: bool(self.changes),
        }
        return frozenset(trait for trait, holds in traits.items() if holds)

    @cached_property
    def outlets(self) -> frozenset[str]:
        """The keys of the outlets that any of the answers rests on."""
        return frozenset(
            item.article.outlet.key for cell in self.cells for item in cell.evidence.items
        )

    @property
    def sourcing(self) -> Sourcing:
        """How many documents have terms, and what these rest on."""
        return sourcing_of(cell.evidence for cell in self.cells if cell.has_terms)

    @property
    def folded_text(self) -> str:
        """All texts in which a search of words looks, folded as it folds its words."""
        texts = texts_of_question(self.question)
        for cell in self.cells:
            for view in cell.terms:
                own = [getattr(view.clause, name) for name in CLAUSE_TEXTS]
                texts += [view.reading, *own, *map(original_of, own)]
            for item in cell.evidence.items:
                texts += [getattr(item, name) for name in EVIDENCE_TEXTS]
        return fold_texts(*texts)

    @cached_property
    def asymmetries(self) -> tuple[str, ...]:
        """The sentences that a duty falls on some parties only, each with its document."""
        said = ((c.document.name, c.asymmetry) for c in self.cells if c.asymmetry)
        return tuple(joined(one, ": ") for one in said)


@dataclass(frozen=True)
class TopicGroup:
    """The rows of one topic, and the clauses on it (one tuple a column).

    On a piece of a longer topic `whole` has the counts of all of it, and `continued` says that it
    is not the first piece.
    """

    topic: Topic
    clauses: Sequence[tuple[ClauseView, ...]]
    rows: tuple[Row, ...]
    whole: RollUp | None = None
    continued: bool = False

    @cached_property
    def roll_up(self) -> RollUp:
        """The worst mark with the counts."""
        return self.whole or roll_up(row.mark for row in self.rows)

    @property
    def has_clauses(self) -> bool:
        """Whether any column has a clause on the topic."""
        return any(self.clauses)


@dataclass(frozen=True)
class ThemeGroup:
    """The topics of one theme.

    On a piece of a longer theme `whole` has the counts of all of it, and `continued` says that it
    is not the first piece.
    """

    theme: Theme
    topics: tuple[TopicGroup, ...]
    whole: RollUp | None = None
    continued: bool = False

    @property
    def rows(self) -> Iterable[Row]:
        """The rows of the theme."""
        return (row for topic in self.topics for row in topic.rows)

    @cached_property
    def roll_up(self) -> RollUp:
        """The worst mark with the counts."""
        return self.whole or roll_up(row.mark for row in self.rows)


@dataclass(frozen=True)
class Facets:
    """The number of rows that each choice of a filter would show, the other filters as they are.

    `themes` and `topics` count by primary key.
    """

    marks: RollUp = field(default_factory=lambda: roll_up(()))
    traits: Mapping[Trait, int] = field(default_factory=dict)
    outlets: tuple[tuple[Outlet, int], ...] = ()
    themes: Mapping[int, int] = field(default_factory=dict)
    topics: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Matrix:
    """A whole comparison: the columns, and themes of topics of rows.

    `everything` counts the rows of the chosen themes, topics and questions; `coded` holds the
    questions, whatever the filters, on which any of these documents is coded: others are not drawn.
    `facets` count the rows of other choices; if no row passes the filters, `ways_back` counts the
    rows that there would be without each of them. `responses` are those that the proposals of the
    columns gave or received, whatever the filters.

    Where the marks of rows are stored, rows are read as they are looked into; `load` reads several
    at once, without `evidence` first: that is then read when it is looked at.
    """

    catalogue: Catalogue
    selection: Selection
    documents: tuple[Document, ...]
    themes: tuple[ThemeGroup, ...]
    everything: RollUp = field(default_factory=lambda: roll_up(()))
    coded: tuple[Question, ...] = ()
    facets: Facets = field(default_factory=Facets)
    ways_back: Mapping[str, int] = field(default_factory=dict)
    responses: Sequence[DocumentResponse] = ()
    load: Callable[..., None] = field(default=lambda rows, **_: None, compare=False)

    @property
    def rows(self) -> Iterable[Row]:
        """The rows that pass the filters."""
        return (row for theme in self.themes for row in theme.rows)

    @cached_property
    def roll_up(self) -> RollUp:
        """The counts of the rows that pass the filters, by mark."""
        return roll_up(row.mark for row in self.rows)

    @property
    def responses_at_head(self) -> Iterable[tuple[Document, tuple[DocumentResponse, ...]]]:
        """The columns, each with the responses at its head."""
        heads = responses_at_head(self.documents, self.responses)
        return [(document, heads[document.version.pk]) for document in self.documents]

    @property
    def row_count(self) -> int:
        """The number of rows that pass the filters."""
        return self.roll_up.total

    @property
    def uncoded(self) -> int:
        """The number of questions of the negotiation on which none of these documents is coded."""
        return len(self.catalogue.questions) - len(self.coded)

    @property
    def total(self) -> int:
        """The number of rows of the chosen themes, topics and questions."""
        return self.everything.total
