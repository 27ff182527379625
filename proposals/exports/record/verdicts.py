"""The fields of rows: one question across the documents, with what is computed for all of them."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from proposals.comparisons import Cell, Row
from proposals.comparisons.absences import Grounds, ground_of
from proposals.domain.cases import Case
from proposals.domain.duties import Asymmetry
from proposals.domain.rows import WithinParty
from proposals.exports.record import closed_lists
from proposals.exports.record.answers import ANSWER, AnswerRow
from proposals.exports.record.fields import (
    COLUMN,
    WORDS_DESCRIPTION,
    ColumnOptions,
    Entity,
    Field,
    Json,
    ListOf,
    Scalar,
)
from proposals.exports.record.pairs import DECIDING_CASE, MARK, PAIR, RULE, SENTENCE, SHORT, PairRow
from proposals.exports.record.relations import GAP, stored_value
from proposals.exports.record.terms import term_rows


class QuestionRow(NamedTuple):
    """One row of the page, with what checked absences rest on by the absence's number."""

    row: Row
    grounds: Grounds

    @property
    def case(self) -> Case | None:
        """The case of the pair that stands for the row; None for the whole."""
        return PairRow.of(self.row.worst).case if self.row.worst else None

    @property
    def answers(self) -> list[AnswerRow]:
        """What each document says, in the order of the columns."""
        return [
            AnswerRow(
                cell,
                self.row.question.key,
                ground_of(cell, self.grounds),
                names=self._names,
            )
            for cell in self.row.cells
        ]

    @property
    def _names(self) -> dict[tuple[str, int], str]:
        return {
            (one.document, one.view.term.pk): one.id
            for cell in self.row.cells
            for one in term_rows(cell, self.row.question.key)
        }

    @property
    def within_party(self) -> WithinPartyRow | None:
        """The worst pair of answers of one party, where other parties decide the row."""
        view, kind = self.row.within_party, self.row.verdict.within_party_kind
        return WithinPartyRow(PairRow.of(view), kind) if view and kind else None

    @property
    def required_by_all(self) -> Json | None:
        """What each answer requires, in the stored form."""
        return stored_value(self.row.verdict.required_by_all, self.row.wording.frame)

    @property
    def could_be_met_together(self) -> Json | None:
        """What would satisfy every answer at once, in the stored form."""
        return stored_value(self.row.verdict.could_be_met_together, self.row.wording.frame)

    @property
    def duties(self) -> list[DutyRow]:
        """Duties of some parties only, with the document that asks them."""
        return [DutyRow(cell, cell.duty) for cell in self.row.cells if cell.duty]

    @property
    def pairs(self) -> list[PairRow]:
        """Every pair of documents."""
        return list(map(PairRow.of, self.row.pairs))


class WithinPartyRow(NamedTuple):
    """Two documents of one party, and whether they answer the same."""

    pair: PairRow
    kind: WithinParty


class DutyRow(NamedTuple):
    """A duty that falls on some of the parties to the conflict only."""

    cell: Cell
    duty: Asymmetry


ANSWERING = Entity(
    "Answering",
    "How many of the documents answer a question.",
    (
        Field(
            "count",
            Scalar.COUNT,
            lambda verdict: len(verdict.answering),
            meaning=_("Row: how many documents answer."),
            column=ColumnOptions(name="answering"),
        ),
        Field(
            "of",
            Scalar.COUNT,
            lambda verdict: len(verdict.positions),
            meaning=_("Row: how many documents are compared."),
            column=ColumnOptions(name="documents"),
        ),
    ),
)

WITHIN_PARTY = Entity(
    "WithinParty",
    "Two documents of one party on a question that other parties decide.",
    (
        Field("documents", ListOf(Scalar.KEY, length=2), "pair.documents"),
        Field(
            "kind",
            closed_lists.WITHIN_PARTY,
            meaning=_("Row: whether the documents of one party answer the same."),
            description="Whether they answer the same.",
            column=ColumnOptions(name="within_party"),
        ),
        replace(MARK, read="pair.view.mark", column=None),
        replace(RULE, read="pair.view.rule", column=None),
        Field("gap", GAP, "pair.gap", nullable=True),
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

NOTE = Entity(
    "Note",
    "A note on a row of several documents.",
    (
        Field(
            "kind",
            closed_lists.NOTES,
            meaning=_("What the note is on."),
            column=ColumnOptions(required=True),
        ),
        Field("text", Scalar.TEXT, meaning=_("The note."), column=ColumnOptions(required=True)),
    ),
)

ROW_WORDS = Entity(
    "RowWords",
    WORDS_DESCRIPTION,
    (
        replace(SENTENCE, read="row.sentence"),
        replace(SHORT, read=lambda one: one.row.worst.in_parts().brief if one.row.worst else ""),
        Field("notes", ListOf(NOTE), "row.notes"),
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
        replace(MARK, read="row.mark"),
        replace(RULE, read="row.rule"),
        DECIDING_CASE,
        Field("answering", ANSWERING, "row.verdict", column=COLUMN),
        Field(
            "compared",
            Scalar.COUNT,
            lambda one: len(one.row.verdict.compared),
            meaning=_("Row: on how many answers a verdict can rest."),
            description="On how many answers a verdict can rest.",
            column=COLUMN,
        ),
        Field(
            "common_ground",
            Scalar.YES_NO,
            "row.verdict.common_ground",
            meaning=_("Row: every answer was compared, and every two of them meet."),
            description="Every answer was compared, and every two of them meet.",
            column=COLUMN,
        ),
        Field(
            "within_party",
            WITHIN_PARTY,
            description="Null without two answers of one party beside those of others.",
            nullable=True,
            column=COLUMN,
        ),
        Field(
            "required_by_all",
            Scalar.JSON,
            meaning=_("Row: what each answer requires, as it would be stored."),
            description="What each answer requires, in the stored form.",
            nullable=True,
            column=COLUMN,
        ),
        Field(
            "could_be_met_together",
            Scalar.JSON,
            meaning=_("Row: what would satisfy every answer at once, as it would be stored."),
            description="What would satisfy every answer at once, in the stored form.",
            nullable=True,
            column=COLUMN,
        ),
        Field("one_party_only", ListOf(DUTY), "duties"),
        Field("words", ROW_WORDS, lambda one: one, column=COLUMN),
        Field("answers", ListOf(ANSWER), description="One for each document, in their order."),
        Field("pairs", ListOf(PAIR), description="Every pair of documents."),
    ),
)
