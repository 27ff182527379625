"""The fields of rows and pairs: what the engine computes, and an editor's judgement beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from proposals.comparisons import Cell, PairView, Row
from proposals.domain.relations import Contested, Gap, Inverted
from proposals.domain.rows import Asymmetry
from proposals.domain.storage import computed_to_stored
from proposals.domain.values import Value
from proposals.domain.vocabulary import Frame
from proposals.exports.record import closed_lists
from proposals.exports.record.answers import ANSWER, WORDS, AnswerRow
from proposals.exports.record.fields import (
    COLUMN,
    REQUIRED,
    ColumnOptions,
    Entity,
    Field,
    Json,
    ListOf,
    Scalar,
)
from sources.models import Article


class QuestionRow(NamedTuple):
    """One row of the page, with the articles behind checked absences by the absence's number."""

    row: Row
    read: Mapping[int, tuple[Article, ...]]

    @property
    def answers(self) -> list[AnswerRow]:
        """What each document says, in the order of the columns."""
        return [
            AnswerRow(
                cell,
                self.row.question.key,
                self.read.get(cell.coverage.pk, ()) if cell.coverage and cell.absence else (),
            )
            for cell in self.row.cells
        ]

    @property
    def common_to_all(self) -> Json | None:
        """What three or more documents all admit, in the stored form."""
        several = len(self.row.cells) > 2
        return _stored(
            self.row.verdict.could_be_met_together if several else None, self.row.wording.frame
        )

    @property
    def duties(self) -> list[DutyRow]:
        """Duties of some parties only, with the document that asks them."""
        return [DutyRow(cell, cell.duty) for cell in self.row.cells if cell.duty]

    @property
    def pairs(self) -> list[PairRow]:
        """Every pair of documents."""
        return list(map(PairRow, self.row.pairs))


class DutyRow(NamedTuple):
    """A duty that falls on some of the parties to the conflict only."""

    cell: Cell
    duty: Asymmetry


class ContestRow(NamedTuple):
    """Items that the document with this key requires and the other one of a pair rules out."""

    document: str
    items: list[str]


class PairRow(NamedTuple):
    """One pair of documents, with what its worst verdict rests on as plain values."""

    view: PairView

    @property
    def gap(self) -> Gap | None:
        """By how much two ranges or dates miss each other."""
        clash = self.view.pair.worst.clash
        return clash if isinstance(clash, Gap) else None

    @property
    def common(self) -> Json | None:
        """What both admit, in the stored form."""
        return _stored(self.view.pair.worst.common, self.view.wording.frame)

    @property
    def contested(self) -> list[ContestRow]:
        """What one document requires and the other rules out."""
        clash, sort = self.view.pair.worst.clash, self.view.wording.frame.sort
        if not isinstance(clash, Contested):
            return []
        sides = ((self.view.left, clash.left_requires), (self.view.right, clash.right_requires))
        return [ContestRow(document.key, sort(items)) for document, items in sides if items]

    @property
    def inverted(self) -> list[list[str]]:
        """Pairs of steps that the second document puts the other way round."""
        clash = self.view.pair.worst.clash
        return sorted(map(list, clash.pairs)) if isinstance(clash, Inverted) else []

    @property
    def circle(self) -> list[str]:
        """Steps that run in a circle when both orders are taken together."""
        clash = self.view.pair.worst.clash
        is_circle = isinstance(clash, Inverted) and not clash.pairs
        return list(clash.circle) if isinstance(clash, Inverted) and is_circle else []

    @property
    def differences(self) -> list[str]:
        """In what the answers differ beside their outcomes."""
        return sorted(one.value for one in self.view.pair.worst.differences)


def _together(row: Row) -> str | None:
    """Return what would satisfy every answer at once, in words; None of two columns."""
    together = row.verdict.could_be_met_together if len(row.cells) > 2 else None
    return None if together is None else row.wording.value(together)


def _stored(value: Value | None, frame: Frame) -> Json | None:
    return None if value is None else computed_to_stored(value, frame)


BEST = Entity(
    "Best",
    "The verdict on the most favourable alternatives.",
    (
        Field(
            "verdict",
            closed_lists.MARKS,
            "mark",
            meaning=_("What the best alternatives of a pair give, if that is another."),
            column=ColumnOptions(name="best_verdict", after="sentence"),
        ),
        Field(
            "rule",
            closed_lists.RULES,
            meaning=_("The rule that gives that."),
            column=ColumnOptions(name="best_rule", after="sentence"),
        ),
    ),
)

JUDGEMENT = Entity(
    "Judgement",
    "An editor's own verdict, beside the computed one.",
    (
        Field(
            "verdict",
            closed_lists.JUDGED,
            "mark",
            meaning=_("Pair: an editor's verdict; it replaces nothing."),
            column=ColumnOptions(name="judged_verdict"),
        ),
        Field(
            "reason",
            Scalar.TEXT,
            meaning=_("The editor's reason."),
            column=ColumnOptions(name="judged_reason"),
        ),
        Field(
            "author",
            Scalar.TEXT,
            meaning=_("Who signed it."),
            column=ColumnOptions(name="judged_by"),
        ),
        Field(
            "made_at",
            Scalar.MOMENT,
            meaning=_("When it was signed."),
            nullable=True,
            column=ColumnOptions(name="judged_at"),
        ),
    ),
)

_VERDICT = Field("verdict", closed_lists.MARKS, "mark", meaning=_("The verdict."), column=REQUIRED)
_RULE = Field("rule", closed_lists.RULES, meaning=_("The rule that gives it."), column=REQUIRED)
_SENTENCE = Field(
    "sentence",
    Scalar.TEXT,
    meaning=_("Why, in a sentence that can be checked."),
    column=COLUMN,
)

GAP = Entity(
    "Gap",
    "By how much two answers miss each other.",
    (
        Field("size", Scalar.NUMBER),
        Field(
            "unit",
            Scalar.KEY,
            lambda gap: gap.unit.key if gap.unit else None,
            description="Null for days of the calendar.",
            nullable=True,
        ),
    ),
)

CONTEST = Entity(
    "Contest",
    "Entries that one document requires and the other rules out.",
    (
        Field("document", Scalar.KEY, description="The document that requires them."),
        Field("items", ListOf(Scalar.KEY)),
    ),
)

DUTY = Entity(
    "Duty",
    "A duty that a document puts on some of the parties to the conflict only.",
    (
        Field("document", Scalar.KEY, "cell.document.key"),
        Field("bearers", ListOf(Scalar.KEY), lambda one: sorted(one.duty.bearers)),
        Field(
            "own",
            Scalar.YES_NO,
            "duty.own",
            description="Whether the document's own parties take it on themselves.",
        ),
    ),
)

PAIR_WORDS = Entity("PairWords", WORDS, (replace(_SENTENCE, read="view.sentence"),))

PAIR = Entity(
    "Pair",
    "Two documents on one question.",
    (
        Field(
            "documents",
            ListOf(Scalar.KEY, length=2),
            lambda one: (one.view.left.key, one.view.right.key),
        ),
        replace(_VERDICT, read="view.mark"),
        replace(_RULE, read="view.rule"),
        Field(
            "relation",
            closed_lists.RELATIONS,
            "view.pair.worst.relation",
            description="How the outcomes that they admit lie to each other.",
            nullable=True,
        ),
        Field(
            "common",
            Scalar.JSON,
            description="What both admit, in the stored form.",
            nullable=True,
        ),
        Field("gap", GAP, nullable=True),
        Field("contested", ListOf(CONTEST)),
        Field(
            "inverted",
            ListOf(ListOf(Scalar.KEY, length=2)),
            description="Steps that the first document puts in this order and the second not.",
        ),
        Field(
            "circle",
            ListOf(Scalar.KEY),
            description="Steps that run in a circle when both orders are taken together.",
        ),
        Field("differences", ListOf(closed_lists.QUALIFIERS)),
        Field("words", PAIR_WORDS, lambda one: one, column=COLUMN),
        Field("best", BEST, "view.best", nullable=True, column=COLUMN),
        Field("judgement", JUDGEMENT, "view.judgement", nullable=True, column=COLUMN),
    ),
)

ROW_WORDS = Entity(
    "RowWords",
    WORDS,
    (
        replace(_SENTENCE, read="row.sentence", description="Why the verdict is so."),
        Field(
            "common_to_all",
            Scalar.TEXT,
            lambda one: _together(one.row),
            meaning=_("Row: what three or more documents all admit."),
            nullable=True,
            column=COLUMN,
        ),
        Field("one_party_only", ListOf(Scalar.TEXT), "row.asymmetries"),
    ),
)

ROW = Entity(
    "Row",
    "One question across the documents.",
    (
        Field("theme", Scalar.KEY, "row.question.topic.theme.key"),
        Field("topic", Scalar.KEY, "row.question.topic.key"),
        Field(
            "question",
            Scalar.KEY,
            "row.question.key",
            meaning=_("Key of the question."),
            column=ColumnOptions(required=True, leads_to="questions.key"),
        ),
        Field("text", Scalar.TEXT, "row.question.text"),
        Field("kind", closed_lists.KINDS_OF_VALUE, "row.question.kind"),
        replace(_VERDICT, read="row.mark"),
        replace(_RULE, read="row.rule"),
        Field(
            "common_to_all",
            Scalar.JSON,
            description="What three or more documents all admit, in the stored form.",
            nullable=True,
        ),
        Field("one_party_only", ListOf(DUTY), "duties"),
        Field("words", ROW_WORDS, lambda one: one, column=COLUMN),
        Field("answers", ListOf(ANSWER), description="One for each document, in their order."),
        Field("pairs", ListOf(PAIR), description="Every pair of documents."),
    ),
)
