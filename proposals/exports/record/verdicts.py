"""The fields of rows and pairs: what the engine computes, and an editor's judgement beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from proposals.comparisons import Row
from proposals.exports.record import closed_lists
from proposals.exports.record.answers import ANSWER, AnswerRow
from proposals.exports.record.fields import (
    COLUMN,
    REQUIRED,
    ColumnOptions,
    Entity,
    Field,
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

PAIR = Entity(
    "Pair",
    "Two documents on one question.",
    (
        Field("documents", ListOf(Scalar.KEY, length=2), lambda one: (one.left.key, one.right.key)),
        _VERDICT,
        _RULE,
        _SENTENCE,
        Field("best", BEST, nullable=True, column=COLUMN),
        Field("judgement", JUDGEMENT, nullable=True, column=COLUMN),
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
        replace(_SENTENCE, read="row.sentence", description="Why the verdict is so."),
        Field(
            "common_to_all",
            Scalar.TEXT,
            lambda one: one.row.common or None,
            meaning=_("Row: what three or more documents all admit."),
            nullable=True,
            column=COLUMN,
        ),
        Field("one_party_only", ListOf(Scalar.TEXT), "row.asymmetries"),
        Field("answers", ListOf(ANSWER), description="One for each document, in their order."),
        Field("pairs", ListOf(PAIR), "row.pairs", description="Every pair of documents."),
    ),
)
