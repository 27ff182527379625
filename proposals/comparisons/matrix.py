"""The comparison as plain values: the context of the page, the printed page and the commands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from proposals.comparisons.catalogue import Catalogue, Document
from proposals.comparisons.cells import Cell, ClauseView
from proposals.comparisons.selection import Selection, Trait
from proposals.domain.rows import Pair, RollUp, RowVerdict, roll_up
from proposals.domain.verdicts import Mark, Rule, Verdict
from proposals.language import explanations
from proposals.language.wording import Wording
from proposals.models import Judgement, Question, Theme, Topic
from sources.models import Outlet


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
    def best(self) -> Verdict | None:
        """What the most favourable alternatives give, if that is another mark."""
        return self.pair.best if self.pair.varies else None

    @cached_property
    def sentence(self) -> str:
        """Why, in words that can be checked."""
        return explanations.explain_pair(self.pair, self.wording)

    @cached_property
    def worst_sentence(self) -> str:
        """Why the mark is what it is, without the better alternatives."""
        return explanations.explain(self.pair.worst, self.wording)

    @cached_property
    def best_sentence(self) -> str:
        """Why the best alternatives do better; empty if they do not."""
        return explanations.explain(self.pair.best, self.wording) if self.pair.varies else ""

    def added(self, *, items_drawn: bool = False) -> str:
        """Return what the sentence adds to both answers beside it, and to their drawing if any."""
        return explanations.explain_briefly(self.pair.worst, self.wording, items_drawn=items_drawn)

    def restated(self, *, items_drawn: bool = False) -> str:
        """Return what of the sentence stands beside it already; it may be empty."""
        return explanations.explain_rest(self.pair.worst, self.wording, items_drawn=items_drawn)


@dataclass(frozen=True)
class Row:
    """One question: every column's answer, every pair's verdict."""

    question: Question
    cells: tuple[Cell, ...]
    pairs: tuple[PairView, ...]
    verdict: RowVerdict
    wording: Wording

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
        return self.worst.rule if self.worst else Rule.NOT_COMPARED

    @property
    def sentence(self) -> str:
        """Why, in words that can be checked; empty with a single column."""
        return self.worst.sentence if self.worst else ""

    @cached_property
    def traits(self) -> frozenset[Trait]:
        """What a reader may ask for besides the verdict."""
        answered = [cell for cell in self.cells if not cell.absence]
        found = {
            Trait.ONE_SIDED: len(answered) == 1,
            Trait.DISPUTED: any(cell.evidence.standing.disputed for cell in self.cells),
            Trait.ONE_SOURCE: any(cell.evidence.standing.single for cell in self.cells),
        }
        return frozenset(trait for trait, holds in found.items() if holds)

    @cached_property
    def outlets(self) -> frozenset[str]:
        """Keys of the outlets that any of its answers rests on."""
        return frozenset(
            item.article.outlet.key for cell in self.cells for item in cell.evidence.items
        )

    @cached_property
    def common(self) -> str:
        """What every column of three or more admits, in words; empty if there is nothing."""
        if len(self.cells) < 3 or self.verdict.common is None:
            return ""
        return self.wording.value(self.verdict.common)

    @cached_property
    def asymmetries(self) -> tuple[str, ...]:
        """Duties asked of one party only, each once, with the document that asks it."""
        return tuple(f"{c.document.name}: {c.asymmetry}" for c in self.cells if c.asymmetry)


@dataclass(frozen=True)
class TopicGroup:
    """The rows of one topic, below the clauses that speak of it (one tuple a column).

    `whole` is set on a piece of a longer topic: the topic's own counts.
    """

    topic: Topic
    clauses: tuple[tuple[ClauseView, ...], ...]
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

    `whole` is set on a piece of a longer theme: the theme's own counts.
    """

    theme: Theme
    topics: tuple[TopicGroup, ...]
    whole: RollUp | None = None
    continued: bool = False

    @property
    def rows(self) -> Iterable[Row]:
        """Every row of the theme."""
        return (row for topic in self.topics for row in topic.rows)

    @cached_property
    def roll_up(self) -> RollUp:
        """The worst mark with the counts."""
        return self.whole or roll_up(row.mark for row in self.rows)


@dataclass(frozen=True)
class Facets:
    """How many rows each choice of a filter would show, the other filters as they are.

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
    `facets` count what each other filter would give; if no row is left, `ways_back` says how many
    there would be without each of the filters.
    """

    catalogue: Catalogue
    selection: Selection
    documents: tuple[Document, ...]
    themes: tuple[ThemeGroup, ...]
    everything: RollUp = field(default_factory=lambda: roll_up(()))
    coded: tuple[Question, ...] = ()
    facets: Facets = field(default_factory=Facets)
    ways_back: Mapping[str, int] = field(default_factory=dict)

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
